"""The rows of a table in a document, whatever stands between its cells."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Generator
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from tipcli.readers.base import decode, decode_inside
from tipcli.readers.lines import TOO_LONG, raw_lines
from tipcli.readers.tables.dialects import Dialect, dialect_of, grouped, is_part
from tipcli.readers.tables.heads import delimiter_of, is_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipcli.readers.base import Document

Row = tuple[int, bytes, list[str] | str]  # number of its first line, bytes, cells or why there are none
Rows = Callable[[], Generator[Row, None, None]]  # begins again at each call

_MOST_ABOVE = 30  # lines, among which the names of the columns are looked for


def sample_of(rows: Rows, most: int) -> list[list[str]]:
    """Return the cells of the first rows below the header."""
    with closing(rows()) as found:
        whole = (cells for _, _, cells in found if not isinstance(cells, str))
        return list(islice(whole, 1, most + 1))


def cells_of(rows: Rows, columns: Sequence[int]) -> Iterator[str]:
    """Yield the cells of these columns, row by row."""
    with closing(rows()) as found:
        for _, _, cells in found:
            if not isinstance(cells, str):
                yield from (cells[column] for column in columns if column < len(cells))


class Table:
    """The rows of a document, as often as they are asked for. Raises AccessError where it cannot be read.

    `is_below`: something else stands above the names of the columns.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        with closing(raw_lines(document)) as raw_ones:
            lines = Lines(raw_ones, document.charset)
            header, delimiter = lines.header()
            self.is_below = lines.is_below
        self.dialect = dialect_of(document, header, delimiter or delimiter_of(header))

    def rows(self) -> Generator[Row, None, None]:
        """Yield the rows, line by line; the first is the header."""
        with closing(raw_lines(self.document)) as raw_ones:
            lines = Lines(raw_ones, self.document.charset)
            lines.header()
            found = _bare_rows(lines, self.dialect) if self.dialect.is_bare else quoted_rows(lines, self.dialect)
            if self.dialect.has_row_names:
                for number, raw, cells in islice(found, 1):
                    yield number, raw, cells if isinstance(cells, str) else ["", *cells]
            yield from found


class Lines:
    """The lines of a document as text, with a way back for those that an unclosed quote took."""

    def __init__(self, raw: Iterator[bytes | None], charset: str) -> None:
        self.raw = enumerate(raw, 1)
        self.charset = charset
        self.waiting: deque[tuple[int, bytes | None]] = deque()
        self.taken: list[tuple[int, bytes]] = []
        self.is_below = False

    def header(self) -> tuple[str, str]:
        """Return the line that names the columns, which stays to be read, and the delimiter where one is named.

        It is the first that is not blank, or where that names none, one of the next lines that does: what programs say
        above a table is left out. Excel names the delimiter in a line `sep=;`, PowerShell begins with `#TYPE`.
        """
        delimiter = first = ""
        passed: list[tuple[int, bytes | None]] = []
        for number, raw in islice(self.raw, _MOST_ABOVE):
            line = decode(raw or b"", self.charset).strip()
            if line[:4].lower() == "sep=" and len(line) <= 5:
                delimiter = line[4:] or "\t"
                continue
            if not passed and (line.startswith("#TYPE ") or (not line and raw is not None)):
                continue
            passed.append((number, raw))
            first = first or line
            if is_header(line, delimiter, least=1 if len(passed) == 1 else 2):
                self.is_below = len(passed) > 1
                self.waiting.append((number, raw))
                return line, delimiter
            if raw is None:
                break
        self.waiting.extend(passed)
        return first, delimiter

    def __iter__(self) -> Iterator[str]:
        """Yield lines until a row is whole, and note them as taken. A line that is too long ends the row."""
        while True:
            number, raw = self.waiting.popleft() if self.waiting else next(self.raw, (0, None))
            if not number:
                return
            if raw is None:
                if self.taken:
                    self.waiting.appendleft((number, raw))
                    return
                raise _LongLineError(number)
            self.taken.append((number, raw))
            yield decode_inside(raw, self.charset)


class _LongLineError(Exception):
    """Raised with the number of a line that is too long."""


def quoted_rows(lines: Lines, dialect: Dialect) -> Iterator[Row]:
    """Yield the number of the first line, the bytes and the cells of each row, or why it is none.

    A quote that is not closed, or that closes in the middle of a cell, costs its own line only: reading goes on at the
    next. Lines that such a quote took have no other quote in them, so that nothing is read more than twice.
    """
    is_plain = not (dialect.is_escaped or dialect.is_coded or dialect.is_framed)

    rows = dialect.reader(iter(lines))
    while True:
        lines.taken.clear()
        try:
            cells = next(rows, None)
        except (csv.Error, _LongLineError) as error:
            if isinstance(error, _LongLineError):
                yield error.args[0], b"", TOO_LONG
            else:
                number, raw = lines.taken[0]
                yield number, raw, _reason(error)
                lines.waiting.extendleft(reversed(lines.taken[1:]))
            rows = dialect.reader(iter(lines))
            continue
        if cells is None:
            return
        if any(cells):
            whole = b"".join(raw for _, raw in lines.taken)
            told = f"{len(cells)} of {dialect.width} cells, and rows that are no rows around it"
            made = cells if is_plain else list(map(dialect.cell, cells))
            yield lines.taken[0][0], whole, told if is_part(cells, dialect) else made


def _bare_rows(lines: Lines, dialect: Dialect) -> Iterator[Row]:
    """Yield the rows of a table without quotes, as `quoted_rows` does: lines are joined until one is whole."""
    while True:
        lines.taken.clear()
        try:
            for row in grouped(lines, dialect):
                taken = lines.taken[: len(row)]
                del lines.taken[: len(row)]
                text = "".join(row).strip("\r\n").replace("\r\n", "\n")
                cells = list(map(dialect.cell, text.split(dialect.delimiter)))
                if any(cells):
                    yield taken[0][0], b"".join(raw for _, raw in taken), cells
        except _LongLineError as error:
            yield error.args[0], b"", TOO_LONG
            continue
        if not lines.waiting:
            return


def _reason(error: csv.Error) -> str:
    told = str(error)
    if "unexpected end of data" in told or "field larger" in told:
        return "a quote is not closed"
    if "expected after" in told:
        return "a quote in the middle of a cell"
    return "a line end in the middle of a cell that is not quoted"
