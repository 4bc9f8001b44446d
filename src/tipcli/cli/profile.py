"""init: the lines for a shell profile, printed, put in, or taken out."""

import os
import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from tipcli.cli import terminal
from tipcli.cli.answers import nothing_passes
from tipcli.cli.options import Quiet, Selection, command
from tipcli.cli.printer import Notices
from tipcli.library import Library
from tipcli.model.errors import NotFoundError, UsageError
from tipcli.model.text import quoted, shown
from tipcli.system import screen
from tipcli.today import stamps
from tipcli.today.profiles import lines, shells
from tipcli.today.profiles.block import KEPT, Block


def shell_name(text: str) -> str:
    """Return the name of a shell, also from its path, as in $SHELL. Raises typer.BadParameter."""
    if not shells.template(text):
        *others, last = shells.TEMPLATES
        raise typer.BadParameter(f"{quoted(text)} is not {', '.join(others)} or {last}")
    return text.rpartition("/")[2].casefold().removeprefix("-")


def _shells(incomplete: str) -> list[str]:
    return [name for name in shells.TEMPLATES if name.startswith(incomplete)]


@dataclass(eq=False, repr=False, match_args=False)
class Change:
    """What is to be done to the profile."""

    install: Annotated[bool, typer.Option("--install", help="Put the lines into the profile; asks first.")] = False
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take them out again; asks first.")] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False


@command
def init(
    shell: Annotated[
        str | None,
        typer.Argument(
            metavar="[SHELL]",
            help="bash, zsh, fish, powershell, or sh for ksh, mksh, dash and busybox; yours, unless you say.",
            parser=shell_name,
            autocompletion=_shells,
            show_default=False,
        ),
    ] = None,
    *,
    selection: Selection,
    week: Annotated[bool, typer.Option("--week", help="The tip of the week, the same from Monday to Sunday.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Only in the first terminal of the day.")] = False,
    change: Change,
    quiet: Quiet,
) -> None:
    """tips init --install --once           a tip in the first terminal of each day
    tips init --uninstall
    eval "$(tips init zsh --once)"       asked for each time, in ~/.zshrc
    tips init fish --once | source       in ~/.config/fish/config.fish
    tips init sh --once >/etc/profile.d/tips.sh    as root, for all users
    """
    if change.install and change.uninstall:
        raise UsageError("--install and --uninstall contradict each other", "Use one of them.")
    notices = quiet.notices()
    if change.uninstall:
        for path in [shells.profile(shell)] if shell else _with_lines():
            _take_out(Block(path), notices, is_sure=change.yes)
        return
    name = shell or _guessed()
    with Library(notices.warn) as library:
        filters = library.checked(selection.filters(rotation=True))
        if not library.count(filters):
            raise nothing_passes()
    mark = stamps.mark(filters.key(), week=week) if once else ""
    typed = typed_line(selection, week=week)
    made = lines.lines(shells.template(name), typed, mark)
    if change.install:
        _put_in(name, ["init", name, *["--once"] * once, *typed], made, notices, is_sure=change.yes)
        return
    terminal.write([made])
    if screen.is_terminal():
        file = shells.short(shells.profile(name))
        notices.note(f"These lines are for {shown(file)}; to put them there: tips init {name} --install")


def _guessed() -> str:
    name = shells.guessed()
    if not shells.template(name):
        said = f"there are no lines for {quoted(name)}" if name else "which shell this is cannot be seen"
        raise UsageError(said, f"Say for which: tips init bash, or {', '.join(list(shells.TEMPLATES)[1:])}.")
    return name


def _put_in(name: str, words: list[str], made: str, notices: Notices, *, is_sure: bool) -> None:
    block = Block(shells.profile(name))
    file = shells.short(block.path)
    if block.by_hand:
        where = f"line {block.by_hand} of {shown(file)} asks for the tip of the day already"
        raise UsageError(where, "Take that out in an editor, and type it again.")
    aside = f"; as it is now it is kept in {shown(file + KEPT)}" if os.path.exists(block.target) else ""
    _ask(f"Put {made.count(chr(10))} lines at the end of {shown(file)}{aside}?", is_sure=is_sure)
    if block.put(words, made):
        notices.note(
            f"Done: new terminals show a tip, from {shown(file)}. To take it out: tips init {name} --uninstall"
        )
    else:
        notices.note(f"{shown(file)} has these lines already.")


def _with_lines() -> list[str]:
    """Return the profiles that have lines of tips, or that of the shell in use where none has."""
    return [path for path in shells.profiles() if Block(path).typed] or [shells.profile(_guessed())]


def _take_out(block: Block, notices: Notices, *, is_sure: bool) -> None:
    file = shells.short(block.path)
    if block.typed:
        _ask(f"Take the lines of tips out of {shown(file)}?", is_sure=is_sure)
        block.take_out()
        notices.note(f"Taken out of {shown(file)}.")
    elif not block.by_hand:
        notices.note(f"{shown(file)} has no lines of tips.")
    if block.by_hand:
        where = f"line {block.by_hand} of {shown(file)} was put there by hand"
        raise NotFoundError(where, "Take it out in an editor.")


def _ask(question: str, *, is_sure: bool) -> None:
    if is_sure:
        return
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("a profile is not changed without being asked about", "Add --yes.")
    if not typer.confirm(question, err=True):
        raise typer.Exit(1)


def typed_line(selection: Selection, *, week: bool) -> list[str]:
    """Return the arguments of `tips today` for a selection: as they were typed, in the order of the help."""
    words = [word for topic in selection.topic or () for word in ("--topic", topic)]
    words += [word for topic in selection.not_topic or () for word in ("--not-topic", topic)]
    words += [word for name in selection.collection or () for word in ("--collection", name)]
    words += ["--since", selection.since] if selection.since else []
    words += ["--until", selection.until] if selection.until else []
    words += ["--for", str(selection.audience)] if selection.audience else []
    return words + ["--short"] * selection.short + ["--week"] * week
