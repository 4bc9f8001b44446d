"""What a mistyped word may have meant, among the words that an index has."""

from __future__ import annotations

from tipcli.index import meanings, terms
from tipcli.search.distance import distances
from tipcli.search.spelling import lengths, near_openings, rank, within_reach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.index.opened import Index

_FEW_WORDS = 20_000  # of a vocabulary: all of the right length are compared
_SHORTEST_BEGUN = 5  # letters of a beginning with a typo
_MORE = 6  # letters that a begun word may have more
_MOST = 4  # begun words
_SHORTEST_TYPO = 3  # letters: a word of four may have lost one


def corrections(index: Index, text: str, but_stem: str = "") -> list[tuple[str, str, int, float]]:
    """Return (word, stem, number of tips, cost) of the words that `text` may be a typo of, likeliest first.

    Words with the stem `but_stem` are forms of the same word and left out.
    """
    if not text.isalpha() or len(text) < _SHORTEST_TYPO:
        return []
    found = {
        word: (stem, tips)
        for near in within_reach(text, _words_like(index, text))
        for word, stem, tips in terms.written(index, near, but_stem)
    }
    if not found:
        return []
    return [
        (word, *found[word], cost) for word, cost in rank(text, [(word, tips) for word, (_, tips) in found.items()])
    ]


def begun(index: Index, text: str) -> list[tuple[str, str, int]]:
    """Return (word, stem, number of tips) of words whose beginning `text` may be a typo of, commonest first.

    The first letter is taken for right, as it seldom is wrong, and one edit is allowed.
    """
    if not text.isalpha() or len(text) < _SHORTEST_BEGUN:
        return []
    size = len(text)
    words_of: dict[str, list[str]] = {}
    for word in _longer_words(index, text):
        for end in (size - 1, size, size + 1):
            words_of.setdefault(word[:end], []).append(word)
    near = {word for head, _ in distances(text, words_of, 1) for word in words_of[head]}
    return sorted((term for word in near for term in terms.written(index, word, "") if term[2]), key=_commonest)[:_MOST]


def english(index: Index, text: str) -> tuple[str, float] | None:
    """Return the word of the table of meanings that `text` is likeliest a typo of, with the cost."""
    if not text.isalpha() or len(text) <= _SHORTEST_TYPO:
        return None
    frequencies = meanings.beginning_with(index, text[0], *lengths(text))
    ranked = [(cost - frequencies[word] / 100, cost, word) for word, cost in rank(text, [(w, 0) for w in frequencies])]
    return (min(ranked)[2], min(ranked)[1]) if ranked else None


def _commonest(term: tuple[str, str, int]) -> tuple[int, int, str]:
    return -term[2], len(term[0]), term[0]


def _longer_words(index: Index, text: str) -> Iterator[str]:
    """Yield words with up to six letters more that begin with the same letter and, where there are many, much alike."""
    size = len(text)
    if terms.size(index) <= _FEW_WORDS:
        yield from (word for word in terms.of_length(index, size + 1, size + _MORE) if word[0] == text[0])
        return
    near = [opening for opening in near_openings(text, terms.letters(index), terms.OPENING) if opening[0] == text[0]]
    for opening in terms.openings(index, near):
        for letters in range(size + 1, size + _MORE + 1):
            yield from terms.of_length_beginning_with(index, letters, opening)


def _words_like(index: Index, text: str) -> Iterable[str]:
    """Return the words of about the length of `text`; in a large vocabulary only those that begin much like it."""
    shortest, longest = lengths(text)
    if terms.size(index) <= _FEW_WORDS:
        return terms.of_length(index, shortest, longest)
    return _beginning_like(index, text, shortest, longest)


def _beginning_like(index: Index, text: str, shortest: int, longest: int) -> Iterator[str]:
    size = len(text)
    near = near_openings(text, terms.letters(index), terms.OPENING)
    for opening in terms.openings(index, near):
        # Where the beginning is wrong, there is one more edit at most behind it, seldom one that goes the same way.
        is_right = text.startswith(opening)
        least, most = (shortest, longest) if is_right else (max(shortest, size - 1), min(longest, size + 1))
        for letters in range(least, most + 1):
            yield from terms.of_length_beginning_with(index, letters, opening)
