"""Writing a person's own tips: each file whole and on the disk, or as it was, and never over what another wrote.

Processes take turns by a lock beside the folder. A number that was given once, to a tip in the trash too, is not
given again.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError, NotFoundError, UsageError
from tipcli.model.text import shown, slugify
from tipcli.model.tip import OWN
from tipcli.store.own import ENDING, names, number_of
from tipcli.store.sources import imported, own_folder
from tipcli.system import paths
from tipcli.system.files import read_regular, sync_folder
from tipcli.system.scratch import Part, exclusive, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

TRASH = ".trash"
BASE = ".base"  # of a version of one's own: how the tip was that it was made from
LARGEST = 1 << 20  # bytes of a file
_PATIENCE = 5.0  # seconds for which another process is waited for
_PAUSE = 0.01  # seconds between two tries
_LONGEST_SLUG = 60
_NOTHING = "Nothing was changed."


def folder() -> str:
    """Return the folder. Raises AccessError where there is no home for it, UsageError where an import has its name."""
    path = own_folder()
    if path is None:
        raise AccessError("there is no folder for tips of your own", "Set TIPS_HOME to a folder of yours.")
    if not os.path.isdir(path) and OWN in [one.name for one in imported()]:
        raise UsageError(
            f"an imported collection is called {OWN}, as that of your own tips is to be",
            f"Give it another name: tips export -c {OWN} -o others; tips remove {OWN}; tips import others",
        )
    return path


def path_of(number: int) -> str:
    """Return the file of a tip. Raises NotFoundError."""
    try:
        inside = folder()
        found = [name for name in names(inside) if number_of(name) == number]
    except FileNotFoundError:
        found = []
    if not found:
        raise NotFoundError(f"there is no tip {OWN}/{number}", f"See 'tips list -c {OWN}'.")
    return os.path.join(inside, found[0])


def read(path: str) -> str:
    """Return the text of a file as it stands there. Raises AccessError."""
    try:
        return read_regular(path, LARGEST).decode("utf-8", "surrogateescape")
    except OSError as error:
        raise AccessError(f"{shown(path)}: {error.strerror}") from None


def add(title: str, text: str, base: str = "") -> str:
    """Put a new tip into the folder, and return its path. `base` is what it was made from, if anything.

    Raises AccessError; then there is no new file.
    """
    with _turn() as inside:
        number = _next(inside)
        name = f"{number:03}-{_slug(title)}{ENDING}"
        if base:
            put(os.path.join(paths.private_folder(os.path.join(inside, BASE)), name), base)
        path = os.path.join(inside, name)
        with Part(inside, "tip") as part:
            part.file.write(text.encode("utf-8", "surrogateescape"))
            part.sync()
            part.put_new(path)
        sync_folder(inside)
    return path


def replace(path: str, before: str, text: str) -> None:
    """Put another text in the place of one. Raises AccessError, also where the file is no longer as it was `before`."""
    with _turn() as inside:
        if read(path) != before:
            raise AccessError(f"{shown(path)} was changed meanwhile", _NOTHING)
        put(path, text)
        sync_folder(inside)


def put(path: str, text: str) -> None:
    """Write a file whole. Raises OSError."""
    with Part(os.path.dirname(path), "tip") as part:
        part.file.write(text.encode("utf-8", "surrogateescape"))
        part.sync()
        part.put(path)


def delete(path: str) -> None:
    """Move a file to the trash. Raises AccessError; then it is where it was."""
    with _turn() as inside:
        trash = paths.private_folder(os.path.join(inside, TRASH))
        _move(path, trash)


def restore(number: int) -> str:
    """Bring a file back from the trash, and return its path. Raises NotFoundError and AccessError."""
    missing = NotFoundError(f"{OWN}/{number} is not in the trash", "What is there: tips delete --restore")
    if not trashed():  # nothing is made where nothing was ever added
        raise missing
    with _turn() as inside:
        found = [name for name in trashed() if number_of(name) == number]
        if not found:
            raise missing
        if number in map(number_of, names(inside)):
            raise AccessError(f"there is another tip {OWN}/{number} by now", f"It lies in {shown(inside)}/{TRASH}.")
        return _move(os.path.join(inside, TRASH, found[-1]), inside)


def trashed() -> list[str]:
    """Return the names of the files in the trash."""
    try:
        return names(os.path.join(folder(), TRASH))
    except (FileNotFoundError, NotADirectoryError):
        return []


def base_of(path: str) -> str:
    """Return what a version of one's own was made from, as it was then; empty where that is not known."""
    inside, name = os.path.split(path)
    number = number_of(name)
    try:
        found = [one for one in names(os.path.join(inside, BASE)) if number_of(one) == number]
    except OSError:
        return ""
    return read(os.path.join(inside, BASE, found[0])) if found else ""


def _move(path: str, where: str) -> str:
    """Move a file into another folder, never over one that is there. Raises OSError."""
    name = os.path.basename(path)
    made, copies = os.path.join(where, name), 1
    while os.path.lexists(made):
        copies += 1
        made = os.path.join(where, f"{name.removesuffix(ENDING)}-{copies}{ENDING}")
    os.rename(path, made)
    sync_folder(where)
    sync_folder(os.path.dirname(path))
    return made


def _next(inside: str) -> int:
    """Return the number after the highest that any tip has or had."""
    known = [*names(inside), *trashed()]
    if os.path.isdir(os.path.join(inside, BASE)):
        known += names(os.path.join(inside, BASE))
    return max(map(number_of, known), default=0) + 1


def _slug(title: str) -> str:
    slug = slugify(title, _LONGEST_SLUG) or "tip"
    return slug if any(map(str.isalpha, slug)) else f"tip-{slug}"


@contextmanager
def _turn() -> Iterator[str]:
    """Hold the lock of the folder, which is made, and give its path. Every OSError in it becomes an AccessError."""
    inside = folder()
    try:
        paths.private_folder(inside)
        with ExitStack() as stack:
            _take(stack, os.path.join(os.path.dirname(inside), f".{OWN}.lock"))
            for one in (inside, os.path.join(inside, BASE)):
                with suppress(FileNotFoundError):
                    sweep(one)
            yield inside
    except BlockingIOError:
        raise AccessError(f"{shown(inside)}: another process is at it", f"{_NOTHING} Try again.") from None
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else inside
        raise AccessError(f"{shown(where)}: {error.strerror}", _NOTHING) from None


def _take(stack: ExitStack, path: str) -> None:
    """Take a lock, waiting for whoever has it, and again where they have just taken its file away."""
    end = monotonic() + _PATIENCE
    while True:
        try:
            stack.enter_context(exclusive(path, max(0.0, end - monotonic())))
        except BlockingIOError:
            if monotonic() >= end:
                raise
            sleep(_PAUSE)
        else:
            return
