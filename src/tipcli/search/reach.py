"""Which candidates can be among the best, told from where the full-text index has the words.

To mark the words in a text and to weigh it takes ten times as long, and most tips cannot come near the best (as in the
threshold algorithm of Fagin, Lotem and Naor, "Optimal Aggregation Algorithms for Middleware", 2003). First it is asked
which tips have a word at all; in which fields, of those that could still be wanted.
"""

from __future__ import annotations

from tipcli.index import fulltext

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tipcli.index.opened import Index
    from tipcli.search.variants import Word
    from tipcli.search.weigh import Scales, Shape

    Group = tuple[int, float, str]  # the place of a word, how surely it is meant at most, an expression

_TELLING = ("topics", "asked")  # fields that are asked for, beside the title; the others are taken to have the word
_OTHERS = ("gist", "action", "body")
_BANDS = (0.9, 0.6, 0.0)  # how surely a word is meant: variants that are alike are asked for together


class Reach:
    """Candidates and the score that each can have at most; `final` makes of a score for the words that of the tip."""

    def __init__(
        self,
        index: Index,
        scales: Scales,
        words: list[Word],
        candidates: Iterable[int],
        final: Callable[[int, float], float],
    ) -> None:
        self._index = index
        self._scales = scales
        self._words = len(words)
        self._final = final
        self._groups = [group for place, word in enumerate(words) for group in _groups(place, word)]
        self._fields: dict[int, dict[str, list[float]]] = {}  # how surely each word is meant in each field of a tip
        self._note("title")
        titles = fulltext.titles(index, list(self._fields)) if self._fields else {}
        self._titles = {number for number, title in titles.items() if scales.is_title(title)}
        self._asked = self._as_asked()
        self._special = {*self._titles, *self._asked, *[number for word in words for number in word.near]}
        self._is_fine = False
        self._sure = self._anywhere(candidates)
        # The first of equals is the last here: it is taken first.
        self._waiting = sorted((high, -place, number) for place, (number, high) in enumerate(self._rough().items()))
        self._ready: list[tuple[float, int, int]] = []

    def __bool__(self) -> bool:
        """Whether any candidate is left."""
        return bool(self._waiting or self._ready)

    def pop(self, least: float) -> int | None:
        """Take away the candidate that can score most and return it, or None where that is less than `least`."""
        ready, waiting = self._ready, self._waiting
        while waiting and waiting[-1][0] >= max(least, ready[-1][0] if ready else least):
            _, place, number = waiting.pop()
            ready.append((self._most(number), place, number))
            ready.sort()
        return ready.pop()[2] if ready and ready[-1][0] >= least else None

    def _anywhere(self, candidates: Iterable[int]) -> dict[int, list[float]]:
        """Return how surely each word is meant somewhere in each tip."""
        sure = {number: [0.0] * self._words for number in candidates}
        for place, sureness, expression in reversed(self._groups):  # the surest last: it stays
            for number in fulltext.matching(self._index, expression):
                if number in sure:
                    sure[number][place] = sureness
        return sure

    def _note(self, field: str) -> None:
        """Note which tips have the words in a field."""
        name = fulltext.NAMES[field]
        for place, sureness, expression in reversed(self._groups):
            for number in fulltext.matching(self._index, f"{{{name}}} : ({expression})"):
                fields = self._fields.setdefault(number, {})
                if field not in fields:
                    fields[field] = [0.0] * self._words
                fields[field][place] = sureness

    def _rough(self) -> dict[int, float]:
        """Return the scores that the tips could have if each had its words in all fields."""
        shapes: dict[tuple[float, ...], tuple[Shape, float]] = {}
        found: dict[int, float] = {}
        for number, surely in self._sure.items():
            key = tuple(surely)
            if key not in shapes:
                shape = self._scales.shape(dict.fromkeys(fulltext.COLUMNS, surely) if any(surely) else {})
                shapes[key] = (shape, self._scales.most(-1, shape, 0.0, is_title=False))
            shape, score = shapes[key]
            found[number] = self._score(number, shape) if number in self._special else self._final(number, score)
        return found

    def _most(self, number: int) -> float:
        if not self._is_fine:
            self._is_fine = True
            for field in _TELLING:
                self._note(field)
        surely = self._sure[number]
        told = self._fields.get(number, {})
        return self._score(number, self._scales.shape(dict.fromkeys(_OTHERS, surely) | told if any(surely) else told))

    def _score(self, number: int, shape: Shape) -> float:
        asked = self._asked.get(number, 0.0)
        return self._final(number, self._scales.most(number, shape, min(1.0, asked), is_title=number in self._titles))

    def _as_asked(self) -> dict[int, float]:
        """Return how much of the query stands in what people ask of each tip, at most."""
        found: dict[int, float] = {}
        for (one, two), share in self._scales.pairs().items():
            if " " not in one and " " not in two:
                for number in fulltext.matching(self._index, f'{{asked}} : "{one} {two}"'):
                    found[number] = found.get(number, 0.0) + share
        return found


def _groups(place: int, word: Word) -> list[Group]:
    """Return the variants of a word by how surely it is meant, the surest first."""
    bands: dict[int, list[tuple[float, str]]] = {}
    for phrase, sureness in zip(word.phrases, word.variants.values(), strict=True):
        band = next(at for at, least in enumerate(_BANDS) if sureness >= least)
        bands.setdefault(band, []).append((sureness, phrase))
    return [
        (place, max(some)[0], " OR ".join([f'"{phrase}"' for _, phrase in some])) for _, some in sorted(bands.items())
    ]
