"""sync, collections and remove."""

import sys
from typing import Annotated

import typer

from tipcli.cli import complete, sharing, spoken
from tipcli.cli.importing import Changing
from tipcli.cli.options import Output, Quiet, command
from tipcli.cli.progress import Bar
from tipcli.cli.report import tell, tell_failure
from tipcli.cli.words import line_of
from tipcli.ingest.options import ImportOptions
from tipcli.ingest.run import remove as remove_collection
from tipcli.ingest.run import sync as sync_collection
from tipcli.library import Library
from tipcli.model.errors import AccessError, NotFoundError, TipsError, UsageError
from tipcli.model.text import quoted, so_many_tips
from tipcli.search.shelves import collections_meant
from tipcli.store.sources import Imported, imported
from tipcli.system import signals


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
            sharing.refuse_own(one)
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
        sharing.refuse_own(name)
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
