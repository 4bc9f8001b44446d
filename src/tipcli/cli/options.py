"""The options that several commands share, each declared once.

A command takes a group of them as one argument, a dataclass; `command` unfolds it into the signature that Typer reads.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from tipcli.cli import complete, values
from tipcli.cli.printer import Notices, Printer
from tipcli.model.results import Filters
from tipcli.views.registry import FORMATS

Given = TypeVar("Given")
Made = TypeVar("Made")
Color = StrEnum("Color", ["auto", "always", "never"])
_FILTERS = "which tips"


def _parsed(read: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """Return a reader of values that raises what Typer understands."""

    @functools.wraps(read)
    def parsed(given: Given) -> Made:
        try:
            return read(given)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return parsed


first_day = _parsed(values.first_day)
last_day = _parsed(values.last_day)
whole_day = _parsed(values.whole_day)
whole_number = _parsed(values.whole_number)
any_number = _parsed(values.any_number)
line = _parsed(values.line)


class Audience(StrEnum):
    """For whom a tip is."""

    desk = "desk"
    lead = "lead"


@dataclass(eq=False, repr=False, match_args=False)  # each method takes time to compile
class Selection:
    """The filters."""

    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic",
            "-t",
            metavar="TOPIC",
            help="Only tips with this topic; a,b is any of them, a+b both.",
            autocompletion=complete.topics,
        ),
    ] = None
    not_topic: Annotated[
        list[str] | None,
        typer.Option(
            "--not-topic",
            "-T",
            metavar="TOPIC",
            help="No tips with this topic; a,b is none of them.",
            autocompletion=complete.topics,
        ),
    ] = None
    collection: Annotated[
        list[str] | None,
        typer.Option(
            "--collection",
            "-c",
            metavar="NAME",
            help="Only this collection; a,b is any of them.",
            autocompletion=complete.collections,
        ),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Only tips from then on: 2025-04-29, 2025, 7d, last monday, march.",
            parser=first_day,
            autocompletion=complete.days,
        ),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DATE", help="Only tips up to then.", parser=last_day, autocompletion=complete.days
        ),
    ] = None
    audience: Annotated[
        Audience | None,
        typer.Option(
            "--for",
            metavar="WHOM",
            case_sensitive=False,
            help="Only tips for the desk, or for those who lead one: desk or lead.",
        ),
    ] = None
    short: Annotated[bool, typer.Option("--short", help="Only short tips: 60 words or fewer.")] = False
    starred: Annotated[bool, typer.Option("--starred", help="Only tips that you starred.")] = False
    unseen: Annotated[bool, typer.Option("--unseen", help="Only tips that your history has not.")] = False
    hidden: Annotated[bool, typer.Option("--hidden", help="Only tips that you hid.")] = False

    def filters(self, *, rotation: bool = False) -> Filters:
        """Return what the library understands."""
        return values.filters(vars(self), rotation=rotation)


@dataclass(eq=False, repr=False, match_args=False)  # each method takes time to compile
class Quiet:
    """Whether to speak of what was done."""

    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing, except what is wrong.")] = False

    def notices(self) -> Notices:
        """Return what speaks accordingly."""
        return Notices(quiet=self.quiet)


@dataclass(eq=False, repr=False, match_args=False)  # each method takes time to compile
class Output:
    """How the answer is printed."""

    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=values.format_name,
            autocompletion=complete.formats,
            help=f"One of {', '.join(FORMATS)}; html or csv, as in export. In a pipe tsv for lists and plain for tips, "
            "else rich.",
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False
    color: Annotated[
        Color | None,
        typer.Option(
            "--color",
            metavar="WHEN",
            case_sensitive=False,
            help="Use color: auto, always or never.",
            show_default=False,
        ),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing beside the answer, except errors.")] = False
    pager: Annotated[
        bool | None,
        typer.Option("--pager/--no-pager", help="Use a pager on a terminal; else only for more than a screen."),
    ] = None

    def form(self) -> str:
        """Return the format that is asked for, or nothing. Raises UsageError where options contradict each other."""
        return values.form(vars(self))

    def printer(self, command: str) -> Printer:
        """Return the output of a command. Raises UsageError as `form` does."""
        return Printer(command, form=self.form(), color=str(self.color or ""), quiet=self.quiet, pager=self.pager)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Return `function` with each argument that is a group of options unfolded into those options."""
    signature = inspect.signature(function, eval_str=True)
    plain: list[inspect.Parameter] = []
    groups: dict[str, type[Any]] = {}
    for parameter in signature.parameters.values():
        if is_dataclass(parameter.annotation) and isinstance(parameter.annotation, type):
            group = groups[parameter.name] = parameter.annotation
            hints = get_type_hints(group, include_extras=True)
            plain += [
                inspect.Parameter(
                    field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
                )
                for field in fields(group)
            ]
        else:
            plain.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(function)
    def unfolded(**given: Any) -> None:
        made = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        function(**given, **made)

    unfolded.__signature__ = inspect.Signature(plain)  # type: ignore[attr-defined]
    unfolded.__annotations__ = {parameter.name: parameter.annotation for parameter in plain}
    return unfolded
