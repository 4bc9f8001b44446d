"""What `tips doctor` finds of one collection and its index, looked at closely.

Reading trusts an index whose head is right; here its bytes are checked too: SQLite's own checks of the file and of the
full-text index, and the digests of the truth and of what was made from it.
"""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date
from sqlite3 import Error
from typing import TYPE_CHECKING

from tipcli.index import checks
from tipcli.index.opened import IN_MEMORY, Index, open_index
from tipcli.model.errors import TipsError
from tipcli.model.results import Check
from tipcli.model.text import clean_line, quoted, shown, so_many_tips
from tipcli.store import syncs
from tipcli.store.sources import Imported, Seeds, Source
from tipcli.system import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

INDEX = "service.index"
_LONG = 60  # days; who reads a site again once a month is not told
_REPLACE = "Put a good file in its place, or move it away."


def of(source: Source, today: str) -> list[Check]:
    """Return the findings on an ISO date. Nothing is changed, but for an index that is damaged, which is made anew."""
    about = f"collection {source.name}"
    try:
        source.meta()
        numbers = [tip.number for tip in source.tips()]
        digest = source.digest()
    except (TipsError, OSError) as error:
        advice = "Install tipcli again." if isinstance(source, Seeds) else _REPLACE
        return [Check(about, str(error), "wrong", advice)]
    if len(set(numbers)) < len(numbers):
        return [Check(about, f"a number stands twice in {quoted(source.path)}", "wrong", _REPLACE)]
    whole = Check(about, f"{so_many_tips(len(numbers))} in {shown(source.path)}")
    return [whole, _index(source, digest, len(numbers)), *_sources(source, today)]


def _sources(source: Source, today: str) -> Iterator[Check]:
    """Yield what is known of sources that could not be read the last time, are gone, or were not read for long."""
    if not isinstance(source, Imported):
        return
    known, header = syncs.read(source.name), source.header()
    failed = known.failed
    by_root = _of_all_users(source) is not None
    advice = f"To read it again: {'sudo ' * by_root}tips sync {source.name}{' --system' * by_root}."
    for why in failed.values():
        yield Check(f"source of {source.name}", clean_line(why), "wrong", advice)
    origins = header.get("origins")
    places = [str(one.get("source")) for one in origins if isinstance(one, dict)] if isinstance(origins, list) else []
    synced = clean_line((known.synced or str(header.get("synced") or ""))[:10])
    if any("://" in place for place in places) and not failed and (days := _days(synced, today)) > _LONG:
        yield Check(f"source of {source.name}", f"last read {days} days ago, {synced}", "note", advice)
    for path in places:
        if os.path.isabs(path) and shown(path) not in failed and not os.path.lexists(path):
            advice = "Put it back, or import from where it is now."
            yield Check(f"source of {source.name}", f"{shown(path)} is gone", "wrong", advice)


def _days(first: str, last: str) -> int:
    """Return the days between two ISO dates, 0 where one is none."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return 0


def _index(source: Source, digest: str, tips: int) -> Check:
    about = f"index of {source.name}"
    bundled = paths.package_file(INDEX) if isinstance(source, Seeds) else _of_all_users(source)
    try:
        # The same file that reading opens: an installed copy has other times than the index was built with.
        index = open_index(source, bundled, trust=isinstance(source, Seeds) and not source.is_checkout)
    except TipsError as error:
        return Check(about, f"cannot be built: {error}", "wrong", _REPLACE)
    except (OSError, Error) as error:
        return Check(about, f"cannot be built: {error}", "wrong", "Free some space, or set TIPS_HOME.")
    with closing(index):
        return _looked_at(index, source, digest, tips, bundled)


def _of_all_users(source: Source) -> str | None:
    """Return the index of a collection of all users, which lies beside it; None for one of this person."""
    return (source.index or None) if isinstance(source, Imported) else None


def _looked_at(index: Index, source: Source, digest: str, tips: int, bundled: str | None) -> Check:
    about, path = f"index of {source.name}", index.path
    try:
        fault = checks.fault(index, source, digest, tips)
    except checks.NoRoomError as error:
        advice = "Free some space for temporary files, or set TMPDIR, and look again."
        return Check(about, f"{shown(path)}: not looked at closely ({error})", "note", advice)
    if fault and path == bundled:
        advice = (
            "Install tipcli again." if isinstance(source, Seeds) else f"Type: sudo tips sync {source.name} --system"
        )
        return Check(about, f"{shown(path)}: {fault}", "wrong", advice)
    if fault:
        open_index(source, anew=True).close()
        return Check(about, f"{shown(path)}: {fault}", "note", "It was built anew.")
    if path == IN_MEMORY:
        return Check(about, "in memory", "note", "It is built at every start. Set TIPS_HOME to a folder of yours.")
    return Check(about, shown(path))
