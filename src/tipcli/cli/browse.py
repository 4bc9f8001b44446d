"""list, search and show."""

from enum import StrEnum
from typing import Annotated

import typer

from tipcli.cli import answers, complete
from tipcli.cli.options import Output, Selection, command, whole_number
from tipcli.index.rows import ORDERS

Sort = StrEnum("Sort", list(ORDERS))  # type: ignore[misc]


@command
def list_tips(
    selection: Selection,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            parser=whole_number,
            help="At most so many; 0 is all. On a terminal 100 unless you say.",
        ),
    ] = None,
    sort: Annotated[
        Sort,
        typer.Option(
            "--sort",
            metavar="BY",
            case_sensitive=False,
            help="Sort by date (newest first), title or number.",
            show_default=False,
        ),
    ] = Sort.date,  # type: ignore[attr-defined]
    *,
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the order round.")] = False,
    output: Output,
) -> None:
    """tips list                          newest first
    tips list -t empathy,patience      of either topic
    tips list -t empathy+listening     of both; -T listening: not of it
    tips list --since 'march 2025'     or 2025-04-29, 2025, 7d, yesterday
    tips list --since 2025 --sort title
    tips list | cut -f1,3              numbers and titles, for a script
    """
    answers.list_tips(output.printer("list"), selection.filters(), limit, order=str(sort), reverse=reverse)


@command
def search(
    query: Annotated[
        list[str],
        typer.Argument(
            help='What to look for; any text. -word leaves out, "some words" keeps together.',
            metavar="QUERY...",
            autocompletion=complete.words,
        ),
    ],
    selection: Selection,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            parser=whole_number,
            help="At most so many, 10 unless you say; 0 is all.",
            show_default=False,
        ),
    ] = answers.HITS,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what has only a little of the query.", show_default=False)
    ] = False,
    output: Output,
) -> None:
    """tips search empathy
    tips search furious caller         other words for it count too
    tips search emapthy                and so do typos
    tips search 'angry -refund'        without a word
    tips search '"common sense"'       words that stand together
    tips search -t channels -n 3 wait
    tips search --json refund | jq -r '.[0].ref'
    """
    answers.search(output.printer("search"), query, selection.filters(), limit, everything=everything)


@command
def show(
    tip: Annotated[
        list[str],
        typer.Argument(
            help="A number, several as in 1-5 or 12,30, words of the title, or today.",
            metavar="TIP...",
            autocompletion=complete.tips,
        ),
    ],
    *,
    output: Output,
) -> None:
    """tips show 16                       by its number; tips 16 does too
    tips show today 1-3 12,30          that of today, 1 to 3, 12 and 30
    tips show make-empathy             by the first words of its title
    tips show stop rolling your eyes   by words of its title
    tips show 12 30 --format markdown
    """
    answers.show(output.printer("show"), tip)
