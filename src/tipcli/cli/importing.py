"""import, sync, collections and remove."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from tipcli.cli import complete, sharing, spoken
from tipcli.cli.days import current_day
from tipcli.cli.options import Output, Quiet, command, whole_number
from tipcli.cli.progress import Bar
from tipcli.cli.report import tell, tell_failure, tell_next
from tipcli.cli.words import line_of
from tipcli.ingest.options import ImportOptions
from tipcli.ingest.run import import_sources
from tipcli.ingest.run import remove as remove_collection
from tipcli.ingest.run import sync as sync_collection
from tipcli.ingest.stdin import STANDARD_INPUT
from tipcli.library import Library
from tipcli.model.errors import AccessError, NotFoundError, TipsError, UsageError
from tipcli.model.text import quoted, slugify, so_many_tips
from tipcli.readers.dates import ORDERS
from tipcli.readers.fields import role_of
from tipcli.readers.names import NAMES
from tipcli.readers.registry import FORMATS
from tipcli.search.shelves import collections_meant
from tipcli.store.sources import LONGEST_NAME, Imported, imported, is_name
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
    chosen = _apt(name) if name else name
    if chosen != name:
        quiet.notices().note(f"The collection is called {chosen}: names are of a-z, 0-9 and -.")
    with sharing.library_of(system=system, line=f"import {' '.join(source)}"):
        before = [one.name for one in imported()]
        with signals.orderly(), Bar(is_shown=not quiet.quiet) as bar:
            report = import_sources(source, chosen, options, bar.progress)
        tell(report, quiet=quiet.quiet, is_dry=changing.dry_run)
        if report.added and report.name not in before and not (quiet.quiet or changing.dry_run):
            tell_next(report.name, is_dealt=reading.rotation is not False and _is_dealt(report.name))
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


def _is_dealt(name: str) -> bool:
    try:
        with Library() as library:
            return any(one.name == name and one.in_rotation for one in library.collections())
    except (TipsError, MemoryError, OSError):  # the import is done, and what cannot be told undoes nothing
        return False


def _mapped(text: str) -> tuple[str, str]:
    """Return column and field of `Column=field`. Raises UsageError for what is no such pair."""
    column, _, name = text.rpartition("=")
    role = role_of(name.strip())
    if not column.strip() or not role:
        raise UsageError(
            f"--map {quoted(text)} names no column and field", f"As in --map 'Column=body'. Fields: {', '.join(NAMES)}."
        )
    return column.strip(), role[0]


@command
def sync(
    name: Annotated[
        list[str] | None,
        typer.Argument(
            help="Which collections; all that were imported, unless you say.",
            metavar="[NAME...]",
            autocompletion=complete.imported,
            show_default=False,
        ),
    ] = None,
    *,
    changing: Changing,
    system: sharing.System = False,
    quiet: Quiet,
) -> None:
    """tips sync
    tips sync blog --prune             drop what the blog no longer has
    """
    with sharing.library_of(system=system, line=" ".join(["sync", *(name or ())])):
        _sync(name or [], changing, quiet)


def _sync(name: list[str], changing: Changing, quiet: Quiet) -> None:
    own = [one.name for one in imported()]
    if len(name) == 1 and name[0].casefold() in ("all", "everything") and name[0] not in own:
        raise NotFoundError(f"no collection is called {quoted(name[0])}", "For all of them: 'tips sync'")
    name = list(collections_meant(name, own))
    known = [one.name for one in imported() if name or _has_source(one)]
    if not known and not name:
        raise NotFoundError("no collection was imported that could be read again", "See 'tips import --help'.")
    options = ImportOptions(**changing.options())
    failed: TipsError | None = None
    is_part = False
    for one in name or known:
        try:
            sharing.refuse_of_system(one, "sync")
            with signals.orderly(), Bar(is_shown=not quiet.quiet) as bar:
                report = sync_collection(one, options, bar.progress)
        except TipsError as error:
            if failed:
                tell_failure(failed.message, failed.hint)
            failed = error
        else:
            tell(report, quiet=quiet.quiet, is_dry=changing.dry_run)
            is_part = is_part or bool(report.failures)
    if failed:
        raise failed
    if is_part:
        raise typer.Exit(AccessError.status)


def _has_source(collection: Imported) -> bool:
    """Tell whether a collection could be read again; what cannot be looked at is left to `sync` to tell."""
    try:
        return collection.header().get("origins") != []
    except TipsError:
        return True


@command
def collections(*, output: Output) -> None:
    """tips collections
    tips collections | cut -f1         their names, for a script
    """
    printer = output.printer("collections")
    with Library(printer.warn) as library:
        printer.show(printer.view.collections(library.collections()))


@command
def remove(
    name: Annotated[str, typer.Argument(help="The collection.", metavar="NAME", autocompletion=complete.imported)],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    system: sharing.System = False,
    quiet: Quiet,
) -> None:
    """tips remove blog                   asks first
    tips remove blog --yes
    """
    with sharing.library_of(system=system, line=f"remove {name}"):
        own = [one.name for one in imported()]
        if spoken.numbers([name]) and name not in own:
            message = f"{quoted(name)} is a tip, and only whole collections are taken out"
            raise NotFoundError(message, f"That it is not shown again: {line_of(['hide', name])}")
        sharing.refuse_of_system(name, "remove")
        _remove(name, quiet, is_sure=yes)


def _remove(name: str, quiet: Quiet, *, is_sure: bool) -> None:
    is_known = name in [one.name for one in imported()]
    tips = _counted(name) if is_known else ""
    if is_known and not is_sure:
        if not (sys.stdin and sys.stdin.isatty()):
            raise UsageError(f"{quoted(name)} is not removed without being asked about", "Add --yes.")
        if not typer.confirm(f"Remove {name}{tips}?", err=True):
            raise typer.Exit(1)
    remove_collection(name)
    quiet.notices().note(f"Removed {name}{tips}.")


def _counted(name: str) -> str:
    """Return how many tips a collection has, for a sentence; nothing where it cannot be read."""
    with Library() as library:
        size = next((one.tips for one in library.collections() if one.name == name), None)
    return "" if size is None else f" with {so_many_tips(size)}"
