"""Puts an export at a path: whole or not at all, never through a link, never over anything unless it is told to."""

from __future__ import annotations

import os
import shutil
from array import array
from contextlib import contextmanager, suppress
from functools import partial
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from tipcli.exports import folders, manifest
from tipcli.exports.folders import OTHER_NAME, OVERWRITE, PART
from tipcli.exports.registry import export
from tipcli.model.errors import AccessError
from tipcli.model.text import shown
from tipcli.system.files import NEW_FILE, put_new, sync_folder
from tipcli.system.scratch import part_folder, sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tipcli.exports.base import Collection, Export
    from tipcli.exports.folders import Say
    from tipcli.model.tip import Tip


def _nothing(_: str) -> None:
    """Say nothing."""


def write(
    form: str | Export, tips: Iterable[Tip], about: Collection, path: str, *, force: bool, say: Say = _nothing
) -> int:
    """Write the tips in a format, or the one of that name, to `path` and return how many there were.

    Files get the mode 0600, folders 0700, unless the format is public; `say` is told what there is to say. With `force`
    a regular file is replaced, and a folder that holds nothing but what an export wrote, as a whole. A fortune file
    comes with FILE.dat. Raises AccessError; then what was there before is as it was. Raises KeyError for a name that is
    not in FORMATS.
    """
    made = export(form) if isinstance(form, str) else form
    counted = _Counted(tips)
    if not path:
        raise AccessError("the name of the file to write is empty", hint=OTHER_NAME)
    if made.is_folder:
        path = path.rstrip("/") or "/"
    with _explained(path):
        folder = os.path.dirname(path) or "."
        if made.is_folder:
            folders.check(path, force=force)
            _sweep(folder)
            folders.write(made, counted, about, path, force=force, say=say)
        else:
            _check_file(path, force=force)
            if made.companion:
                _check_file(path + made.companion, force=force)
                if not manifest.is_companion(made, path + made.companion):
                    raise _exists(path + made.companion, f"It is no {made.companion} of an export. {OTHER_NAME}")
            _sweep(folder)
            _write_file(made, counted, about, path, force=force)
        sync_folder(folder)
    return counted.number


def _sweep(folder: str) -> None:
    with suppress(OSError):  # the writing will tell
        sweep(folder, PART)


class _Counted:
    """Tips that are counted as they go by."""

    def __init__(self, tips: Iterable[Tip]) -> None:
        self._tips = tips
        self.number = 0

    def __iter__(self) -> Iterator[Tip]:
        for tip in self._tips:
            self.number += 1
            yield tip


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Turn an OSError into a line on the path."""
    try:
        yield
    except FileExistsError as error:
        raise _exists(str(error.filename2 or error.filename or path)) from None
    except FileNotFoundError:
        folder = os.path.dirname(path) or "."
        raise AccessError(f"{shown(folder)}: there is no such folder", hint="Make it first.") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = getattr(error, "strerror", None) or "not a path"
        raise AccessError(f"{shown(path)}: {reason}", hint="Nothing was changed.") from None


def _exists(path: str, hint: str = OVERWRITE) -> AccessError:
    return AccessError(f"{shown(path)} exists", hint=hint)


def _check_file(path: str, *, force: bool) -> None:
    """Raise AccessError unless the path is free, or a regular file that may be replaced. Raises OSError."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if S_ISDIR(mode):
        raise AccessError(f"{shown(path)} is a folder", hint="Give -o the name of a file in it.")
    if not S_ISREG(mode):
        raise AccessError(f"{shown(path)} is a link or a device, which is never overwritten", hint=OTHER_NAME)
    if not force:
        raise _exists(path)


def _write_file(made: Export, tips: Iterable[Tip], about: Collection, path: str, *, force: bool) -> None:
    lengths = array("Q")
    with part_folder(os.path.dirname(path) or ".", PART) as held:
        new = os.path.join(held, "new")
        with open(os.open(new, NEW_FILE, 0o600), "wb") as file:
            os.fchmod(file.fileno(), 0o600)  # whatever the umask
            for piece in made.data(tips, about):
                lengths.append(file.write(piece))
            file.flush()
            os.fsync(file.fileno())
        if not made.companion:
            _place(new, path, force=force)
            return
        second = os.path.join(held, "companion")
        _write_new(second, made.companion_data(lengths))
        _place_both(held, (new, path), (second, path + made.companion), force=force)


def _write_new(path: str, data: bytes) -> None:
    with open(os.open(path, NEW_FILE, 0o600), "wb") as file:
        os.fchmod(file.fileno(), 0o600)  # whatever the umask
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _place(part: str, path: str, *, force: bool) -> None:
    if force:
        os.replace(part, path)  # a link that came there meanwhile is replaced itself
    else:
        put_new(part, path)


def _place_both(held: str, text: tuple[str, str], companion: tuple[str, str], *, force: bool) -> None:
    """Put a file and its companion in place. At no moment does a companion stand beside a file of another time.

    What was there goes aside into the folder `held`, and back where anything fails.
    """
    undo: list[Callable[[], None]] = []
    try:
        for _, path in (companion, text) if force else ():
            if os.path.lexists(path):
                aside = os.path.join(held, f"old {len(undo)}")
                if path == companion[1]:
                    os.rename(path, aside)
                else:
                    _keep(path, aside)  # so that a kill leaves one text or the other, never none
                undo.append(partial(_put_back, aside, path))
        for new, path in (text, companion):
            _place(new, path, force=force)
            undo.append(partial(os.unlink, path))
    except BaseException:
        for step in reversed(undo):
            with suppress(OSError):
                step()
        raise


def _put_back(aside: str, path: str) -> None:
    os.replace(aside, path)


def _keep(path: str, aside: str) -> None:
    """Give a file a second name, or where there are no links a copy. Raises OSError."""
    try:
        os.link(path, aside)
    except OSError:
        shutil.copy2(path, aside)
