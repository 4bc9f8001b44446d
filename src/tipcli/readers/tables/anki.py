"""Notes of Anki as plain text: what the columns are stands in lines such as `#separator:tab` above them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers.base import decode_inside
from tipcli.readers.lines import raw_lines
from tipcli.readers.tables.dialects import Dialect
from tipcli.readers.tables.heads import role_named
from tipcli.readers.tables.rows import Lines, quoted_rows

if TYPE_CHECKING:
    from collections.abc import Generator

    from tipcli.readers.base import Document
    from tipcli.readers.tables.rows import Row

_FIRST = b"#separator:"
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
# What Anki calls the column of which one says the number, and what it is of a tip.
_NUMBERED = {"guid column": "guid", "deck column": "category", "tags column": "tags", "notetype column": "note type"}
_FIELDS = ("title", "body")  # the front and the back of a card, where no names are given


def is_anki(document: Document) -> bool:
    """Tell by the first line."""
    return document.head.removeprefix(b"\xef\xbb\xbf").lower().startswith(_FIRST)


def anki_rows(document: Document) -> Generator[Row, None, None]:
    """Yield a row of names for the columns, and the rows. Raises AccessError where the document cannot be read."""
    with closing(raw_lines(document)) as raw_ones:
        lines = Lines(raw_ones, document.charset)
        said = _said(lines)
        mark = _SEPARATORS.get(said.get("separator", "").lower(), said.get("separator", "")[:1] or "\t")
        names: list[str] = []
        for number, raw, cells in quoted_rows(lines, Dialect(mark)):
            if isinstance(cells, str):
                yield number, raw, cells
                continue
            if not names:
                names = _names(said, mark, len(cells))
                yield 1, repr(names).encode(), names
            yield number, raw, _read(names, cells, said)


def _said(lines: Lines) -> dict[str, str]:
    """Return what the lines with `#` say; the first other one stays to be read."""
    said = {}
    for number, raw in lines.raw:
        line = decode_inside(raw or b"", lines.charset)
        if raw is None or not line.startswith("#"):
            lines.waiting.append((number, raw))
            break
        name, _, value = line[1:].rstrip("\r\n").partition(":")
        said[name.lower()] = value
    return said


def _names(said: dict[str, str], mark: str, count: int) -> list[str]:
    """Return the names of the columns: those that are given, and what the others are by their place."""
    given = said["columns"].split(mark) if said.get("columns") else []
    at = {said[name].strip(): role for name, role in _NUMBERED.items() if name in said}
    fields = iter(_FIELDS)
    names = []
    for number in range(1, count + 1):
        name = given[number - 1].strip() if number <= len(given) else ""
        names.append(at.get(str(number)) or name or next(fields, f"field {number}"))
    return names


def _read(names: list[str], cells: list[str], said: dict[str, str]) -> list[str] | str:
    try:
        return _made(names, cells, is_html=said.get("html") == "true")
    except AccessError as error:
        return error.message


def _made(names: list[str], cells: list[str], *, is_html: bool) -> list[str]:
    """Return the cells of a row; tags are parted by blanks, and the parts of a deck's name by two colons."""
    from tipcli.readers.markup.converting import to_markdown, to_text

    made = list(cells)
    for at, name in enumerate(names[: len(cells)]):
        if name == "tags":
            made[at] = ",".join(cells[at].split())
        elif name == "category":
            made[at] = cells[at].rpartition("::")[2]
        elif is_html and name not in _NUMBERED.values():
            made[at] = (to_text if role_named(name) == "title" else to_markdown)(cells[at])
    return made
