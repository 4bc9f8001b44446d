"""The candidates that are weighed together, best first: only those are read that can be among the best."""

from __future__ import annotations

from tipcli.index import fulltext, terms
from tipcli.index.fulltext import COLUMNS
from tipcli.model.text import MARK_ON, spans
from tipcli.search.variants import STEM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.fulltext import Found
    from tipcli.index.opened import Index
    from tipcli.model.results import Filters
    from tipcli.search.reach import Reach
    from tipcli.search.shown import Cut
    from tipcli.search.variants import Word
    from tipcli.search.weigh import Meanings, Scales

    Weighed = tuple[float, int, int, tuple[str, ...]]  # score, place, number, fields with a match

_AT_ONCE = 8  # tips that are read at first; each time after that twice as many
_LEAST_AT_ONCE = 4
_TOO_FEW = 24  # tips: so many are read and weighed before it is told which of them could be left out
_LARGEST = 2000  # tips: in more of them a common word stands in too many places to look at all
_BM25 = 0.3  # of the score in a collection that the thesaurus is not of


class Page:
    """Candidates, each with the expression by which its texts are marked, or an empty one for no marks.

    `relevance` is a share of the score, where that is not of the words alone. With `is_plain` nothing but the words is
    marked, so that it can be told how high a tip can score before it is read.
    """

    def __init__(
        self,
        index: Index,
        scales: Scales,
        words: list[Word],
        candidates: dict[int, str],
        filters: Filters,
        relevance: dict[int, float],
        *,
        is_plain: bool,
    ) -> None:
        self._index = index
        self._scales = scales
        self._words = words
        self._candidates = candidates
        self._filters = filters
        self._relevance = relevance
        self._places = {number: place for place, number in enumerate(candidates)}
        self._reach: Reach | None = None  # None where it is not told how high a tip can score
        if is_plain and len(candidates) > _TOO_FEW and index.size <= _LARGEST:
            from tipcli.search.reach import Reach

            self._reach = Reach(index, scales, words, candidates, self._score)
        self.found: dict[int, Found] = {}  # of the tips that were read
        self.least: float | None = None  # score of the last, once all were weighed

    def best_first(self, cut: Cut) -> Iterator[Weighed]:
        """Yield the tips that pass, best first; equals stay in the order of the candidates."""
        reach = self._reach
        weighed = self._sorted([] if reach else self._weigh(list(self._candidates)))  # the best is the last
        size = _AT_ONCE
        while reach or weighed:
            best = max(weighed[-1][0] if weighed else cut.least, cut.least)
            some: list[int] = []
            while reach and len(some) < size:
                number = reach.pop(cut.least if 0 < len(some) < _LEAST_AT_ONCE else best)
                if number is None:
                    break
                some.append(number)
            if some:
                weighed = self._sorted([*weighed, *self._weigh(some)])
                size *= 2
            elif weighed and weighed[-1][0] >= cut.least:
                yield weighed.pop()
            else:
                return

    def _sorted(self, weighed: list[Weighed]) -> list[Weighed]:
        if weighed and not self._reach:
            self.least = min(weighed)[0]
        return sorted(weighed, key=lambda found: (found[0], -found[1]))

    def _score(self, number: int, score: float) -> float:
        if not self._relevance:
            return score
        return round((1 - _BM25) * score + 100 * _BM25 * self._relevance.get(number, 0.0), 1)

    def _weigh(self, numbers: list[int]) -> list[Weighed]:
        found = self._read(numbers)
        self.found |= found
        marked = (text for _, texts in found.values() for text in texts)
        pieces = sorted({piece for text in marked if MARK_ON in text for piece, matched in spans(text) if matched})
        meant = meanings(self._words, dict(zip(pieces, terms.tokens(self._index, pieces), strict=True)))
        weighed = []
        for number in numbers:
            score, matched = self._scales.weigh(number, dict(zip(COLUMNS, found[number][1], strict=True)), meant)
            weighed.append((self._score(number, score), self._places[number], number, matched))
        return weighed

    def _read(self, numbers: list[int]) -> dict[int, Found]:
        by_expression: dict[str, list[int]] = {}
        for number in numbers:
            by_expression.setdefault(self._candidates[number], []).append(number)
        found: dict[int, Found] = {}
        for expression, some in by_expression.items():
            found |= (
                fulltext.marked(self._index, expression, some)
                if expression
                else fulltext.chosen(self._index, some, self._filters)
            )
        return found


def meanings(words: list[Word], tokens: dict[str, list[tuple[str, str]]]) -> Meanings:
    """Return for each piece, of which the tokens are given, which of the words it stands for, and how surely."""
    return {piece: _meaning(words, pairs) for piece, pairs in tokens.items()}


def _meaning(words: list[Word], pairs: list[tuple[str, str]]) -> list[tuple[int, float]]:
    stems, texts = _runs([stem for _, stem in pairs]), _runs([word for word, _ in pairs])
    found = []
    for place, word in enumerate(words):
        confidence = max((word.variants.get(stem, 0.0) for stem in stems), default=0.0)
        if confidence == 1.0 and word.text not in texts:
            confidence = STEM
        if confidence:
            found.append((place, confidence))
    return found


def _runs(words: list[str]) -> set[str]:
    """Return the words, all together, and each run of two to four: matches that overlap are marked as one."""
    runs = {" ".join(words), *words}
    for size in (2, 3, 4) if len(words) > 2 else ():
        runs.update(" ".join(words[start : start + size]) for start in range(len(words) - size + 1))
    return runs
