"""How the cells of a table are parted: which programs wrote it is told by a sample of its lines.

Quotes in the way of RFC 4180 come first. Where they make faults, two other ways are tried: a backslash before a quote
(MySQL, and Python's `csv` where it is told so), and no quotes at all (`sqlite3 -tabs`, Miller, `mysql --batch`). One is
taken only where all of the sample then comes out whole.
"""

from __future__ import annotations

import csv
import re
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tipcli.readers.base import decode_inside
from tipcli.readers.lines import raw_lines
from tipcli.readers.tables.heads import DELIMITERS, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipcli.readers.base import Document

_BARE = frozenset("\t|")  # what stands between cells without quotes; a comma is in any text
# A quote that opens behind a delimiter and blanks; in a cell between quotes, a lone quote is none that opens.
_SPACED = {mark: re.compile(rf'{re.escape(mark)} +"(?!["\r\n]|{re.escape(mark)}|\Z)'.encode()) for mark in DELIMITERS}
_MOST_LINES = 5_000  # of a row without quotes
_FEWEST_ROWS = 3  # that have a cell more than there are names, where they are not counted
_SAMPLE = 1_000  # lines that are looked at
_LARGEST = 2**20  # characters of them
_ESCAPE = re.compile(r'\\["\\\r\n,;\t|]|\\')  # a pair that hides its second sign, or a backslash of the text
_PAIR = re.compile(r"\\(.?)", re.DOTALL)
_CODED = re.compile(r"\\([ntr\\])")
_CODED_BREAK = re.compile(r"\\n\\n|[.!?:。]\\n(?=\S)")  # of what is a text and no word about such signs
_PATH = re.compile(r"(?:^|[\s\"'(])[A-Z]:\\", re.MULTILINE)
_CODES = {"n": "\n", "t": "\t", "r": "", "\\": "\\"}
_INNER = "\x1e"  # stands for a line break within a cell while a row is read; as a sign of its own it means nothing
_NULLS = frozenset((r"\N", "NULL"))


class Dialect(NamedTuple):
    r"""What stands between cells, and how they hold that and line breaks themselves.

    `is_spaced`: there may be blanks before a quote that opens. `is_escaped`: a quote in a cell has a backslash before
    it. `is_bare`: quotes are text; of `width` cells a row. `is_coded`: line breaks in cells are written as `\n`.
    `is_ragged`: of such ones some have too many cells. `has_row_names`: rows have a cell before those that have names.
    `is_framed`: rows end in CR LF, and a lone LF is of a cell.
    `is_broken`: some rows are whole in no way, so that a short one may be a part of one.
    """

    delimiter: str = ","
    is_spaced: bool = False
    is_escaped: bool = False
    is_bare: bool = False
    is_coded: bool = False
    is_broken: bool = False
    is_framed: bool = False
    is_ragged: bool = False
    has_row_names: bool = False
    quote: str = '"'
    width: int = 0

    def line(self, text: str) -> str:
        """Return a line with all backslashes doubled that hide nothing."""
        return _ESCAPE.sub(lambda pair: pair[0] if len(pair[0]) == 2 else "\\\\", text) if "\\" in text else text

    def cell(self, text: str) -> str:
        """Return what a cell says."""
        if self.is_framed:
            return text.replace(_INNER, "\n")
        if text in _NULLS:
            return ""
        return _CODED.sub(lambda code: _CODES[code[1]], text) if self.is_coded and "\\" in text else text

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Return a reader of rows that raises csv.Error for what is none."""
        mark, is_spaced = self.delimiter, self.is_spaced
        if self.is_framed:
            lines = framed(lines)
        if self.is_escaped:
            return csv.reader(map(self.line, lines), delimiter=mark, strict=True, escapechar="\\")
        return csv.reader(lines, delimiter=mark, strict=True, skipinitialspace=is_spaced, quotechar=self.quote)


def dialect_of(document: Document, header: str, delimiter: str) -> Dialect:
    """Tell the dialect of a document, whose first line is `header`. Raises AccessError."""
    usual = Dialect(delimiter, is_spaced=_is_spaced(document, delimiter), width=len(split(header, delimiter)))
    sample, is_whole = _sample(document, header)
    tried = [usual]
    escaped = usual._replace(is_escaped=True, is_spaced=False)
    if any('\\"' in line for line in sample):
        tried.append(escaped)
    faults = [_faults(sample, dialect, is_whole=is_whole) for dialect in tried]
    is_full = not faults[0] and header[:1] != "'" and _is_full(sample, usual, is_whole=is_whole)
    other = None if is_full else _other(sample, usual, is_whole=is_whole, has_faults=faults[0] > 0)
    if other:
        return other
    if delimiter in _BARE and (faults[0] or not any(f'{delimiter}"' in line or line[:1] == '"' for line in sample)):
        bare = usual._replace(is_bare=True)
        if is_joined(sample, bare, is_whole=is_whole) or (faults[0] and _is_even(sample, bare)):
            return bare._replace(is_coded=_is_coded(sample))
        if not faults[0]:
            return usual._replace(is_coded=delimiter == "\t" and _is_coded(sample))
    if faults[-1]:
        is_ragged = any(len(split(line, delimiter)) > usual.width for line in sample)
        return usual._replace(is_broken=True, is_ragged=is_ragged)
    return tried[-1 if faults[0] else 0]


def _other(sample: Sequence[str], usual: Dialect, *, is_whole: bool, has_faults: bool) -> Dialect | None:
    r"""Return a dialect of the less usual ones of which all rows of a sample are full: a cell more, `\"`, or `'`."""
    escaped = usual._replace(is_escaped=True, is_spaced=False)
    for named in (usual, escaped) if has_faults else ():
        wider = named._replace(width=usual.width + 1, has_row_names=True)
        is_counted = any(line.lstrip('"').startswith("1") for line in sample[1:2])
        if (is_counted or len(sample) > _FEWEST_ROWS) and _is_full(sample[1:], wider, is_whole=is_whole):
            return wider
    has_mark = any('\\"' in line or line.rstrip("\r\n").endswith("\\") for line in sample)
    single = usual._replace(quote="'", is_spaced=False)
    for dialect, is_likely in ((escaped, has_mark), (single, any("'" in line for line in sample))):
        if is_likely and _is_full(sample, dialect, is_whole=is_whole):
            return dialect
    inner = usual._replace(is_framed=True)
    return inner if _is_framed(sample) and _is_full(sample, inner, is_whole=is_whole) else None


def _sample(document: Document, header: str) -> tuple[list[str], bool]:
    """Return the first lines from the header on, and whether these are all."""
    lines: list[str] = []
    room = _LARGEST
    with closing(raw_lines(document)) as raw:
        for line in islice(raw, _SAMPLE):
            text = decode_inside(line or b"", document.charset)
            if not lines and text.strip() != header:
                continue
            room -= len(text)
            if room < 0:
                return lines, False
            lines.append(text)
        return lines, next(raw, None) is None


def _faults(sample: Sequence[str], dialect: Dialect, *, is_whole: bool) -> int:
    """Count what is wrong with the rows of a sample: 1 for a quote out of place, else the rows that are too long."""
    rows = dialect.reader(iter(sample))
    try:
        return sum(len(row) > dialect.width and any(row[dialect.width :]) for row in rows)
    except csv.Error as error:
        return int(is_whole or "unexpected end" not in str(error))


def _is_framed(sample: Sequence[str]) -> bool:
    """Tell whether some lines end in CR LF, the first of them, and others in LF alone."""
    return bool(sample) and sample[0].endswith("\r\n") and any(not line.endswith("\r\n") for line in sample[:-1])


def framed(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that end in CR LF; those that do not are joined with what follows."""
    parts: list[str] = []
    for line in lines:
        parts.append(line if line.endswith("\r\n") else line.removesuffix("\n"))
        if line.endswith("\r\n") or len(parts) >= _MOST_LINES:
            yield _INNER.join(parts)
            parts = []
    if parts:
        yield _INNER.join(parts)


