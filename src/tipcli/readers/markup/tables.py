"""Tables of data; those that are there for the layout are taken apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.nodes import HEADINGS, attribute, below
from tipcli.readers.markup.writer import LISTS, Table

if TYPE_CHECKING:
    from tipcli.readers.markup.runs import Style
    from tipcli.readers.markup.writer import Entered, Writer

_WIDEST = 100  # columns of a table
_WIDEST_CELL = 20  # columns of a cell
_NO_TABLE = frozenset("table ul ol pre blockquote hr".split()) | HEADINGS  # what no cell of a pipe table can hold


def table(writer: Writer, node: Any, style: Style) -> Entered:
    """Open a table of data."""
    writer.flush()
    columns = 0 if writer.tag or writer.inner.name in LISTS else _columns(node)
    if columns < 2:  # it is there for the layout
        return style, writer.flush
    writer.table = made = Table(columns)
    return style, partial(_end_table, writer, made)


def _end_table(writer: Writer, made: Table) -> None:
    writer.flush()
    writer.table = None
    if lines := made.lines():
        writer.write(lines, "table")


def row(writer: Writer, _node: Any, style: Style) -> Entered:
    """Begin a row."""
    writer.flush()
    if writer.table:
        writer.table.rows.append([])
    return style, writer.flush


def cell(writer: Writer, node: Any, style: Style) -> Entered:
    """Begin a cell."""
    writer.flush()
    if not writer.table or not writer.table.rows:
        return style, writer.flush
    writer.tag = "td"
    return style, partial(_end_cell, writer, writer.table.rows[-1], _span(node))


def _end_cell(writer: Writer, row: list[str], span: int) -> None:
    writer.tag = ""
    row += [writer.inline().replace("|", "\\|"), *[""] * (span - 1)]


def _span(cell: Any) -> int:
    span = attribute(cell, "colspan")
    return min(int(span), _WIDEST_CELL) if span in map(str, range(1, 100)) else 1


def _columns(table: Any) -> int:
    """Return how many columns a table of data has, 0 for what no pipe table can hold."""
    widths = [0]
    for node in below(table):
        if node.name in _NO_TABLE:
            return 0
        if node.name == "tr":
            widths.append(0)
        elif node.name in ("td", "th"):
            widths[-1] += _span(node)
    return max(widths) if max(widths) <= _WIDEST and attribute(table, "role") != "presentation" else 0
