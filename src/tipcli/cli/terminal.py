"""How text leaves the process: to standard output, through a pager, and line by line to standard error."""

from __future__ import annotations

import os
import sys

from tipcli.model.errors import AccessError
from tipcli.system import screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What typography becomes where the terminal has no Unicode; anything else becomes a question mark there.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "•": "*", "·": "-"})


class Listener:
    """Hears all that leaves the process by this module: the pieces of a text as they pass, the lines beside it."""

    def passing(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield the pieces."""
        raise NotImplementedError

    def said(self, line: str) -> None:
        """Hear a line."""
        raise NotImplementedError


listener: Listener | None = None


def write(pieces: Iterable[str], *, pager: bool | None = False, own: str = "") -> None:
    """Write to standard output, on a terminal perhaps through a pager. Raises AccessError.

    `pager` True is always, None where the text is longer than the screen, as `screen.pager` says with `own`. A reader
    that went away ends the output quietly; a standard output that was closed from the start takes none.
    """
    if sys.stdout is None:
        return
    plain = None if screen.is_unicode() else _PLAIN
    if plain:
        pieces = (piece.translate(plain) for piece in pieces)
    if listener:
        pieces = listener.passing(pieces)
    if pager is not False and (command := screen.pager(os.environ, asked=pager, own=own)):
        from tipcli.cli import paging

        pieces = paging.remaining(pieces, command, always=pager is True)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # an ASCII terminal gets question marks, never a crash
    for piece in pieces:  # what fails in here is no fault of the stream
        if not _put(piece):
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


def say(line: str) -> None:
    """Write one line to standard error, broken at blanks where a terminal would break it inside a word.

    Where standard error is closed or broken, nothing can be said.
    """
    if listener:
        listener.said(line)
    if sys.stderr is None:
        return
    try:
        if hasattr(sys.stderr, "reconfigure"):
            sys.stderr.reconfigure(errors="backslashreplace")
        columns = screen.width(os.environ)
        sys.stderr.write((line if len(line) <= columns or not sys.stderr.isatty() else _broken(line, columns)) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _drop(2)


def _broken(line: str, columns: int) -> str:
    """Return a line as several, none longer than that if words allow; a quoted command that fits in one stays whole."""
    import re
    import textwrap

    def kept(found: re.Match[str]) -> str:
        return found[0].replace(" ", "\0") if len(found[0]) < columns else found[0]

    whole = re.sub("'tips [^']*'", kept, line)
    indent = " " * (len(line) - len(line.lstrip(" ")))
    made = textwrap.wrap(
        whole, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, tabsize=1
    )
    return "\n".join(made).replace("\0", " ")
