"""Temporary files and folders, and the locks by which processes take turns.

One rule holds for all of them: whoever writes holds a lock (flock), and a lock ends with its process. What has no lock
any more was left behind by a process that is gone, and the next one that comes by takes it away. A file system without
locks (some network and container file systems) has nothing to tell that by: there, what is a day old was left behind.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from stat import S_ISREG

from tipcli.system import paths
from tipcli.system.files import put_new
from tipcli.system.locks import BUSY, HELD, NO_LOCKS, lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

ENDING = ".part"
_DAY = 86_400  # seconds
_TRIES = 5  # of making a temporary name, where another process takes each away for left behind
_CAREFUL = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # no link is followed, no pipe is waited for


@contextmanager
def exclusive(path: str, seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock file `path`, which is there meanwhile, so that one process at a time does what follows.

    Raises BlockingIOError where another process has it after `seconds`, OSError where there can be no such file. On a
    file system without locks nobody is kept out. What fails in letting go is not told: the work is done by then.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _CAREFUL, 0o600)
    try:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no regular file", path)
        if lock(descriptor, seconds) == BUSY or not has_name(path, descriptor):
            raise BlockingIOError(errno.EWOULDBLOCK, "another process is at it", path)
        try:
            os.fchmod(descriptor, 0o600)  # whatever the umask
            yield
        finally:
            with suppress(OSError):
                os.unlink(path)
    finally:
        with suppress(OSError):
            os.close(descriptor)


class Part:
    """A new file (mode 0600) beside what it becomes: hidden, locked, and gone in the end unless it was `put`.

    `path` is where it lies, `file` is open for writing bytes. Every method may raise OSError.
    """

    def __init__(self, folder: str, name: str) -> None:
        self.path, descriptor = _locked(lambda: _new_file(os.path.join(folder, f".{name}-")), os.unlink)
        os.fchmod(descriptor, 0o600)  # whatever the umask
        self.file = open(descriptor, "wb")  # noqa: SIM115 - closed at the end

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the file away, if it has not taken its place."""
        if not self.path:
            return
        with suppress(FileNotFoundError):
            os.unlink(self.path)
        with suppress(OSError):  # what was not written is thrown away
            self.file.close()

    def sync(self) -> None:
        """Bring what was written to the disk."""
        self.file.flush()
        os.fsync(self.file.fileno())

    def put(self, path: str) -> None:
        """Give the file its final name; what has this name is replaced, even where it is a symbolic link."""
        self.file.flush()
        if paths.shared:
            os.fchmod(self.file.fileno(), paths.file_mode())
        os.replace(self.path, path)  # while it is locked: without a lock it could be swept
        self.path = ""
        with suppress(OSError):  # it is in its place; whoever needs it on the disk has synced it
            self.file.close()

    def put_new(self, path: str) -> None:
        """Give the file its final name. Raises OSError, FileExistsError where something has it."""
        self.file.flush()
        put_new(self.path, path)
        self.path = ""
        with suppress(OSError):
            self.file.close()


@contextmanager
def part_folder(folder: str, name: str) -> Iterator[str]:
    """Make a hidden, locked folder (mode 0700) in `folder`; give its path, remove what is still there after.

    Raises OSError.
    """
    import shutil
    import tempfile

    def make() -> tuple[int, str]:
        path = tempfile.mkdtemp(prefix=f".{name}-", suffix=ENDING, dir=folder)
        try:
            os.chmod(path, 0o700)  # whatever the umask
            return os.open(path, os.O_RDONLY | os.O_DIRECTORY | _CAREFUL), path
        except BaseException:
            os.rmdir(path)
            raise

    path, descriptor = _locked(make, os.rmdir)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            os.close(descriptor)


def sweep(folder: str, name: str = "") -> None:
    """Remove what processes that are gone left in a folder: of this user, without a lock, made for `name` or any.

    What cannot be removed stays. Raises OSError where the folder cannot be listed.
    """
    with os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.startswith(f".{name}") and entry.name.endswith(ENDING)]
    for path in left:
        with suppress(OSError):
            _remove_left(path)


def _remove_left(path: str) -> None:
    import shutil
    import time

    descriptor = os.open(path, os.O_RDONLY | _CAREFUL)
    try:
        about = os.fstat(descriptor)
        state = lock(descriptor)
        is_left = state == HELD or (state == NO_LOCKS and about.st_mtime < time.time() - _DAY)
        if about.st_uid != os.geteuid() or not is_left:
            return
        if S_ISREG(about.st_mode):
            os.unlink(path)
        else:
            shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(descriptor)


def _new_file(start: str) -> tuple[int, str]:
    """Make an empty file whose path begins so. `tempfile` does the same, but takes longer to import than a list."""
    while True:
        path = f"{start}{os.urandom(6).hex()}{ENDING}"
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _CAREFUL, 0o600), path
        except FileExistsError:
            continue


def _locked(make: Callable[[], tuple[int, str]], remove: Callable[[str], None]) -> tuple[str, int]:
    """Return path and descriptor of something new that this process has locked; `remove` undoes `make`.

    Between its making and its lock another process may take it for left behind: then it is made again.
    """
    for _ in range(_TRIES):
        descriptor, path = make()
        try:
            if lock(descriptor) != BUSY and has_name(path, descriptor):
                return path, descriptor
        except BaseException:
            os.close(descriptor)
            with suppress(OSError):
                remove(path)
            raise
        os.close(descriptor)
    raise OSError(errno.EBUSY, "a temporary file is taken away as soon as it is made", path)


def has_name(path: str, descriptor: int) -> bool:
    """Tell whether an open file still has its name: who held its lock may have taken it away since it was opened."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False
