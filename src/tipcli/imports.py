"""Changing the library: collections are imported, synced and removed. One process at a time changes a collection."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tipcli import paths, syncs
from tipcli.changes import Changes
from tipcli.collections import Imported, collections_folder, imported, is_name
from tipcli.drafts import path_of
from tipcli.errors import AccessError, NotFoundError, TipsError, UsageError
from tipcli.index import open_index, sweep
from tipcli.intake import Intake, Report
from tipcli.origins import Origins, Source
from tipcli.publish import Publication
from tipcli.text import quoted, shown, slugify
from tipcli.tip import BUNDLED
from tipcli.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.index import Index
    from tipcli.readers.base import Found

    Progress = Callable[[Report, int, int | None], None]

_TICKS = 64  # items between two reports of progress
_LONGEST_NAME = 40


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


def import_sources(named: list[str], name: str, wish: Wish, progress: Progress) -> Report:
    """Import the sources into the collection `name`, or into one named after them, and tell what was done.

    Raises UsageError for a name that cannot be, or that is another's; AccessError where nothing could be read or
    something not be written; then the library is as it was.
    """
    each = {
        source.named: source
        for source in (Source(one, wish.format, rot13=wish.rot13, pages=wish.pages) for one in named)
    }
    sources = list(each.values())
    chosen = _checked_name(name) if name else _name_for(sources)
    known = Imported(path_of(chosen))
    header = known.header() if os.path.exists(known.path) else {}
    before = [one for one in header.get("origins") or [] if isinstance(one, dict)]
    others = [one for one in before if one.get("source") not in each]
    if before and len(others) == len(before) and not name:
        raise UsageError(
            f"there is a collection {chosen} of other tips, from {quoted(str(header.get('origin')))}",
            "Give --name: that one to add to it, or a new one.",
        )
    if wish.prune and others:
        raise UsageError(f"{chosen} has other sources too", f"To drop what is gone: tips sync {chosen} --prune")
    topics = {"topics": list(wish.topics)} if wish.topics else {}
    origins = others + [source.as_object() | topics for source in sources]
    return _run(chosen, [(source, wish.topics) for source in sources], origins, wish, progress)


def sync(name: str, wish: Wish, progress: Progress) -> Report:
    """Read the sources of a collection again, and tell what was done. Raises NotFoundError, or as importing does."""
    header = _existing(name).header()
    origins = [one for one in header.get("origins") or [] if isinstance(one, dict) and one.get("source")]
    if not origins:
        raise AccessError(f"{name} has no source that could be read again", "Import its source again.")
    sources = [
        (
            Source(
                str(one["source"]),
                str(one.get("format") or ""),
                rot13=bool(one.get("rot13")),
                pages=bool(one.get("pages")),
            ),
            tuple(map(str, one.get("topics") or ())),
        )
        for one in origins
    ]
    return _run(name, sources, origins, wish, progress)


def remove(name: str) -> None:
    """Take a collection out of the library. Raises NotFoundError, and AccessError where that fails."""
    if name == BUNDLED:
        raise UsageError(f"{BUNDLED} comes with the package and stays", "To leave it out: -c NAME")
    path = _existing(name).path
    cache = paths.cache_folder()
    with _alone(name):
        try:
            os.unlink(path)
        except OSError as error:
            raise AccessError(f"{shown(path)}: {error.strerror}") from None
        syncs.forget(name)
        if cache and os.path.exists(index := os.path.join(cache, "indexes", f"{name}.index")):
            os.unlink(index)


def _run(
    name: str,
    sources: list[tuple[Source, tuple[str, ...]]],
    origins: list[dict[str, Any]],
    wish: Wish,
    progress: Progress,
) -> Report:
    path = path_of(name)
    with ExitStack() as stack:
        stack.enter_context(_alone(name))
        folder = os.path.dirname(path)
        sweep(folder)
        old = Imported(path) if os.path.exists(path) else None
        header = old.header() if old else {}
        index = stack.enter_context(closing(open_index(old))) if old else None
        changes = stack.enter_context(closing(Changes(folder, name)))
        report = Report(name, is_new=old is None)
        meter = _Meter(report, progress)
        web = stack.enter_context(Web(progress=meter.fetched))
        # What the server said of its version counts only where its answers were all taken in, and in the same way.
        state = syncs.read(name) if old else syncs.Sync()
        is_same = state.origins == origins and not wish.limit
        reading = Origins(web, state.validators if is_same else {}, meter.taken)
        intake = Intake(index, _first(header, index), changes, report)
        failures: list[TipsError] = []
        found = _found(reading, sources, wish.limit, failures)
        described = header | _remembered(sources, origins, wish, header)
        next_state = stack.enter_context(Publication(path, old, index, described, intake, changes))
        tips = intake.take(found, meter.tick)
        if wish.dry_run:
            for _ in tips:
                pass
        else:
            next_state.fill(tips)
        report.failures = [(error.message, error.hint) for error in failures]
        report.not_modified = reading.unchanged
        _check(report, failures)
        gone = [] if failures or reading.unchanged or wish.limit else intake.gone()
        report.gone, report.removed = (0, len(gone)) if wish.prune else (len(gone), 0)
        if not wish.dry_run:
            next_state.finish(gone if wish.prune else [])
            validators = {} if failures or wish.limit else state.validators | reading.validators
            syncs.write(name, syncs.Sync(_now(), validators, origins))
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
    reading: Origins, sources: list[tuple[Source, tuple[str, ...]]], limit: int, failures: list[TipsError]
) -> Iterator[tuple[str, Found, tuple[str, ...]]]:
    """Yield what all sources hold, at most `limit` items; a source that cannot be read is one of the failures."""
    from tipcli.readers.base import Item, Record

    items = 0
    for source, topics in sources:
        try:
            for place, one in reading.read(source):
                yield place, one, topics
                items += isinstance(one, (Item, Record))
                if limit and items >= limit:
                    return
        except TipsError as error:
            failures.append(error)


def _check(report: Report, failures: list[TipsError]) -> None:
    """Raise AccessError where nothing at all could be read."""
    if report.read or (report.not_modified and not failures):
        return
    if failures:
        raise failures[0]
    details = tuple(": ".join(filter(None, one)) for one in (*report.bad[:10], *report.skipped[:10]))
    raise AccessError("there is no tip in it", "Nothing was changed.", details=details)


def _remembered(
    sources: list[tuple[Source, tuple[str, ...]]], origins: list[dict[str, Any]], wish: Wish, header: dict[str, Any]
) -> dict[str, Any]:
    """Return what the header says of where the tips come from."""
    known = {source.named: source.shown for source, _ in sources}
    named = [known.get(str(one["source"])) or Source(str(one["source"])).shown for one in origins]
    rotation = header.get("rotation") if wish.rotation is None else wish.rotation
    return {"origin": ", ".join(named), "origins": origins, "synced": _now(), "rotation": rotation}


def _first(header: dict[str, Any], index: Index | None) -> int:
    """Return the lowest number that no tip of the collection ever had."""
    said = header.get("next")
    used = index.connection.execute("select coalesce(max(number), 0) from tip").fetchone()[0] if index else 0
    return max(said if isinstance(said, int) else 1, int(used) + 1)


def _checked_name(name: str) -> str:
    if not is_name(name):
        raise UsageError(
            f"{quoted(name)} cannot name a collection",
            f"Names are of a-z, 0-9 and -, at most {_LONGEST_NAME} characters, and not '{BUNDLED}'.",
        )
    return name


def _name_for(sources: list[Source]) -> str:
    """Return the collection that a source was imported into before, else a name made from the sources' own."""
    wanted = {source.named for source in sources}
    for collection in imported():
        try:
            origins = collection.header().get("origins")
        except TipsError:
            continue
        known = [one.get("source") for one in origins if isinstance(one, dict)] if isinstance(origins, list) else []
        if wanted.intersection(map(str, known)):
            return collection.name
    stems = {source.stem for source in sources}
    folders = {os.path.basename(os.path.dirname(source.named)) for source in sources if not source.is_web}
    stem = next(iter(stems if len(stems) == 1 else folders if len(folders) == 1 else [""]))
    name = slugify(stem, _LONGEST_NAME)
    if not is_name(name):
        raise UsageError("the sources do not give a name for the collection", "Say one with --name.")
    return name


def _existing(name: str) -> Imported:
    if name not in (known := [one.name for one in imported()]):
        hint = f"There is: {', '.join(known)}." if known else "No collection was imported."
        raise NotFoundError(f"no imported collection is called {quoted(name)}", hint)
    return Imported(path_of(name))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Hold the lock of a collection. Raises AccessError where another process has it, or it cannot be had."""
    folder = collections_folder()
    path = os.path.join(folder or "", f".{name}.lock")
    try:
        paths.private_folder(os.path.dirname(path))
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise AccessError(f"{shown(path)}: {error.strerror}", "Nothing was changed.") from None
    with open(descriptor, "r+b") as file:
        try:
            syncs.lock(file)
        except OSError:
            raise AccessError(f"{name} is being changed by another process", "Try again when it is done.") from None
        yield
