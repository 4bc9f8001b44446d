"""How help is laid out: examples that fit the screen, commands in groups, bold heads on a terminal."""

from __future__ import annotations

import os
import textwrap
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tipcli.cli import terminal
from tipcli.cli.commands import COMMANDS, GROUPS
from tipcli.system import screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

_WIDEST = 100
_INDENT = 2  # of everything below a head
_DEEP = 4
_NARROW = 60  # columns, below which the names of options leave too little beside them
_BELOW = 4
_FOOTER = (
    "'tips help COMMAND' has examples and options of one; so has 'man tips', where it is installed.",
    "'tips doctor' tells what is wrong, and what to do about it.",
)


def width() -> int:
    """Return the columns that help takes."""
    return min(screen.width(os.environ), _WIDEST)


def show(context: typer.Context) -> None:
    """Print the help of a command, on a terminal with bold heads, and in a pager where it is long."""
    terminal.write([styled(context.get_help()) + "\n"], pager=None)


def styled(text: str) -> str:
    """Return a help text with its heads in bold where the screen has styles."""
    if screen.style("auto", os.environ, is_tty=screen.is_terminal()) == "none":
        return text
    return "\n".join(map(_styled, text.split("\n")))


def _styled(line: str) -> str:
    head, colon, rest = line.partition(":")
    is_head = colon and line[:1].isalpha() and (head == "Usage" or not rest)
    return f"\x1b[1m{head}{colon}\x1b[22m{rest}" if is_head else line


def examples(text: str, columns: int) -> str:
    """Return lines of examples, each a command and perhaps after two blanks what it does, none wider than that."""
    room = columns - _INDENT
    lines = text.split("\n")
    if max(map(len, lines)) <= room:
        return text
    made: list[str] = []
    for line in lines:
        command, _, about = line.partition("  ")
        made += _continued(command, room)
        made += textwrap.wrap(about.strip(), room, initial_indent=" " * _DEEP, subsequent_indent=" " * _DEEP)
    return "\n".join(made)


def _continued(command: str, room: int) -> Iterator[str]:
    """Yield a command over several lines, as a shell takes it, broken at blanks only."""
    lines = textwrap.wrap(
        command, room - 2, subsequent_indent=" " * _DEEP, break_long_words=False, break_on_hyphens=False
    )
    yield from (f"{line} \\" for line in lines[:-1])
    yield lines[-1]


def formatter(context: typer.Context) -> Any:
    """Return what lays out the help of a command: on a narrow screen what options do stands below them."""
    made = context.make_formatter()
    if width() < _NARROW:
        made.write_dl = partial(made.write_dl, col_max=_BELOW)  # type: ignore[method-assign]
    return made


def write_groups(formatter: Any) -> None:
    """Write the commands in groups, and what to type next."""
    widest = max(map(len, COMMANDS))
    for head, names in groups():
        with formatter.section(head):
            formatter.write_dl([(name.ljust(widest), COMMANDS[name][2]) for name in names], col_max=widest)
    for text in _FOOTER:
        formatter.write_paragraph()
        formatter.write_text(text)


def groups() -> Iterator[tuple[str, list[str]]]:
    """Yield the head of each group and its commands, in the order of the table."""
    names = list(COMMANDS)
    starts = [(head, names.index(first)) for head, first in GROUPS.items()]
    for (head, start), (_, end) in pairwise([*starts, ("", len(names))]):
        yield head, names[start:end]
