"""What comes by standard input, kept in a file for as long as it is read."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers.base import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_INPUT = "-"
_PIECE = 2**16  # bytes that are read at a time
_MOST_BYTES = 2**30


def standard_input() -> Iterator[Document]:
    """Yield the one document that comes in; it is gone afterwards. Raises AccessError."""
    from tipcli.web.downloads import Downloads

    with closing(Downloads()) as downloads:
        yield Document(downloads.save(_pieces()), "standard input", "standard input")


def _pieces() -> Iterator[bytes]:
    if sys.stdin is None:
        raise AccessError("standard input is closed", "Give it a file: tips import - <tips.csv")
    taken = 0
    while piece := sys.stdin.buffer.read(_PIECE):
        taken += len(piece)
        if taken > _MOST_BYTES:
            raise AccessError(f"standard input: more than {_MOST_BYTES // 2**20:,} MB", "Import it as files.")
        yield piece
    if not taken:
        raise AccessError("standard input: nothing came", "Give it a file: tips import - --name NAME <tips.csv")
