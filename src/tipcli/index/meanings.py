"""Questions to the table of meanings, which the bundled index has: how common a word is, and which tips it is near to.

All of these may raise what DAMAGE lists.
"""

from __future__ import annotations

from tipcli.index.rows import DamagedError, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from tipcli.index.opened import Index

TABLE = "create table meaning (word text primary key, near blob not null) without rowid"
_FULL = 255  # the nearness that counts as 1


def write(connection: Connection, entries: Iterable[tuple[str, bytes]]) -> None:
    """Write the entries, each of a word or phrase in lower case; `store.meanings.entry` says what is in one."""
    connection.executemany("insert or replace into meaning values(?, ?)", entries)


def of(index: Index, words: Iterable[str]) -> dict[str, tuple[int, dict[int, float]]]:
    """Return for each known word ten times the logarithm of its frequency, and the nearness (0 to 1) of tips to it."""
    wanted = list(dict.fromkeys(words))
    marks = ", ".join("?" * len(wanted))
    rows = index._connection.execute(f"select word, near from meaning where word in ({marks})", wanted)
    found = {}
    for word, near in rows:
        if not isinstance(near, bytes) or len(near) % 3 != 1:
            raise DamagedError(f"the meaning of {word!r:.60}")
        tips = {near[at] << 8 | near[at + 1]: near[at + 2] / _FULL for at in range(1, len(near), 3)}
        found[word] = (near[0], tips)
    return found


def beginning_with(index: Index, letter: str, least: int, most: int) -> dict[str, int]:
    """Return the single words of `least` to `most` letters that begin so, with their frequencies."""
    query = (
        "select word, near from meaning where word >= ? and word < ? and length(word) between ? and ? "
        "and instr(word, ' ') = 0"
    )
    rows = index._connection.execute(query, (letter, letter + "\U0010ffff", least, most))
    return {text(word): near[0] for word, near in rows if isinstance(near, bytes) and near}


def known(index: Index, words: Iterable[str]) -> set[str]:
    """Return those of the words that have an entry."""
    wanted = list(words)
    marks = ", ".join("?" * len(wanted))
    rows = index._connection.execute(f"select word from meaning where word in ({marks})", wanted)
    return {text(word) for (word,) in rows}
