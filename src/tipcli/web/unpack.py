"""Compressed pages, unpacked piece by piece, so that a small page which unpacks to a huge one costs no memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PIECE = 65_536  # bytes, the most that is unpacked at once
CODINGS = ("gzip", "x-gzip", "deflate")
# What urllib3 may unpack too, but only with libraries of which older ones have no bound; nobody asks for it.
OTHER_CODINGS = ("br", "zstd", "compress", "x-compress", "dcb", "dcz")
_GZIP_MAGIC = b"\x1f\x8b"


class PackError(ValueError):
    """What came cannot be unpacked; the message says why."""


def unpacked(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Yield the pieces of a page that is packed as `coding`, one of CODINGS, at most 64 KiB each.

    gzip may be of several members (RFC 1952); what follows the last is ignored, as everywhere. `deflate` means zlib
    (RFC 1950), but some servers leave its frame out (RFC 1951). Raises PackError.
    """
    source = iter(pieces)
    data = _two(b"", source)
    packed = _decompressor(data, coding)
    try:
        while data:
            piece = packed.decompress(data, PIECE)
            while piece:
                yield piece
                # What is left of the input, and then what zlib itself still holds.
                piece = packed.decompress(packed.unconsumed_tail, PIECE)
            if packed.eof:
                data = _two(packed.unused_data, source)
                if coding == "deflate" or not data.startswith(_GZIP_MAGIC):
                    return
                packed = _decompressor(data, coding)
            elif not (data := next(source, b"")):
                raise PackError("the page ended too early")
    except zlib.error:
        raise PackError("what the server sent cannot be unpacked") from None


def _two(data: bytes, source: Iterator[bytes]) -> bytes:
    """Return `data` and so many more pieces that it is two bytes, if there are."""
    while len(data) < 2 and (more := next(source, b"")):
        data += more
    return data


def _decompressor(data: bytes, coding: str) -> zlib._Decompress:
    if coding != "deflate":
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    has_frame = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if has_frame else -zlib.MAX_WBITS)
