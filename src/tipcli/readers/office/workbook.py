"""Workbooks of Excel and LibreOffice: each sheet is a table whose first row names the columns."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers.base import Bad, Item, Reader, Record, Remark, Skipped
from tipcli.readers.kinds import office_ending
from tipcli.readers.office.contained import parsed
from tipcli.readers.tables.heads import is_name
from tipcli.readers.tables.table import tips_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tipcli.readers.base import Document, Found, Options
    from tipcli.readers.tables.rows import Row

_ENDINGS = frozenset(".xlsx .xlsm .xltx .xls .xlsb .xlt .ods .ots".split())
_TYPES = ("application/vnd.openxmlformats-officedocument.spreadsheetml", "application/vnd.oasis.opendocument.spread")
_BEGINS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ABOVE = 12  # rows among which the one that names the columns is looked for
# What programs call a sheet that nobody gave a name, without its number.
_UNNAMED = frozenset("sheet tabelle feuil feuille hoja foglio planilha blad ark arkusz list лист 工作表 시트".split())


class _Sheet(NamedTuple):
    """A sheet in the output of the child: its rows lie between two places in the file `path`."""

    path: str
    name: str
    is_hidden: bool
    start: int
    end: int

    def rows(self, first: int = 0) -> Generator[Row, None, None]:
        """Yield the rows from the one with number `first` on, cut or filled to the width of that one."""
        width = 0
        with open(self.path, "rb") as file:
            file.seek(self.start)
            at = self.start
            while at < self.end:
                raw = file.readline()
                at += len(raw)
                number, cells = json.loads(raw)
                if number < first:
                    continue
                width = width or max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=len(cells))
                yield number, raw, cells if any(cells[width:]) else cells[:width]

    def head(self) -> int:
        """Return the number of the row that names the columns: that with most names, else the first with two cells."""
        best = (0, 0)
        for count, (number, _, cells) in enumerate(self.rows()):
            if count >= _ABOVE:
                break
            names = sum(map(is_name, cells)) if not isinstance(cells, str) else 0
            if names > best[0]:
                best = names, number
        return best[1]

    @property
    def topic(self) -> str:
        """The name that a person gave it; empty for one that a program did."""
        return "" if self.name.strip(" 0123456789").casefold() in _UNNAMED | {""} else self.name


class WorkbookReader(Reader):
    """A row a tip, of every sheet that is shown; where several hold tips, a sheet's name is a topic."""

    name = "workbook"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, and by how it begins."""
        ending = document.ending or office_ending(document)
        is_named = ending in _ENDINGS or document.media_type.startswith(_TYPES)
        return is_named and document.head.startswith(_BEGINS)

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield the rows of all sheets. Raises AccessError where none has a column that is understood."""
        with parsed(document, "sheets") as path:
            sheets = _sheets(path)
            shown = [sheet for sheet in sheets if not sheet.is_hidden]
            taken = 0
            refused: AccessError | None = None
            for sheet in sheets:
                place = f"sheet {quoted(sheet.name)}"
                if sheet.is_hidden or sheet.start == sheet.end:
                    yield Skipped(place, "hidden" if sheet.is_hidden else "empty")
                    continue
                try:
                    for found in _tips(document, sheet, options, is_one=len(shown) == 1):
                        taken += isinstance(found, Record)
                        yield found
                except AccessError as error:
                    refused = refused or error
                    document.remarks.append(Remark(f"{place}: {error.message.removeprefix(f'{document.place}: ')}"))
            if refused and not taken:
                raise refused
            if not shown or not taken:
                raise AccessError(f"{document.place}: no row of tips is in it", "The first row names the columns.")


def _sheets(path: str) -> list[_Sheet]:
    """Return the sheets in the output of the child."""
    marks: list[tuple[dict[str, Any], int, int]] = []
    at = 0
    with open(path, "rb") as file:
        for raw in file:
            if raw.startswith(b"{"):
                marks.append((json.loads(raw), at, at + len(raw)))
            at += len(raw)
    ends = [begin for _, begin, _ in marks[1:]] + [at]
    return [
        _Sheet(path, about["sheet"], about["hidden"], start, end)
        for (about, _, start), end in zip(marks, ends, strict=True)
    ]


def _tips(document: Document, sheet: _Sheet, options: Options, *, is_one: bool) -> Iterator[Found]:
    """Yield the rows of a sheet, with its name as a topic where there are others."""
    unit = "row" if is_one else f"sheet {quoted(sheet.name)}, row"
    topic = "" if is_one else sheet.topic
    for found in tips_of(document, partial(sheet.rows, sheet.head()), options, unit):
        if isinstance(found, Record) and topic:
            yield Record(found.raw + topic.encode(), partial(_with_topic, found, topic), found.key)
        else:
            yield found


def _with_topic(record: Record, topic: str) -> Item | Bad | Skipped:
    item = record.parse()
    if isinstance(item, Item):
        item.topics = tuple(dict.fromkeys((*item.topics, topic)))
    return item
