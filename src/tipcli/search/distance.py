"""How many edits lie between two words, where swapped neighbours count as one.

It is the optimal string alignment distance, by the bit-parallel algorithm of Hyyrö, "A Bit-Vector Algorithm for
Computing Levenshtein and Damerau Edit Distances" (Nordic Journal of Computing 10, 2003): a column of the matrix is a
number, its differences are bits. rapidfuzz has the same in C; to load it takes as long as some 8,000 distances here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MANY = 6000  # words that are compared one by one; more are left to rapidfuzz


def distance_from(typed: str) -> Callable[[str], int]:
    """Return a function that gives the distance of a word from `typed`."""
    size = len(typed)
    places: dict[str, int] = {}
    for place, letter in enumerate(typed):
        places[letter] = places.get(letter, 0) | 1 << place
    full, last = (1 << size) - 1, 1 << size >> 1
    places_of = places.get

    def distance(word: str) -> int:
        more, less, same, before, edits = full, 0, 0, 0, size
        for letter in word:
            here = places_of(letter, 0)
            swapped = ((~same & here) << 1) & before
            same = ((((here & more) + more) ^ more) | here | less | swapped) & full
            up, down = less | (full & ~(same | more)), same & more
            if up & last:
                edits += 1
            elif down & last:
                edits -= 1
            up = up << 1 | 1
            more = (down << 1 | ~(same | up)) & full
            less = up & same
            before = here
        return edits if size else len(word)

    return distance


def distances(typed: str, words: Iterable[str], most: int) -> list[tuple[str, int]]:
    """Return those of the words that are at most `most` edits from `typed`, each with how many."""
    letters = set(typed)
    # An edit takes a letter and brings one, at most.
    near = [word for word in with_letters(typed, words, most) if len(letters.symmetric_difference(word)) <= 2 * most]
    if len(near) > _MANY:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        return [
            (word, found) for word, found, _ in extract(typed, near, scorer=OSA.distance, score_cutoff=most, limit=None)
        ]
    distance = distance_from(typed)
    return [(word, found) for word in near if (found := distance(word)) <= most]


def with_letters(typed: str, words: Iterable[str], most: int) -> list[str]:
    """Return the words that lack at most `most` letters of `typed`, and have at most as many others.

    An edit takes one letter and brings one, at most.
    """
    some = list(words)
    # All words are looked at at once. A letter beyond ASCII is a question mark here, which lets too many through.
    others = bytes(set(range(0x100)).difference(typed.encode("ascii", "replace"), b" "))
    known = " ".join(some).encode("ascii", "replace").translate(None, others).split(b" ")
    if len(known) != len(some):  # one has a space in it
        return some
    least = len(typed) - most
    return [word for word, left in zip(some, known, strict=True) if len(word) - most <= len(left) >= least]
