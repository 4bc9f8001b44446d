"""What becomes of a tip that several sources tell of: the richer one wins, field by field, and stays.

A tip remembers by which sources it was seen, and in which raw form (`Tip.seen`). A source that says what it said before
changes nothing. Where one says something else, a whole text stands over an excerpt and over its own beginning, topics
and an author over none, and of two versions the one that was changed later; where that is not told, what a source has
changed since the last time. Of one that was never asked before, a file does not replace what came from the web.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tipcli.ingest.days import in_own_zone
from tipcli.ingest.identity import key_of
from tipcli.model.editorial import EditorialNotes
from tipcli.model.tip import Credit
from tipcli.store.jsonl import json_text

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

_MOST_SOURCES = 8  # of one tip that are remembered
_MODIFIED = ("modified", "date_modified", "dateModified", "updated", "updated_at", "lastmod")  # in `extra`
_ALIKE = 0.85  # of the letters of a text that begin another one, where it is no more than its beginning


def sources_of(tip: Tip) -> dict[str, str]:
    """Return the sources that a tip was seen in, the last one last, each with the mark of the raw form there."""
    pairs = (entry.partition(":") for entry in tip.seen.split())
    return {source: mark for source, _, mark in pairs}


def entry_of(source: str, mark: int) -> str:
    """Return what `Tip.seen` says of a source that tells of a tip in this raw form; nothing of no source."""
    return f"{source}:{mark:x}" if source else ""


def seen_in(tip: Tip, source: str, mark: int) -> str:
    """Return `Tip.seen` of a tip that a source tells of in this raw form."""
    known = sources_of(tip)
    if not source or known.get(source) == f"{mark:x}":
        return tip.seen
    known.pop(source, None)
    known[source] = f"{mark:x}"
    return " ".join(f"{name}:{mark}" for name, mark in list(known.items())[-_MOST_SOURCES:])


def merged(known: Tip, found: Tip, *, adds_up: bool, source: str = "", is_twin: bool = False) -> Tip:
    """Return what becomes of a known tip when a source tells of it, under its number and slug.

    An excerpt never takes the place of the whole. With `adds_up`, both are sightings of one tip in different places,
    and the topics of both count. `source` is the one that tells of `found`; where it told of it before in the same run,
    as `is_twin` says, the first stands.
    """
    others = sources_of(known).keys() - {source}
    if adds_up or not source or not others:
        better = _anew(known, found, adds_up=adds_up, is_twin=is_twin)
    elif sources_of(known).get(source) == f"{found.mark:x}":
        better = known
    else:
        better = _Two(known, found, source, others).merged()
    return better.replace(
        collection=known.collection,
        number=known.number,
        slug=known.slug,
        seen=seen_in(known, source, found.mark),
    )


def _anew(known: Tip, found: Tip, *, adds_up: bool, is_twin: bool) -> Tip:
    """Return what a tip becomes whose only source tells of it again."""
    kept = known if known.complete and (is_twin or not found.complete) else found
    topics = dict.fromkeys((*known.topics, *found.topics)) if adds_up or kept is known else dict.fromkeys(kept.topics)
    day = known if in_own_zone(known, found) and known.date != found.date else kept
    return kept.replace(
        date=day.date or found.date or known.date,
        topics=tuple(topics),
        credit=_filled(kept.credit, found.credit if kept is known else known.credit) if adds_up else kept.credit,
        editorial=_filled_notes(kept, found if kept is known else known) if adds_up else kept.editorial,
        guid=kept.guid or found.guid or known.guid,
        link=kept.link or found.link or known.link,
        mark=found.mark,
    )


class _Two:
    """A known tip, and what a source says of it while `others` have told of it too."""

    def __init__(self, known: Tip, found: Tip, source: str, others: set[str]) -> None:
        self.known, self.found = known, found
        self.extras = _extra(known), _extra(found)
        self.is_changed = source in sources_of(known)
        was, now = (_modified(extra) for extra in self.extras)
        texts = [(letters(tip.title), letters(tip.body)) for tip in (known, found)]
        if was and now:
            self.is_newer = now > was
        elif texts[0] == texts[1] and not self.is_changed:
            self.is_newer = False
        else:
            # The web is what it is today; a file may have lain there for long.
            self.is_newer = self.is_changed or source.startswith("w") or not any(map(_is_web, others))

    def merged(self) -> Tip:
        known, found = self.known, self.found
        text = found if self._has_better_text() else known
        title = known.title
        if self.is_newer and (self.is_changed or letters(known.title) != letters(found.title)):
            title = found.title
        first, second = (found, known) if self.is_newer else (known, found)
        day = self._day(first, second)
        link = first.link or second.link
        if key_of(known.link) == key_of(found.link) and "https" in (known.link[:5], found.link[:5]):
            link = next(one.link for one in (first, second) if one.link.startswith("https"))
        return known.replace(
            title=title,
            body=text.body,
            gist=text.gist or known.gist or found.gist,
            complete=text.complete,
            date=day.date,
            topics=tuple(dict.fromkeys((*known.topics, *found.topics))),
            action=first.action or second.action,
            editorial=_filled_notes(first, second),
            credit=self._credit(title, day.date, link),
            guid=(first.guid if self.is_changed else known.guid) or known.guid or found.guid,
            link=link,
            extra=self._extra(first is found, day is found),
            mark=found.mark,
        )

    def _has_better_text(self) -> bool:
        known, found = self.known, self.found
        if known.complete != found.complete:
            return found.complete
        was, now = letters(known.body), letters(found.body)
        if was == now:
            return self.is_changed and self.is_newer
        # Of two sources that say the same up to where one ends, as page 1 of several does, the other has more.
        if _is_beginning(now, was) or (not self.is_changed and was.startswith(now)):
            return False
        return _is_beginning(was, now) or (not self.is_changed and now.startswith(was)) or self.is_newer

    def _day(self, first: Tip, second: Tip) -> Tip:
        """Return the one whose date is taken: the day where it was written, else that of the newer."""
        for one, other in ((first, second), (second, first)):
            if one.date and other.date and one.date != other.date and in_own_zone(one, other):
                return one
        return first if first.date else second

    def _credit(self, title: str, date: str | None, link: str) -> Credit | None:
        known, found = self.known.credit, self.found.credit
        has_author = tuple(bool(extra.get("author")) for extra in self.extras)
        is_found = found is not None and (
            known is None or (self.is_newer if has_author[0] == has_author[1] else has_author[1])
        )
        credit = _filled(found, known) if is_found else _filled(known, found)
        if credit is None:
            return None
        # What a feed says of itself there is what the tip says.
        titles, links, days = (
            {getattr(one, name) for one in (self.known, self.found)} for name in ("title", "link", "date")
        )
        return Credit(
            title if credit.title in titles else credit.title,
            credit.publisher,
            date if credit.date in days else credit.date,
            link if credit.url in links else credit.url,
        )

    def _extra(self, is_found_first: bool, is_day_of_found: bool) -> str:  # noqa: FBT001
        was, now = self.extras
        extra: dict[str, Any] = {**was, **now} if is_found_first else {**now, **was}
        if published := (now if is_day_of_found else was).get("published"):
            extra["published"] = published
        latest = max((one for one in self.extras if _modified(one)), key=lambda one: _modified(one) or "", default={})
        extra |= {name: latest[name] for name in _MODIFIED if name in latest}
        return json_text(extra)


def _is_web(source: str) -> bool:
    return source.startswith("w")


def _extra(tip: Tip) -> dict[str, Any]:
    try:
        found = json.loads(tip.extra) if tip.extra else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _modified(extra: dict[str, Any]) -> str:
    """Return when a source says that it changed an item last, in a form that sorts; empty where it does not say."""
    for name in _MODIFIED:
        try:
            when = datetime.fromisoformat(str(extra.get(name)))
        except ValueError:
            continue
        return (when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)).isoformat()
    return ""


def letters(text: str) -> str:
    """Return the letters and digits of a text, by which it is compared whatever its marks are."""
    return "".join(filter(str.isalnum, text.casefold()))


def _is_beginning(short: str, long: str) -> bool:
    """Tell whether the letters of a text are little more than the beginning of another one."""
    if not short or len(short) > _ALIKE * len(long):
        return False
    most = int(_ALIKE * len(short))
    return short[:most] == long[:most]


def _filled(credit: Credit | None, other: Credit | None) -> Credit | None:
    """Return a credit with what it lacks and another has."""
    if credit is None or other is None:
        return credit or other
    return Credit(*(getattr(credit, name) or getattr(other, name) for name in Credit.__slots__))


def _filled_notes(first: Tip, second: Tip) -> str:
    """Return what editors say of a tip, each thing by the first that says it."""
    if not (first.editorial and second.editorial):
        return first.editorial or second.editorial
    notes, other = first.notes, second.notes
    said = {name: getattr(notes, name) or getattr(other, name) for name in EditorialNotes.__slots__}
    return EditorialNotes(**said).text()


def same(one: Tip, other: Tip) -> bool:
    """Tell whether two tips differ in nothing but where they were seen, and in which raw form."""
    return one == other.replace(mark=one.mark, seen=one.seen)