def _is_full(sample: Sequence[str], dialect: Dialect, *, is_whole: bool) -> bool:
    """Tell whether each row of a sample has all its cells and no more; the last of a cut sample is not looked at."""
    try:
        widths = [len(row) for row in dialect.reader(iter(sample)) if row]
    except csv.Error:
        return False
    return all(width == dialect.width for width in (widths if is_whole else widths[:-1]))


def _is_even(sample: Iterable[str], dialect: Dialect) -> bool:
    """Tell whether each line that is not blank has as many cells as the first."""
    return all(line.count(dialect.delimiter) == dialect.width - 1 for line in sample if line.strip())


def is_joined(sample: Sequence[str], dialect: Dialect, *, is_whole: bool) -> bool:
    """Tell whether line breaks stand in cells without quotes: lines together, and only so, make rows of full width.

    Rows of a table that merely lack their last cells are no such lines: in some row a line without any delimiter stands
    between others.
    """
    rows = list(grouped(sample, dialect))
    if rows and not is_whole:
        rows.pop()
    widths = [sum(line.count(dialect.delimiter) for line in row) + 1 for row in rows]
    return any(_has_parts(row, dialect) for row in rows) and all(width == dialect.width for width in widths)


def _has_parts(row: Sequence[str], dialect: Dialect) -> bool:
    """Tell whether a line without delimiters, or a blank one, stands between others of a row."""
    within = [dialect.delimiter in line for line in row if line.strip()]
    return within[1:-1].count(False) > 0 or any(not line.strip() for line in row[1:-1])


def grouped(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Yield the lines of each row of a table without quotes.

    A row ends where it has all its cells and the next line has a delimiter, or where that would make it too long.
    """
    row: list[str] = []
    count = 0
    for line in lines:
        more = line.count(dialect.delimiter)
        if row and ((more and count + more > dialect.width - 1) or len(row) >= _MOST_LINES):
            yield row
            row, count = [], 0
        row.append(line)
        count += more
    if row:
        yield row


def _is_coded(sample: Iterable[str]) -> bool:
    """Tell whether all backslashes of a text are those of codes, and some of these part lines or paragraphs."""
    text = "".join(sample)
    has_codes = _CODED_BREAK.search(text) and not _PATH.search(text)
    return bool(has_codes) and all(pair in "ntrN\\" for pair in _PAIR.findall(text))


def _is_spaced(document: Document, delimiter: str) -> bool:
    """Tell whether quotes open behind blanks, as people type them; they would be text otherwise."""
    mark = _SPACED.get(delimiter)
    if not mark:
        return False
    with closing(raw_lines(document)) as lines:
        return any(line and mark.search(line) for line in lines)


def is_part(cells: Sequence[str], dialect: Dialect) -> bool:
    """Tell whether cells may be a part of a row only, in a table whose rows are whole in no way."""
    fewest = dialect.width if dialect.delimiter in _BARE or dialect.is_ragged else min(dialect.width, 2)
    return dialect.is_broken and dialect.width > 2 and len(cells) < fewest
