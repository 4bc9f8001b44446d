"""What a person keeps, brought to the tips: which are starred, hidden or have a note, whatever became of their numbers.

A line names a tip by its number and its slug. The number counts where the tip still has that slug; in the bundled
collection, whose numbers never change, it counts alone. A tip that came back under another number is found by its slug.
What no tip has any more is gone, and its note is kept.
"""

from __future__ import annotations

from tipcli.kept.lines import read
from tipcli.model.text import clean, clean_line, shown
from tipcli.model.tip import BUNDLED, OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tipcli.index.opened import Index
    from tipcli.index.pool import Pool
    from tipcli.kept.lines import Line
    from tipcli.model.results import Filters, Numbers
    from tipcli.model.tip import Tip

    Key = tuple[str, int, str]  # collection, number, slug

# verb: (which state it is about, what it says of it)
_VERBS = {
    "star": ("starred", True),
    "unstar": ("starred", False),
    "hide": ("hidden", True),
    "unhide": ("hidden", False),
    "note": ("note", None),
}
_FOREVER = (BUNDLED, OWN)  # collections whose numbers never change


class Marks:
    """What is kept of the tips of one collection: numbers of the starred and the hidden, notes by number."""

    __slots__ = ("gone", "hidden", "notes", "starred")

    def __init__(self) -> None:
        self.starred: set[int] = set()
        self.hidden: set[int] = set()
        self.notes: dict[int, str] = {}
        self.gone: dict[Key, Line] = {}  # the notes whose tip there is no more

    def take(self, number: int, verb: str, text: str) -> None:
        """Let a tip be as a verb says."""
        if verb == "note":
            self.notes.pop(number, None)
            if text:
                self.notes[number] = clean(text)
            return
        numbers = self.starred if verb in ("star", "unstar") else self.hidden
        (numbers.add if verb in ("star", "hide") else numbers.discard)(number)


class Marked:
    """What is kept, read once; `warn` is told where it could not be."""

    def __init__(self, pool: Pool, warn: Callable[[str], None]) -> None:
        self._pool = pool
        self._by_collection: dict[str, list[Line]] = {}
        self._marks: dict[str, Marks] = {}
        self.unread = ""  # why it could not be read
        try:
            lines = read()
        except OSError as error:
            self.unread = f"{shown(str(error.filename))}: {error.strerror}"
            warn(f"{self.unread}; stars and notes are left out")
            lines = []
        for line in lines:
            if line.verb in _VERBS:
                self._by_collection.setdefault(line.collection, []).append(line)

    def of(self, name: str) -> Marks:
        """Return what is kept of a collection's tips."""
        if name not in self._marks:
            self._marks[name] = self._resolved(name)
        return self._marks[name]

    def on(self, tip: Tip) -> Tip:
        """Return a tip with its star and its note."""
        if tip.collection not in self._by_collection:
            return tip
        marks = self.of(tip.collection)
        is_starred, note = tip.number in marks.starred, marks.notes.get(tip.number, "")
        return tip.replace(starred=is_starred, note=note) if is_starred or note else tip

    def is_hidden(self, tip: Tip) -> bool:
        """Tell whether a person wants to meet a tip no more by chance."""
        return tip.collection in self._by_collection and tip.number in self.of(tip.collection).hidden

    def hidden_among(self, filters: Filters, names: Iterable[str]) -> list[Tip]:
        """Return the hidden tips of these collections that pass."""
        chosen = [(name, numbers) for name in names if (numbers := self.of(name).hidden)]
        return [
            tip
            for name, numbers in chosen
            if (index := self._pool.get(name))
            for tip in index.passing(filters, sorted(numbers))
        ]

    def gone(self) -> list[Line]:
        """Return a line for each note whose tip there is no more, by the time it was written."""
        found = [line for name in self._by_collection for line in self.of(name).gone.values()]
        cleaned = [line.replace(title=clean_line(line.title), text=clean(line.text)) for line in found]
        return sorted(cleaned, key=lambda line: line.time)

    def chosen(self, filters: Filters, names: Iterable[str], seen: dict[str, set[int]]) -> Filters:
        """Return the filters with the numbers of the tips that are meant in these collections; `seen` were shown."""
        only: dict[str, set[int]] = {}
        but: dict[str, set[int]] = {}
        for name in names:
            marks = self.of(name)
            sets = [
                numbers
                for is_asked, numbers in ((filters.starred, marks.starred), (filters.hidden, marks.hidden))
                if is_asked
            ]
            if sets:
                only[name] = set.intersection(*sets)
            if filters.unseen:
                but[name] = seen.get(name, set())
            elif filters.useful:
                but[name] = seen.get(name, set()) - marks.starred
        return filters.replace(
            only=_sorted(only) if filters.starred or filters.hidden else None,
            but=_sorted(but) if filters.unseen or filters.useful else None,
        )

    def _resolved(self, name: str) -> Marks:
        marks = Marks()
        lines = self._by_collection.get(name, [])
        index = self._pool.get(name) if lines else None
        numbers = _numbers(index, {(name, line.number, line.slug) for line in lines}) if index else {}
        for line in lines:
            key = (name, line.number, line.slug)
            if key in numbers:
                marks.take(numbers[key], line.verb, line.text)
            elif line.verb == "note":
                marks.gone.pop(key, None)
                if line.text:
                    marks.gone[key] = line
        return marks


def _sorted(numbers: dict[str, set[int]]) -> Numbers:
    return tuple([(name, tuple(sorted(several))) for name, several in numbers.items()])


def _numbers(index: Index, keys: Iterable[Key]) -> dict[Key, int]:
    """Return the number that each tip has now; those that are gone are left out."""
    wanted = list(keys)
    slugs = index.slugs([number for _, number, _ in wanted])
    found = {key: key[1] for key in wanted if key[1] in slugs and (key[0] in _FOREVER or slugs[key[1]] == key[2])}
    for key in wanted:
        if key not in found and key[2] and len(tips := index.with_slug(key[2])) == 1:
            found[key] = tips[0]
    return found
