"""What `tips doctor` looks at: versions, paths, and the health of every collection and its index.

Reading trusts an index whose head is right; here its bytes are checked too: SQLite's own checks of the file and of the
full-text index, and the digests of the truth and of what was made from it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from sqlite3 import Error, sqlite_version

from tipcli import __version__
from tipcli.index import checks
from tipcli.index.opened import IN_MEMORY, Index, open_file, open_index
from tipcli.model.errors import TipsError
from tipcli.model.results import Check
from tipcli.model.text import clean_line, quoted, shown, so_many_tips
from tipcli.store import syncs
from tipcli.store.sources import Imported, Seeds, Source, imported, strays
from tipcli.system import paths
from tipcli.system.files import read_regular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

INDEX = "service.index"
SUM = ".sha256"  # ending of the file with the SHA-256 of the bundled index, in hexadecimal
_REPLACE = "Put a good file in its place, or move it away."
_PACKAGES = (
    "typer", "rich", "rapidfuzz", "platformdirs", "PyYAML", "feedparser", "justhtml", "markdown-it-py", "urllib3",
)  # fmt: skip


def examine() -> list[Check]:
    """Return every finding: state ok, note (works, but worth knowing) or wrong (something is lost or unreadable).

    Nothing is changed, but for an index that is damaged: it is made anew, since no reading command would see it.
    """
    found = [Check("tipcli", __version__), Check("Python", f"{platform.python_version()} at {shown(sys.executable)}")]
    found.append(_sqlite())
    found += [_package(name) for name in _PACKAGES]
    for kind, folder in (
        ("data", paths.data_folder()),
        ("cache", paths.cache_folder()),
        ("state", paths.state_folder()),
    ):
        found.append(_folder(kind, folder))
    found += _bundled(Seeds())
    try:
        others = imported()
        found += [_stray(path) for path in strays()]
    except OSError as error:
        about = f"{shown(str(error.filename))}: {error.strerror}"
        return [*found, Check("collections", about, "wrong", "Make it readable.")]
    return found + [check for source in others for check in _collection(source)]


def _sqlite() -> Check:
    if not checks.has_full_text():
        return Check("SQLite", f"{sqlite_version} without FTS5", "wrong", "Use a Python whose SQLite has FTS5.")
    return Check("SQLite", f"{sqlite_version} with FTS5")


def _package(name: str) -> Check:
    try:
        return Check(name, version(name))
    except PackageNotFoundError:
        return Check(name, "missing", "wrong", "Install tipcli again.")


def _folder(kind: str, folder: str | None) -> Check:
    if folder is None:
        return Check(f"{kind} folder", "none", "note", "There is no home for it. Set TIPS_HOME to a folder of yours.")
    if not os.path.exists(folder):
        return Check(f"{kind} folder", f"{shown(folder)} (not made yet)")
    if not os.path.isdir(folder):
        return Check(f"{kind} folder", f"{shown(folder)} is no folder", "wrong", "Move that file, or set TIPS_HOME.")
    if not os.access(folder, os.W_OK):
        return Check(f"{kind} folder", f"{shown(folder)} (read-only)", "note", "Reading works; nothing is remembered.")
    return Check(f"{kind} folder", shown(folder))


def _stray(path: str) -> Check:
    said = f"{shown(path)} is no collection that could be read by its name"
    advice = "If a file syncer kept two versions there, import the one that is missing: tips import FILE --name NAME."
    return Check("stray file", said, "note", advice)


def _bundled(source: Seeds) -> list[Check]:
    """Return the findings on the bundled collection: by digests alone where the files are those it was built from."""
    path = paths.package_file(INDEX)
    try:
        digest = source.digest()
        index = open_file(path, source.name, None)
    except OSError:
        return _collection(source)
    if index is None:
        return _collection(source)
    with closing(index):
        size, is_made_from_it = index.size, index.meta.get("digest") == digest
    if not is_made_from_it or not _has_sum(path):
        return _collection(source)
    about = f"{so_many_tips(size)} in {shown(source.path)}"
    return [Check(f"collection {source.name}", about), Check(f"index of {source.name}", shown(path))]


def _has_sum(path: str) -> bool:
    """Tell whether a file has the SHA-256 that was written beside it when it was built."""
    try:
        said = read_regular(path + SUM, 64).decode("ascii", "replace")
        return hashlib.sha256(read_regular(path, 2**30)).hexdigest() == said
    except OSError:
        return False


def _collection(source: Source) -> list[Check]:
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
    return [whole, _index(source, digest, len(numbers)), *_sources(source)]


def _sources(source: Source) -> Iterator[Check]:
    """Yield what is known of the sources of a collection that could not be read the last time, or are gone since."""
    if not isinstance(source, Imported):
        return
    failed = syncs.read(source.name).failed
    advice = f"To read it again: tips sync {source.name}."
    for why in failed.values():
        yield Check(f"source of {source.name}", clean_line(why), "wrong", advice)
    origins = source.header().get("origins")
    for origin in origins if isinstance(origins, list) else ():
        path = str(origin.get("source")) if isinstance(origin, dict) else ""
        if os.path.isabs(path) and shown(path) not in failed and not os.path.lexists(path):
            advice = "Put it back, or import from where it is now."
            yield Check(f"source of {source.name}", f"{shown(path)} is gone", "wrong", advice)


def _index(source: Source, digest: str, tips: int) -> Check:
    about = f"index of {source.name}"
    bundled = paths.package_file(INDEX) if isinstance(source, Seeds) else None
    try:
        # The same file that reading opens: an installed copy has other times than the index was built with.
        index = open_index(source, bundled, trust=isinstance(source, Seeds) and not source.is_checkout)
    except TipsError as error:
        return Check(about, f"cannot be built: {error}", "wrong", _REPLACE)
    except (OSError, Error) as error:
        return Check(about, f"cannot be built: {error}", "wrong", "Free some space, or set TIPS_HOME.")
    with closing(index):
        return _looked_at(index, source, digest, tips, bundled)


def _looked_at(index: Index, source: Source, digest: str, tips: int, bundled: str | None) -> Check:
    about, path = f"index of {source.name}", index.path
    try:
        fault = checks.fault(index, source, digest, tips)
    except checks.NoRoomError as error:
        advice = "Free some space for temporary files, or set TMPDIR, and look again."
        return Check(about, f"{shown(path)}: not looked at closely ({error})", "note", advice)
    if fault and path == bundled:
        return Check(about, f"{shown(path)}: {fault}", "wrong", "Install tipcli again.")
    if fault:
        open_index(source, anew=True).close()
        return Check(about, f"{shown(path)}: {fault}", "note", "It was built anew.")
    if path == IN_MEMORY:
        return Check(about, "in memory", "note", "It is built at every start. Set TIPS_HOME to a folder of yours.")
    return Check(about, shown(path))
