"""CSV for spreadsheets (RFC 4180): a header, a row a tip, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

from tipcli.exports.base import Export
from tipcli.index.columns import NAMES, values_of
from tipcli.readers.tables.table import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry


class CsvExport(Export):
    """UTF-8 without a byte order mark, lines ended by CR LF; topics are separated by commas, `extra` is JSON."""

    name = "csv"
    about = "a table for spreadsheets"
    ending = ".csv"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:  # noqa: ARG002 - a table has no head
        """Yield a row a tip."""
        held = StringIO()
        writer = csv.writer(held, lineterminator="\r\n")
        writer.writerow(NAMES)
        for tip in tips:
            writer.writerow(map(guarded, _cells(tip)))
            yield held.getvalue()
            held.seek(0)
            held.truncate()
        yield held.getvalue()  # the header, where no tip followed it


def _cells(entry: Entry) -> list[str]:
    values = values_of(entry.tip)
    values["complete"] = "true" if entry.tip.complete else "false"
    values["extra"] = json.dumps(entry.extra, ensure_ascii=False) if entry.extra else ""
    return ["" if value is None else str(value) for value in values.values()]
