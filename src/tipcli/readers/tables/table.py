"""Tables with named columns: CSV, and the same with semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import re
from collections import deque
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers import substack
from tipcli.readers.base import Bad, Reader, Record, Skipped, decode, decode_inside
from tipcli.readers.fields import NAMES, role_of, understood
from tipcli.readers.lines import LONGEST_LINE, TOO_LONG, raw_lines
from tipcli.readers.notion import is_listed_beside
from tipcli.readers.objects import item_of_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipcli.readers.base import Document, Found, Item, Options

LONGEST_CELL = 200_000  # characters
_DELIMITERS = (",", ";", "\t", "|")
_ENDINGS = frozenset({".csv", ".tsv", ".tab"})
_TYPES = frozenset({"text/csv", "text/tab-separated-values"})
_OTHERS = frozenset({".md", ".markdown", ".mdown", ".mdx", ".json", ".html", ".xml"})  # formats that name themselves
_SIGN = "[=+\\-@\t\r＝＋－＠]"  # what a spreadsheet takes for the beginning of a formula, at once or when it is typed
# Lines of Markdown that are no formula: an item of a list without what could do more than reckon, and a rule.
_HARMLESS = r"(?:[+-] [^\n(|!]*|[=+-]+)(?:\n|\Z)"
# Where a cell may begin, and what makes it a formula there. Behind a semicolon and on a new line one may begin because
# Excel, where commas are decimal signs, ends cells at semicolons and sees no quotes that stand behind a comma.
_FORMULAS = (
    (r"\A", f"'*{_SIGN}"),
    ("(?<=;)", f"""['"]*{_SIGN}"""),
    (r"(?<=\n)", f"""(?!{_HARMLESS})['"]*{_SIGN}"""),
)
_UNGUARDED = re.compile("|".join(f"{place}(?={formula})" for place, formula in _FORMULAS))
_GUARDED = re.compile("|".join(f"{place}'(?={formula})" for place, formula in _FORMULAS))
_NEEDED = frozenset({"title", "body", "gist"})  # without one of these no row is a tip


def guarded(cell: str) -> str:
    """Return the cell with one `'` before each place where a spreadsheet may take it for a formula.

    These are the beginning, behind a semicolon and on a new line, each with any number of `'` of the text's own.
    """
    return _UNGUARDED.sub("'", cell)


def unguarded(cell: str) -> str:
    """Take off what `guarded` puts on."""
    return _GUARDED.sub("", cell)


class TableReader(Reader):
    """A row a tip; the first row names the columns."""

    name = "csv"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by a first line with two names of columns or more."""
        if document.ending in _ENDINGS or document.media_type in _TYPES:
            return True
        if document.ending in _OTHERS or b"\0" in document.head[:1] or document.head[:1] in b"|<{[#":
            return False
        line = next((line for line in decode(document.head).splitlines() if line.strip()), "")
        cells = _split(line, _delimiter(line))
        return len(cells) > 1 and sum(map(_is_name, cells)) >= 2 and not _NEEDED.isdisjoint(map(_role, cells))

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield a record for each row. Raises AccessError where no column has a name that is understood."""
        if is_listed_beside(document):
            yield Skipped("line 1", "the pages that it lists are in the folder beside it")
            return
        # The limit is one of the whole process, and of a cell here: it bounds what an open quote can take.
        csv.field_size_limit(LONGEST_LINE)
        header: list[str] | None = None
        names, is_listing = b"", False
        with closing(raw_lines(document)) as raw_ones:  # also where the header is refused
            lines = _Lines(raw_ones, document.charset)
            for number, raw, cells in _rows(lines, lines.delimiter()):
                if isinstance(cells, str):
                    yield Bad(f"line {number}", cells)
                elif header is None:
                    if substack.is_of_readers(cells):
                        yield Skipped(f"line {number}", "who read a post, not posts")
                        return
                    header, names = _header(cells, document.place), raw
                    is_listing = substack.is_listing(header)
                else:
                    found = _found(number, raw + names, cells, header)
                    is_post = is_listing and isinstance(found, Record)
                    yield substack.post(raw + names, cells, header, document, f"line {number}") if is_post else found
        if header is None:
            raise AccessError(f"{document.place}: no columns are in it", hint=_hint())


def _found(number: int, raw: bytes, cells: list[str], header: list[str]) -> Record | Bad:
    """Return a row as a record; its raw form has the names of the columns too, since they are part of what it says."""
    place = f"line {number}"
    if len(cells) > len(header) and any(cells[len(header) :]):
        return Bad(place, f"{len(cells)} cells where the header has {len(header)}")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Bad(place, f"a cell of more than {LONGEST_CELL:,} characters")
    return Record(raw, partial(_item, cells, header, place))


def _item(cells: list[str], header: list[str], place: str) -> Item | Bad | Skipped:
    pairs = zip(header, cells, strict=False)  # cells that a row does not have are empty
    return item_of_object({name: unguarded(cell) for name, cell in pairs if cell or understood(name)}, place)


class _Lines:
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
                return _delimiter(line)
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


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, bytes, list[str] | str]]:
    """Yield the number of the first line, the bytes and the cells of each row, or why it is none.

    A quote that is not closed, or that closes in the middle of a cell, costs its own line only: reading goes on at the
    next. Lines that such a quote took have no other quote in them, so that nothing is read more than twice.
    """
    rows = csv.reader(iter(lines), delimiter=delimiter, strict=True)
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
            rows = csv.reader(iter(lines), delimiter=delimiter, strict=True)
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


def _header(cells: list[str], place: str) -> list[str]:
    """Return the names of the columns, each different. Raises AccessError where none is that of a title or a text."""
    if _NEEDED.isdisjoint(map(_role, cells)):
        shown = ", ".join(quoted(cell) for cell in cells[:5])
        raise AccessError(f"{place}: no column for a title or a text is among {shown}", hint=_hint())
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        names[name if name not in names else f"{name} ({number})"] = None
    return list(names) if len(names) == len(cells) else [f"{cell.strip()} ({n})" for n, cell in enumerate(cells, 1)]


def _hint() -> str:
    first = ", ".join(name for name in NAMES if name != "source")
    return f"The first row names the columns: {first}; also {', '.join(NAMES['body'].split()[1:4])} for the text."


def _delimiter(line: str) -> str:
    """Return the delimiter that gives most names of fields, then most cells."""
    found = [(_split(line, delimiter), delimiter) for delimiter in _DELIMITERS]
    return max(found, key=lambda pair: (sum(map(_is_name, pair[0])), len(pair[0])))[1]


def _split(line: str, delimiter: str) -> Sequence[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def _is_name(cell: str) -> bool:
    return understood(cell.strip())


def _role(cell: str) -> str:
    role = role_of(cell.strip())
    return role[0] if role else ""
