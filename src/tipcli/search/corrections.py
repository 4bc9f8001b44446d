"""What a mistyped word may have meant, among the words that an index has."""

from __future__ import annotations

from tipcli.index.schema import OPENING
from tipcli.search.spelling import lengths, near_openings, rank, within_reach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

_FEW_WORDS = 20_000  # of a vocabulary: all of the right length are compared
_SHORTEST_TYPO = 3  # letters: a word of four may have lost one


def corrections(connection: Connection, text: str, base: str = "") -> list[tuple[str, str, int, float]]:
    """Return (word, stem, number of tips, cost) of the words that `text` may be a typo of, likeliest first.

    Words with the root `base` are forms of the same word and left out. rapidfuzz is loaded only for what is left.
    """
    if not text.isalpha() or len(text) < _SHORTEST_TYPO:
        return []
    found = {
        word: (stem, tips)
        for near in within_reach(text, _words_like(connection, text))
        for word, stem, tips in connection.execute(
            "select word, stem, tips from term where word = ? and root != ?", (near, base)
        )
    }
    if not found:
        return []
    return [
        (word, *found[word], cost) for word, cost in rank(text, [(word, tips) for word, (_, tips) in found.items()])
    ]


def _words_like(connection: Connection, text: str) -> Iterator[str]:
    """Yield the words of about the length of `text`; in a large vocabulary only those that begin much like it."""
    shortest, longest = lengths(text)
    (words,) = connection.execute("select value from meta where key = 'words'").fetchone()
    # Thousands of words come faster in one row than in a row each; they are letters only.
    if int(words) <= _FEW_WORDS:
        query = "select group_concat(word, ' ') from term where letters > 0 and letters between ? and ?"
        yield from _listed(connection, query, (shortest, longest))
        return
    # Of two words within one edit, one of the first two letters of either is in its place or beside it.
    starts = (
        "select group_concat(text, ' ') from opening where substr(text, 1, 1) in (?, ?) or substr(text, 2, 1) in (?, ?)"
    )
    openings = _listed(connection, starts, (*text[:2], *text[:2]))
    # All of this is in an index, which is of words with letters only.
    query = "select group_concat(word, ' ') from term where letters > 0 and letters = ? and word >= ? and word < ?"
    size = len(text)
    for opening in near_openings(text, openings, OPENING):
        # Where the beginning is wrong, there is one more edit at most behind it, seldom one that goes the same way.
        is_right = text.startswith(opening)
        least, most = (shortest, longest) if is_right else (max(shortest, size - 1), min(longest, size + 1))
        for letters in range(least, most + 1):
            yield from _listed(connection, query, (letters, opening, opening + "\U0010ffff"))


def _listed(connection: Connection, query: str, values: tuple[str | int, ...]) -> list[str]:
    (joined,) = connection.execute(query, values).fetchone()
    return str(joined).split(" ") if joined else []
