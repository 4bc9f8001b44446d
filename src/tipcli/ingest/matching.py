"""Taking a source in: which tip each item is, what is new, what changed, and the collection's new files.

Everything streams. New tips go to a file as they come, changed ones to another; in the end the collection is written
anew from what was there and from both, and with its index takes the place of the old one by renaming. Until then
nothing is changed, and a kill leaves nothing but temporary files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.ingest.changes import Waiting
from tipcli.ingest.days import first_day
from tipcli.ingest.families import SlugFamily
from tipcli.ingest.fingerprints import fingerprint_of, raw_form
from tipcli.ingest.intmap import IntMap
from tipcli.ingest.items import merged, same, slug_of, tip_of
from tipcli.model.reports import COMPARED
from tipcli.model.text import clean_line, slugify
from tipcli.model.tip import Topic
from tipcli.readers.base import About, Bad, Item, Record, Remark, Skipped
from tipcli.store.jsonl import topic_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.existing import ExistingTips
    from tipcli.ingest.changes import Changes
    from tipcli.model.reports import Report
    from tipcli.model.tip import Tip
    from tipcli.readers.base import Found


class Intake:
    """Sorts what sources hold into new, changed and unchanged tips of one collection.

    `existing` are the tips that the collection has, `header` is what its file says of it. `changes` keeps what is new
    and changed, `report` counts.

    An item is the existing tip with the same raw form, else that with its guid, its link, or its slug. A tip is claimed
    by one item only; where two could claim it, or only an identifier or the slug speaks for it, the item waits until
    all others had their turn. A second item that says the same as the first is its twin, and adds its topics.
    """

    def __init__(
        self, existing: ExistingTips, header: dict[str, Any], changes: Changes, report: Report, today: str = ""
    ) -> None:
        self.report = report
        self._today = today
        self._topics: dict[str, Topic] = {}
        self.rotation: bool | None = None
        self.title = ""
        self.next = self._first = _first_number(header, existing)
        self._existing = existing
        self._changes = changes
        self._unclaimed = existing.fingerprints()
        self._claimed: set[int] = set()  # numbers of existing tips
        self._new = IntMap()  # guid, link, slug or content of each tip of this run that was looked into: its number
        self._suffixes: dict[str, int] = {}
        self._families: dict[str, SlugFamily] = {}

    def take(self, source: str, found: Found | Remark, topics: tuple[str, ...]) -> Tip | None:
        """Take in what was found in a document of a source, with topics for every tip.

        Returns the tip if it is new, with its number and slug.
        """
        if isinstance(found, Record):
            fingerprint = fingerprint_of(found.raw, topics)
            if self._is_unchanged(fingerprint):
                return None
            parsed = found.parse()
            if isinstance(parsed, Item):
                return self._item(source, parsed, topics, fingerprint)
            found = parsed
        if isinstance(found, Item):
            fingerprint = fingerprint_of(raw_form(found), topics)
            return None if self._is_unchanged(fingerprint) else self._item(source, found, topics, fingerprint)
        if isinstance(found, Bad):
            self.report.bad.append((source, found.place, found.reason))
        elif isinstance(found, Skipped):
            self.report.skipped.append((source, found.place, found.reason))
        elif isinstance(found, Remark):
            self.report.remarks.append((source, found.text))
        elif isinstance(found, About):
            for topic in found.topics:
                slug, aliases = topic_name(topic.slug), tuple(map(clean_line, topic.aliases))
                self._topics[slug] = Topic(slug, clean_line(topic.about), aliases)
            self.title = self.title or clean_line(found.title)
            self.rotation = found.rotation if self.rotation is None else self.rotation
        return None

    def described(self) -> list[Topic]:
        """Return the topics that were described up to now."""
        return list(self._topics.values())

    def take_waiting(self) -> Iterator[Tip]:
        """Take in the items that waited until all others had their turn, and yield the tips that are new."""
        for item in self._changes.waiting():
            if tip := self._place(item, is_last=True):
                yield tip

    def gone(self) -> list[int]:
        """Return the numbers of the existing tips that were not found again."""
        return [number for number in self._existing.numbers() if number not in self._claimed]

    def _is_unchanged(self, fingerprint: int) -> bool:
        """Tell whether an item is an existing tip in the same raw form, and claim that tip."""
        number = self._unclaimed.pop(fingerprint, None)
        if number is None or number in self._claimed:
            return False
        self._claimed.add(number)
        self.report.unchanged += 1
        return True

    def _item(self, source: str, item: Item, topics: tuple[str, ...], fingerprint: int) -> Tip | None:
        for text, tally in ((item.undated, self.report.undated), (item.doubtful, self.report.doubtful)):
            if text:
                tally.add(text)
        tip = tip_of(item, self.report.name, topics, fingerprint)
        if not tip.title:
            self.report.bad.append((source, item.place, "neither a title nor a text"))
            return None
        if self._today and first_day(tip) > self._today:
            self.report.skipped.append((source, item.place, f"dated {tip.date}: it waits for a sync from that day on"))
            self.report.is_waiting = True
            return None
        return self._place(Waiting(tip, item.adds_up, bool(item.slug)), is_last=False)

    def _place(self, item: Waiting, *, is_last: bool) -> Tip | None:
        """Find the tip that an item is, and note what becomes of it; return it if it is new."""
        tip = item.tip
        for column, value in (("guid", tip.guid), ("link", tip.link)):
            free = []
            for number in self._numbered(column, value):
                if not self._is_taken(number):
                    free.append(number)
                elif self._is_twin(number, tip):
                    self._meet(number, item)
                    return None
            if free and (is_last or (len(free) == 1 and self._is_alike(free[0], tip))):
                self._meet(max(free, key=lambda number: _likeness(self._tip(number), tip)), item)
                return None
            if free:
                self._changes.wait(item)
                return None
        return self._place_by_slug(item, is_last=is_last)

    def _place_by_slug(self, item: Waiting, *, is_last: bool) -> Tip | None:
        tip = item.tip
        number = self._new.get(_content(tip))
        if number is not None and not _differ(self._tip(number), item):
            self._meet(number, item)
            return None
        family = self._family_of(tip.slug)
        for number in family.saying(tip):
            known = self._tip(number)  # it may be another item's by now, with the same identifier
            if (known.title, known.body) == (tip.title, tip.body) and not _differ(known, item):
                self._meet(number, item)
                return None
        if not family.numbers:
            return self._add(tip)
        if not is_last:
            self._changes.wait(item)
            return None
        number = family.first_free(self._is_taken, lambda number: _differ(self._tip(number), item))
        if number is None:
            return self._add(tip)
        self._meet(number, item)
        return None

    def _is_alike(self, number: int, tip: Tip) -> bool:
        """Tell whether a tip has more in common with `number` than an identifier, which another item may have too."""
        known = self._tip(number)
        return known.title == tip.title or known.body == tip.body

    def _family_of(self, slug: str) -> SlugFamily:
        """Return the existing tips that are called `slug`, `slug-2`, `slug-3` and so on."""
        family = self._families.get(slug)
        if family is None:
            family = SlugFamily(self._existing, slug)
            if family.numbers:  # what every new tip has, none, is not worth keeping
                self._families[slug] = family
        return family

    def _meet(self, number: int, item: Waiting) -> None:
        """Let an item be an existing tip, or the twin of an item that came before it in this run."""
        is_twin = self._is_taken(number)
        known = self._tip(number)
        better = merged(known, item.tip, adds_up=is_twin or item.adds_up)
        is_same = same(known, better)
        if is_twin:
            self.report.twice += 1
            better = better.replace(mark=known.mark or better.mark)
            if not is_same and number in self._claimed and self._changes.line(number) is None:
                self.report.unchanged -= 1  # as it was counted when its first item came
                self.report.updated += 1
        else:
            self._claimed.add(number)
            self._new[_content(item.tip)] = number
            self.report.unchanged += is_same
            self.report.updated += not is_same
        if not is_same:
            self._changes.replace(better)

    def _add(self, tip: Tip) -> Tip:
        content = _content(tip)
        # A number is never given twice.
        is_given = tip.number < self._first or self._changes.is_new(tip.number)
        tip = tip.replace(slug=self._free_slug(tip.slug), number=self.next if is_given else tip.number)
        self.next = max(self.next, tip.number + 1)
        for column, value in (("guid", tip.guid), ("link", tip.link), ("slug", tip.slug)):
            if value:
                self._new[column, value] = tip.number
        self._new[content] = tip.number
        self._changes.add(tip)
        self.report.added += 1
        if len(self.report.first) < COMPARED:
            self.report.first.append(tip.number)
        return tip

    def _numbered(self, column: str, value: str) -> list[int]:
        """Return the numbers of tips with this guid, link or slug: of this run, and the first few existing ones."""
        if not value:
            return []
        new = self._new.get((column, value))
        found = [] if new is None else [new]
        return found + self._existing.with_value(column, value)

    def _free_slug(self, slug: str) -> str:
        place = self._suffixes.get(slug, 1)
        name = slug if place == 1 else f"{slug}-{place}"
        while self._numbered("slug", name):
            place += 1
            name = f"{slug}-{place}"
        if place > 1:
            self._suffixes[slug] = place
        return name

    def _is_taken(self, number: int) -> bool:
        return number in self._claimed or self._changes.is_new(number)

    def _is_twin(self, number: int, tip: Tip) -> bool:
        """Tell whether a tip of this run says what this one does, or one of them is an excerpt of the other."""
        known = self._tip(number)
        return slugify(known.title) == slugify(tip.title) and (
            (known.title, known.body) == (tip.title, tip.body) or not (known.complete and tip.complete)
        )

    def _tip(self, number: int) -> Tip:
        """Return a tip as it is now."""
        return self._changes.get(number) or self._existing.tip(number)


def _first_number(header: dict[str, Any], existing: ExistingTips) -> int:
    """Return the lowest number that no tip of the collection ever had."""
    said = header.get("next")
    return max(said if isinstance(said, int) and said < 2**62 else 1, existing.largest_number() + 1)


def _content(tip: Tip) -> tuple[str, ...]:
    return tip.slug, tip.title, tip.body, tip.date or ""


def _differ(known: Tip, item: Waiting) -> bool:
    """Tell whether what two tips with one slug say of themselves makes them two: identifiers, or title and text."""
    tip = item.tip
    if any(a and b and a != b for a, b in ((known.guid, tip.guid), (known.link, tip.link))):
        return True
    return not item.is_named and slug_of(known.title) != slug_of(tip.title) and known.body != tip.body


def _likeness(known: Tip, tip: Tip) -> tuple[bool, bool, bool, int]:
    """Return what to choose among several tips by: how much is the same, then the lower number."""
    return known.title == tip.title, known.body == tip.body, known.date == tip.date, -known.number
