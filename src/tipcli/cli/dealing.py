"""random and today."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from tipcli.cli import answers
from tipcli.cli.options import Output, Selection, any_number, command, line, whole_day, whole_number


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
        int | None,
        typer.Option(
            "--seed", metavar="N", parser=any_number, help="The same tips each time, and nothing is remembered."
        ),
    ] = None,
    *,
    useful: Annotated[
        bool, typer.Option("--useful", help="Rather what you starred or have not seen.", show_default=False)
    ] = False,
    output: Output,
) -> None:
    """tips random                        none comes twice until all were seen
    tips random -t kindness -n 3
    tips random --useful               what you starred, or have not seen
    tips random --seed 7               the same one each time
    """
    filters = selection.filters(rotation=True).replace(useful=useful)
    answers.random(output.printer("random"), filters, limit, seed)


@dataclass(eq=False, repr=False, match_args=False)  # each method takes time to compile
class When:
    """Of which day or week, whether to print it, and what stands last."""

    day: Annotated[
        date | None, typer.Option("--date", metavar="DATE", help="The tip of that day.", parser=whole_day)
    ] = None
    week: Annotated[bool, typer.Option("--week", help="The tip of the week, the same from Monday to Sunday.")] = False
    once: Annotated[bool, typer.Option("--once", help="Print it only the first time that day.")] = False
    prepare: Annotated[
        bool, typer.Option("--prepare", help="Print nothing; make today's and tomorrow's ready for the next terminals.")
    ] = False
    footer: Annotated[
        str | None,
        typer.Option("--footer", metavar="TEXT", help="The last line; {ref} is the tip's, '' none.", parser=line),
    ] = None


@command
def today(selection: Selection, when: When, *, context: typer.Context, output: Output) -> None:
    """tips today
    tips today --once                  for a shell profile: once a day
    tips today --week -t co-workers    one for the team board
    tips today --date 2026-12-24       or tomorrow, 'next monday', 'in 3 days'
    """
    from tipcli.cli import daily

    daily.answer({**vars(when), **vars(selection), **vars(output)}, context.obj)
