"""Standard streams that are held in memory."""

from __future__ import annotations

import io


class Stream(io.TextIOWrapper):
    """A standard stream of some encoding; `tty` tells whether it is a terminal."""

    def __init__(self, encoding: str = "utf-8", *, tty: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    @property
    def data(self) -> bytes:
        return self.buffer.getvalue()  # type: ignore[attr-defined, no-any-return]
