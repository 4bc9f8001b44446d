"""What `tips doctor` looks at: versions, paths, and the health of every collection and its index.

The bundled collection and its index are compared with the sums that were written when they were built; every other
one, and these where they differ, is looked at closely by `index.health`, which takes longer to import than a search.
"""

from __future__ import annotations

import os
import sys

from tipcli import __version__
from tipcli.index import engine
from tipcli.index.opened import open_file
from tipcli.model.results import Check
from tipcli.model.text import shown, so_many_tips
from tipcli.store.sources import Seeds, Source, imported, of_system, strays
from tipcli.system import paths, sums
from tipcli.system.files import read_regular
from tipcli.system.installed import version, versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

INDEX = "service.index"
_PACKAGES = (
    "typer", "rich", "rapidfuzz", "platformdirs", "PyYAML", "feedparser", "justhtml", "markdown-it-py", "urllib3",
    "python-calamine", "mammoth", "odfdo", "icalendar", "textual",
)  # fmt: skip


def examine(today: Callable[[], str] = str) -> list[Check]:
    """Return every finding; `today` is asked for the ISO date where one is needed.

    Their states are ok, note (works, but worth knowing) or wrong (something is lost or unreadable). Nothing is changed,
    but for an index that is damaged: it is made anew, since no reading command would see it.
    """
    found = [Check("tipcli", __version__), Check("Python", f"{sys.version.split()[0]} at {shown(sys.executable)}")]
    found.append(_sqlite())
    known = versions()
    found += [_package(name, version(name, known)) for name in _PACKAGES]
    for kind, folder in (
        ("data", paths.data_folder()),
        ("cache", paths.cache_folder()),
        ("state", paths.state_folder()),
    ):
        found.append(_folder(kind, folder))
    found += _bundled(Seeds(), today)
    if (data := paths.data_folder()) and os.path.isdir(data):
        from tipcli.index import own_health

        found += own_health.checks()
    try:
        others = [*imported(), *of_system()]
        found += [_stray(path) for path in strays()]
    except OSError as error:
        about = f"{shown(str(error.filename))}: {error.strerror}"
        return [*found, Check("collections", about, "wrong", "Make it readable.")]
    return found + [check for source in others for check in _closely(source, today)]


def _sqlite() -> Check:
    if not engine.has_full_text():
        return Check("SQLite", f"{engine.version()} without FTS5", "wrong", "Use a Python whose SQLite has FTS5.")
    return Check("SQLite", f"{engine.version()} with FTS5")


def _package(name: str, number: str) -> Check:
    return Check(name, number) if number else Check(name, "missing", "wrong", "Install tipcli again.")


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


def _bundled(source: Seeds, today: Callable[[], str]) -> list[Check]:
    """Return the findings on the bundled collection: by sums alone where its files are those of the package."""
    path = paths.package_file(INDEX)
    try:
        is_as_built = sums.of([path]) + " " + sums.of(source.files()) == _written_sums(path)
        index = open_file(path, source.name, None) if is_as_built else None
    except OSError:
        index = None
    if index is None:
        return _closely(source, today)
    size = index.size
    index.close()
    about = f"{so_many_tips(size)} in {shown(source.path)}"
    return [Check(f"collection {source.name}", about), Check(f"index of {source.name}", shown(path))]


def _written_sums(path: str) -> str:
    return read_regular(path + sums.ENDING, sums.LENGTH).decode("ascii", "replace")


def _closely(source: Source, today: Callable[[], str]) -> list[Check]:
    from tipcli.index import health

    return health.of(source, today())
