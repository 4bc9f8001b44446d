"""init."""

from enum import StrEnum
from typing import Annotated

import typer

from tipcli.cli import terminal
from tipcli.cli.answers import nothing_passes
from tipcli.cli.options import Selection, command
from tipcli.cli.printer import Notices
from tipcli.library import Library
from tipcli.today import stamps
from tipcli.today.profiles import lines

Shell = StrEnum("Shell", list(lines.TEMPLATES))  # type: ignore[misc]  # made from the table, as mypy cannot see


@command
def init(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", show_default=False)],
    selection: Selection,
    *,
    week: Annotated[bool, typer.Option("--week", help="The tip of the week, the same from Monday to Sunday.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Only in the first terminal of the day.")] = False,
) -> None:
    """tips init bash >>~/.bashrc                   paste the lines: the fastest way
    eval "$(tips init zsh --once -t empathy)"    asked for each time, in ~/.zshrc
    tips init fish --once | source               in ~/.config/fish/config.fish
    tips init powershell | Out-String | Invoke-Expression    in $PROFILE
    """
    with Library(Notices(quiet=False).warn) as library:
        filters = library.checked(selection.filters(rotation=True))
        if not library.count(filters):
            raise nothing_passes()
    mark = stamps.mark(filters.key(), week=week) if once else ""
    terminal.write([lines.lines(str(shell), _typed(selection, week=week), mark)])


def _typed(selection: Selection, *, week: bool) -> list[str]:
    """Return the arguments of `tips today` for a selection: as they were typed, in the order of the help."""
    words = [word for topic in selection.topic or () for word in ("--topic", topic)]
    words += [word for name in selection.collection or () for word in ("--collection", name)]
    words += ["--since", selection.since] if selection.since else []
    words += ["--until", selection.until] if selection.until else []
    return words + ["--short"] * selection.short + ["--week"] * week
