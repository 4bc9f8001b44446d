"""copy: a tip to the clipboard, by the program of the desktop or through the terminal.

A terminal takes a text for the clipboard as OSC 52 (XTerm Control Sequences, Operating System Commands). What stands
between, tmux or screen, has to be told to let it through. Over SSH the terminal has the person's clipboard, and the
machine another one.
"""

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Annotated

import typer

from tipcli.cli import complete, formats
from tipcli.cli.answers import chosen
from tipcli.cli.options import Quiet, command
from tipcli.cli.values import format_name
from tipcli.library import Library
from tipcli.model.errors import AccessError, UsageError
from tipcli.system.screen import Screen

_SECONDS = 5
_MOST = 74_994  # bytes of base64 that xterm takes at once
_PIECE = 250  # characters; screen takes 768 bytes a string
_TMUX = ["tmux", "load-buffer", "-w", "-"]


@command
def copy(
    tip: Annotated[
        list[str],
        typer.Argument(help="A number, or words of the title.", metavar="TIP...", autocompletion=complete.tips),
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", parser=format_name, autocompletion=complete.formats,
            help="plain, markdown, html or another; plain, unless told.", show_default=False,
        ),
    ] = "plain",
    *,
    speaking: Quiet,
) -> None:  # fmt: skip
    """tips copy 30                       to paste it into a mail
    tips copy 30 -f markdown           or into a chat
    """
    notices = speaking.notices()
    if form == "rich":
        raise UsageError("the format rich is for terminals only", "To copy text: -f plain")
    with Library(notices.warn) as library:
        tips, missing = chosen(library, tip)
        text = "".join(formats.view(form, Screen()).whole([(one.replace(note=""), ()) for one in tips]))
    refs = [one.ref for one in tips]
    notices.note(f"Copied tip {', '.join(refs)} {put(text, refs)}.")
    if missing:
        raise missing


def put(text: str, refs: list[str]) -> str:
    """Put the text of these tips on the clipboard and return by what, as a part of a sentence. Raises AccessError."""
    for program in programs(os.environ):
        if _ran(program, text):
            return f"by {program[0]}"
    terminal = sequence(text, os.environ)
    if not terminal:
        raise AccessError("this is too long for the clipboard of a terminal", "Choose fewer tips.")
    if _told_terminal(terminal):
        return "through the terminal (OSC 52), if it takes that"
    raise AccessError(
        "there is no clipboard: no terminal, and none of wl-copy, xclip, xsel and pbcopy works",
        f"To see it: tips show {' '.join(refs)}",
    )


def programs(env: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the programs to try: of the desktop where the person sits at it, and tmux where it is in between."""
    is_here = not (env.get("SSH_TTY") or env.get("SSH_CONNECTION"))
    if is_here and sys.platform == "darwin":
        yield ["pbcopy"]
    if is_here and env.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"]
    if is_here and env.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard"]
        yield ["xsel", "--clipboard", "--input"]
    if env.get("TMUX"):
        yield _TMUX  # it hands the text on to the clipboard of its terminal, from version 3.2 on


def sequence(text: str, env: Mapping[str, str]) -> str:
    """Return the characters that put a text on the clipboard of a terminal; nothing where it is too long."""
    held = b64encode(text.encode("utf-8", "replace")).decode()
    if len(held) > _MOST:
        return ""
    plain = f"\x1b]52;c;{held}\x07"
    if env.get("TMUX"):
        return "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if env.get("STY") or env.get("TERM", "").startswith("screen"):
        pieces = [plain[start : start + _PIECE] for start in range(0, len(plain), _PIECE)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def _ran(program: list[str], text: str) -> bool:
    """Give the text to a program, never by a shell; tell whether it took it."""
    if not shutil.which(program[0]):
        return False
    nowhere = subprocess.DEVNULL  # it may stay, and hold what it was given
    data = text.encode("utf-8", "replace")
    try:
        done = subprocess.run(  # noqa: S603
            program, input=data, stdout=nowhere, stderr=nowhere, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _told_terminal(characters: str) -> bool:
    """Write to the terminal that this runs on, wherever standard output goes; tell whether there is one."""
    for descriptor in _terminals():
        with suppress(OSError), os.fdopen(descriptor, "w", encoding="ascii") as terminal:
            terminal.write(characters)
            return True
    return False


def _terminals() -> Iterator[int]:
    """Yield new descriptors of the terminal: the one that controls this session, else one of the standard streams."""
    with suppress(OSError):
        yield os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY | os.O_CLOEXEC)
    for stream in (2, 1):
        if os.isatty(stream):
            yield os.dup(stream)
