"""The vocabulary of a collection: every word with its stem, its root and the number of tips that have it.

Words are counted here and not by SQLite, which would need a second full-text index for it: a text of plain ASCII is
split as SQLite's tokenizer does it, and what is left of others is given to that tokenizer, each distinct piece once.
From some ten thousand tips on a process of its own counts, beside the one that writes the full-text index.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections import Counter
from itertools import islice

from tipcli.index.schema import OPENING
from tipcli.index.words import STEMMING, Tokenizer, root
from tipcli.model.errors import AccessError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection
    from typing import Literal, Self

    Term = tuple[str, str, str, int, int]  # a row of the table: word, stem, root, tips, letters

_LONGEST_WORD = 40  # letters; longer ones are searched for, and never offered as a correction
_MANY = 10_000  # tips from which on a process of its own pays
_BATCH = 5000  # words
_TEXTS = 2000  # after which the words that are new among them are looked up
_PIPED = 2**18  # bytes that are handed over at once
_PIPE = 2**20  # bytes that may wait for the process
# What separates words for SQLite's `unicode61`: all of ASCII but letters and digits, and the punctuation of prose.
_SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum()}
_SEPARATORS |= dict.fromkeys((0xA0, 0xAB, 0xBB, *range(0x2010, 0x2028), *range(0x2030, 0x203F)), " ")
_SPLIT = _SEPARATORS | {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_TERM = "insert into term values(?, ?, ?, ?, ?) on conflict(word) do update set tips = tips + excluded.tips"
_OPENING = "insert or ignore into opening values(?)"


class Vocabulary:
    """Counts the words of texts, one text a tip, and writes them into the tables `term` and `opening`."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._forms: dict[str, tuple[str, str]] = {}  # stem and root of words that were looked up already
        self._looked_at = 0  # words

    def add(self, text: str, tips: Literal[1, -1] = 1) -> None:
        """Count each word of a tip's text once; with -1 take it back."""
        count = self._counts.update if tips == 1 else self._counts.subtract
        count(set(text.translate(_SPLIT).split()))

    def look_up(self, connection: Connection) -> None:
        """Find the stems and roots of the words that are new since the last time, while others still come."""
        fresh = [word for word in islice(self._counts, self._looked_at, None) if word.isascii()]
        self._looked_at = len(self._counts)
        self._forms.update(zip(fresh, zip(_stems(connection, fresh), map(root, fresh), strict=True), strict=True))

    def write(self, connection: Connection, more: Iterable[str] = ()) -> None:
        """Add the counts to the tables; the words of `more` are in them with at least 0 tips."""
        for word in more:
            self._counts.setdefault(word, 0)
        _write(connection, self.rows(connection))

    def rows(self, connection: Connection) -> Iterator[Term]:
        """Yield the rows of `term` in the order of the words; `connection` lends its tokenizer."""
        tokenizer = Tokenizer(connection)
        others = [piece for piece in self._counts if not piece.isascii()]
        for piece, pairs in zip(others, tokenizer.split(others), strict=True):
            tips = self._counts.pop(piece)
            for word in {word for word, _ in pairs}:
                self._counts[word] = self._counts.get(word, 0) + tips
        counts, forms, words = self._counts, self._forms, sorted(self._counts)
        for start in range(0, len(words), _BATCH):
            part = words[start : start + _BATCH]
            rest = [word for word in part if word not in forms]
            stems = dict(zip(rest, _stems(connection, rest), strict=True))
            for word in part:
                stem, base = forms[word] if word in forms else (stems[word], root(word))
                yield word, stem, base, counts[word], _letters(word)


def _write(connection: Connection, rows: Iterable[Term]) -> None:
    """Add rows of `term` to what the table has, and their beginnings to `opening`."""
    openings: set[str] = set()
    before = ""

    def noted() -> Iterator[Term]:
        nonlocal before
        for row in rows:
            # The words come in order, and most begin as the one before.
            if row[4] and row[0][:OPENING] != before:
                before = row[0][:OPENING]
                openings.add(before)
            yield row

    connection.executemany(_TERM, noted())
    connection.executemany(_OPENING, [(text,) for text in sorted(openings)])


