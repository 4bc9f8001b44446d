"""Tables of data; those that are there for the layout are taken apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.nodes import HEADINGS, below

if TYPE_CHECKING:
    from tipcli.readers.markup.output import Entered, Output
    from tipcli.readers.markup.runs import Style

_WIDEST = 100  # columns of a table
_NO_TABLE = frozenset("table ul ol pre blockquote hr".split()) | HEADINGS  # what no cell of a pipe table can hold


def table(output: Output, node: Any, style: Style) -> Entered:
    """Open a table of data."""
    output.flush()
    columns = 0 if output.tag or output.open[-1][0] in ("ul", "ol") else _columns(node)
    if columns < 2:  # it is there for the layout
        return style, output.flush
    output.open.append(["table", 0, columns, 0])
    return style, lambda: output.close("</table>" if output.open[-1][1] else "")


def row(output: Output, _node: Any, style: Style) -> Entered:
    """Begin a row, the table with it if it is the first one."""
    output.flush()
    opened = output.open[-1]
    if opened[0] != "table":
        return style, output.flush
    output.out.append("<tr>" if opened[1] else f'<table columns="{opened[2]}"><tr>')
    opened[1:] = opened[1] + 1, opened[2], 0
    return style, partial(_end_row, output)


def _end_row(output: Output) -> None:
    _, rows, columns, cells = output.open[-1]
    if rows == 1:  # renderers cut the rows below to as many cells as the first one has
        output.out.append("<td></td>" * (columns - cells))
    output.out.append("</tr>")


def cell(output: Output, node: Any, style: Style) -> Entered:
    """Begin a cell."""
    output.flush()
    if output.open[-1][0] != "table":
        return style, output.flush
    output.tag = "td"
    output.open[-1][3] += (span := _span(node))
    return style, lambda: _end_cell(output, span)


def _end_cell(output: Output, span: int) -> None:
    output.tag = ""
    output.out.append(f"<td>{output.inline()}</td>" + "<td></td>" * (span - 1))


def _span(cell: Any) -> int:
    span = (cell.attrs or {}).get("colspan") or ""
    return min(int(span), 20) if span in map(str, range(1, 100)) else 1


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
    return max(widths) if max(widths) <= _WIDEST and (table.attrs or {}).get("role") != "presentation" else 0
