"""A table in Markdown that is all of a document, as wikis and `sqlite3 -markdown`, Miller and csvlook write it."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from tipcli.readers.base import HEAD, decode, decode_inside
from tipcli.readers.lines import TOO_LONG, raw_lines
from tipcli.readers.tables.heads import NEEDED, is_name, role_named

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tipcli.readers.base import Document
    from tipcli.readers.tables.rows import Row

_RULE = re.compile(r"\|?(?:[ \t]{0,200}:?-{1,1000}:?[ \t]{0,200}\|){1,200}(?:[ \t]{0,200}:?-{0,1000}:?)?[ \t]{0,200}")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"[ \t]*<br ?/?>[ \t]*", re.IGNORECASE)


def is_piped(document: Document) -> bool:
    """Tell whether a document is one such table, with no more than a heading above, whose columns tips may have."""
    head = decode(document.head, document.charset)
    lines = [line.strip() for line in head.split("\n")]
    if len(document.head) >= HEAD:
        lines.pop()
    told = [line for line in lines if line]
    if told and told[0].startswith("# "):
        del told[0]
    if len(told) < 3 or not _RULE.fullmatch(told[1]) or not all(line.startswith("|") for line in told):
        return False
    names = _cells(told[0])
    return sum(map(is_name, names)) > 1 and not NEEDED.isdisjoint(map(role_named, names))


def piped_rows(document: Document) -> Generator[Row, None, None]:
    """Yield the rows of such a table. Raises AccessError where the document cannot be read."""
    with closing(raw_lines(document)) as lines:
        yield from _rows(document, lines)


def _rows(document: Document, lines: Iterator[bytes | None]) -> Iterator[Row]:
    """Yield the rows; lines of the text alone go on with the row before, as programs write cells of several lines."""
    waiting: tuple[int, bytes, list[str]] | None = None
    at = -1
    for number, raw, cells in _lines(document, lines):
        if isinstance(cells, str):
            yield number, raw, cells
        elif at < 0:
            roles = list(map(role_named, cells))
            at = roles.index("body") if "title" in roles and "body" in roles else len(cells)
            yield number, raw, cells
        elif waiting and at < len(cells) and not any(cell.strip() for cell in cells[:at] + cells[at + 1 :]):
            waiting[2][at] += "\n" + cells[at]
            waiting = (waiting[0], waiting[1] + raw, waiting[2])
        else:
            if waiting:
                yield _stripped(waiting)
            waiting = (number, raw, cells)
    if waiting:
        yield _stripped(waiting)


def _stripped(row: tuple[int, bytes, list[str]]) -> Row:
    return row[0], row[1], [cell.strip() for cell in row[2]]


def _lines(document: Document, lines: Iterator[bytes | None]) -> Iterator[Row]:
    """Yield the lines as rows of cells, each with a blank before the text of its own."""
    is_begun = False
    for number, raw in enumerate(lines, 1):
        line = decode_inside(raw or b"", document.charset).strip()
        if raw is None:
            yield number, b"", TOO_LONG
        elif not line or (line.startswith("# ") and not is_begun) or _RULE.fullmatch(line):
            continue
        elif not line.startswith("|"):
            yield number, raw, "a line that is none of the table"
        else:
            is_begun = True
            yield number, raw, _cells(line)


def _cells(line: str) -> list[str]:
    """Return the cells of a line between bars."""
    inner = _BAR.split(line.strip())
    cells = inner[1:-1] if not inner[-1].strip() else inner[1:]
    return [_BREAK.sub("\n", cell.removeprefix(" ").rstrip().replace("\\|", "|")) for cell in cells]
