"""Taking a source in: which tip each item is, what is new, what changed, and the collection's new files.

Everything streams. New tips go to a file as they come, changed ones to another; in the end the collection is written
anew from what was there and from both, and with its index takes the place of the old one by renaming. Until then
nothing is changed, and a kill leaves nothing but temporary files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from tipcli.items import merged, same, tip_of
from tipcli.ledger import Ledger
from tipcli.readers.base import About, Bad, Item, Record, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tipcli.changes import Changes
    from tipcli.index import Index
    from tipcli.readers.base import Found
    from tipcli.tip import Tip, Topic

COMPARED = 500  # new tips that are compared with those of other collections
_MARK = 2**63 - 1  # SQLite's integers are signed
_FORM = "1"  # raised where items are read into tips in another way, so that unchanged ones are read again


@dataclass
class Report:
    """What an import did, or with `dry_run` would do, to the collection `name`.

    `twice` items stood in the source before. `gone` tips were not found again and kept, `removed` ones were not. Bad
    and skipped items are (source, place, reason). `failures` are sources that could not be read, (message, hint).
    `first` are the numbers of the first new tips; `not_modified` addresses whose server said that nothing is new.
    """

    name: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    twice: int = 0
    removed: int = 0
    gone: int = 0
    skipped: list[tuple[str, str, str]] = field(default_factory=list)
    bad: list[tuple[str, str, str]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    is_new: bool = False
    first: list[int] = field(default_factory=list)
    not_modified: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many items could be read."""
        return self.added + self.updated + self.unchanged + self.twice


