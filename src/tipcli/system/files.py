"""Files that are read with care, and names that are given and changed so that nothing is lost on the way."""

from __future__ import annotations

import errno
import os
from stat import S_ISREG

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)


def read_regular(path: str, most: int) -> bytes:
    """Return at most `most` bytes of a regular file. Raises OSError, for a pipe or a device too: they may never end."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no regular file", path)
        return file.read(most)


def sync_folder(path: str) -> None:
    """Bring the names in a folder to the disk as far as the system lets it: a name that is lost then is the old one."""
    from contextlib import suppress  # who only reads files starts without it

    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
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
        _drop(part)  # where that fails, it has its name all the same, and the other one is swept later
        return
    os.close(os.open(path, NEW_FILE, 0o600))  # no hard links there: an empty file takes the name first
    try:
        os.replace(part, path)
    except OSError:
        os.unlink(path)
        raise


def _drop(path: str) -> bool:
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def exchange(part: str, path: str, aside: str) -> None:
    """Let two folders change names: at once where the system can (Linux), else one after the other, over `aside`.

    Raises OSError.
    """
    if _exchanged(part, path):
        return
    os.rename(path, aside)
    try:
        os.rename(part, path)
    except OSError:
        os.rename(aside, path)
        raise
    os.rename(aside, part)


def _exchanged(first: str, second: str) -> bool:
    import ctypes

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), ctypes.c_uint(_RENAME_EXCHANGE))
    return bool(done == 0)
