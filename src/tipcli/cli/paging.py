"""The pager: started once the text is longer than the screen, and what becomes of the text where it fails."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from itertools import chain

from tipcli.system import screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Iterator

_FIRST_WIDE = "\u2e80"  # from here on a character may take two columns
# How a pager ends that was read, or left by its reader: by itself, by Ctrl-C or as a shell tells of that, with its
# terminal. One that was killed otherwise may have shown nothing.
_LEFT = (0, -2, 130, -1)


def remaining(pieces: Iterable[str], command: str, *, always: bool) -> Iterable[str]:
    """Show the pieces in a pager and return those that are still to be printed.

    None where they were shown, or the reader left early; all where they fit on the screen and `always` is False, and
    where the pager is missing or fails.
    """
    source = iter(pieces)
    first: list[str] = []
    if not always and not _overflows(source, first):
        return first
    given: list[str] = []
    with _interrupts_passed_over():
        child = _started(command)
        if child is None:
            return chain(first, source)
        try:
            _feed(child, chain(first, source), given)
        finally:
            child.wait()
    return () if child.returncode in _LEFT else chain(given, source)


def _overflows(source: Iterator[str], taken: list[str]) -> bool:
    """Take pieces until they are longer than the screen; tell whether they are."""
    count, room, columns = 0, screen.height(os.environ), screen.width(os.environ)
    for piece in source:
        taken.append(piece)
        count += rows(piece, columns)
        if 0 < room <= count:  # the prompt takes a row
            return True
    return False


def rows(piece: str, columns: int) -> int:
    """Return the rows of a piece of text on a screen of so many columns, at least."""
    return sum(max(1, -(-_cells(line) // columns)) for line in piece.splitlines())


def _cells(line: str) -> int:
    """Return the columns of a line, at least: sequences of styles take none, wide characters two."""
    first, *styled = line.split("\x1b[")
    text = first + "".join(part.partition("m")[2] for part in styled)
    return len(text) if text.isascii() else len(text) + sum(character >= _FIRST_WIDE for character in text)


def _started(command: str) -> subprocess.Popen[bytes] | None:
    """Start the pager, with what less needs to show colours and to leave a short text on the screen."""
    import shlex
    import subprocess

    env = {"LESS": "FRX", "LV": "-c"} | os.environ
    try:
        arguments = shlex.split(command)  # no shell: what a variable holds is a program and its arguments
        return subprocess.Popen(arguments, stdin=subprocess.PIPE, env=env)  # noqa: S603
    except (OSError, ValueError, IndexError):
        return None


@contextmanager
def _interrupts_passed_over() -> Iterator[None]:
    """Leave Ctrl-C to the pager, which may go on. A handler, and not SIG_IGN, which the pager would inherit."""
    import signal

    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _feed(child: subprocess.Popen[bytes], pieces: Iterable[str], given: list[str]) -> None:
    """Give the pieces to the pager until it is left, and keep them in `given`."""
    import re

    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    link = re.compile("\x1b]8;[^\x1b]*\x1b\\\\")  # older pagers show these as text
    pipe = child.stdin
    assert pipe  # noqa: S101 - it was asked for
    try:
        for piece in pieces:
            given.append(piece)
            try:
                pipe.write(link.sub("", piece).encode(encoding, "replace"))
            except BrokenPipeError:
                return
    finally:
        with suppress(BrokenPipeError):
            pipe.close()
