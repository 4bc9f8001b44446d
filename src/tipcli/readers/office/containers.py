"""What has to be true of an office file before a parser sees it: a zip of XML within caps, without declarations.

The caps are on what is unpacked, counted while it is unpacked and not as the archive says.
"""

from __future__ import annotations

import zipfile
from zlib import error as DeflateError  # noqa: N812 - the name it has says nothing

MOST_PARTS = 10_000
MOST_UNPACKED = 200 * 2**20  # bytes of XML in all
_PIECE = 2**20
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = tuple(mark.decode().encode(name) for mark in _DECLARED for name in ("utf-16-le", "utf-16-be"))
_LONGEST = max(map(len, _WIDE))
_XML = (".xml", ".rels", ".vml")


class UnfitError(Exception):
    """Raised with what is wrong with a file."""


def check(path: str) -> None:
    """Look through a zip of XML. Raises UnfitError, OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise UnfitError(f"more than {MOST_PARTS:,} parts")
            left = MOST_UNPACKED
            for part in parts:
                if part.flag_bits & 1:
                    raise UnfitError("locked with a password")
                if part.filename.lower().endswith(_XML):
                    left -= _looked_through(archive, part, left)
    except (zipfile.BadZipFile, DeflateError, EOFError, NotImplementedError, UnicodeError) as error:
        raise UnfitError("damaged, or cut off") from error


def _looked_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Return how many bytes a part is unpacked. Raises UnfitError for more than `most`, or with a declaration in it."""
    taken, before = 0, b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            taken += len(piece)
            if taken > most:
                raise UnfitError(f"more than {MOST_UNPACKED // 2**20} MB when unpacked")
            seen = before + piece
            if any(mark in seen for mark in (*_DECLARED, *_WIDE)):
                raise UnfitError("it declares entities, which no office program writes")
            before = seen[-_LONGEST:]
    return taken
