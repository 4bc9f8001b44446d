"""Finding the words that a mistyped one may have meant.

Symmetric deletion (Garbe's SymSpell, 2012): two words within distance d share a key that is left when at most d letters
of their first seven are deleted. The index stores the keys of each word, so that a look-up costs the same for any
vocabulary. rapidfuzz then measures the optimal string alignment distance, where swapped neighbours count as one edit.
"""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

_PREFIX = 7
_TWO_EDITS_FROM = 8  # letters
_ONE_EDIT_FROM = 4
# Letters beside each other on the common Latin keyboards, by row; a slip to one of these is likelier than any other.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {pair for row in _ROWS for pair in pairwise(row)}
_NEAR |= {pair for above, below in pairwise(_ROWS) for pair in zip(above, below, strict=False)}
_NEAR |= {pair for above, below in pairwise(_ROWS) for pair in zip(above[1:], below, strict=False)}
_VOWELS = frozenset("aeiouy")


def edits_allowed(length: int) -> int:
    """Return how many edits a word of `length` letters may have: none under 4, two from 8 on, else one."""
    return 0 if length < _ONE_EDIT_FROM else 2 if length >= _TWO_EDITS_FROM else 1


def stored_keys(word: str) -> set[int]:
    """Return the keys to store for a word of the vocabulary."""
    # From seven letters on: a typed word of eight may be one of seven with a letter too many and another one wrong.
    return _keys(word, 2 if len(word) >= _TWO_EDITS_FROM - 1 else edits_allowed(len(word) + 1))


def query_keys(word: str) -> set[int]:
    """Return the keys to look a typed word up by."""
    # A typed word of six letters may be one of eight with two missing.
    return _keys(word, 2 if len(word) >= _TWO_EDITS_FROM - 2 else edits_allowed(len(word)))


def _keys(word: str, edits: int) -> set[int]:
    variants = level = {word[:_PREFIX]}
    for _ in range(edits):
        level = {text[:cut] + text[cut + 1 :] for text in level for cut in range(len(text))}
        variants = variants | level
    return {crc32(text.encode()) for text in variants}


def rank(typed: str, candidates: list[tuple[str, int]]) -> list[tuple[str, float]]:
    """Return the candidates (word, number of tips with it) near enough to `typed`, likeliest first, with a cost.

    The cost is the number of edits, a little less for the slips that fingers make and a little more for the first
    letter, which is seldom wrong; among equals the commoner word is likelier.
    """
    from rapidfuzz.distance import OSA

    ranked = []
    for word, count in candidates:
        allowed = edits_allowed(max(len(word), len(typed)))
        distance = OSA.distance(typed, word, score_cutoff=allowed)
        if distance <= allowed and word != typed:
            ranked.append((distance + _oddity(typed, word) - min(count, 50) / 500, word))
    return [(word, cost) for cost, word in sorted(ranked)]


def _oddity(typed: str, word: str) -> float:
    """Return how unlike a slip of the fingers the edits are, from -0.2 (swapped letters) to 0.6."""
    first = 0.3 if typed[0] != word[0] and sorted(typed[:2]) != sorted(word[:2]) else 0.0
    if len(typed) != len(word):
        return first + (0.0 if set(typed) == set(word) else 0.1)
    if sorted(typed) == sorted(word):
        return first - 0.2
    wrong = [(a, b) for a, b in zip(typed, word, strict=True) if a != b]
    likely = all((a, b) in _NEAR or (b, a) in _NEAR or (a in _VOWELS and b in _VOWELS) for a, b in wrong)
    return first + (0.05 if likely else 0.3)
