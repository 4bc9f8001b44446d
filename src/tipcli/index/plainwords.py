"""Counting the words of texts of ASCII, as SQLite's tokenizer would split them, in a quarter of its time."""

from __future__ import annotations

from collections import Counter

from tipcli.index.words import of_ascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_WORDS = 1 << 17  # that are counted here, in some 40 MB; beyond that the others count
_LONGEST = 30_000  # characters; SQLite cuts a word of more than 32,768
_MARKS = "’…“”–—‘"  # beside ASCII, and no part of a word


class PlainWords:
    """In how many texts each word stands."""

    def __init__(self, most: int = _MOST_WORDS) -> None:
        self._counts: Counter[str] = Counter()
        self._most = most

    def add(self, text: str) -> bool:
        """Count the words of a text, each once, and tell whether that was done: not of a text of other characters."""
        if not text.isascii():
            for mark in _MARKS:
                text = text.replace(mark, " ")
            if not text.isascii():
                return False
        if len(text) > _LONGEST or len(self._counts) >= self._most:
            return False
        self._counts.update(set(of_ascii(text)))
        return True

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield each word, in order, with the number of texts that have it."""
        counts = self._counts
        for word in sorted(counts):
            yield word, counts[word]
