"""Counting the words of texts of ASCII, as SQLite's tokenizer would split them, in a quarter of its time."""

from __future__ import annotations

from collections import Counter

from tipcli.index.words import of_ascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.vocabulary import Tally

_MOST_WORDS = 1 << 17  # that are held in memory, in some 25 MB
_LONGEST = 30_000  # characters; SQLite cuts a word of more than 32,768
_MARKS = "’…“”–—‘"  # beside ASCII, and no part of a word


class PlainWords:
    """In how many texts each word stands. Where there are too many words, the rare ones go to a tally in between.

    Half of the words of any large collection stand in one text only (Zipf's law), so that few go more than once.
    """

    def __init__(self, tally: Tally, most: int = _MOST_WORDS) -> None:
        self._tally = tally
        self._counts: Counter[str] = Counter()
        self._most = most
        self._rare = 1  # texts that a word stands in which goes first

    def add(self, text: str) -> bool:
        """Count the words of a text, each once, and tell whether that was done: not of a text of other characters."""
        if not text.isascii():
            for mark in _MARKS:
                text = text.replace(mark, " ")
            if not text.isascii():
                return False
        if len(text) > _LONGEST:
            return False
        self._counts.update(set(of_ascii(text)))
        return True

    def make_room(self) -> None:
        """Hand rare words to the tally where there are too many. Raises sqlite3.Error."""
        while len(self._counts) > self._most:
            counts = self._counts
            rare = [word for word, tips in counts.items() if tips <= self._rare]
            self._tally.add((word, counts.pop(word)) for word in rare)
            self._rare += len(counts) > self._most // 2

    def finish(self) -> None:
        """Hand all words to the tally. Raises sqlite3.Error."""
        self._tally.add(self._counts.items())
        self._counts.clear()
