"""The vocabulary of a collection: every word with its stem, its root and the number of tips that have it.

SQLite counts the words, in a second full-text index over whole words that keeps nothing but which tips have them. It
splits texts as the index that is searched does, so the two cannot disagree, and it needs neither Python nor its lock.
"""

from __future__ import annotations

import json
from itertools import islice

from tipcli.index.columns import SEARCHED
from tipcli.index.terms import OPENING
from tipcli.index.words import FOLDING, STEMMING, root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    Term = tuple[str, str, str, int, int]  # a row of the table: word, stem, root, tips, letters

_LONGEST_WORD = 40  # letters; longer ones are searched for, and never offered as a correction
_BATCH = 5000  # words
_MEMORY = 8 * 2**20  # bytes in which SQLite keeps the newest part of the counts
_OPTIONS = f"text, content='', detail=none, columnsize=0, tokenize='{FOLDING}'"
_NO_NUMBERS = "[]"
_TEXT = " || char(10) || ".join([f"coalesce({name}, '')" for name in SEARCHED])  # of a tip, a field a line
# What a word ends in that Porter's algorithm (1980) may change: all of its suffixes do.
_SUFFIXED = frozenset("ed ng ci gi li ti al ul ll on er or sm nt ic ou".split())
_SUFFIXED_LETTERS = frozenset("sey")
_TERM = "insert into term values(?, ?, ?, ?, ?) on conflict(word) do update set tips = tips + excluded.tips"


class WordCount:
    """Counts in how many tips each word stands, in a full-text table called `name` (with its schema: `temp.name`)."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        schema, table = name.split(".")
        self._counts = f"temp.{table}_counts"
        self._is_made = False
        self._statements = (
            f"create virtual table {name} using fts5({_OPTIONS})",
            f"create virtual table {self._counts} using fts5vocab({schema}, {table}, row)",
            f"insert into {name}({table}, rank) values('hashsize', {_MEMORY})",
        )

    def add(self, numbers: str) -> None:
        """Count the words of tips that are in their table; `numbers` is a list in JSON."""
        if numbers == _NO_NUMBERS:
            return
        if not self._is_made:
            for statement in self._statements:
                self._connection.execute(statement)
            self._is_made = True
        self._connection.execute(
            f"insert into {self._name}(rowid, text) select number, {_TEXT} from searched "
            "where number in (select value from json_each(?)) order by number",
            (numbers,),
        )

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield each word, in order, with the number of tips that have it."""
        if self._is_made:
            yield from self._connection.execute(f"select term, doc from {self._counts}")

    def drop(self) -> None:
        """Take the table away; the room that it had in the file is used again."""
        if self._is_made:
            self._connection.execute(f"drop table {self._counts}")
            self._connection.execute(f"drop table {self._name}")
            self._is_made = False


class Tally:
    """What several counts have counted together, in a table of the index for as long as it is written.

    SQLite sorts the words, on disk where they are many.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute("create table tally (word text, tips integer)")

    def add(self, counts: Iterable[tuple[str, int]]) -> None:
        """Take in words, in any order, with the number of tips that have them."""
        self._connection.executemany("insert into tally values(?, ?)", counts)

    def totals(self) -> Iterator[tuple[str, int]]:
        """Yield each word, in order, with the number of tips that have it."""
        yield from self._connection.execute("select word, sum(tips) from tally group by word")

    def drop(self) -> None:
        """Take the table away; the room that it had in the file is used again."""
        self._connection.execute("drop table tally")


def add_words(connection: Connection, counts: Iterable[tuple[str, int]]) -> None:
    """Add words, in their order, with the number of tips that have them to the tables `term` and `opening`."""
    counts = iter(counts)
    openings: set[str] = set()
    while part := list(islice(counts, _BATCH)):
        words = [word for word, _ in part]
        rows = [
            (word, stem, root(word), tips, _letters(word))
            for (word, tips), stem in zip(part, _stems(connection, words), strict=True)
        ]
        connection.executemany(_TERM, rows)
        openings.update([word[:OPENING] for word, _, _, _, letters in rows if letters])
    connection.executemany("insert or ignore into opening values(?)", [(text,) for text in sorted(openings)])


def take_words_back(connection: Connection, counts: Iterable[tuple[str, int]]) -> None:
    """Take words off the tables, each for the number of tips that no longer have it."""
    connection.executemany("update term set tips = tips - ? where word = ?", [(tips, word) for word, tips in counts])


def forget_unused_words(connection: Connection) -> None:
    """Take away the words that no tip has any more, and the openings that no word has."""
    if connection.execute("delete from term where tips <= 0").rowcount:
        used = f"select substr(word, 1, {OPENING}) from term where letters > 0"
        connection.execute(f"delete from opening where text not in ({used})")


def as_numbers(numbers: Iterable[object]) -> str:
    """Return the numbers of tips as the one value that a statement takes for all of them."""
    return json.dumps(list(numbers))


def _letters(word: str) -> int:
    """Return the number of letters of a word that a typo may stand for, and 0 for any other."""
    return len(word) if len(word) <= _LONGEST_WORD and word.isalpha() else 0


def _stems(connection: Connection, words: list[str]) -> list[str]:
    """Return the Porter stems of words that the tokenizer made, in their order.

    Each word is one token. Those of ASCII are one row, where the offset says which stem belongs to which; each other
    is a row of its own. What ends in no suffix is its own stem, and SQLite need not be asked.
    """
    run = connection.execute
    run(f"create virtual table if not exists temp.ends using fts5(words, tokenize='{STEMMING}', content='')")
    run("create virtual table if not exists temp.ended using fts5vocab(ends, instance)")
    run("insert into temp.ends(ends) values('delete-all')")
    ends = [
        (place, word) for place, word in enumerate(words) if word[-2:] in _SUFFIXED or word[-1:] in _SUFFIXED_LETTERS
    ]
    plain = [place for place, word in ends if word.isascii()]
    rows = [(place, word) for place, word in ends if not word.isascii()]
    rows.append((len(words), " ".join([words[place] for place in plain])))
    connection.executemany("insert into temp.ends(rowid, words) values(?, ?)", rows)
    stems = list(words)
    for stem, row, offset in run("select term, doc, offset from temp.ended"):
        stems[row if row < len(words) else plain[offset]] = stem
    return stems
