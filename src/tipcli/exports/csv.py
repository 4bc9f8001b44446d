"""CSV for spreadsheets (RFC 4180): a header, a row a tip, and no cell that a spreadsheet takes for a formula.

It begins with a byte order mark, by which Excel knows UTF-8. Whatever holds a semicolon or a tab is in quotes as well:
LibreOffice ends cells at these too. So are the names of the columns: programs that guess what ends a cell look at what
follows the first quote, and Gnumeric would guess from the texts else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tipcli.exports.base import Export
from tipcli.model.tip import Credit
from tipcli.readers.tables.table import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry

COLUMNS = (
    "number", "slug", "title", "date", "topics", "gist", "body", "action",
    "credit_title", "credit_publisher", "credit_date", "credit_url", "complete", "guid", "link", "extra",
)  # fmt: skip


_MARK = "\ufeff"
_QUOTED = frozenset('",;\t|\r\n')  # what may end a cell where it stands outside of quotes


class CsvExport(Export):
    """UTF-8 with a byte order mark, lines ended by CR LF; topics are separated by commas, `extra` is JSON."""

    name = "csv"
    about = "a table for spreadsheets"
    ending = ".csv"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:  # noqa: ARG002 - a table has no head
        """Yield a row a tip."""
        first, *others = COLUMNS
        yield _MARK + ",".join((first, *(f'"{name}"' for name in others))) + "\r\n"
        for tip in tips:
            yield ",".join(map(_quoted, map(guarded, _cells(tip)))) + "\r\n"


def _quoted(cell: str) -> str:
    return cell if _QUOTED.isdisjoint(cell) else '"' + cell.replace('"', '""') + '"'


def _cells(entry: Entry) -> list[str]:
    tip = entry.tip
    credit = tip.credit or Credit("")
    return [
        str(tip.number),
        tip.slug,
        tip.title,
        tip.date or "",
        ",".join(tip.topics),
        tip.gist,
        tip.body,
        tip.action or "",
        credit.title,
        credit.publisher or "",
        credit.date or "",
        credit.url or "",
        "true" if tip.complete else "false",
        tip.guid,
        tip.link,
        json.dumps(entry.extra, ensure_ascii=False) if entry.extra else "",
    ]
