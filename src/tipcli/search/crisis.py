"""Queries of people in trouble: which tips are shown for them, and no other.

Which words mean trouble is data of the collection (`seeds/crisis.toml`). A phrase is there when the query has its words
close together, in any order and form, typos included.
"""

from __future__ import annotations

from tipcli.index import crises

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.index.opened import Index
    from tipcli.search.variants import Word

_BETWEEN = 1  # other words that may stand between those of a phrase


def pinned(index: Index, words: Iterable[Word]) -> tuple[int, ...] | None:
    """Return the numbers of the tips that alone are shown for these words; none at all where no tip helps.

    None where they are no words of somebody in trouble.
    """
    single = [word for word in words if not word.is_phrase]
    said = [stems for word in single for stems in _stems(word)]
    perhaps = [stems for word in single for stems in _stems(word, is_begun=True)]
    # Beside another word of a phrase, a word that lacks its last letter is clear enough.
    found = [
        (phrase, tips)
        for phrase, tips in crises.phrases(index, set().union(*perhaps))
        if _is_close(phrase, perhaps if len(phrase) > 1 else said)
    ]
    ordinary = [set(phrase) for phrase, tips in found if tips == crises.ORDINARY]
    trouble = [
        (phrase, tips)
        for phrase, tips in found
        if tips != crises.ORDINARY and not any(words.issuperset(phrase) for words in ordinary)
    ]
    return max(trouble, key=lambda found: len(found[0]))[1] if trouble else None


def _stems(word: Word, *, is_begun: bool = False) -> list[set[str]]:
    """Return for each place that a word of the query takes the stems that may stand there."""
    stems = word.stem.split(" ")
    if len(stems) > 1:
        return [{stem} for stem in stems if stem not in crises.PASSED_OVER]
    if word.stem in crises.PASSED_OVER:
        return []
    begun = (stem for stem in word.variants if len(stem) == len(word.text) + 1 and stem.startswith(word.text))
    return [{word.stem, *word.meant, *(begun if is_begun else ())}]


def _is_close(phrase: list[str], said: list[set[str]]) -> bool:
    size = len(phrase) + _BETWEEN if len(phrase) > 1 else 1
    return any(
        all(any(stem in stems for stems in said[start : start + size]) for stem in phrase) for start in range(len(said))
    )
