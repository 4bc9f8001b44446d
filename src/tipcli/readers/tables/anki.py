"""Notes of Anki as plain text: what the columns are stands in lines such as `#separator:tab` above them."""

from __future__ import annotations

import csv
from contextlib import closing
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers.base import decode_inside
from tipcli.readers.lines import TOO_LONG, raw_lines
from tipcli.readers.tables.dialects import role_named

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

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
    with closing(raw_lines(document)) as raw:
        lines = _Lines(raw, document.charset)
        said = lines.said()
        mark = _SEPARATORS.get(said.get("separator", "").lower(), said.get("separator", "")[:1] or "\t")
        names: list[str] = []
        try:
            for cells in csv.reader(lines, delimiter=mark, strict=True):
                if not names:
                    names = _names(said, mark, len(cells))
                    yield 1, repr(names).encode(), names
                if any(cells):
                    yield lines.number, "\0".join(cells).encode(), _read(names, cells, said)
        except csv.Error:
            yield lines.number, b"", "a quote is not closed"
        if lines.is_cut:
            yield lines.number, b"", TOO_LONG


class _Lines:
    """The lines below those with `#`, as text."""

    def __init__(self, raw: Iterator[bytes | None], charset: str) -> None:
        self.raw = raw
        self.charset = charset
        self.number = 0
        self.first = ""
        self.is_cut = False

    def said(self) -> dict[str, str]:
        """Return what the lines with `#` say."""
        said = {}
        for line in self._texts():
            if not line.startswith("#"):
                self.first = line
                break
            name, _, value = line[1:].rstrip("\r\n").partition(":")
            said[name.lower()] = value
        return said

    def __iter__(self) -> Iterator[str]:
        if self.first:
            yield self.first
            yield from self._texts()

    def _texts(self) -> Iterator[str]:
        for line in self.raw:
            self.number += 1
            if line is None:
                self.is_cut = True
                return
            yield decode_inside(line, self.charset)


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
