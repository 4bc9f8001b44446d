"""The whole policy of the terminal: who sees colour, how wide, and how text leaves the process.

An explicit `--color` beats everything; then come NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, CLICOLOR, and TERM=dumb.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from tipcli.errors import AccessError
from tipcli.views.base import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DEFAULT_WIDTH = 80
_NARROWEST = 20  # columns; a narrower terminal breaks the lines itself
_WIDEST = 1000
# What typography becomes where the terminal has no Unicode; anything else becomes a question mark there.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "•": "*", "·": "-"})
_NO = ("", "0", "false", "no")
_YES = ("1", "true", "yes")


def is_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def screen(color: str, env: Mapping[str, str] = os.environ) -> Screen:
    """Return the screen of standard output for `--color` auto, always or never."""
    return Screen(width(env), style(color, env, is_tty=is_terminal()), unicode=_is_unicode())


def _is_unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "ascii").lower().startswith("utf")


def style(color: str, env: Mapping[str, str], *, is_tty: bool) -> str:
    """Return none, mono or color. NO_COLOR takes the colours from a terminal and leaves it bold."""
    if color != "auto":
        return "color" if color == "always" else "none"
    if env.get("NO_COLOR"):
        return "mono" if is_tty and env.get("TERM") != "dumb" else "none"
    if any(env.get(name, "").lower() not in _NO for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return "color"
    if env.get("CLICOLOR") == "0" or env.get("FORCE_COLOR") == "0" or env.get("TERM") == "dumb":
        return "none"
    return "color" if is_tty else "none"


def width(env: Mapping[str, str]) -> int:
    """Return the columns of the screen: COLUMNS, else what the terminal says, else 80; never under 20."""
    wanted = env.get("COLUMNS", "")
    columns = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0
    if not columns:
        try:
            columns = os.get_terminal_size(1).columns
        except OSError:
            columns = 0
    return min(max(columns or DEFAULT_WIDTH, _NARROWEST), _WIDEST)


def write(pieces: Iterable[str], *, pager: bool = False) -> None:
    """Write to standard output, through a pager if asked for and there is a terminal. Raises AccessError.

    A reader that went away ends the output quietly; a standard output that was closed from the start takes none.
    """
    if sys.stdout is None:
        return
    if pager and is_terminal() and _paged("".join(pieces := list(pieces))):
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # an ASCII terminal gets question marks, never a crash
    plain = None if _is_unicode() else _PLAIN
    for piece in pieces:  # what fails in here is no fault of the stream
        if not _put(piece.translate(plain) if plain else piece):
            return
    _put("")


def _put(text: str) -> bool:
    """Write a text, or with none flush what was written; tell whether anyone still reads. Raises AccessError."""
    try:
        sys.stdout.write(text) if text else sys.stdout.flush()
    except BrokenPipeError:
        _drop(1)
        return False
    except (OSError, ValueError) as error:
        _drop(1)
        raise AccessError(f"standard output: {getattr(error, 'strerror', None) or error}") from None
    return True


def wants_pager(env: Mapping[str, str]) -> bool:
    """Tell whether TIPS_PAGER asks for a pager: the name of one, or 1, true or yes for that of PAGER."""
    return env.get("TIPS_PAGER", "").lower() not in _NO


def _drop(descriptor: int) -> None:
    """Point a standard stream to nowhere, so that the interpreter's last flush cannot fail as well."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _paged(text: str) -> bool:
    """Show `text` in the pager of TIPS_PAGER or PAGER, else less; tell whether it was shown."""
    import shlex
    import subprocess

    asked = os.environ.get("TIPS_PAGER", "")
    command = asked if asked.lower() not in (*_NO, *_YES) else os.environ.get("PAGER") or "less -FRX"
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
