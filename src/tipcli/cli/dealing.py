"""random and today."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from tipcli import bag
from tipcli.cli.face import Face
from tipcli.cli.options import Output, Selection, command, current_day, nothing_passes, whole_day, whole_number
from tipcli.library import Library


@command
def random(
    selection: Selection,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            parser=whole_number,
            help="So many, 1 unless you say; 0 is all.",
            show_default=False,
        ),
    ] = 1,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="N", help="The same tips each time, and nothing is remembered.")
    ] = None,
    *,
    output: Output,
) -> None:
    """tips random                        none comes twice until all were seen
    tips random -t kindness -n 3
    tips random --seed 7               the same one each time
    """
    face = Face(output, piped="plain")
    with Library(face.warn) as library:
        tips = library.random(library.checked(selection.filters(rotation=True)), limit, seed)
        if not tips:
            raise nothing_passes()
        face.show(face.view.whole([(tip, ()) for tip in tips]))


@command
def today(
    selection: Selection,
    day: Annotated[
        date | None, typer.Option("--date", metavar="DATE", help="The tip of that day.", parser=whole_day)
    ] = None,
    week: Annotated[bool, typer.Option("--week", help="The tip of the week, the same from Monday to Sunday.")] = False,  # noqa: FBT002
    once: Annotated[bool, typer.Option("--once", help="Print it only the first time that day.")] = False,  # noqa: FBT002
    *,
    output: Output,
) -> None:
    """tips today
    tips today --once                  for a shell profile: once a day
    tips today --week -t co-workers    one for the team board
    tips today --date 2026-12-24
    """
    face = Face(output, piped="plain")
    day = day or current_day()
    with Library(face.warn) as library:
        filters = library.checked(selection.filters(rotation=True))
        tip = library.today(filters, day, week=week)
        if tip is None:
            raise nothing_passes()
        if once and not bag.first_time(day, f"{filters.key()}\t{week}"):
            return
        face.show(face.view.today(tip, day, week=week))
