"""Web pages that are one table, as spreadsheets, pandas and libraries for tables write them: each row is a tip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.readers.base import Reader, decode
from tipcli.readers.markup.converting import node_markdown
from tipcli.readers.markup.nodes import attribute, find, node_text
from tipcli.readers.markup.parsing import parse
from tipcli.readers.tables.heads import NEEDED, is_name, role_named
from tipcli.readers.tables.table import tips_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tipcli.readers.base import Document, Found, Options
    from tipcli.readers.tables.rows import Row

_ENDINGS = (".html", ".htm", ".xhtml")
# What pages have that are more than a table; looked for in the head, so that few pages are parsed twice.
_PAGES = (b"<article", b"<main", b"<nav", b"<header", b"<form", b"<section")
_LARGEST = 8 * 2**20  # bytes
_BESIDE = 5  # times more text in the table than around it, but for a title and a caption
_LONGEST_TITLE = 200  # characters around the table that do not count
_PLAIN = frozenset("title date topics number guid slug".split())  # fields whose text is no Markdown


class WebTableReader(Reader):
    """A row of a table in HTML is a tip, where the page is nothing but that table and its first row names columns."""

    name = "html-table"

    def fits(self, document: Document) -> bool:
        """Tell by the tags, and then by the table itself. Raises AccessError where the document cannot be read."""
        head = document.head.lower()
        is_likely = document.ending in _ENDINGS or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<table", b"<!doc"))
        if not is_likely or b"<table" not in head or any(tag in head for tag in _PAGES):
            return False
        try:
            return _table(document) is not None
        except AccessError:  # too large, or too tangled to parse
            return False

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield the rows. Raises AccessError where there is no such table."""
        table = _table(document)
        if table is None:
            raise AccessError(f"{document.place}: no table whose first row names a title or a text is all of it")
        rows = list(find(table, "tr"))
        yield from tips_of(document, lambda: _rows(rows), options, "row")


def _table(document: Document) -> Any:
    """Return the one table of a page that has no other text; None where there is none."""
    root = parse(decode(document.read(_LARGEST)))
    tables = [table for table in find(root, "table") if _is_named(table)]
    if len(tables) != 1:
        return None
    inside = len(node_text(tables[0]))
    is_all = (len(node_text(root)) - inside - _LONGEST_TITLE) * _BESIDE <= inside
    return tables[0] if is_all and not _is_joined(tables[0]) else None


def _is_named(table: Any) -> bool:
    """Tell whether the first row of a table names a title or a text, and another column."""
    rows = list(find(table, "tr"))
    names = [node_text(cell) for cell in _cells(rows[0])] if len(rows) > 1 else []
    return sum(map(is_name, names)) > 1 and not NEEDED.isdisjoint(map(role_named, names))


def _is_joined(table: Any) -> bool:
    """Tell whether a cell goes over several columns or rows, or another table lies in one."""
    spans = (attribute(cell, name) for cell in find(table, "td", "th") for name in ("rowspan", "colspan"))
    return any(span not in ("", "1") for span in spans) or any(True for _ in find(table, "table"))


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.children or () if cell.name in ("td", "th")]


def _rows(rows: list[Any]) -> Generator[Row, None, None]:
    """Yield number, raw form and cells of each row."""
    fields: list[str] = []
    for number, row in enumerate(rows, 1):
        cells = _cells(row)
        fields = fields or [role_named(node_text(cell)) for cell in cells]
        roles = fields if number > 1 else ["title"] * len(cells)
        texts = [_text(cell, role) for cell, role in zip(cells, [*roles, *[""] * len(cells)], strict=False)]
        if any(texts):
            yield number, repr(texts).encode("utf-8", "replace"), texts


def _text(cell: Any, role: str) -> str:
    """Return the text of a cell: plain, the address of a link, or Markdown where it has elements."""
    if role == "link":
        return next((attribute(node, "href") for node in find(cell, "a")), "") or node_text(cell)
    if role in _PLAIN:
        return node_text(cell)
    children = cell.children or ()
    if all(child.name in ("#text", "br") for child in children):
        return "".join("\n" if child.name == "br" else child.data or "" for child in children).strip()
    return node_markdown(cell).strip()
