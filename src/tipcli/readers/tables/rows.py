"""The rows of a table in a document, whatever stands between its cells."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from tipcli.readers.base import decode, decode_inside
from tipcli.readers.fields import understood
from tipcli.readers.lines import TOO_LONG, raw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipcli.readers.base import Document

Row = tuple[int, bytes, list[str] | str]  # number of its first line, bytes, cells or why there are none
Rows = Callable[[], Generator[Row, None, None]]  # begins again at each call

_DELIMITERS = (",", ";", "\t", "|")
# A quote that opens behind a delimiter and blanks; in a cell between quotes, a lone quote is none that opens.
_SPACED = {mark: re.compile(rf'{re.escape(mark)} +"(?!["\r\n]|{re.escape(mark)}|\Z)'.encode()) for mark in _DELIMITERS}


def rows_of(document: Document) -> Generator[Row, None, None]:
    """Yield the rows of a document, line by line. Raises AccessError where it cannot be read."""
    with closing(raw_lines(document)) as raw_ones:
        lines = Lines(raw_ones, document.charset)
        delimiter = lines.delimiter()
        yield from _rows(lines, delimiter, is_spaced=_is_spaced(document, delimiter))


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


def _is_spaced(document: Document, delimiter: str) -> bool:
    """Tell whether quotes open behind blanks, as people type them; they would be text otherwise."""
    mark = _SPACED.get(delimiter)
    if not mark:
        return False
    with closing(raw_lines(document)) as lines:
        return any(line and mark.search(line) for line in lines)


class Lines:
    """The lines of a document as text, with a way back for those that an unclosed quote took."""

    def __init__(self, raw: Iterator[bytes | None], charset: str) -> None:
        self.raw = enumerate(raw, 1)
        self.charset = charset
        self.waiting: deque[tuple[int, bytes | None]] = deque()
        self.taken: list[tuple[int, bytes]] = []

    def delimiter(self) -> str:
        """Return what separates the cells of the first line that is not blank; Excel may say it in a line `sep=;`."""
        for number, raw in self.raw:
            line = decode(raw or b"", self.charset).strip()
            if line[:4].lower() == "sep=" and len(line) <= 5:
                return line[4:] or "\t"
            if line or raw is None:
                self.waiting.append((number, raw))
                return delimiter_of(line)
        return ","

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


def _rows(lines: Lines, delimiter: str, *, is_spaced: bool) -> Iterator[Row]:
    """Yield the number of the first line, the bytes and the cells of each row, or why it is none.

    A quote that is not closed, or that closes in the middle of a cell, costs its own line only: reading goes on at the
    next. Lines that such a quote took have no other quote in them, so that nothing is read more than twice.
    `is_spaced`: there are blanks before quotes that open.
    """
    made = partial(csv.reader, delimiter=delimiter, strict=True, skipinitialspace=is_spaced)
    rows = made(iter(lines))
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
            rows = made(iter(lines))
            continue
        if cells is None:
            return
        if any(cells):
            yield lines.taken[0][0], b"".join(raw for _, raw in lines.taken), cells


def _reason(error: csv.Error) -> str:
    told = str(error)
    if "unexpected end of data" in told or "field larger" in told:
        return "a quote is not closed"
    if "expected after" in told:
        return "a quote in the middle of a cell"
    return "a line end in the middle of a cell that is not quoted"


def delimiter_of(line: str) -> str:
    """Return the delimiter that gives most names of fields, then most cells."""
    found = [(split(line, delimiter), delimiter) for delimiter in _DELIMITERS]
    return max(found, key=lambda pair: (sum(map(is_name, pair[0])), len(pair[0])))[1]


def split(line: str, delimiter: str) -> Sequence[str]:
    """Return the cells of one line."""
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return [line]


def is_name(cell: str) -> bool:
    """Tell whether a cell is the name of a column that is understood."""
    return understood(cell.strip())
