"""open: the link of a tip in the browser, or where there is none its address."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

import typer

from tipcli.cli import answers, complete, terminal
from tipcli.cli.options import Quiet, command
from tipcli.library import Library
from tipcli.model.errors import NotFoundError
from tipcli.model.text import quoted
from tipcli.model.wording import addresses

_SECONDS = 3  # in which a starter of browsers says that it found none


@command
def open_tips(
    tip: Annotated[
        list[str],
        typer.Argument(help="Its number, or words of its title.", metavar="TIP...", autocompletion=complete.tips),
    ],
    *,
    speaking: Quiet,
) -> None:
    """tips open blog/12                  where it stands on the web
    tips open 119                      what a tip is based on
    """
    notices = speaking.notices()
    with Library(notices.warn) as library:
        tips, missing = answers.chosen(library, tip)
    without = []
    for one in tips:
        found = addresses(one)
        if not found:
            without.append(f"{one.ref} {quoted(one.title)}")
        elif _opened(found[0]):
            notices.note(f"Opened {found[0]}")
        else:
            terminal.write([found[0] + "\n"])
    if missing:
        raise missing
    if without:
        raise NotFoundError(f"there is no link in tip {', '.join(without)}", f"See 'tips show {tips[0].ref}'.")


def _opened(address: str) -> bool:
    """Open a checked address in a browser of BROWSER, else in that of the desktop; tell whether one took it."""
    return any(_ran(*program, address) for program in _programs())


def _programs() -> Iterator[tuple[list[str], bool]]:
    """Yield the programs to try, `%s` in their arguments standing for the address, and whether each takes the terminal.

    Where there is neither BROWSER nor a desktop there are none: a text browser that nobody named is not started.
    """
    for line in os.environ.get("BROWSER", "").split(os.pathsep):
        with suppress(ValueError):  # a quotation mark that is left open
            if arguments := shlex.split(line):
                yield arguments, True
    if sys.platform == "darwin":
        yield ["open"], False
    elif os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield ["xdg-open"], False


def _ran(program: list[str], takes_terminal: bool, address: str) -> bool:  # noqa: FBT001 - a pair of _programs
    """Run a program, never by a shell, with the address as one of its arguments; tell whether it went well."""
    arguments = [one.replace("%s", address) for one in program]
    arguments += [] if any("%s" in one for one in program) else [address]
    if takes_terminal:
        with suppress(OSError):
            return subprocess.run(arguments, check=False).returncode == 0  # noqa: S603
        return False
    nowhere = subprocess.DEVNULL
    try:
        child = subprocess.Popen(  # noqa: S603
            arguments, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        return child.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:  # it is the browser itself, which goes on
        return True
    except OSError:
        return False
