"""The phrases of people in trouble that the bundled index has, and the tips that are shown for them.

What asks may raise what DAMAGE lists.
"""

from __future__ import annotations

from tipcli.index.rows import DamagedError, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

    from tipcli.index.opened import Index
    from tipcli.index.words import Tokenizer

    Crises = Sequence[tuple[tuple[int, ...], tuple[str, ...]]]  # numbers of tips, phrases

TABLE = "create table crisis (longest text, stems text, tips text, primary key (longest, stems)) without rowid"
ORDINARY = (0,)  # in place of the numbers of tips: a phrase that only sounds like trouble
PASSED_OVER = frozenset("a an the to of is wa were be being ha had".split())  # stems that say nothing in a phrase


def write(connection: Connection, tokenizer: Tokenizer, crises: Crises) -> set[str]:
    """Write the phrases, of two equal ones the first, and return their words."""
    words: set[str] = set()
    for tips, phrases in crises:
        for pairs in tokenizer.split(phrases):
            kept = [pair for pair in pairs if pair[1] not in PASSED_OVER]
            words.update(word for word, _ in kept)
            stems = [stem for _, stem in kept]
            row = (max(stems, key=len, default=""), " ".join(stems), " ".join(map(str, tips)))
            connection.execute("insert or ignore into crisis values(?, ?, ?)", row)
    return words


def phrases(index: Index, words: set[str]) -> Iterator[tuple[list[str], tuple[int, ...]]]:
    """Yield the stems of each phrase whose longest one is among `words`, with the numbers of its tips, perhaps none."""
    query = f"select stems, tips from crisis where longest in ({', '.join('?' * len(words))})"
    for stems, tips in index._connection.execute(query, tuple(words)):
        try:
            yield text(stems).split(" "), tuple(map(int, text(tips).split()))
        except ValueError:
            raise DamagedError(f"{tips!r:.60} are no numbers of tips") from None
