"""The tips that an item may be, those of the collection and the new ones of this run, and which source told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.index.existing import ExistingTips
from tipcli.ingest.families import SlugFamily
from tipcli.ingest.identity import KnownNames, Names, SameTexts, is_place, key_of
from tipcli.ingest.intmap import IntMap, NumberMap
from tipcli.ingest.items import slug_of
from tipcli.ingest.merging import sources_of
from tipcli.ingest.printed import PrintedTexts
from tipcli.model.text import slugify

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.ingest.changes import Changes, Waiting
    from tipcli.model.tip import Tip

_NO_FAMILY = SlugFamily(ExistingTips(None), "")  # of a new collection


class Known:
    """Existing and new tips by what names them. `source` is the key of the source that is read."""

    def __init__(self, existing: ExistingTips, changes: Changes) -> None:
        self.source = ""
        self._place = 0  # of the source that is read among all, from 1
        self._existing = existing
        self._are_there = bool(len(existing))
        self._changes = changes
        self._claimed = NumberMap()  # numbers of the tips of this run: place of the last source that told of each
        self._new = IntMap()  # slug or content of each tip of this run that was looked into: its number
        self._new_names = Names()
        self._names = KnownNames(existing)
        self._texts = SameTexts(existing)
        self._printed = PrintedTexts(existing)
        self._suffixes: dict[str, int] = {}
        self._families: dict[str, SlugFamily] = {}

    def begin(self, source: str) -> None:
        """Begin with a source, which may tell of every tip anew."""
        self.source = source
        self._place += 1

    def add(self, tip: Tip) -> None:
        """Note a new tip of the source."""
        for column, value in (("guid", tip.guid), ("link", tip.link)):
            if value:
                self._new_names.add(column, value, tip.number)
        self._new["slug", tip.slug] = tip.number
        self.claim(tip.number)

    def note_content(self, content: tuple[str, ...], number: int, day: str | None) -> None:
        """Note what an item said that is the tip of this number and this day; see `content_of`.

        Most tips have the day of their item, and words of their own: for these the words are enough.
        """
        words = content[:3]
        is_first = bool(content[2]) and words not in self._new
        if is_first:
            self._new[words] = number
        if not is_first or content[3] != (day or ""):
            self._new[content] = number

    def with_content(self, content: tuple[str, ...]) -> int | None:
        """Return the number of the tip of this run that an item said the same of, or None.

        Where only one of the two says a day, as a page and the feed that names it, they say the same.
        """
        number = self._new.get(content[:3]) if content[2] else None
        if number is not None and (not content[3] or self.tip(number).date in (None, content[3])):
            return number
        return self._new.get(content)

    def is_of_run(self, number: int) -> bool:
        """Tell whether any source of this run has told of a tip."""
        return number in self._claimed

    def family_of(self, slug: str) -> SlugFamily:
        """Return the existing tips that are called `slug`, `slug-2`, `slug-3` and so on."""
        family = self._families.get(slug) if self._are_there else _NO_FAMILY
        if family is None:
            family = SlugFamily(self._existing, slug)
            if family.numbers:  # what every new tip has, none, is not worth keeping
                self._families[slug] = family
        return family

    def free_in_family(self, slug: str, differs: Callable[[int], bool]) -> int | None:
        """Return the number of a tip called so that no source has told of, rather of one that this source knows."""
        family = self.family_of(slug)
        own = family.first_free(self.is_of_run, lambda number: not self.is_of_source(number) or differs(number))
        return own or family.first_free(self.is_of_run, differs)

    def is_of_source(self, number: int) -> bool:
        """Tell whether a tip was seen in this source, now or before."""
        return self.source in sources_of(self.tip(number))

    def likeness(self, number: int, tip: Tip) -> tuple[bool, bool, bool, bool, int]:
        """Return what to choose among several tips by: how much is the same, a tip of this source, the lower number."""
        known = self.tip(number)
        same = known.title == tip.title, known.body == tip.body
        return *same, self.is_of_source(number), known.date == tip.date, -number

    def is_alike(self, number: int, tip: Tip) -> bool:
        """Tell whether a tip has more in common with `number` than an identifier, which another item may have too."""
        known = self.tip(number)
        return known.title == tip.title or known.body == tip.body

    def renamed(self, tip: Tip) -> int | None:
        """Return the number of a tip of this source with the same text that may be this one, under another name."""
        number = self._texts.get(tip)
        if number is None or self.is_taken(number):
            return None
        known = self.tip(number)
        has_names = any(a and b for a, b in ((known.guid, tip.guid), (known.link, tip.link)))
        return number if self.is_of_source(number) and not has_names else None

    def printed(self, tip: Tip) -> int | None:
        """Return the number of a tip of other sources that says the same, where one of both is from a fortune file."""
        number = self._printed.get(tip) if self._are_there else None
        return None if number is None or self.is_taken(number) or self.is_of_source(number) else number

    def numbered(self, column: str, value: str) -> list[int]:
        """Return the numbers of tips with this guid, link or slug: of this run, and the first few existing ones."""
        if not value:
            return []
        if column != "slug":
            found = self._new_names.get(column, value)
            return found + self._names.get(column, value) if self._are_there else found
        new = self._new.get((column, value))
        known = self._existing.with_value(column, value) if self._are_there else []
        return known if new is None else [new, *known]

    def free_slug(self, slug: str) -> str:
        """Return the slug, with a number at its end where it is taken."""
        place = self._suffixes.get(slug, 1)
        name = slug if place == 1 else f"{slug}-{place}"
        while self.numbered("slug", name):
            place += 1
            name = f"{slug}-{place}"
        if place > 1:
            self._suffixes[slug] = place
        return name

    def is_taken(self, number: int) -> bool:
        """Tell whether the source that is read now has told of a tip."""
        return self._claimed.get(number) == self._place

    def claim(self, number: int) -> None:
        """Note that the source has told of a tip."""
        self._claimed[number] = self._place

    def is_twin(self, number: int, tip: Tip) -> bool:
        """Tell whether a tip of this run says what this one does, or one of them is an excerpt of the other."""
        known = self.tip(number)
        return slugify(known.title) == slugify(tip.title) and (
            (known.title, known.body) == (tip.title, tip.body) or not (known.complete and tip.complete)
        )

    def tip(self, number: int) -> Tip:
        """Return a tip as it is now."""
        return self._changes.get(number) or self._existing.tip(number)

    def gone(self) -> list[int]:
        """Return the numbers of the existing tips that were not found again."""
        return [number for number in self._existing.numbers() if number not in self._claimed]


def content_of(tip: Tip) -> tuple[str, ...]:
    """Return what an item says, by which it is known again within a run."""
    return tip.slug, tip.title, tip.body, tip.date or ""


def differ(known: Tip, item: Waiting) -> bool:
    """Tell whether what two tips with one slug say of themselves makes them two: identifiers, or title and text."""
    tip = item.tip
    if known.guid and tip.guid and known.guid != tip.guid and not (is_place(known.guid) and is_place(tip.guid)):
        return key_of(known.guid) != key_of(tip.guid)
    if known.link and tip.link and key_of(known.link) != key_of(tip.link):
        return True
    return not item.is_named and slug_of(known.title) != slug_of(tip.title) and known.body != tip.body
