r"""Fortune files: texts between lines of one `%`, as strfile(1) describes them.

A text becomes Markdown that looks the same when it is printed as it is, and that keeps its lines when it is rendered:
- paragraphs of running prose stay paragraphs;
- elsewhere each line ends in two spaces, the hard break of Markdown;
- lines before it that begin with `%%` and a space are comments, of whoever made the file;
- drawings, tables and whatever Markdown would take for marks of its own are indented by four columns: a code block.
"""

from __future__ import annotations

import os
import re
from codecs import decode as decoded
from functools import partial
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.tip import Credit
from tipcli.readers.base import Bad, Item, Reader, Record, Skipped, decode
from tipcli.readers.lines import LONGEST_LINE, TOO_LONG, raw_lines
from tipcli.readers.strfile import NO_INDEX, index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options
    from tipcli.readers.strfile import Index

GUID = "fortune:"  # begins the identifiers that are made here, of the letters of a text
_ENDINGS = frozenset({".fortune", ".fortunes"})
_INDEXES = frozenset({".dat", ".pdat"})
_PROSE = (50, 80)  # columns of a line of running prose, but for the last of a paragraph
_LEAST_WORDS = 0.6  # part of the letters, digits and spaces in a text that is no drawing
_LONGEST_NAME = 300  # characters of an attribution
_DASHES = ("--", "—", "–", "―")
# What Markdown takes for its own and leaves out or shows otherwise: links and what they refer to, entities, escapes,
# headings, quotes, lists, code, tables, rules. Emphasis is not among them: *so* is meant where people write it.
_MARKS = re.compile(
    r"\]\(|&#?[A-Za-z0-9]{1,32};|\\(?:[!-/:-@\[-`{-~]|$)|~~"
    r"|^ {0,3}(?:#{1,6}(?: |$)|>|[-+*](?: |$)|\d{1,9}[.)](?: |$)|\[|`{3}|~{3}|=+$|[-:| ]+$|\*{3}|_{3}|\|)"
)


