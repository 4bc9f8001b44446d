"""Changing the library: collections are imported, synced and removed. One process at a time changes a collection."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tipcli.index.existing import ExistingTips
from tipcli.index.opened import open_index
from tipcli.ingest.changes import Changes
from tipcli.ingest.indexer import Indexer
from tipcli.ingest.matching import Intake
from tipcli.ingest.plans import Plan, checked_name, name_for, origins_of
from tipcli.ingest.publish import NextState, header_of, publish_changed, publish_new
from tipcli.ingest.reading import Meter, Reading
from tipcli.ingest.samepage import SamePages
from tipcli.ingest.source import Source, source_of
from tipcli.ingest.stdin import STANDARD_INPUT
from tipcli.model.errors import AccessError, NotFoundError, TipsError, UsageError
from tipcli.model.reports import Report
from tipcli.model.text import quoted
from tipcli.model.tip import BUNDLED
from tipcli.store import syncs
from tipcli.store.drafts import access_errors, collection_lock, path_of
from tipcli.store.sources import Imported, imported
from tipcli.system import paths
from tipcli.system.scratch import sweep

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.ingest.options import ImportOptions
    from tipcli.ingest.reading import Progress


_SMALL = 10  # tips; of a smaller collection any number is dropped unasked


def import_sources(named: list[str], name: str | None, options: ImportOptions, progress: Progress) -> Report:
    """Import the sources into the collection `name`, or if None into one named after them, and tell what was done.

    Raises UsageError for a name that cannot be, or that is another's; AccessError where nothing could be read or
    something not be written; then the library is as it was.
    """
    how = {name: getattr(options, name) for name in ("rot13", "pages", "folder_topics", "dates", "columns")}
    sources = [Source(text, options.format, **how) for text in named]
    each = {source.named: source for source in sources}
    chosen = checked_name(name) if name is not None else name_for(list(each.values()))

    def plan(header: dict[str, Any]) -> Plan:
        before = origins_of(chosen, header)
        others = [origin for origin in before if origin["source"] not in each]
        for origin in before:
            if origin["source"] in each:
                each[origin["source"]].found = source_of(origin).found
        if before and len(others) == len(before) and name is None:
            raise UsageError(
                f"there is a collection {chosen} of other tips, from {quoted(str(header.get('origin')))}",
                "Give --name: that one to add to it, or a new one.",
            )
        if options.prune and others:
            raise UsageError(f"{chosen} has other sources too", f"To drop what is gone: tips sync {chosen} --prune")
        return Plan([(source, options.topics) for source in each.values()], others, before)

    return _run(chosen, plan, options, progress)


def sync(name: str, options: ImportOptions, progress: Progress) -> Report:
    """Read the sources of a collection again, and tell what was done. Raises NotFoundError, or as importing does."""

    def plan(header: dict[str, Any]) -> Plan:
        _existing(name)  # it may have been removed meanwhile
        origins = origins_of(name, header)
        if not origins:
            raise AccessError(f"{name} has no source that could be read again", "Import its source again.")
        sources = [(source_of(origin), tuple(map(str, origin.get("topics", ())))) for origin in origins]
        return Plan(sources, [], origins)

    _existing(name)
    return _run(name, plan, options, progress)


def remove(name: str) -> None:
    """Take a collection out of the library.

    Raises UsageError for the bundled one, NotFoundError for one that is not there, AccessError where that fails.
    """
    if name == BUNDLED:
        raise UsageError(f"{BUNDLED} comes with the package and stays", "To leave it out: -c NAME")
    path = _existing(name).path
    with access_errors(path) as outcome, collection_lock(name):
        os.unlink(path)
        outcome.is_changed = True
        syncs.forget(name)
        if index := paths.index_file(name):
            with suppress(OSError):  # without its collection it does no harm
                os.unlink(index)


def _run(name: str, make_plan: Callable[[dict[str, Any]], Plan], options: ImportOptions, progress: Progress) -> Report:
    """Read what a plan names and put the collection's next state in its place; `make_plan` is given its header."""
    path = path_of(name)
    folder = os.path.dirname(path)
    report = Report(name)
    with access_errors(path) as outcome, collection_lock(name), ExitStack() as stack:
        _sweep(folder)
        old = Imported(path) if os.path.lexists(path) else None
        header = old.header() if old else {}
        plan = make_plan(header)
        state = syncs.read(name) if old else syncs.Sync()
        index = stack.enter_context(closing(open_index(old))) if old else None
        changes = stack.enter_context(closing(Changes(folder, name)))
        existing = ExistingTips(index)
        intake = Intake(existing, header, changes, report, options.today)
        asked = _validators(state, plan, options)
        pages = SamePages(existing, (source for source, _ in plan.sources), is_asked=options.format == "html")
        reading = stack.enter_context(Reading(plan, options.limit, asked, Meter(report, progress), pages.check))
        indexer = None if old or options.dry_run else stack.enter_context(closing(Indexer(name, intake.described)))
        _take_in(reading, intake, indexer)
        try:
            gone = _finish_report(report, reading, intake, plan, options)
        except AccessError as error:
            if old and not options.dry_run:
                syncs.write(name, replace(state, failed=_failed(state, reading, error.message)))
            raise
        if options.dry_run:
            return report
        _ask(options, index.size if index else 0, gone)
        origins = plan.origins(reading.nothing_of)
        said = header_of(header | _origins_as_header(origins), intake, options.rotation)
        next_state = NextState(path, said, changes, report.added, frozenset(gone if options.prune else ()))
        if indexer:
            publish_new(next_state, indexer)
        elif old and index:
            publish_changed(next_state, old, index)
        outcome.is_changed = True
        is_part = reading.failures or report.bad or options.limit or report.is_waiting
        validators = {} if is_part else state.validators | reading.validators
        syncs.write(name, syncs.Sync(_now(), validators, origins, _failed(state, reading)))
    return report


