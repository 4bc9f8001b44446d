"""What a command prints on a terminal is listened to, and kept for the next time: few, small, and not for long."""

from __future__ import annotations

import os

from tipcli.cli import paging, terminal
from tipcli.cli.screen_read import FORM, LARGEST, Printed, folder
from tipcli.system import paths, scratch, screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST = 64  # files
_LONGEST = 2 * 86_400  # seconds that a file is kept: what is asked for another day is made anew


class Heard(terminal.Listener):
    """What was written and said. `is_whole` tells that a text was written to its end, and is not too long to keep."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.told: list[str] = []
        self.is_whole = False
        self._room = LARGEST

    def passing(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield the pieces of a text, and take note of them."""
        self.is_whole = False
        for piece in pieces:
            self._room -= len(piece)
            if self._room > 0:
                self.pieces.append(piece)
            yield piece
        self.is_whole = self._room > 0

    def said(self, line: str) -> None:
        """Take note of a line that is said beside the text."""
        self.told.append(line)


def listen() -> Heard:
    """Listen to what the terminal is given from now on."""
    terminal.listener = heard = Heard()
    return heard


def keep(printed: Printed, heard: Heard) -> None:
    """Keep what was heard, and take away what is too old or too much; where nothing can be written, nothing is kept.

    What was warned of, as of a file that cannot be read, is not kept: it is to be said again, and may be mended by
    what changes no file.
    """
    terminal.listener = None
    text = "".join(heard.pieces)
    told = "".join(f"{line}\n" for line in heard.told)
    if not heard.is_whole or any(line.startswith("tips: ") for line in heard.told) or "\0" in text + told:
        return
    if printed.command == "show":
        from tipcli.cli import preferences

        if preferences.load().history:  # each is to be remembered
            return
    rows = sum(paging.rows(piece, screen.width(os.environ)) for piece in heard.pieces)
    try:
        inside = paths.private_folder(os.path.dirname(printed.path))
        data = f"{text}\0{told}\0{printed.made_for}\0{FORM} {rows} {printed.state}\n".encode()
        if len(data) <= LARGEST:
            with scratch.Part(inside, "screen") as part:
                part.file.write(data)
                part.put(printed.path)
        _sweep(inside)
    except (OSError, ValueError):  # ValueError: a text that UTF-8 has not
        pass


def drop() -> None:
    """Take away all that is kept. Raises OSError."""
    inside = folder()
    if inside and os.path.isdir(inside):
        with os.scandir(inside) as entries:
            for entry in entries:
                os.unlink(entry.path)


def _sweep(inside: str) -> None:
    """Take away the oldest files where there are too many, those that are too old, and what killed processes left."""
    import time

    with os.scandir(inside) as entries:
        found = sorted(
            (entry.stat(follow_symlinks=False).st_mtime, entry.path) for entry in entries if entry.name[0] != "."
        )
    for place, (written, path) in enumerate(found):
        if place < len(found) - _MOST or written < time.time() - _LONGEST:
            os.unlink(path)
    scratch.sweep(inside)
