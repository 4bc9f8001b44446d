"""How high the tips of a page can score at most, told from where the full-text index has their words.

To mark the words in a text and to weigh it takes ten times as long, and most tips cannot come near the best (as in the
threshold algorithm of Fagin, Lotem and Naor, "Optimal Aggregation Algorithms for Middleware", 2003).
"""

from __future__ import annotations

from tipcli.index import fulltext

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from tipcli.index.opened import Index
    from tipcli.model.results import Filters
    from tipcli.search.variants import Word
    from tipcli.search.weigh import Scales

    Places = dict[int, dict[str, list[float]]]  # number: field: how surely each word is meant there
    Stems = dict[str, list[tuple[float, int]]]  # stem: how surely each word is meant by it, and the place of the word
    Phrases = dict[tuple[float, int], list[str]]

_LARGE = 2000  # tips: in more of them a common word stands in too many places to look at all
_MOST_STEMS = 500  # of all variants; some SQLite takes no more than 999 values


def reach(
    index: Index, scales: Scales, words: list[Word], numbers: Collection[int], filters: Filters
) -> dict[int, float]:
    """Return the score that each of the tips can have at most, or nothing where it would take too long to tell."""
    single, several = _variants(words)
    if index.size > _LARGE or len(single) > _MOST_STEMS:
        return {}
    found = _places(index, single, several, set(numbers), len(words))
    titled = [number for number, fields in found.items() if "title" in fields]
    titles = {number for number, title in fulltext.titles(index, titled).items() if scales.is_title(title)}
    asked: dict[int, float] = {}
    for (one, two), share in scales.pairs().items():
        if " " not in one and " " not in two:
            for number in fulltext.numbers(index, f'{{asked}} : "{one} {two}"', filters, fulltext.ANY):
                asked[number] = asked.get(number, 0.0) + share
    return {
        number: scales.most(number, found.get(number, {}), min(1.0, asked.get(number, 0.0)), is_title=number in titles)
        for number in numbers
    }


def _variants(words: list[Word]) -> tuple[Stems, Phrases]:
    """Return the variants of one stem by it, and the phrases by the place of their word and how surely it is meant."""
    single: Stems = {}
    several: Phrases = {}
    for place, word in enumerate(words):
        for phrase, (stems, sureness) in zip(word.phrases, word.variants.items(), strict=True):
            if " " in stems:
                several.setdefault((sureness, place), []).append(phrase)
            else:
                single.setdefault(stems, []).append((sureness, place))
    return single, several


def _places(index: Index, single: Stems, several: Phrases, numbers: set[int], words: int) -> Places:
    """Return how surely each word is meant in each field."""
    found: Places = {}

    def meant(number: int, field: str, place: int, sureness: float) -> None:
        fields = found.setdefault(number, {})
        if field not in fields:
            fields[field] = [0.0] * words
        fields[field][place] = max(fields[field][place], sureness)

    for stem, number, field in fulltext.places(index, list(single)):
        if number in numbers:
            for sureness, place in single[stem]:
                meant(number, field, place, sureness)
    for (sureness, place), phrases in several.items():
        for number, field in fulltext.fields(index, " OR ".join(f'"{phrase}"' for phrase in phrases)):
            if number in numbers:
                meant(number, field, place, sureness)
    return found
