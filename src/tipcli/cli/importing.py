"""import."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from tipcli.cli import sharing
from tipcli.cli.days import current_day
from tipcli.cli.options import Quiet, command, whole_number
from tipcli.cli.progress import Bar
from tipcli.cli.report import tell, tell_next, tell_rotation
from tipcli.cli.words import line_of
from tipcli.ingest.options import ImportOptions
from tipcli.ingest.outlines import expanded
from tipcli.ingest.run import import_sources
from tipcli.ingest.source import Source
from tipcli.ingest.stdin import STANDARD_INPUT
from tipcli.library import Library
from tipcli.model.errors import AccessError, TipsError, UsageError
from tipcli.model.text import quoted, slugify
from tipcli.readers.dates import ORDERS
from tipcli.readers.fields import role_of
from tipcli.readers.names import NAMES
from tipcli.readers.registry import FORMATS
from tipcli.store.sources import LONGEST_NAME, imported, is_name
from tipcli.system import signals

Form = StrEnum("Form", list(FORMATS))  # type: ignore[misc]  # made from the registry, as mypy cannot see

Dates = StrEnum("Dates", list(ORDERS))  # type: ignore[misc]  # as above


@dataclass(eq=False, repr=False, match_args=False)
class Reading:
    """How a source is read."""

    form: Annotated[
        Form | None,
        typer.Option(
            "--from", metavar="FORMAT", case_sensitive=False, help=f"Do not guess; one of {', '.join(FORMATS)}."
        ),
    ] = None
    topic: Annotated[
        list[str] | None, typer.Option("--topic", "-t", metavar="TOPIC", help="Give every tip this topic too.")
    ] = None
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", metavar="N", parser=whole_number, help="Stop after so many items.", show_default=False
        ),
    ] = 0
    rotation: Annotated[
        bool | None,
        typer.Option(
            "--rotation/--no-rotation",
            help="Whether today and random show its tips too; of a new collection they do.",
            show_default=False,
        ),
    ] = None
    rot13: Annotated[bool, typer.Option("--rot13", help="The fortune files are in ROT13.")] = False
    pages: Annotated[bool, typer.Option("--pages", help="Pages of a WordPress export too.")] = False
    folder_topics: Annotated[
        bool, typer.Option("--folder-topics/--no-folder-topics", help="Whether a file's folders are topics of it.")
    ] = True
    dates: Annotated[
        Dates | None,
        typer.Option(
            "--dates", case_sensitive=False, help="The order of day, month and year in dates such as 05/03/24."
        ),
    ] = None
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="Take a column for a field: 'What to do=body'."),
    ] = None
    all_feeds: Annotated[bool, typer.Option("--all", help="Every feed that an outline (OPML) names.")] = False


@dataclass(eq=False, repr=False, match_args=False)
class Changing:
    """What may be changed."""

    prune: Annotated[bool, typer.Option("--prune", help="Drop tips that are gone from the source.")] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before most of a collection is dropped.")] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen.")] = False

    def options(self) -> dict[str, Any]:
        """Return the fields of `ImportOptions` that import and sync share."""
        today = current_day().isoformat()
        return {"prune": self.prune, "dry_run": self.dry_run, "may_prune": self.may_prune, "today": today}

    def may_prune(self, size: int, gone: int) -> None:
        """Ask before `gone` of `size` tips are dropped. Raises UsageError where nobody can be asked, Exit for a no."""
        if self.yes:
            return
        about = f"{gone:,} of {size:,} tips are gone from the source"
        if not (sys.stdin and sys.stdin.isatty()):
            raise UsageError(f"{about}, and so many are not dropped without being asked about", "Add --yes.")
        if not typer.confirm(f"{about}. Drop them?", err=True):
            raise typer.Exit(1)


@command
def import_tips(
    source: Annotated[
        list[str], typer.Argument(help="A file, a folder or an address; - is standard input.", metavar="SOURCE...")
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="The collection; otherwise it is named after the source."),
    ] = None,
    *,
    reading: Reading,
    changing: Changing,
    system: sharing.System = False,
    quiet: Quiet,
) -> None:
    """tips import our-tips/               a folder of Markdown files
    tips import https://example.org/feed/ --name blog
    tips import tips.csv --topic onboarding
    tips import export.xml --dry-run
    cat tips.csv | tips import - --name team
    """
    options = ImportOptions(
        format=str(reading.form) if reading.form else "",
        rot13=reading.rot13,
        pages=reading.pages,
        folder_topics=reading.folder_topics,
        dates=str(reading.dates) if reading.dates else "",
        columns=tuple(map(_mapped, reading.columns or ())),
        topics=tuple(reading.topic or ()),
        rotation=reading.rotation,
        limit=reading.limit,
        **changing.options(),
    )
    if len(source) > 2 and source[-2] == "as" and not name:
        line = line_of(["import", *source[:-2], "--name", source[-1]])
        raise UsageError(f"{quoted('as')} is no source", f"Did you mean {line}?")
    if STANDARD_INPUT in source:
        _check_standard_input(source, name)
    named = expanded(source, all_feeds=reading.all_feeds)
    if named != source and not name and len(source) == 1:
        name = Source(source[0]).stem
    chosen = _apt(name) if name else name
    if chosen != name:
        quiet.notices().note(f"The collection is called {chosen}: names are of a-z, 0-9 and -.")
    with sharing.library_of(system=system, line=" ".join(["import", *source, *(["--name", name] if name else [])])):
        before = [one.name for one in imported()]
        dealt = _dealt() if reading.rotation is not None else []
        with signals.orderly(), Bar(is_shown=not quiet.quiet) as bar:
            report = import_sources(named, chosen, options, bar.progress)
        tell(report, quiet=quiet.quiet, is_dry=changing.dry_run)
        if report.added and report.name not in before and not (quiet.quiet or changing.dry_run):
            tell_next(report.name, is_dealt=reading.rotation is not False and report.name in _dealt())
        elif reading.rotation is not None and not (quiet.quiet or changing.dry_run):
            tell_rotation(report.name, was=report.name in dealt, now=report.name in _dealt())
    if report.failures:
        raise typer.Exit(AccessError.status)


def _apt(name: str) -> str:
    """Return a name that a person gave a collection as one that it may have: Our Team is our-team.

    What is likelier a path or a slip than words, and what is too long, stays as it is, to be refused.
    """
    slug = slugify(name, LONGEST_NAME)
    is_words = name[0].isalnum() and all(letter.isalnum() or letter in " -_&'’" for letter in name)
    return slug if is_words and len(name) <= LONGEST_NAME and is_name(slug) else name


def _check_standard_input(source: list[str], name: str | None) -> None:
    if len(source) > 1:
        raise UsageError("standard input is one source, and no other goes with it", "Import the others by themselves.")
    if not name:
        raise UsageError("what comes by standard input has no name", "Say one: tips import - --name team")


def _dealt() -> list[str]:
    """Return the names of the collections that are in the rotation."""
    try:
        with Library() as library:
            return [one.name for one in library.collections() if one.in_rotation]
    except (TipsError, MemoryError, OSError):  # the import is done, and what cannot be told undoes nothing
        return []


def _mapped(text: str) -> tuple[str, str]:
    """Return column and field of `Column=field`. Raises UsageError for what is no such pair."""
    column, _, name = text.rpartition("=")
    role = role_of(name.strip())
    if not column.strip() or not role:
        raise UsageError(
            f"--map {quoted(text)} names no column and field", f"As in --map 'Column=body'. Fields: {', '.join(NAMES)}."
        )
    return column.strip(), role[0]
