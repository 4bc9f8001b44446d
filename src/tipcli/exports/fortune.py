r"""A fortune file, texts between lines of `%`, and its index: the file with the ending `.dat` that `strfile` makes.

No line of a text divides it. A line of nothing but `%` gets a space before it. `strfile` and `fortune` read long lines
in parts of 255, 510, 1020, ... bytes and take a last part that is `%` for a divider, so a long line that ends in `%`
gets a space after it. A first line that begins with `%% ` would be a comment and gets a space before it. None of these
spaces means anything in Markdown.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from tipcli.exports.base import Export
from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry
    from tipcli.model.tip import Tip

_DIVIDER = "%\n"
_VERSION = 2
_VERSIONS = (b"\0\0\0\1", b"\0\0\0\2")
_HEAD = 24  # bytes
_LARGEST = 2**32 - 1  # what an offset can be
_LONG_LINE = 255  # bytes
_DASHES = ("--", "—", "―", "–")
_EMPHASIS = dict.fromkeys(map(ord, "*_`"))
_TAIL = 300  # characters before the end of a text in which an attribution is looked for, beside its own length


class FortuneExport(Export):
    """Texts for `fortune`, UTF-8; a title that is more than the first words of its text stands above it."""

    name = "fortune"
    about = "a text file for fortune, with its .dat"
    ending = ".fortune"
    companion = ".dat"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield one piece a tip, its divider included."""
        for entry in tips:
            yield _escaped(_text(entry.tip)) + _DIVIDER

    def is_companion(self, head: bytes) -> bool:
        """Tell by its first bytes whether a file is an index that `strfile` or we made."""
        return len(head) >= _HEAD and head[:4] in _VERSIONS and head[21:_HEAD] == b"\0\0\0"

    def companion_data(self, lengths: array[int]) -> bytes:
        """Return what `strfile` writes: six 32-bit words and then offsets, all big-endian (strfile(1), Header)."""
        if sum(lengths) > _LARGEST:
            raise AccessError("these texts are larger than 4 GB, which the .dat of a fortune file cannot index")
        texts = [length - len(_DIVIDER) for length in lengths]
        head = struct.pack(
            ">5I4s", _VERSION, len(texts), max(texts, default=0), min(texts, default=_LARGEST), 0, b"%\0\0\0"
        )
        offsets, end = bytearray(4), 0
        for length in lengths:
            end += length
            offsets += end.to_bytes(4, "big")
        return head + bytes(offsets)


def _text(tip: Tip) -> str:
    body = tip.body.strip("\n")
    if body and _begins_with(body, tip.title):
        text = body
    else:
        text = "\n\n".join(part for part in (tip.title, body or tip.gist) if part) or tip.slug
    publisher = tip.credit.publisher if tip.credit else None
    return text if not publisher or _names(text, publisher) else f"{text}\n\t\t-- {publisher}"


def _begins_with(body: str, title: str) -> bool:
    """Tell whether a title is the first words of the text, as it is where a source had none."""
    words = _words(title.removesuffix("…"))
    head = body[: 2 * len(title) + 200]  # runs of spaces and marks may make it longer than the title
    return bool(words) and _words(head).startswith(words)


def _words(text: str) -> str:
    """Return a text on one line without the marks of emphasis and code, which a title that was made of it has not."""
    return " ".join(text.translate(_EMPHASIS).split())


def _names(text: str, publisher: str) -> bool:
    tail = " ".join(text[-len(publisher) - _TAIL :].split())
    name = " ".join(publisher.split())
    return any(dash + gap + name in tail for dash in _DASHES for gap in (" ", ""))


def _escaped(text: str) -> str:
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%% "):
        lines[first] = " " + lines[first]
    return "".join(_line(line) + "\n" for line in lines)


def _line(line: str) -> str:
    if not line.endswith("%"):
        return line
    if not line.strip("%"):
        line = " " + line
    return line + " " if len(line.encode("utf-8", "replace")) > _LONG_LINE else line
