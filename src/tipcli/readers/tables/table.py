"""Tables with named columns: CSV, and the same with semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import re
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers import substack
from tipcli.readers.base import Bad, Reader, Record, Remark, Skipped, decode
from tipcli.readers.columns import SAMPLE, columns_of, longest_of
from tipcli.readers.fields import understood
from tipcli.readers.lines import LONGEST_LINE
from tipcli.readers.names import NAMES
from tipcli.readers.notion import is_listed_beside
from tipcli.readers.objects import OURS, item_of_object
from tipcli.readers.orders import order_of
from tipcli.readers.tables.anki import anki_rows, is_anki
from tipcli.readers.tables.heads import NEEDED, delimiter_of, is_name, role_named, split
from tipcli.readers.tables.piped import is_piped, piped_rows
from tipcli.readers.tables.rows import Rows, Table, cells_of, sample_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Item, Options

LONGEST_CELL = 200_000  # characters
_SHOWN = 40  # columns in a message
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


def guarded(cell: str) -> str:
    """Return the cell with one `'` before each place where a spreadsheet may take it for a formula.

    These are the beginning, behind a semicolon and on a new line, each with any number of `'` of the text's own.
    """
    return _UNGUARDED.sub("'", cell)


def unguarded(cell: str) -> str:
    """Take off what `guarded` puts on, and the form `="007"` in which programs keep a spreadsheet from reckoning."""
    if cell[:2] == '="' and cell[-1] == '"' and len(cell) > 2 and '"' not in cell[2:-1].replace('""', ""):
        return cell[2:-1].replace('""', '"')
    return _GUARDED.sub("", cell)


class TableReader(Reader):
    """A row a tip; the first row names the columns."""

    name = "csv"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by a first line with two names of columns or more."""
        if document.ending in _ENDINGS or document.media_type in _TYPES:
            return True
        if is_anki(document) or is_piped(document):
            return True
        if document.ending in _OTHERS or b"\0" in document.head[:1] or document.head[:1] in b"|<{[#":
            return False
        line = next((line for line in decode(document.head).splitlines() if line.strip()), "")
        cells = split(line, delimiter_of(line))
        return len(cells) > 1 and sum(map(is_name, cells)) >= 2 and not NEEDED.isdisjoint(map(role_named, cells))

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield a record for each row. Raises AccessError where no column has a name that is understood."""
        if is_listed_beside(document):
            yield Skipped("line 1", "the pages that it lists are in the folder beside it")
            return
        # The limit is one of the whole process, and of a cell here: it bounds what an open quote can take.
        csv.field_size_limit(LONGEST_LINE)
        if is_anki(document) or is_piped(document):
            yield from tips_of(document, partial(anki_rows if is_anki(document) else piped_rows, document), options)
            return
        table = Table(document)
        if table.is_below:
            document.remarks.append(Remark("what stands above the names of the columns is left out"))
        yield from tips_of(document, table.rows, options)


def tips_of(document: Document, rows: Rows, options: Options, unit: str = "line") -> Iterator[Found]:
    """Yield a record for each row below the first, which names the columns; `unit` is what messages count.

    Raises AccessError where no column has a name that is understood.
    """
    header: _Header | None = None
    with closing(rows()) as found:  # also where the header is refused
        for number, raw, cells in found:
            place = f"{unit} {number}"
            if isinstance(cells, str):
                yield Bad(place, cells)
            elif header:
                yield header.found(place, raw, cells)
            elif substack.is_of_readers(cells):
                yield Skipped(place, "who read a post, not posts")
                return
            else:
                header = _Header(document, rows, raw, cells, options)
    if header is None:
        raise AccessError(f"{document.place}: no columns are in it", hint=_hint(""))


class _Header:
    """The first row of a table: what its columns are, and in which order the numbers of their dates stand.

    Raises AccessError where none is a title or a text.
    """

    def __init__(self, document: Document, rows: Rows, raw: bytes, cells: list[str], options: Options) -> None:
        self.document = document
        self.given = _names(list(map(unguarded, cells)))
        sample = [dict(zip(self.given, map(unguarded, row), strict=False)) for row in sample_of(rows, SAMPLE)]
        columns = columns_of(self.given, sample, options.columns)
        self.names = [columns.names.get(name, name) for name in self.given]
        if NEEDED.isdisjoint(map(role_named, self.names)):
            shown = ", ".join(quoted(cell) for cell in cells[:_SHOWN])
            raise AccessError(
                f"{document.place}: no column for a title or a text is among {shown}",
                hint=_hint(longest_of(self.given, sample)),
            )
        dated = [at for at, name in enumerate(self.names) if role_named(name) == "date"]
        self.order = order_of(cells_of(rows, dated) if dated and not options.dates else (), options.dates)
        self.is_listing = substack.is_listing(self.given)
        # What the columns mean is a part of what a row says.
        self.raw = raw + repr((columns.names, self.order.name)).encode("utf-8", "replace")
        columns.tell(document, options.columns, is_own=self.is_listing or set(self.names) >= OURS)

    def found(self, place: str, raw: bytes, cells: list[str]) -> Found:
        """Return a row as a record; its raw form has the names of the columns too."""
        if len(cells) > len(self.names) and any(cells[len(self.names) :]):
            return Bad(place, f"{len(cells)} cells where the header has {len(self.names)}")
        if any(len(cell) > LONGEST_CELL for cell in cells):
            return Bad(place, f"a cell of more than {LONGEST_CELL:,} characters")
        if self.is_listing:
            return substack.post(raw + self.raw, cells, self.given, self.document, place)
        return Record(raw + self.raw, partial(self._item, cells, place))

    def _item(self, cells: list[str], place: str) -> Item | Bad | Skipped:
        pairs = zip(self.names, cells, strict=False)  # cells that a row does not have are empty
        fields = {name: unguarded(cell) for name, cell in pairs if cell or understood(name)}
        return item_of_object(fields, place, order=self.order)


def _names(cells: list[str]) -> list[str]:
    """Return the names of the columns, each different."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        names[name if name not in names else f"{name} ({number})"] = None
    return list(names) if len(names) == len(cells) else [f"{cell.strip()} ({n})" for n, cell in enumerate(cells, 1)]


def _hint(name: str) -> str:
    first = ", ".join(name for name in NAMES if name != "source")
    mapped = f" Or say what one is: --map {quoted(name + '=body')}." if name else ""
    return (
        f"The first row names the columns: {first}; also {', '.join(NAMES['body'].split()[1:4])} for the text.{mapped}"
    )
