"""CSV for spreadsheets (RFC 4180): a header, a row a tip, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import json
from io import StringIO
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


class CsvExport(Export):
    """UTF-8 without a byte order mark, lines ended by CR LF; topics are separated by commas, `extra` is JSON."""

    name = "csv"
    about = "a table for spreadsheets"
    ending = ".csv"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:  # noqa: ARG002 - a table has no head
        """Yield a row a tip."""
        held = StringIO()
        writer = csv.writer(held, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for tip in tips:
            writer.writerow(map(guarded, _cells(tip)))
            yield held.getvalue()
            held.seek(0)
            held.truncate()
        yield held.getvalue()  # the header, where no tip followed it


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
