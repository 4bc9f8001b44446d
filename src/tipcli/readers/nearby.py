"""Files that lie beside a document."""

from __future__ import annotations

import os
from stat import S_ISREG


def beside(path: str, most: int) -> bytes:
    """Return the first bytes of a regular file beside a document.

    There are none of anything else, as of a pipe, which may never give any.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            return file.read(most) if S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except (OSError, ValueError):
        return b""
