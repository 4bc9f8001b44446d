"""The options that several commands share, each declared once.

A command takes a group of them as one argument, a dataclass; `command` unfolds it into the signature that Typer reads.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, get_type_hints

import typer

from tipcli.cli import complete
from tipcli.cli.days import Span, current_day, iso, span
from tipcli.cli.printer import Notices, Printer
from tipcli.model.errors import UsageError
from tipcli.model.results import Filters
from tipcli.model.text import quoted
from tipcli.views.registry import FORMATS

Color = StrEnum("Color", ["auto", "always", "never"])
_FILTERS = "which tips"


def first_day(text: str) -> str:
    """Return the first day of what a date means as an ISO date. Raises typer.BadParameter."""
    return _span(text)[0].isoformat()


def last_day(text: str) -> str:
    """Return the last day of what a date means as an ISO date. Raises typer.BadParameter."""
    return _span(text)[1].isoformat()


def _span(text: str) -> Span:
    if found := iso(text) or span(text, current_day()):
        return found
    raise typer.BadParameter(f"{quoted(text)} is no date like 2026-01-31, 2026-01, 7d, yesterday, last monday or march")


def whole_day(text: str) -> date:
    """Return the one day that a date means. Raises typer.BadParameter."""
    first, last = _span(text)
    if first != last:
        raise typer.BadParameter(f"{quoted(text)} is more than one day: say which, as in 2026-01-31 or next monday")
    return first


def format_name(text: str) -> str:
    """Return the name of a format. Raises UsageError."""
    from tipcli.cli.formats import name_of

    return text if text in FORMATS else name_of(text)


def whole_number(given: str | int) -> int:
    """Return a number from 0 up, also for a default, which Typer passes through here. Raises typer.BadParameter."""
    text = str(given)
    if not (text.isascii() and text.isdigit()):
        raise typer.BadParameter(f"{quoted(text)} is no whole number from 0 up")
    return min(int(text[:30]), 2**62)


def any_number(text: str) -> int:
    """Return a whole number, below 0 too. Raises typer.BadParameter."""
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"{quoted(text)} is no whole number") from None


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
            help="Only this collection; repeat it for several.",
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
        typer.Option("--for", metavar="WHOM", help="Only tips for the desk, or for those who lead one: desk or lead."),
    ] = None
    short: Annotated[bool, typer.Option("--short", help="Only tips whose gist and body fit 60 words.")] = False

    starred: Annotated[bool, typer.Option("--starred", help="Only tips that you starred.")] = False
    unseen: Annotated[bool, typer.Option("--unseen", help="Only tips that your history has not.")] = False
    hidden: Annotated[bool, typer.Option("--hidden", help="Only tips that you hid.")] = False

    def filters(self, *, rotation: bool = False) -> Filters:
        """Return what the library understands."""
        return Filters(
            topics=tuple(self.topic or ()),
            without=tuple(self.not_topic or ()),
            collections=tuple(self.collection or ()),
            since=self.since,
            until=self.until,
            audience=str(self.audience or ""),
            short=self.short,
            rotation=rotation,
            starred=self.starred,
            unseen=self.unseen,
            hidden=self.hidden,
        )


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
            parser=format_name,
            autocompletion=complete.formats,
            help=f"One of {', '.join(FORMATS)}; html or csv, as in export. In a pipe tsv for lists and plain for tips, "
            "else rich.",
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False
    color: Annotated[
        Color | None,
        typer.Option("--color", metavar="WHEN", help="Use color: auto, always or never.", show_default=False),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing beside the answer, except errors.")] = False
    pager: Annotated[
        bool | None,
        typer.Option("--pager/--no-pager", help="Use a pager on a terminal; else only for more than a screen."),
    ] = None

    def form(self) -> str:
        """Return the format that is asked for, or nothing. Raises UsageError where options contradict each other."""
        if self.json and self.format not in (None, "json"):
            raise UsageError(f"--json and --format {self.format} contradict each other", "Use one of them.")
        return "json" if self.json else str(self.format or "")

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
    def unfolded(**values: Any) -> None:
        made = {
            name: group(**{field.name: values.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        function(**values, **made)

    unfolded.__signature__ = inspect.Signature(plain)  # type: ignore[attr-defined]
    unfolded.__annotations__ = {parameter.name: parameter.annotation for parameter in plain}
    return unfolded
