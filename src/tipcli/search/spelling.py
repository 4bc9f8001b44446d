"""Which words a mistyped one may have meant, and how likely each is.

In a vocabulary of half a million words not all can be measured: of a word within reach, the beginning is within one
edit of the typed beginning, unless both of two edits fall into it. So all beginnings within one edit are made, those
that there are kept, and the words that begin so measured (the partition of Li, Deng, Wang and Feng, "Pass-Join", 2011,
with one piece; the neighbours as Norvig made them, "How to Write a Spelling Corrector", 2007).
"""

from __future__ import annotations

from itertools import pairwise

from tipcli.search.distance import distances, with_letters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_TWO_EDITS_FROM = 6  # letters
_EDITS, _BY_SOUND = 2, 3  # the most between two words, and between two that sound alike
_ONE_EDIT_FROM = 4
# Letters beside each other on the common Latin keyboards, by row; a slip to one of these is likelier than any other.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {pair for row in _ROWS for pair in pairwise(row)}
_NEAR |= {pair for above, below in pairwise(_ROWS) for pair in zip(above, below, strict=False)}
_NEAR |= {pair for above, below in pairwise(_ROWS) for pair in zip(above[1:], below, strict=False)}
_VOWELS = frozenset("aeiouy")
_ALIKE = 0.4  # what a word is likelier for sounding the same
_SILENT = ("kn", "gn", "wr", "ps", "pn")
_SOUNDS = (
    ("tion", "shn"), ("sion", "shn"), ("tch", "ch"), ("ck", "k"), ("ph", "f"), ("qu", "kw"), ("x", "ks"), ("ce", "se"),
    ("ci", "si"), ("cy", "sy"), ("dg", "j"), ("gh", ""), ("ge", "je"), ("gi", "ji"), ("mb", "m"), ("wh", "w"),
)  # fmt: skip
_HEARD = str.maketrans("cqzviouyea", "kksfeeeeee")
_ALWAYS_HEARD = frozenset("lmnr")  # letters that no rule takes away or brings


def edits_allowed(length: int) -> int:
    """Return how many edits a word of `length` letters may have: none under 4, two from 6 on, else one."""
    return 0 if length < _ONE_EDIT_FROM else 2 if length >= _TWO_EDITS_FROM else 1


def lengths(typed: str) -> tuple[int, int]:
    """Return the least and the most letters that a word which was meant may have."""
    reach = edits_allowed(len(typed) + 2)
    shortest = min(n for n in range(len(typed) + 1) if len(typed) - n <= edits_allowed(len(typed)))
    longest = max(n for n in range(len(typed), len(typed) + reach + 1) if n - len(typed) <= edits_allowed(n))
    return shortest, longest


def near_openings(typed: str, letters: Iterable[str], length: int) -> set[str]:
    """Return the texts of these letters, at most `length` of them, that are within one edit of the opening of `typed`.

    A letter too many or too few shifts what follows: so the openings are a shorter and a longer beginning too.
    """
    found: set[str] = set()
    for head in {typed[:size] for size in (length - 1, length, length + 1)}:
        cuts = [(head[:at], head[at:]) for at in range(len(head) + 1)]
        found.add(head)
        found.update(start + rest[1:] for start, rest in cuts)
        found.update(start + rest[1::-1] + rest[2:] for start, rest in cuts)
        if len(head) <= length:
            for letter in letters:
                found.update(start + letter + rest[1:] for start, rest in cuts)
        if len(head) < length:
            for letter in letters:
                found.update(start + letter + rest for start, rest in cuts)
    return {text for text in found if 0 < len(text) <= length}


def within_reach(typed: str, words: Iterable[str]) -> list[str]:
    """Return the words that are near enough to `typed`, itself left out."""
    far = edits_allowed(len(typed) + 1)
    first = sound(typed)[:1]
    return [word for word, edits, _ in _near(typed, words) if edits <= far or sound(word[:3])[:1] == first]


def rank(typed: str, candidates: list[tuple[str, int]]) -> list[tuple[str, float]]:
    """Return the candidates (word, number of tips with it) near enough to `typed`, likeliest first, with a cost.

    The cost is the number of edits, a little less for the slips that fingers make and a little more for the first
    letter, which is seldom wrong; among equals the commoner word is likelier.
    """
    ranked = []
    counts = dict(candidates)
    for word, edits, is_alike in _near(typed, counts):
        cost = min(edits, 1.5) - _ALIKE if is_alike else edits
        ranked.append((cost + _oddity(typed, word) - min(counts[word], 50) / 500, word))
    return [(word, cost) for cost, word in sorted(ranked)]


def _near(typed: str, words: Iterable[str]) -> list[tuple[str, int, bool]]:
    """Return (word, edits, whether it sounds alike) of those within the edits that are allowed, or that sound alike."""
    letters = len(typed)
    near = with_letters(typed, words, _BY_SOUND)
    edits_of = dict(distances(typed, near, _EDITS))
    # Three edits are too many but for a word that sounds alike: only of these the edits are counted.
    alike: set[str] = set()
    if letters > _ONE_EDIT_FROM:
        spoken, kept = sound(typed), _ALWAYS_HEARD.intersection(typed)
        alike.update([word for word in near if _ALWAYS_HEARD.intersection(word) == kept and sound(word) == spoken])
        edits_of |= distances(typed, alike.difference(edits_of), _BY_SOUND)
    return [
        (word, edits, word in alike)
        for word, edits in edits_of.items()
        if word != typed and (word in alike or edits <= edits_allowed(max(len(word), letters)))
    ]


def sound(word: str) -> str:
    """Return how an English word sounds, roughly: equal for `sympathy` and `simpathy`, `customer` and `kustomer`."""
    if word[:2] in _SILENT:
        word = word[1:]
    for letters, heard in _SOUNDS:
        word = word.replace(letters, heard)
    word = word.translate(_HEARD)
    # Of letters that follow one another only the first is heard, and a vowel is one wherever it stands.
    return word[:1] + "".join([b for a, b in pairwise(word) if a != b]).replace("h", "")


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
