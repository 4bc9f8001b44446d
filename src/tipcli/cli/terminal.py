"""How text leaves the process: to standard output, through a pager, and line by line to standard error."""

from __future__ import annotations

import os
import sys

from tipcli.model.errors import AccessError
from tipcli.system import screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# What typography becomes where the terminal has no Unicode; anything else becomes a question mark there.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "•": "*", "·": "-"})
_YES = ("1", "true", "yes")


def write(pieces: Iterable[str], *, pager: bool = False) -> None:
    """Write to standard output, through a pager if asked for and there is a terminal. Raises AccessError.

    A reader that went away ends the output quietly; a standard output that was closed from the start takes none.
    """
    if sys.stdout is None:
        return
    if pager and screen.is_terminal() and _paged("".join(pieces := list(pieces))):
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # an ASCII terminal gets question marks, never a crash
    plain = None if screen.is_unicode() else _PLAIN
    for piece in pieces:  # what fails in here is no fault of the stream
        if not _put(piece.translate(plain) if plain else piece):
            return
    _put("")


def _put(text: str) -> bool:
    """Write a text, or with none flush what was written; tell whether anyone still reads. Raises AccessError."""
    try:
        sys.stdout.write(text) if text else sys.stdout.flush()
    except (OSError, ValueError) as error:
        failed(error)
        return False
    return True


def failed(error: Exception) -> None:
    """Give up standard output after an error there: quietly where a reader went away, else raises AccessError."""
    _drop(1)
    if not isinstance(error, BrokenPipeError):
        raise AccessError(f"standard output: {getattr(error, 'strerror', None) or error}") from None


def _drop(descriptor: int) -> None:
    """Point a standard stream to nowhere, so that the interpreter's last flush cannot fail as well."""
    from contextlib import suppress

    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _paged(text: str) -> bool:
    """Show `text` in the pager of TIPS_PAGER or PAGER, else less; tell whether it was shown."""
    import shlex
    import subprocess

    asked = os.environ.get("TIPS_PAGER", "")
    command = asked if asked.lower() not in (*screen.NO, *_YES) else os.environ.get("PAGER") or "less -FRX"
    try:
        arguments = shlex.split(command)  # no shell: what a variable holds is a program and its arguments
        child = subprocess.Popen(arguments, stdin=subprocess.PIPE)  # noqa: S603
    except (OSError, ValueError, IndexError):
        return False
    try:
        child.communicate(text.encode("utf-8", "replace"))
    except KeyboardInterrupt:  # the pager's to handle; it may go on
        child.wait()
    return child.returncode == 0


def say(line: str) -> None:
    """Write one line to standard error; where that is closed or broken, nothing can be said."""
    if sys.stderr is None:
        return
    try:
        if hasattr(sys.stderr, "reconfigure"):
            sys.stderr.reconfigure(errors="backslashreplace")
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _drop(2)
