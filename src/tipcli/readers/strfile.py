"""The index beside a fortune file, as strfile(1) makes it: what it says of the file, as far as it can be believed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from tipcli.readers.nearby import beside

if TYPE_CHECKING:
    from tipcli.readers.base import Document

_HEADER = struct.Struct(">5I4s")  # strfile(1): version, count, longest, shortest, flags, delimiter and padding
_ROTATED, _COMMENTS = 4, 8  # flags: the letters are in ROT13; a line that begins with two delimiters is a comment
_MOST_OFFSETS = 500  # offsets of a .dat that are compared with the text


class Index(NamedTuple):
    """What an index says of its file, beside where the texts are."""

    mark: bytes = b"%"
    is_rotated: bool = False
    has_comments: bool = False


NO_INDEX = Index()


def index_of(document: Document) -> Index | None:
    """Return what the index beside a file says, where the beginning of the file agrees with it.

    Texts begin where the offsets say, in whatever order, and each ends at the next delimiter. One offset is where the
    file ended when the index was made: the last, or wherever `strfile -r` put it. It does not say where the file ends.
    """
    data = beside(document.path + ".dat", _HEADER.size + 4 * _MOST_OFFSETS)
    if len(data) < _HEADER.size + 4:
        return None
    version, count, _, _, flags, last = _HEADER.unpack_from(data)
    mark = last[:1]
    if version not in (1, 2) or not count or not mark.isascii() or not 0x20 < mark[0] < 0x7F:
        return None
    known = min(count + 1, (len(data) - _HEADER.size) // 4)
    offsets = struct.unpack_from(f">{known}I", data, _HEADER.size)
    starts = [offset for offset in offsets if offset != document.size()]
    strange = sum(not _begins(offset, document, mark) for offset in starts)
    if strange > (len(starts) == known):
        return None
    return Index(mark, bool(flags & _ROTATED), bool(flags & _COMMENTS))


def _begins(offset: int, document: Document, mark: bytes) -> bool:
    """Tell whether a text may begin there: at the beginning, behind a delimiter, or beyond the head."""
    if len(document.head) < offset < document.size():
        return True
    return offset == 0 or document.head[offset - 2 : offset] == mark + b"\n"
