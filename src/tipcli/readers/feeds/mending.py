"""Text of XML with what XML does not have replaced: entities of HTML, a bare `&`, control characters."""

from __future__ import annotations

import re
from html import escape
from html.entities import html5

CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT = "\ufffd".encode()
_BREAKS = bytes.maketrans(b"\x0b\x0c", b"\n\n")  # line and page breaks of word processors
_REFERENCE = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos);)(?:#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));"
)
_BARE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);)")
SLOPPY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)|[<\x00-\x08\x0b\x0c\x0e-\x1f]|\]\]>|\xef\xbf[\xbe\xbf]")


def mended(text: bytes) -> bytes:
    """Return text, or a tag, as XML may have it; what is sound comes back as it is."""
    return _BARE.sub(b"&amp;", _REFERENCE.sub(_resolved, printable(text)))


def printable(text: bytes) -> bytes:
    """Return text without control characters: line and page breaks are line ends, others become U+FFFD."""
    return CONTROL.sub(_REPLACEMENT, text.translate(_BREAKS))


def _resolved(match: re.Match[bytes]) -> bytes:
    number, name = match.groups()
    if name:
        found = html5.get(name.decode() + ";")
        return escape(found).encode() if found else match[0]
    code = int(number[1:], 16) if number[:1] in b"xX" else int(number)
    if code in (0x0B, 0x0C):
        return b"\n"
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return match[0]
    return _REPLACEMENT