class Beside:
    """A vocabulary that is counted in a process of its own once there are many tips."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, if there is one."""
        if self._child:
            self._child.end()

    def add(self, text: str) -> None:
        """Count each word of a tip's text once."""
        if self._child:
            self._child.send(text)
            return
        self._waiting.append(text)
        if len(self._waiting) == _MANY and sys.executable:
            self._child = _Child()
            for waiting in self._waiting:
                self._child.send(waiting)
            self._waiting = []

    def finish(self) -> None:
        """Say that no text will follow, so that the process can go on with what it has."""
        if self._child:
            self._child.finish()

    def write(self, connection: Connection, more: Iterable[str]) -> None:
        """Write the tables, as `Vocabulary.write`; waits for the process. Raises AccessError where that failed."""
        vocabulary = Vocabulary()
        for text in self._waiting:
            vocabulary.add(text)
        vocabulary.write(connection, more)
        if self._child:
            _write(connection, self._child.rows())


class _Child:
    """A process that runs `main`: it reads a text a line and in the end writes a row of `term` a line.

    It has no file, so that nothing is left of it wherever it or this process is killed.
    """

    def __init__(self) -> None:
        import subprocess

        package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        # -P: a folder that happens to be the working one is no place to import from.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tipcli.index.vocabulary"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=_PIPED,
            env=os.environ | {"PYTHONPATH": path},
        )
        # While the process looks words up, a pipe of 64 KiB would be full, and this one wait.
        with contextlib.suppress(ImportError, AttributeError, OSError):  # it is Linux's to give
            import fcntl

            fcntl.fcntl(self._process.stdin, fcntl.F_SETPIPE_SZ, _PIPE)  # type: ignore[arg-type]

    def send(self, text: str) -> None:
        """Hand over a text; where the process has ended, `rows` will tell."""
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(text.replace("\n", " ").encode("utf-8", "replace") + b"\n")  # type: ignore[union-attr]

    def finish(self) -> None:
        """Say that no text will follow."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]

    def rows(self) -> Iterator[Term]:
        """Yield the rows of `term`. Raises AccessError where the process failed."""
        for line in self._process.stdout or ():
            word, stem, base, tips, letters = line.decode("utf-8").split("\t")
            yield word, stem, base, int(tips), int(letters)
        if self._process.wait() != 0:
            raise AccessError("the words could not be counted", hint="Free some memory and try again.")

    def end(self) -> None:
        """End the process."""
        self.finish()
        self._process.kill()
        if self._process.stdout:
            self._process.stdout.close()
        self._process.wait()


def _letters(word: str) -> int:
    """Return the number of letters of a word that a typo may stand for, and 0 for any other."""
    return len(word) if len(word) <= _LONGEST_WORD and word.isalpha() else 0


def _stems(connection: Connection, words: list[str]) -> list[str]:
    """Return the Porter stems of words that the tokenizer made, in their order.

    Each word is one token. Those of ASCII are one row, where the offset says which stem belongs to which; each other
    is a row of its own.
    """
    run = connection.execute
    run(f"create virtual table if not exists temp.ends using fts5(words, tokenize='{STEMMING}', content='')")
    run("create virtual table if not exists temp.ended using fts5vocab(ends, instance)")
    run("insert into temp.ends(ends) values('delete-all')")
    plain = [place for place, word in enumerate(words) if word.isascii()]
    rows = [(place, word) for place, word in enumerate(words) if not word.isascii()]
    rows.append((len(words), " ".join([words[place] for place in plain])))
    connection.executemany("insert into temp.ends(rowid, words) values(?, ?)", rows)
    stems = list(words)
    for stem, row, offset in run("select term, doc, offset from temp.ended"):
        stems[row if row < len(words) else plain[offset]] = stem
    return stems


def main() -> None:
    """Count the words of the lines on standard input, and print the rows of `term`, their fields separated by tabs."""
    vocabulary = Vocabulary()
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("pragma temp_store = memory")
    connection.execute("begin")  # else each row of a temporary table is a transaction of its own
    for number, line in enumerate(sys.stdin.buffer, 1):
        vocabulary.add(line.decode("utf-8", "replace"))
        if number % _TEXTS == 0:
            vocabulary.look_up(connection)
    # All of it before the first line is written: the reader has other work until then, and a pipe holds little.
    lines = ["\t".join(map(str, row)) for row in vocabulary.rows(connection)]
    sys.stdout.buffer.writelines(line.encode("utf-8", "replace") + b"\n" for line in lines)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
