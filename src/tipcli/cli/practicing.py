"""practice and done: one habit for 21 days."""

from __future__ import annotations

from typing import Annotated

import typer

from tipcli.cli import complete, habits
from tipcli.cli.options import Color, Quiet, command, whole_number
from tipcli.kept.practice import DAYS
from tipcli.model.errors import UsageError

Names = Annotated[
    list[str] | None,
    typer.Argument(
        help="A number, words of the title, or today.",
        metavar="[TIP]",
        autocompletion=complete.tips,
        show_default=False,
    ),
]


@command
def practice(
    tip: Names = None,
    *,
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="N", parser=whole_number, help="On so many days; 21 unless you say."),
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Stop practicing it.", show_default=False)] = False,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="The calendar as rich, plain, json, markdown or svg."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    color: Annotated[
        Color | None,
        typer.Option("--color", metavar="WHEN", case_sensitive=False, help="Use color: auto, always or never."),
    ] = None,
    quiet: Quiet,
) -> None:
    """tips practice 30               one habit for 21 days; 'today' reminds you
    tips practice                  how far you are
    tips practice 30 --days 10
    tips practice --stop 30
    tips practice -f svg >habit.svg
    """
    if stop:
        habits.stop(quiet.notices(), tip or [])
    elif tip:
        habits.begin(quiet.notices(), tip, DAYS if days is None else days)
    elif days is not None:
        raise UsageError("--days goes with a tip", "As in: tips practice 30 --days 10")
    else:
        habits.show("json" if json else form, str(color or "auto"))


@command
def done(
    tip: Names = None,
    *,
    yesterday: Annotated[
        bool, typer.Option("--yesterday", help="It was done yesterday, and not told.", show_default=False)
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="It was not done after all.", show_default=False)] = False,
    quiet: Quiet,
) -> None:
    """tips done                      what you practice is done for today
    tips done 30                   this one
    tips done --yesterday
    tips done --undo               it was not
    """
    act = habits.undo if undo else habits.done
    act(quiet.notices(), tip or [], yesterday=yesterday)
