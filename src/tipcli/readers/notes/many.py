"""The one Markdown file into which `tips export` puts many tips.

It begins with `<!-- tips: 1 -->`. Each tip begins with a line `<!-- tip {JSON of all but the body} -->`; its body
stands between the lines `<!-- body -->` and `<!-- /body -->`. What stands elsewhere is for people. A line of a body
that is the closing mark, with any number of slashes, has one slash more.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers.base import Bad, Record, Skipped, decode, decode_inside
from tipcli.readers.lines import LONGEST_LINE, TOO_LONG, raw_lines
from tipcli.readers.objects import item_of_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Item

MANY = b"<!-- tips: "
_TIP = b"<!-- tip {"
_OPEN, _SHUT = b"<!-- body -->", b"<!-- /body -->"


class _Section:
    """A tip of a file of many while its lines come in: the comment, and the body once it has begun."""

    def __init__(self, head: bytes, number: int) -> None:
        self.head = head
        self.place = f"line {number}"
        self.body: list[bytes] | None = None
        self.left = LONGEST_LINE

    def take(self, line: bytes | None) -> None:
        """Add a line of the body, None for one that is too long."""
        self.left -= LONGEST_LINE + 1 if line is None else len(line) + 1
        if line is not None and self.left >= 0 and self.body is not None:
            self.body.append(line)

    def found(self, *, is_closed: bool) -> Record | Bad:
        if self.body is None or not is_closed:
            return Bad(self.place, "no body follows" if self.body is None else "the body is not closed")
        if self.left < 0:
            return Bad(self.place, f"the body is longer than {LONGEST_LINE // 2**20} MB")
        return Record(self.head + b"\n" + b"\n".join(self.body), partial(_of_many, self.head, self.body, self.place))


def many(document: Document) -> Iterator[Found]:
    """Yield a record for each tip of a file of many, line by line. Raises AccessError for one of a newer form."""
    if document.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].rstrip() != MANY + b"1 -->":
        raise AccessError(f"{document.place} was written by a newer tipcli", hint="Update tipcli to read it.")
    section: _Section | None = None
    for number, raw in enumerate(raw_lines(document), 1):
        line = raw and raw.removesuffix(b"\n").removesuffix(b"\r")
        if section and section.body is not None:
            if line == _SHUT:
                yield section.found(is_closed=True)
                section = None
            else:
                section.take(line)
        elif line is None:
            yield Bad(f"line {number}", TOO_LONG)
        elif section and line == _OPEN:
            section.body = []
        elif line.startswith(_TIP):
            if section:
                yield section.found(is_closed=False)
            section = _Section(line, number)
    if section:
        yield section.found(is_closed=False)


def _of_many(head: bytes, body: list[bytes], place: str) -> Item | Bad | Skipped:
    """Make the tip of its comment and its body."""
    try:
        fields = json.loads(decode(head.removeprefix(_TIP[:-1]).removesuffix(b"-->")))
    except (ValueError, RecursionError):
        return Bad(place, "no JSON in the comment of the tip")
    if not isinstance(fields, dict):
        return Bad(place, "no JSON object in the comment of the tip")
    lines = [b"<!-- " + line[6:] if _is_shut(line) else line for line in body]
    return item_of_object(fields | {"body": decode_inside(b"\n".join(lines))}, place)


def _is_shut(line: bytes) -> bool:
    """Tell whether a line of a body is the closing mark with more slashes than one."""
    return line.startswith(b"<!-- //") and line[6:].lstrip(b"/") == b"body -->"
