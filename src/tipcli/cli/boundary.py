"""The one place where exceptions end: a line on standard error, and the documented exit status."""

from __future__ import annotations

import os

from tipcli.cli import terminal
from tipcli.model.errors import TipsError
from tipcli.model.text import clean_line, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def run(command: Callable[[], object]) -> int:
    """Run a command and return its exit status. No exception leaves, except a bug with TIPS_DEBUG."""
    try:
        command()
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - whatever happened is told in one line
        return told(error)
    return 0


def told(error: Exception) -> int:
    """Tell a person what happened and what to type next, and return the exit status. Bugs are raised if asked for."""
    if isinstance(error, TipsError):
        report(error.message, error.hint, error.details)
        return error.status
    # Under a limit on memory the interpreter itself may fail: with a SystemError, or while it maps a module.
    if isinstance(error, (MemoryError, SystemError)) or (isinstance(error, ImportError) and " map " in str(error)):
        report("there is not enough memory", "Nothing was changed.")
    elif isinstance(error, OSError):
        where = f"{shown(str(error.filename))}: " if error.filename else ""
        report(where + (error.strerror or str(error)), "Nothing was changed.")
    elif os.environ.get("TIPS_DEBUG"):
        raise error
    else:
        report(f"this should not have happened: {type(error).__name__}: {error}", "TIPS_DEBUG=1 shows where.")
    return 3


def report(message: str, hint: str, details: tuple[str, ...] = ()) -> None:
    """Write an error and its next step in one line to standard error, then its details, a line each."""
    end = "" if message.endswith(("?", ":", ".")) or not hint else "."
    terminal.say(" ".join(part for part in (f"tips: {clean_line(message)}{end}", clean_line(hint)) if part))
    for line in details:
        terminal.say("  " + clean_line(line))
