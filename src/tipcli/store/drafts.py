"""Writing a collection: whole, synced to the disk and renamed, or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError, UsageError
from tipcli.model.text import quoted, shown
from tipcli.model.tip import OWN
from tipcli.store.jsonl import FORM, line_of
from tipcli.store.sources import ENDING, Imported, collections_folder, is_name, own_folder
from tipcli.system.files import sync_folder
from tipcli.system.paths import private_folder
from tipcli.system.scratch import Part, exclusive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from tipcli.model.tip import Tip


def path_of(name: str) -> str:
    """Return where the collection of this name is kept. Raises AccessError where there is no place for it."""
    folder, own = collections_folder(), own_folder()
    if name == OWN and own and os.path.isdir(own):
        raise UsageError(f"{OWN} is the collection of your own tips, in {shown(own)}", "Take another name: --name.")
    if not is_name(name) or folder is None:
        raise AccessError(f"{quoted(name)} cannot be written", hint="Set TIPS_HOME to a folder that can.")
    return os.path.join(folder, name + ENDING)


@contextmanager
def collection_lock(name: str) -> Iterator[None]:
    """Hold the lock of a collection, a file that is there meanwhile. Raises AccessError where another has it."""
    folder = private_folder(collections_folder() or "")
    with ExitStack() as stack:
        try:
            stack.enter_context(exclusive(os.path.join(folder, f".{name}.lock")))
        except BlockingIOError:
            raise AccessError(f"{name} is being changed by another process", "Try again when it is done.") from None
        yield


class Outcome:
    """Whether a collection is another by now."""

    is_changed = False


@contextmanager
def access_errors(path: str) -> Iterator[Outcome]:
    """Turn what fails in writing to a file, or to an index, into AccessError.

    Once the outcome says that the file was changed, nothing but closing and cleaning up is left, and what fails in that
    changes nothing: it is passed over.
    """
    outcome = Outcome()
    try:
        yield outcome
    except (OSError, sqlite3.Error) as error:
        if not outcome.is_changed:
            reason = getattr(error, "strerror", None) or str(error)
            raise AccessError(f"{shown(path)}: {reason}", hint="Nothing was changed.") from None


@contextmanager
def writing(path: str, header: dict[str, Any]) -> Iterator[Draft]:
    """Write a file beside `path` (mode 0600), its header first, to take its place when the draft is `put`.

    Without `put`, or where anything fails, the file goes and nothing was changed. Raises OSError.
    """
    folder = private_folder(os.path.dirname(path))
    with Part(folder, os.path.basename(path).removesuffix(ENDING)) as part:
        part.file.write(json.dumps(header).encode() + b"\n")  # in ASCII, which holds any path
        yield Draft(path, part)


class Draft:
    """A collection that is being written. `lines` is how many tips were written."""

    def __init__(self, path: str, part: Part) -> None:
        self._path = path
        self._part = part
        self.lines = 0

    def write_lines(self, lines: Iterable[bytes]) -> None:
        """Write lines, a tip each. Raises OSError, and what making the lines raises."""
        write = self._part.file.write
        for line in lines:
            write(line)
            self.lines += 1

    def finish(self) -> Imported:
        """Bring every line to the disk, and return the collection as it will be. Raises OSError."""
        self._part.sync()
        return Imported(self._part.path, os.path.basename(self._path).removesuffix(ENDING))

    def put(self) -> None:
        """Put the finished file in its place. Raises OSError."""
        self._part.put(self._path)
        sync_folder(os.path.dirname(self._path))


def write(name: str, header: dict[str, Any], tips: Iterable[Tip]) -> str:
    """Write a collection whole, or leave what was there, and return its path. Raises AccessError."""
    path = path_of(name)
    with access_errors(path), writing(path, {"tipcli": FORM, "name": name} | header) as draft:
        draft.write_lines(line_of(tip).encode("utf-8", "replace") + b"\n" for tip in tips)
        draft.finish()
        draft.put()
    return path
