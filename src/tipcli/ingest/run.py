"""Changing the library: collections are imported, synced and removed. One process at a time changes a collection."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tipcli.index.opened import open_index
from tipcli.ingest.changes import Changes
from tipcli.ingest.matching import Intake
from tipcli.ingest.origins import STANDARD_INPUT, Origins, Source
from tipcli.ingest.plans import Plan, checked_name, name_for, origins_of
from tipcli.ingest.publish import Publication
from tipcli.model.errors import AccessError, NotFoundError, TipsError, UsageError
from tipcli.model.reports import Report
from tipcli.model.text import quoted
from tipcli.model.tip import BUNDLED
from tipcli.store import syncs
from tipcli.store.drafts import path_of, told
from tipcli.store.sources import Imported, collections_folder, imported
from tipcli.system import paths
from tipcli.system.files import lock, sweep
from tipcli.web.page import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.index.opened import Index
    from tipcli.readers.base import Found

    Progress = Callable[[Report, int, int | None], None]

_TICKS = 64  # items between two reports of progress


@dataclass(frozen=True)
class Wish:
    """How to import. `topics` are given to every tip; `rotation` None leaves it as it is; `limit` 0 takes all items."""

    format: str = ""
    rot13: bool = False
    pages: bool = False
    topics: tuple[str, ...] = ()
    rotation: bool | None = None
    limit: int = 0
    prune: bool = False
    dry_run: bool = False


def import_sources(named: list[str], name: str | None, wish: Wish, progress: Progress) -> Report:
    """Import the sources into the collection `name`, or if None into one named after them, and tell what was done.

    Raises UsageError for a name that cannot be, or that is another's; AccessError where nothing could be read or
    something not be written; then the library is as it was.
    """
    each = {
        source.named: source
        for source in (Source(one, wish.format, rot13=wish.rot13, pages=wish.pages) for one in named)
    }
    chosen = checked_name(name) if name is not None else name_for(list(each.values()))

    def plan(header: dict[str, Any]) -> Plan:
        before = origins_of(chosen, header)
        others = [one for one in before if one["source"] not in each]
        if before and len(others) == len(before) and name is None:
            raise UsageError(
                f"there is a collection {chosen} of other tips, from {quoted(str(header.get('origin')))}",
                "Give --name: that one to add to it, or a new one.",
            )
        if wish.prune and others:
            raise UsageError(f"{chosen} has other sources too", f"To drop what is gone: tips sync {chosen} --prune")
        return Plan([(source, wish.topics) for source in each.values()], others, before)

    return _run(chosen, plan, wish, progress)


def sync(name: str, wish: Wish, progress: Progress) -> Report:
    """Read the sources of a collection again, and tell what was done. Raises NotFoundError, or as importing does."""

    def plan(header: dict[str, Any]) -> Plan:
        _existing(name)  # it may have been removed meanwhile
        origins = origins_of(name, header)
        if not origins:
            raise AccessError(f"{name} has no source that could be read again", "Import its source again.")
        sources = [
            (
                Source(
                    one["source"], one.get("format", ""), rot13=bool(one.get("rot13")), pages=bool(one.get("pages"))
                ),
                tuple(map(str, one.get("topics", ()))),
            )
            for one in origins
        ]
        return Plan(sources, [], origins)

    _existing(name)
    return _run(name, plan, wish, progress)


def remove(name: str) -> None:
    """Take a collection out of the library.

    Raises UsageError for the bundled one, NotFoundError for one that is not there, AccessError where that fails.
    """
    if name == BUNDLED:
        raise UsageError(f"{BUNDLED} comes with the package and stays", "To leave it out: -c NAME")
    path = _existing(name).path
    with told(path), _alone(name):
        os.unlink(path)
        syncs.forget(name)
        if index := paths.index_file(name):
            with suppress(OSError):  # without its collection it does no harm
                os.unlink(index)


def _run(name: str, make_plan: Callable[[dict[str, Any]], Plan], wish: Wish, progress: Progress) -> Report:
    path = path_of(name)
    with told(path), ExitStack() as stack:
        stack.enter_context(_alone(name))
        folder = os.path.dirname(path)
        sweep(folder)
        if indexes := paths.index_folder():
            with suppress(OSError):
                sweep(indexes)
        old = Imported(path) if os.path.lexists(path) else None
        header = old.header() if old else {}
        plan = make_plan(header)
        index = stack.enter_context(closing(open_index(old))) if old else None
        changes = stack.enter_context(closing(Changes(folder, name)))
        report = Report(name)
        meter = _Meter(report, progress)
        web = stack.enter_context(Web(progress=meter.fetched))
        # What the server said of its version counts only where its answers were all taken in, and in the same way.
        state = syncs.read(name) if old else syncs.Sync()
        is_same = state.origins == plan.origins([]) and not wish.limit
        reading = Origins(web, state.validators if is_same else {}, meter.taken)
        intake = Intake(index, _first(header, index), changes, report)
        failures: list[tuple[Source, TipsError]] = []

        def described() -> dict[str, Any]:
            origins = plan.origins([source for source, _ in failures])
            rotation = header.get("rotation") if wish.rotation is None else wish.rotation
            origin = ", ".join(Source(one["source"]).shown for one in origins) or Source(STANDARD_INPUT).shown
            return header | {"origin": origin, "origins": origins, "synced": _now(), "rotation": rotation}

        next_state = stack.enter_context(Publication(path, old, index, described, intake, changes))
        tips = intake.take(_found(reading, plan, wish.limit, failures), meter.tick)
        if wish.dry_run:
            for _ in tips:
                pass
        else:
            next_state.fill(tips)
        report.failures = [(error.message, error.hint) for _, error in failures]
        report.not_modified = reading.unchanged
        _check(report, failures)
        # What could not be read is not gone, nor what is from another source.
        is_whole = not (failures or report.bad or reading.unchanged or wish.limit or plan.others)
        gone = intake.gone() if is_whole else []
        report.gone, report.removed = (0, len(gone)) if wish.prune else (len(gone), 0)
        report.is_prune_put_off = wish.prune and not is_whole
        if not wish.dry_run:
            next_state.finish(gone if wish.prune else [])
            validators = {} if failures or report.bad or wish.limit else state.validators | reading.validators
            syncs.write(name, syncs.Sync(_now(), validators, described()["origins"]))
    return report


class _Meter:
    """Passes on how far the reading is, now and then."""

    def __init__(self, report: Report, progress: Progress) -> None:
        self._report = report
        self._progress = progress
        self._done: tuple[int, int | None] = (0, None)
        self._ticks = 0

    def taken(self, count: int, total: int | None) -> None:
        """Note the bytes read so far and in all."""
        self._done = (count, total)

    def fetched(self, count: int, total: int | None) -> None:
        """Note and pass on the bytes that came from the web."""
        self.taken(count, total)
        self._progress(self._report, count, total)

    def tick(self) -> None:
        """Count an item."""
        if self._ticks % _TICKS == 0:
            self._progress(self._report, *self._done)
        self._ticks += 1


def _found(
    reading: Origins, plan: Plan, limit: int, failures: list[tuple[Source, TipsError]]
) -> Iterator[tuple[str, Found, tuple[str, ...]]]:
    """Yield what all sources hold, at most `limit` items; a source that cannot be read is one of the failures."""
    from tipcli.readers.base import Item, Record

    items = 0
    for source, topics in plan.sources:
        try:
            for place, one in reading.read(source):
                yield place, one, topics
                items += isinstance(one, (Item, Record))
                if limit and items >= limit:
                    return
        except TipsError as error:
            failures.append((source, error))


def _check(report: Report, failures: list[tuple[Source, TipsError]]) -> None:
    """Raise AccessError where nothing at all could be read."""
    if report.read or (report.not_modified and not failures):
        return
    details = tuple(": ".join(filter(None, one)) for one in (*report.bad[:10], *report.skipped[:10]))
    if failures:
        first, *more = (error for _, error in failures)
        others = tuple(f"{error.message}." for error in more)
        raise AccessError(first.message, first.hint, first.details + others + details)
    raise AccessError("there is no tip in it", "Nothing was changed.", details=details)


def _first(header: dict[str, Any], index: Index | None) -> int:
    """Return the lowest number that no tip of the collection ever had."""
    said = header.get("next")
    used = index.connection.execute("select coalesce(max(number), 0) from tip").fetchone()[0] if index else 0
    return max(said if isinstance(said, int) and said < 2**62 else 1, int(used) + 1)


def _existing(name: str) -> Imported:
    if name not in (known := [one.name for one in imported()]):
        hint = f"There is: {', '.join(known)}." if known else "None was imported. See 'tips import --help'."
        raise NotFoundError(f"no imported collection is called {quoted(name)}", hint)
    return Imported(path_of(name))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Hold the lock of a collection, a file that is there meanwhile. Raises AccessError where another has it."""
    folder = paths.private_folder(collections_folder() or "")
    path = os.path.join(folder, f".{name}.lock")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with open(descriptor, "r+b"):
        if not lock(descriptor, wait=False) or not _is_there(path, descriptor):
            raise AccessError(f"{name} is being changed by another process", "Try again when it is done.")
        os.chmod(path, 0o600)  # whatever the umask
        try:
            yield
        finally:
            with suppress(OSError):
                os.unlink(path)


def _is_there(path: str, descriptor: int) -> bool:
    """Tell whether an open file still has its name: who held the lock may have taken it away since it was opened."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False
