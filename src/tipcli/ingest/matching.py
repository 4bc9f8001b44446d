"""Taking a source in: which tip each item is, what is new, what changed, and the collection's new files.

Everything streams. New tips go to a file as they come, changed ones to another; in the end the collection is written
anew from what was there and from both, and with its index takes the place of the old one by renaming. Until then
nothing is changed, and a kill leaves nothing but temporary files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.ingest.changes import Waiting
from tipcli.ingest.days import first_day
from tipcli.ingest.fingerprints import fingerprint_of, raw_form
from tipcli.ingest.identity import is_place, key_of
from tipcli.ingest.intmap import IntMap
from tipcli.ingest.items import tip_of
from tipcli.ingest.known import Known, content_of, differ
from tipcli.ingest.merging import merged, same, sources_of
from tipcli.ingest.printed import in_words_of
from tipcli.ingest.seealso import SeeAlso, of_item
from tipcli.model.reports import COMPARED
from tipcli.model.text import clean_line
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

    `existing` are its tips, `header` is what its file says of it; `changes` keeps what is new and changed.

    An item is the existing tip with the same raw form, else that with its guid, its link, or its slug. Of each source a
    tip is claimed by one item only; where two could claim it, or only an identifier or the slug speaks for it, the item
    waits until all others of the source had their turn. A second item of a source that says the same as the first is
    its twin, and adds its topics. Several sources may claim a tip: they tell of one thing.
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
        self._changes = changes
        self._known = Known(existing, changes)
        self._fingerprints = existing.fingerprints()
        self._waiting = IntMap()  # addresses of the items of this source that waited: how many
        self._updated: set[int] = set()
        self._see = SeeAlso()

    def begin(self, source: str) -> None:
        """Begin with a source, known by its `Source.key`; all of one before has been taken."""
        self._known.begin(source)
        self._waiting = IntMap()
        self._see = SeeAlso()

    def take(self, source: str, found: Found | Remark, topics: tuple[str, ...]) -> Tip | None:
        """Take in what was found in a document of a source, with topics for every tip.

        Returns the tip if it is new, with its number and slug.
        """
        fingerprint = 0
        if isinstance(found, Record):
            fingerprint = fingerprint_of(found.raw, topics, self._known.source)
            if self._unchanged(fingerprint):
                return None
            found = found.parse()
        if not isinstance(found, Item):
            self._note(source, found)
            return None
        if not fingerprint:
            fingerprint = fingerprint_of(raw_form(found), topics, self._known.source)
            if number := self._unchanged(fingerprint):
                self._see.note(number, *of_item(found), is_changed=False)
                return None
        return self._item(source, found, topics, fingerprint)

    def _note(self, source: str, found: Found | Remark) -> None:
        """Note what is no item."""
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

    def described(self) -> list[Topic]:
        """Return the topics that were described up to now."""
        return list(self._topics.values())

    def take_waiting(self) -> Iterator[Tip]:
        """Take in the items that waited until all others of a source had their turn, and yield the tips that are new.

        Where a mere row's number is all that speaks for an item, it waits for another turn.
        """
        for turn in (1, 2):
            for item in self._changes.waiting():
                if tip := self._place(item, turn):
                    yield tip
        self._relate()

    def _relate(self) -> None:
        """Note in the tips of the source which others their links lead to."""
        for number, see in self._see.found():
            tip = self._known.tip(number)
            is_own = sources_of(tip).keys() <= {self._known.source}
            if (see or is_own) and tip.notes.see != see:
                self._changes.replace(tip.replace(editorial=tip.notes.replace(see=see).text()))
                self._note_update(number)

    def gone(self) -> list[int]:
        """Return the numbers of the existing tips that were not found again."""
        return self._known.gone()

    def _unchanged(self, fingerprint: int) -> int:
        """Claim the existing tip that an item is in the same raw form, and return its number; 0 where there is none."""
        number = self._fingerprints.get(fingerprint)
        if number is None or self._known.is_taken(number):
            return 0
        if self._known.is_of_run(number):
            self.report.twice += 1
        else:
            self.report.unchanged += 1
        self._known.claim(number)
        return number

    def _item(self, source: str, item: Item, topics: tuple[str, ...], fingerprint: int) -> Tip | None:
        for text, tally in ((item.undated, self.report.undated), (item.doubtful, self.report.doubtful)):
            if text:
                tally.add(text)
        tip = tip_of(item, self.report.name, topics, fingerprint, self._known.source)
        if not tip.title:
            self.report.bad.append((source, item.place, "neither a title nor a text"))
            return None
        if self._today and first_day(tip) > self._today:
            self.report.skipped.append((source, item.place, f"dated {tip.date}: it waits for a sync from that day on"))
            self.report.is_waiting = True
            return None
        return self._place(Waiting(tip, item.adds_up, bool(item.slug), of_item(item)), turn=0)

    def _place(self, item: Waiting, turn: int) -> Tip | None:
        """Find the tip that an item is, and note what becomes of it; return it if it is new."""
        tip, may_wait = item.tip, False
        for column, value in (("guid", tip.guid), ("link", tip.link)):
            numbers, free = self._known.numbered(column, value), []
            for number in numbers:
                if not self._known.is_taken(number):
                    free.append(number)
                elif self._known.is_twin(number, tip):
                    self._meet(number, item)
                    return None
            if not free:
                continue
            is_sure = len(free) == 1 and self._known.is_alike(free[0], tip)
            if is_sure or (turn and self._is_enough(column, value, numbers, turn)):
                self._meet(max(free, key=lambda number: self._known.likeness(number, tip)), item)
                return None
            may_wait = True
        return self._place_by_slug(item, turn, may_wait=may_wait)

    def _is_enough(self, column: str, value: str, numbers: list[int], turn: int) -> bool:
        """Tell whether an identifier or address is enough to know a tip by that says something else."""
        if column == "link":  # several may quote one page
            return len(numbers) == 1 and self._waiting.get(key_of(value)) == 1
        if not is_place(value):
            return True
        return turn == 2 and any(map(self._known.is_of_source, numbers))

    def _place_by_slug(self, item: Waiting, turn: int, *, may_wait: bool) -> Tip | None:
        tip = item.tip
        number = self._known.with_content(content_of(tip))
        if number is not None and not differ(self._known.tip(number), item):
            self._meet(number, item)
            return None
        family = self._known.family_of(tip.slug)
        for number in family.saying(tip):
            known = self._known.tip(number)  # it may be another item's by now, with the same identifier
            if (known.title, known.body) == (tip.title, tip.body) and not differ(known, item):
                self._meet(number, item)
                return None
        if number := self._known.printed(tip):
            self._meet(number, item)
            return None
        renamed = self._known.renamed(tip)
        if turn == 0 and (may_wait or family.numbers or renamed):
            self._wait(item)
            return None
        number = self._known.free_in_family(tip.slug, lambda number: differ(self._known.tip(number), item)) or renamed
        if number is None and turn == 1 and may_wait:
            self._wait(item)
        elif number is None:
            return self._add(item)
        else:
            self._meet(number, item)
        return None

    def _wait(self, item: Waiting) -> None:
        self._changes.wait(item)
        key = key_of(item.tip.link)
        self._waiting[key] = (self._waiting.get(key) or 0) + 1

    def _meet(self, number: int, item: Waiting) -> None:
        """Let an item be an existing tip, or the twin of an item that came before it in this run."""
        is_twin, is_of_run = self._known.is_taken(number), self._known.is_of_run(number)
        known = self._known.tip(number)
        adds_up = is_twin or item.adds_up
        said = in_words_of(item.tip, known)
        better = merged(known, said, adds_up=adds_up, source=self._known.source, is_twin=is_twin)
        is_same = same(known, better)
        if is_twin:
            better = better.replace(mark=known.mark or better.mark, seen=known.seen or better.seen)
        else:
            self._known.claim(number)
            self._known.note_content(content_of(item.tip), number, better.date)
        self._see.note(number, *item.links, is_changed=True)
        if is_of_run:
            self.report.twice += 1
        else:
            self.report.unchanged += 1
        if is_of_run and better.date != known.date:
            self._known.note_content(content_of(known), number, better.date)
        if not is_same:
            self._note_update(number)
        if not is_same or sources_of(better).keys() != sources_of(known).keys():
            self._changes.replace(better)

    def _note_update(self, number: int) -> None:
        """Count a tip that was counted as unchanged as an updated one."""
        if number not in self._updated and not self._changes.is_new(number):
            self._updated.add(number)
            self.report.unchanged -= 1
            self.report.updated += 1

    def _add(self, item: Waiting) -> Tip:
        tip = item.tip
        content = content_of(tip)  # without the number at the end of a slug that is taken
        is_given = tip.number < self._first or self._changes.is_new(tip.number)
        tip = tip.replace(slug=self._known.free_slug(tip.slug), number=self.next if is_given else tip.number)
        self.next = max(self.next, tip.number + 1)
        self._known.add(tip)
        self._known.note_content(content, tip.number, tip.date)
        self._changes.add(tip)
        self._see.note(tip.number, *item.links, is_changed=False)
        self.report.added += 1
        if len(self.report.first) < COMPARED:
            self.report.first.append(tip.number)
        return tip


def _first_number(header: dict[str, Any], existing: ExistingTips) -> int:
    """Return the lowest number that no tip of the collection ever had."""
    said = header.get("next")
    return max(said if isinstance(said, int) and said < 2**62 else 1, existing.largest_number() + 1)