class Intake:
    """Sorts what sources hold into new, changed and unchanged tips of one collection.

    `index` is that of the collection as it is, or None where it is new. `first` is the lowest number that was never
    given. `changes` keeps what is new and changed, `report` counts.
    """

    def __init__(self, index: Index | None, first: int, changes: Changes, report: Report) -> None:
        self.report = report
        self.topics: dict[str, Topic] = {}
        self.rotation: bool | None = None
        self.title = ""
        self.next = first
        self._name = report.name
        self._index = index
        self._changes = changes
        self._unseen = self._marks()
        self._seen: set[int] = set()
        self._new = Ledger()  # guid, link or slug of each new tip: its number
        self._suffixes: dict[str, int] = {}

    def take(self, found: Iterable[tuple[str, Found, tuple[str, ...]]], tick: Callable[[], None]) -> Iterator[Tip]:
        """Read all of `found`, (place of the document, what is in it, topics for every tip).

        Yields the tips that are new, each with its number and slug. `tick` is called after each item.
        """
        for place, one, topics in found:
            tip = self._take(place, one, topics)
            tick()
            if tip:
                yield tip

    def gone(self) -> list[int]:
        """Return the numbers of the tips of before that were not found again."""
        if self._index is None:
            return []
        left = self._index.connection.execute("select number, mark from tip")
        return [number for number, mark in left if number not in self._seen and (not mark or mark in self._unseen)]

    def _take(self, source: str, found: Found, topics: tuple[str, ...]) -> Tip | None:
        mark = 0
        if isinstance(found, Record):
            mark = _mark(found.raw, topics)
            if mark in self._unseen:
                self._seen.add(self._unseen.pop(mark))
                self.report.unchanged += 1
                return None
            found = found.parse()
        if isinstance(found, Item):
            return self._item(source, found, topics, mark)
        if isinstance(found, Bad):
            self.report.bad.append((source, found.place, found.reason))
        elif isinstance(found, Skipped):
            self.report.skipped.append((source, found.place, found.reason))
        elif isinstance(found, About):
            self._about(found)
        return None

    def _about(self, found: About) -> None:
        self.topics |= {topic.slug: topic for topic in found.topics}
        self.title = self.title or found.title
        self.rotation = found.rotation if self.rotation is None else self.rotation

    def _item(self, source: str, item: Item, topics: tuple[str, ...], mark: int) -> Tip | None:
        tip = tip_of(item, self._name, topics)
        if not tip.title:
            self.report.bad.append((source, item.place, "neither a title nor a text"))
            return None
        tip.mark = mark
        number = self._find(tip)
        if number is None:
            return self._add(tip)
        known = self._changes.get(number) or self._known(number)
        is_second = number in self._seen or self._is_new(number)
        self._seen.add(number)
        if known is None:
            return self._add(tip)
        better = merged(known, tip, adds_up=is_second or item.adds_up)
        if is_second:
            self.report.twice += 1
        elif same(known, better):
            self.report.unchanged += 1
        else:
            self.report.updated += 1
        if not same(known, better):
            self._changes.replace(better)
        return None

    def _add(self, tip: Tip) -> Tip:
        tip.slug = self._free_slug(tip.slug)
        if not tip.number or self._is_new(tip.number) or self._known(tip.number):
            tip.number = self.next
        self.next = max(self.next, tip.number + 1)
        for key in self._keys(tip):
            self._new[key] = tip.number
        self._changes.add(tip)
        self.report.added += 1
        if len(self.report.first) < COMPARED:
            self.report.first.append(tip.number)
        return tip

    def _find(self, tip: Tip) -> int | None:
        """Return the number of the tip that this one is: by guid, by link, or by slug where these do not speak against.

        Of several items with one slug and no identifier, the second is the tip whose slug ends in -2, and so on.
        """
        for column, value in (("guid", tip.guid), ("link", tip.link)):
            if value and (number := self._numbered(column, value)) is not None:
                known = self._changes.get(number) or self._known(number)
                if column == "guid" or (known and not (known.guid and tip.guid)):
                    return number
        slug, place = tip.slug, self._suffixes.get(tip.slug, 1)
        while (number := self._numbered("slug", slug)) is not None:
            known = self._changes.get(number) or self._known(number)
            if known and not _differ(known.guid, tip.guid) and not _differ(known.link, tip.link):
                is_second = number in self._seen or self._is_new(number)
                if not is_second or (known.body, known.date) == (tip.body, tip.date):
                    return number
            place += 1
            slug = f"{tip.slug}-{place}"
            if place > 2:
                self._suffixes[tip.slug] = place - 1
        return None

    def _free_slug(self, slug: str) -> str:
        free, place = slug, max(1, self._suffixes.get(slug, 1))
        while self._numbered("slug", free) is not None:
            place += 1
            free = f"{slug}-{place}"
        return free

    def _numbered(self, column: str, value: str) -> int | None:
        """Return the number of a tip of before, or of this run, with this guid, link or slug."""
        if (number := self._new.get((column, value))) is not None:
            return number
        if self._index is not None:
            query = f"select number from tip where {column} = ? and {column} != '' limit 1"
            for (known,) in self._index.connection.execute(query, (value,)):
                return int(known)
        return None

    def _is_new(self, number: int) -> bool:
        return self._changes.is_new(number)

    def _known(self, number: int) -> Tip | None:
        """Return a tip of before."""
        found = self._index.numbered([number]) if self._index is not None else []
        return found[0] if found else None

    def _keys(self, tip: Tip) -> list[tuple[str, str]]:
        keys = (("guid", tip.guid), ("link", tip.link if tip.link != tip.guid else ""), ("slug", tip.slug))
        return [(column, value) for column, value in keys if value]

    def _marks(self) -> dict[int, int]:
        if self._index is None:
            return {}
        return dict(self._index.connection.execute("select mark, number from tip where mark != 0"))


def _mark(raw: bytes, topics: tuple[str, ...]) -> int:
    """Return a positive 63-bit hash of a raw item, and of how it is read."""
    return int.from_bytes(blake2b(raw, digest_size=8, key=_key(topics)).digest(), "big") & _MARK or 1


@cache
def _key(topics: tuple[str, ...]) -> bytes:
    return blake2b("\t".join((_FORM, *topics)).encode("utf-8", "replace"), digest_size=16).digest()


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
