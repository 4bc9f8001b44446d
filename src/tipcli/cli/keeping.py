"""star, unstar, note, hide, unhide: what a person keeps of tips. All of it is in plain files of the data folder."""

from __future__ import annotations

from typing import Annotated

import typer

from tipcli.cli import complete, keeps
from tipcli.cli.options import Output, Quiet, command

Tips = Annotated[
    list[str],
    typer.Argument(
        help="A number, several as in 1-5 or 12,30, words of the title, or today.",
        metavar="TIP...",
        autocompletion=complete.tips,
    ),
]
PerhapsTips = Annotated[
    list[str] | None,
    typer.Argument(
        help="A number, a range or list of numbers, words of the title, or today; without one, what there is.",
        metavar="[TIP...]",
        autocompletion=complete.tips,
        show_default=False,
    ),
]


@command
def star(tip: PerhapsTips = None, *, output: Output) -> None:
    """tips star 12                   find it again: tips list --starred
    tips star 12 30 today
    tips star                      what you starred
    """
    keeps.star(output.printer("list"), tip or [])


@command
def unstar(tip: Tips, *, speaking: Quiet) -> None:
    """tips unstar 12                 no longer starred"""
    keeps.unstar(speaking.notices(), tip)


@command
def hide(tip: PerhapsTips = None, *, output: Output) -> None:
    """tips hide 12                   not for me: never in today or random
    tips hide                      what you hid
    """
    keeps.hide(output.printer("list"), tip or [])


@command
def unhide(tip: Tips, *, speaking: Quiet) -> None:
    """tips unhide 12                 it may come again"""
    keeps.unhide(speaking.notices(), tip)


@command
def note(
    tip: Annotated[
        str | None,
        typer.Argument(
            help="Its number, or its title with hyphens; without one, all notes.",
            metavar="[TIP]",
            autocompletion=complete.tips,
            show_default=False,
        ),
    ] = None,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            help="Your words; - is standard input. Without any the editor opens.",
            metavar="[TEXT...]",
            show_default=False,
        ),
    ] = None,
    *,
    delete: Annotated[bool, typer.Option("--delete", help="Take the note away.", show_default=False)] = False,
    output: Output,
) -> None:
    """tips note 12 'worked on Friday'   shown with the tip, and found by search
    tips note 12                      in your editor
    tips note                         all notes, also of tips that are gone
    tips note 12 --delete
    """
    printer = output.printer("list")
    keeps.note(printer, [*filter(None, [tip]), *(text or [])], delete=delete, form=printer.format)