class FortuneReader(Reader):
    """Texts between lines of `%`; an index beside the file names another delimiter, if there is one."""

    name = "fortune"

    def fits(self, document: Document) -> bool:
        """Tell by a line of `%` near the beginning, or by the name, or by an index beside the file."""
        if document.ending in _ENDINGS or _is_index(document):
            return True
        head = document.head
        if b"\0" in head or head.startswith(b"%!") or b"\\documentclass" in head:  # PostScript and TeX have such lines
            return False
        return b"%" in (line.removesuffix(b"\r") for line in head.split(b"\n")) or index_of(document) is not None

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield a record for each text that is not empty. Raises AccessError for a file without any."""
        if _is_index(document):
            yield Skipped("line 1", "the index of a fortune file")
            return
        if document.ending == ".u8" and document.path.endswith(".u8") and os.path.exists(document.path[:-3]):
            yield Skipped("line 1", f"the same as {document.stem}")
            return
        topic = document.stem if document.ending in {*_ENDINGS, ".txt", ".u8"} else document.name
        index = index_of(document) or NO_INDEX
        rot13 = options.rot13 or index.is_rotated
        made_with = b"\0" + topic.encode("utf-8", "replace") + b"\0rot13" * rot13
        is_empty = True
        for place, raw in _texts(document, index):
            is_empty = False
            if raw is None:
                yield Bad(place, TOO_LONG.replace("the line", "the text"))
            else:
                yield Record(raw + made_with, partial(_item, raw, place, topic, rot13=rot13))
        if is_empty:
            raise AccessError(f"{document.place}: no text is in it")


def _is_index(document: Document) -> bool:
    return document.ending in _INDEXES and document.head[:4] in (b"\0\0\0\1", b"\0\0\0\2")


def _texts(document: Document, index: Index) -> Iterator[tuple[str, bytes | None]]:
    """Yield place and bytes of each text with anything in it, None for one that is too long."""
    lines: list[bytes] = []
    start, left = 1, LONGEST_LINE
    for number, line in enumerate(raw_lines(document), 1):
        if line is not None and line.removesuffix(b"\n").removesuffix(b"\r") == index.mark:
            yield from _text(lines, start, left)
            lines, start, left = [], number + 1, LONGEST_LINE
        elif not (index.has_comments and line and line.startswith(2 * index.mark)):
            left -= LONGEST_LINE + 1 if line is None else len(line)
            if line is not None and left >= 0:
                lines.append(line)
    yield from _text(lines, start, left)


def _text(lines: list[bytes], start: int, left: int) -> Iterator[tuple[str, bytes | None]]:
    if left < 0:
        yield f"line {start}", None
    elif (raw := b"".join(lines)) and not raw.isspace():
        yield f"line {start}", raw


def _item(raw: bytes, place: str, topic: str, *, rot13: bool) -> Item | Bad | Skipped:
    from hashlib import sha256

    text = decode(raw)
    if rot13:
        text = decoded(text, "rot13")
    lines = [printed(line) for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    if not any(lines):  # nothing but backspaces
        return Bad(place, "no text")
    end = next((number for number, line in enumerate(lines) if line and not line.startswith("%% ")), len(lines))
    if end == len(lines):
        return Skipped(place, "a comment")
    lines = lines[end:]
    name = _attribution(lines)
    return Item(
        place,
        body=as_markdown(lines),
        topics=(topic,) if topic else (),
        credit=Credit("", name) if name else None,
        guid=f"{GUID}{sha256(_letters(lines, rot13=rot13)).hexdigest()[:16]}",
    )


def _letters(lines: list[str], *, rot13: bool) -> bytes:
    """Return what makes a text the same however it is laid out, and read; all of it where there are no letters."""
    text = "\n".join(lines)
    text = decoded(text, "rot13") if rot13 else text
    return ("".join(filter(str.isalnum, text)).casefold() or text).encode("utf-8", "replace")


def printed(line: str) -> str:
    r"""Return a line as paper has it: `X\bX` and `_\bX` are an X, tabs go to columns of 8, nothing at the end."""
    if "\b" in line:
        cells: list[str] = []
        at = 0
        for character in line:
            if character == "\b":
                at = max(at - 1, 0)
            elif at < len(cells):
                if cells[at] in "_ " or character.isalnum():  # what is struck under or over a letter is left out
                    cells[at] = character
                at += 1
            else:
                cells.append(character)
                at += 1
        line = "".join(cells)
    return line.expandtabs(8).rstrip()


def _attribution(lines: list[str]) -> str:
    """Return the name after the dashes that begin one of the last four lines, with what is indented below it."""
    for back in range(1, min(len(lines), 5)):
        line, *below = lines[-back:]
        if _is_attribution(line):
            name = " ".join(" ".join((line, *below)).split()).lstrip("-—–―").strip()
            return name if all(_inset(other) > _inset(line) for other in below) and len(name) <= _LONGEST_NAME else ""
    return ""


def _inset(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_attribution(line: str) -> bool:
    text = line.lstrip()
    dashes = next((dash for dash in _DASHES if text.startswith(dash)), "")
    return bool(dashes) and any(map(str.isalnum, text)) and text[len(dashes) : len(dashes) + 1] != "-"


def as_markdown(lines: list[str]) -> str:
    """Return a text, its first line not blank, as Markdown that has the same lines, as the module says."""
    inset = min((_inset(line) for line in lines if line), default=0)
    if inset >= 4 or _is_drawing(lines) or _has_marks(lines):
        return "\n".join(" " * (0 if inset >= 4 else 4) + line if line else "" for line in lines)
    return "\n\n".join("\n".join(_paragraph(part)) for part in _parted(lines))


def _is_drawing(lines: list[str]) -> bool:
    """Tell whether columns matter: there are gaps inside lines, or more marks than words."""
    if any("   " in line.strip() for line in lines):
        return True
    whole = "".join(lines)
    words = sum(1 for character in whole if character.isalnum() or character == " ")
    return len(lines) > 1 and words < _LEAST_WORDS * len(whole)


def _has_marks(lines: list[str]) -> bool:
    """Tell whether Markdown would take something in the text for its own and leave it out, or show it otherwise."""
    runs = re.findall("`{1,80}", "\n".join(lines))
    return len(runs) != len(set(runs)) or any(map(_MARKS.search, lines))


def _parted(lines: list[str]) -> list[list[str]]:
    """Return the paragraphs: runs of lines that are not blank."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line:
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _paragraph(lines: list[str]) -> list[str]:
    if all(line.startswith("    ") for line in lines):
        return lines  # a code block
    least, most = _PROSE
    words = lines[: next((n for n, line in enumerate(lines) if n and _is_attribution(line)), len(lines))]
    is_prose = all(least <= len(line) <= most for line in words[:-1])
    inset = min(_inset(lines[0]), 3)  # four columns would be a code block
    breaks = [not is_prose or number >= len(words) - 1 for number in range(len(lines) - 1)]
    made = [line + "  " * broken for line, broken in zip(lines, [*breaks, False], strict=True)]
    return [" " * inset + made[0].lstrip(), *made[1:]]
