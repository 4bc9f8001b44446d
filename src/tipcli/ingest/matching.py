"""Taking a source in: which tip each item is, what is new, what changed, and the collection's new files.

Everything streams. New tips go to a file as they come, changed ones to another; in the end the collection is written
anew from what was there and from both, and with its index takes the place of the old one by renaming. Until then
nothing is changed, and a kill leaves nothing but temporary files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.ingest.changes import Waiting
from tipcli.ingest.families import Siblings
from tipcli.ingest.fingerprints import mark_of, raw_form
from tipcli.ingest.intmap import Ledger
from tipcli.ingest.items import merged, same, slug_of, tip_of
from tipcli.model.reports import COMPARED
from tipcli.model.text import clean_line, slugify
from tipcli.model.tip import Topic
from tipcli.readers.base import About, Bad, Item, Record, Skipped
from tipcli.store.jsonl import topic_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tipcli.index.opened import Index
    from tipcli.ingest.changes import Changes
    from tipcli.model.reports import Report
    from tipcli.model.tip import Tip
    from tipcli.readers.base import Found

_LOOKED_AT = 20  # tips with one guid, link or slug
_ALONE = Siblings(None, "")


class Intake:
    """Sorts what sources hold into new, changed and unchanged tips of one collection.

    `index` is that of the collection as it is, or None where it is new. `first` is the lowest number that was never
    given. `changes` keeps what is new and changed, `report` counts.

    An item is the tip of before with the same raw form, else that with its guid, its link, or its slug. A tip is
    claimed by one item only; where two could claim it, or only an identifier or the slug speaks for it, the item waits
    until all others had their turn. A second item that says the same as the first is its twin, and adds its topics.
    """

    def __init__(self, index: Index | None, first: int, changes: Changes, report: Report) -> None:
        self.report = report
        self.topics: dict[str, Topic] = {}
        self.rotation: bool | None = None
        self.title = ""
        self.next = first
        self._first = first
        self._index = index
        self._changes = changes
        self._unclaimed_marks = _marks(index)
        self._claimed: set[int] = set()  # numbers of tips of before
        self._new = Ledger()  # guid, link, slug or content of each tip of this run that was looked into: its number
        self._suffixes: dict[str, int] = {}
        self._siblings: dict[str, Siblings] = {}

    def take(self, found: Iterable[tuple[str, Found, tuple[str, ...]]], tick: Callable[[], None]) -> Iterator[Tip]:
        """Read all of `found`, (place of the document, what is in it, topics for every tip).

        Yields the tips that are new, each with its number and slug. `tick` is called after each item.
        """
        for place, one, topics in found:
            tip = self._take(place, one, topics)
            tick()
            if tip:
                yield tip
        for waiting in self._changes.waiting():
            if tip := self._place(waiting, is_last=True):
                yield tip

    def gone(self) -> list[int]:
        """Return the numbers of the tips of before that were not found again."""
        if self._index is None:
            return []
        numbers = self._index.connection.execute("select number from tip order by number")
        return [number for (number,) in numbers if number not in self._claimed]

    def _take(self, source: str, found: Found, topics: tuple[str, ...]) -> Tip | None:
        if isinstance(found, Record):
            mark = mark_of(found.raw, topics)
            if self._is_unchanged(mark):
                return None
            parsed = found.parse()
            if isinstance(parsed, Item):
                return self._item(source, parsed, topics, mark)
            found = parsed
        if isinstance(found, Item):
            mark = mark_of(raw_form(found), topics)
            return None if self._is_unchanged(mark) else self._item(source, found, topics, mark)
        if isinstance(found, Bad):
            self.report.bad.append((source, found.place, found.reason))
        elif isinstance(found, Skipped):
            self.report.skipped.append((source, found.place, found.reason))
        elif isinstance(found, About):
            for topic in found.topics:
                slug, aliases = topic_name(topic.slug), tuple(map(clean_line, topic.aliases))
                self.topics[slug] = Topic(slug, clean_line(topic.about), aliases)
            self.title = self.title or clean_line(found.title)
            self.rotation = found.rotation if self.rotation is None else self.rotation
        return None

    def _is_unchanged(self, mark: int) -> bool:
        """Tell whether an item is a tip of before in the same raw form, and claim that tip."""
        number = self._unclaimed_marks.pop(mark, None)
        if number is None or number in self._claimed:
            return False
        self._claimed.add(number)
        self.report.unchanged += 1
        return True

    def _item(self, source: str, item: Item, topics: tuple[str, ...], mark: int) -> Tip | None:
        tip = tip_of(item, self.report.name, topics)
        if not tip.title:
            self.report.bad.append((source, item.place, "neither a title nor a text"))
            return None
        tip.mark = mark
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
        siblings = self._siblings_of(tip.slug)
        for number in siblings.saying(tip):
            known = self._tip(number)  # it may be another item's by now, with the same identifier
            if (known.title, known.body) == (tip.title, tip.body) and not _differ(known, item):
                self._meet(number, item)
                return None
        if not siblings.numbers:
            return self._add(tip)
        if not is_last:
            self._changes.wait(item)
            return None
        number = siblings.first_free(self._is_taken, lambda number: _differ(self._tip(number), item))
        if number is None:
            return self._add(tip)
        self._meet(number, item)
        return None

    def _is_alike(self, number: int, tip: Tip) -> bool:
        """Tell whether a tip has more in common with `number` than an identifier, which another item may have too."""
        known = self._tip(number)
        return known.title == tip.title or known.body == tip.body

    def _siblings_of(self, slug: str) -> Siblings:
        """Return the tips of before that are called `slug`, `slug-2`, `slug-3` and so on."""
        known = self._siblings.get(slug)
        if known is None:
            known = _ALONE if self._index is None else Siblings(self._index, slug)
            if known.numbers:  # what every new tip has, none, is not worth keeping
                self._siblings[slug] = known
        return known

    def _meet(self, number: int, item: Waiting) -> None:
        """Let an item be a tip of before, or the twin of an item that came before it in this run."""
        is_twin = self._is_taken(number)
        known = self._tip(number)
        better = merged(known, item.tip, adds_up=is_twin or item.adds_up)
        is_same = same(known, better)
        if is_twin:
            self.report.twice += 1
            better.mark = known.mark or better.mark
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
        tip.slug = self._free_slug(tip.slug)
        if tip.number < self._first or self._changes.is_new(tip.number):  # a number is never given twice
            tip.number = self.next
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
        """Return the numbers of tips with this guid, link or slug: of this run, and the first few of before."""
        if not value:
            return []
        new = self._new.get((column, value))
        found = [] if new is None else [new]
        if self._index is not None:
            query = f"select number from tip where {column} = ? and {column} != '' order by number limit ?"
            found += [number for (number,) in self._index.connection.execute(query, (value, _LOOKED_AT))]
        return found

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
        if tip := self._changes.get(number):
            return tip
        assert self._index is not None  # noqa: S101 - it is no tip of this run
        [tip] = self._index.numbered([number])
        (tip.mark,) = self._index.connection.execute("select mark from tip where number = ?", (number,)).fetchone()
        return tip


def _marks(index: Index | None) -> dict[int, int]:
    if index is None:
        return {}
    return dict(index.connection.execute("select mark, number from tip where mark != 0"))


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