def _take_in(reading: Reading, intake: Intake, indexer: Indexer | None) -> None:
    """Take in all that the sources hold. Each new tip is handed to the indexer, which may fail without any harm."""
    for source, topics, inside in reading.found():
        intake.begin(source.key)
        for place, found in inside:
            tip = intake.take(place, found, (*topics, *reading.topics))
            if tip and indexer:
                indexer.add(tip)
        for tip in intake.take_waiting():
            if indexer:
                indexer.add(tip)


def _failed(state: syncs.Sync, reading: Reading, nothing: str = "") -> dict[str, str]:
    """Return why sources could not be read the last time, by what they are called; `nothing` is why none was."""
    kept = {source: why for source, why in state.failed.items() if source not in reading.sources}
    now = {source.shown: error.message for source, error in reading.failures}
    return kept | (now or (dict.fromkeys(reading.sources, nothing) if nothing else {}))


def _ask(options: ImportOptions, size: int, gone: list[int]) -> None:
    """Ask before most of a collection is dropped. Raises what the one who is asked raises."""
    if options.prune and options.may_prune and size >= _SMALL and 2 * len(gone) > size:
        options.may_prune(size, len(gone))


def _validators(state: syncs.Sync, plan: Plan, options: ImportOptions) -> dict[str, dict[str, str]]:
    """Return what the server said of its version, if all of its answers were taken in, and in the same way.

    What is gone is told by a whole answer only: WordPress calls a feed unchanged when a post was deleted.
    """
    is_whole = options.limit or options.prune
    return state.validators if state.origins == plan.origins([]) and not is_whole else {}


def _finish_report(report: Report, reading: Reading, intake: Intake, plan: Plan, options: ImportOptions) -> list[int]:
    """Complete the report once all is read, and return the numbers of the tips that are gone from their source.

    Raises AccessError where nothing at all could be read.
    """
    report.failures = [(error.message, error.hint) for _, error in reading.failures]
    report.not_modified = reading.not_modified
    report.empty = reading.empty
    unknown = [name for name, _ in options.columns if name not in reading.mapped]
    report.remarks += [("--map", f"no column is called {quoted(name)}") for name in unknown]
    _check(report, [error for _, error in reading.failures])
    # What could not be read is not gone, nor what is from another source.
    is_part = reading.failures or report.bad or report.not_modified or report.empty or options.limit or plan.others
    gone = [] if is_part else intake.gone()
    report.gone, report.removed = (0, len(gone)) if options.prune else (len(gone), 0)
    report.is_prune_put_off = options.prune and bool(is_part)
    return gone


def _check(report: Report, failures: list[TipsError]) -> None:
    """Raise AccessError where nothing at all could be read."""
    if report.read or ((report.not_modified or report.empty or report.is_waiting) and not failures):
        return
    details = tuple(": ".join(filter(None, item)) for item in (*report.bad[:10], *report.skipped[:10]))
    if failures:
        first, *more = failures
        others = tuple(f"{error.message}." for error in more)
        raise AccessError(first.message, first.hint, first.details + others + details)
    raise AccessError("there is no tip in it", "Nothing was changed.", details=details)


def _origins_as_header(origins: list[dict[str, Any]]) -> dict[str, Any]:
    shown = ", ".join(Source(origin["source"]).shown for origin in origins) or Source(STANDARD_INPUT).shown
    return {"origin": shown, "origins": origins, "synced": _now()}


def _sweep(folder: str) -> None:
    """Take away what killed processes left in the folder of the collections, and in that of the indexes."""
    sweep(folder)
    if indexes := paths.index_folder():
        with suppress(OSError):
            sweep(indexes)


def _existing(name: str) -> Imported:
    if name not in (known := [collection.name for collection in imported()]):
        hint = f"There is: {', '.join(known)}." if known else "None was imported. See 'tips import --help'."
        raise NotFoundError(f"no imported collection is called {quoted(name)}", hint)
    return Imported(path_of(name))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
