"""Temporary files and folders beside what they become, and the calls that put them in its place.

Each is locked by the process that writes it, for as long as that lives. What a killed process left behind has no lock
any more, and the next export into the same folder removes it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tipcli.system.files import lock

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = ".tips-export-"
_END = ".part"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def part_file(folder: str) -> Iterator[tuple[str, int]]:
    """Make a locked file (mode 0600) in the folder; give its path and descriptor, remove what is still there after.

    Raises OSError.
    """
    descriptor, path = tempfile.mkstemp(prefix=_START, suffix=_END, dir=folder)
    try:
        lock(descriptor, wait=False)  # where a file system has no locks, nothing of it can be swept either
        os.fchmod(descriptor, 0o600)  # whatever the umask
        yield path, descriptor
    finally:
        with suppress(OSError):
            os.unlink(path)
        os.close(descriptor)


@contextmanager
def part_folder(folder: str) -> Iterator[str]:
    """Make a locked folder (mode 0700) in the folder; give its path, remove what is still there after.

    Raises OSError.
    """
    path = tempfile.mkdtemp(prefix=_START, suffix=_END, dir=folder)
    descriptor = -1
    try:
        os.chmod(path, 0o700)
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        lock(descriptor, wait=False)  # where a file system has no locks, nothing of it can be swept either
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if descriptor >= 0:
            os.close(descriptor)


def sweep(folder: str) -> None:
    """Remove what killed exports of this user left in the folder. What cannot be removed stays."""
    with suppress(OSError), os.scandir(folder) as found:
        left = [one.path for one in found if one.name.startswith(_START) and one.name.endswith(_END)]
        for path in left:
            with suppress(OSError):
                _remove_unlocked(path)


def _remove_unlocked(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_uid != os.geteuid():
            return
        if not lock(descriptor, wait=False):  # its process lives
            return
        if os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)
    finally:
        os.close(descriptor)


def put_new(part: str, path: str) -> None:
    """Give a finished file its name. Raises OSError, FileExistsError where the name is taken, if only just now."""
    try:
        os.link(part, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return
    os.close(os.open(path, NEW_FILE, 0o600))  # no hard links there: an empty file takes the name first
    try:
        os.replace(part, path)
    except OSError:
        os.unlink(path)
        raise


def exchange(part: str, path: str) -> None:
    """Let two folders change names: at once where the system can (Linux), else one after the other. Raises OSError."""
    if _exchanged(part, path):
        return
    aside = part + ".old" + _END
    os.rename(path, aside)
    try:
        os.rename(part, path)
    except OSError:
        os.rename(aside, path)
        raise
    os.rename(aside, part)


def _exchanged(first: str, second: str) -> bool:
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), ctypes.c_uint(_RENAME_EXCHANGE))
    return bool(done == 0)
