"""CSV for spreadsheets (RFC 4180): a header, a row a tip, and no cell that a spreadsheet takes for a formula.

It begins with a byte order mark, by which Excel knows UTF-8. Whatever holds a semicolon or a tab is in quotes as well:
LibreOffice ends cells at these too. So are the names of the columns: programs that guess what ends a cell look at what
follows the first quote, and Gnumeric would guess from the texts else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tipcli.exports.base import Export
from tipcli.index.columns import NAMES, values_of
from tipcli.readers.tables.table import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry


_MARK = "\ufeff"
_QUOTED = frozenset('",;\t|\r\n')  # what may end a cell where it stands outside of quotes


class CsvExport(Export):
    """UTF-8 with a byte order mark, lines ended by CR LF; topics are separated by commas, `extra` is JSON."""

    name = "csv"
    about = "a table for spreadsheets"
    ending = ".csv"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield a row a tip."""
        first, *others = NAMES
        yield _MARK + ",".join((first, *(f'"{name}"' for name in others))) + "\r\n"
        for tip in tips:
            yield ",".join(map(_quoted, map(guarded, _cells(tip)))) + "\r\n"


def _quoted(cell: str) -> str:
    return cell if _QUOTED.isdisjoint(cell) else '"' + cell.replace('"', '""') + '"'


def _cells(entry: Entry) -> list[str]:
    values = values_of(entry.tip)
    values["complete"] = "true" if entry.tip.complete else "false"
    values["extra"] = json.dumps(entry.extra, ensure_ascii=False) if entry.extra else ""
    return ["" if value is None else str(value) for value in values.values()]
