"""Puts an export that is a folder at its path: as a whole, over nothing but what an export wrote."""

from __future__ import annotations

import os
from errno import EEXIST, ENOTEMPTY
from stat import S_ISDIR
from typing import TYPE_CHECKING

from tipcli.exports import manifest
from tipcli.model.errors import AccessError
from tipcli.model.text import shown
from tipcli.system.files import NEW_FILE, exchange, sync_folder
from tipcli.system.scratch import part_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tipcli.exports.base import Collection, Export
    from tipcli.model.tip import Tip

    Say = Callable[[str], None]

OVERWRITE = "Use --force to overwrite it."
OTHER_NAME = "Give another name to -o."
PART = "tips-export"  # in the names of what is not finished
_NOT_EMPTY = (ENOTEMPTY, EEXIST)  # POSIX allows either


def check(path: str, *, force: bool) -> None:
    """Raise AccessError unless the path is free, an empty folder, or one that may be replaced. Raises OSError."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if not S_ISDIR(mode):
        raise AccessError(f"{shown(path)} exists and is no folder", hint=OTHER_NAME)
    with os.scandir(path) as found:
        if next(found, None) is None:
            return
    if not force:
        raise AccessError(f"{shown(path)} exists", hint=OVERWRITE)
    _check_is_export(path)


def _check_is_export(path: str) -> None:
    """Raise AccessError where a folder holds anything that an export did not write as it is now. Raises OSError."""
    if name := manifest.strange(path):
        said = f"holds {shown(name)}, which no export wrote or somebody changed since"
        if name == manifest.NAME:
            said = "was not written by an export"
        raise AccessError(f"{shown(path)} {said}", hint=OTHER_NAME)


def write(made: Export, tips: Iterable[Tip], about: Collection, path: str, *, force: bool, say: Say) -> None:
    """Write the files of an export beside the path, and then put the folder there. Raises AccessError, OSError."""
    of_folder, of_file = (0o755, 0o644) if made.is_public else (0o700, 0o600)
    with part_folder(os.path.dirname(path) or ".", PART) as held:
        part = os.path.join(held, "new")
        _make(part, of_folder)
        digests: dict[str, str] = {}
        for name, text in made.files(tips, about):
            data = text.encode("utf-8", "replace")
            inside = os.path.dirname(name)
            if inside and not os.path.isdir(os.path.join(part, inside)):
                _make(os.path.join(part, inside), of_folder)
            _write_unsynced(os.path.join(part, name), data, of_file)
            digests[name] = manifest.digest_of(data)
        for line in made.finish(part):
            say(line)
        for name in _added(part, "", digests):
            digests[name] = manifest.digest_of_file(os.path.join(part, name))
        _write_unsynced(os.path.join(part, manifest.NAME), manifest.lines(digests).encode(), of_file)
        _sync(part, (of_folder, of_file))
        try:
            os.rename(part, path)  # takes the place of nothing but an empty folder
        except OSError as error:
            if not force or error.errno not in _NOT_EMPTY:
                raise
            _check_is_export(path)
            exchange(part, path, os.path.join(held, "old"))


def _make(path: str, mode: int) -> None:
    os.mkdir(path, mode)
    os.chmod(path, mode)  # whatever the umask


def _write_unsynced(path: str, data: bytes, mode: int) -> None:
    with open(os.open(path, NEW_FILE, mode), "wb") as file:
        os.fchmod(file.fileno(), mode)  # whatever the umask
        file.write(data)


def _added(folder: str, below: str, known: dict[str, str]) -> Iterator[str]:
    """Yield the files below a folder that are not known yet."""
    with os.scandir(os.path.join(folder, below)) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from _added(folder, f"{below}{one.name}/", known)
            elif below + one.name not in known:
                yield below + one.name


def _sync(folder: str, modes: tuple[int, int]) -> None:
    # After all are written, since the first sync then writes most of what the others would wait for.
    with os.scandir(folder) as found:
        for one in found:
            is_folder = one.is_dir(follow_symlinks=False)
            os.chmod(one.path, modes[0] if is_folder else modes[1])  # also of what another program added
            if is_folder:
                _sync(one.path, modes)
                continue
            descriptor = os.open(one.path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    sync_folder(folder)
