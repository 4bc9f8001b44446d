"""Private files that take their place whole, and the locks by which processes take turns."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

_ENDING = ".part"
_STALE = 3600  # seconds after which a file that a killed process left behind is taken away


class Part:
    """A new file (mode 0600) beside what it becomes, hidden, and gone in the end unless it was `put` in its place.

    `path` is where it lies, `file` is open for writing bytes. Every method may raise OSError.
    """

    def __init__(self, folder: str, name: str) -> None:
        import tempfile

        descriptor, self.path = tempfile.mkstemp(prefix=f".{name}-", suffix=_ENDING, dir=folder)
        self.file = open(descriptor, "wb")  # noqa: SIM115 - closed at the end

    def __enter__(self) -> Self:
        """Return itself."""
        try:
            os.chmod(self.path, 0o600)  # whatever the umask
        except OSError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Take the file away, if it has not taken its place."""
        from contextlib import suppress

        try:
            self.file.close()
        finally:
            if self.path:
                with suppress(FileNotFoundError):
                    os.unlink(self.path)

    def put(self, path: str) -> None:
        """Give the file its final name; what has this name is replaced, even where it is a symbolic link."""
        self.file.close()
        os.replace(self.path, path)
        self.path = ""


def sweep(folder: str) -> None:
    """Take away the parts that killed processes have left in a folder. Raises OSError."""
    import time

    for name in os.listdir(folder):
        if name.endswith(_ENDING):
            path = os.path.join(folder, name)
            try:
                if os.path.getmtime(path) < time.time() - _STALE:
                    os.unlink(path)
            except OSError:
                continue  # a process that runs beside this one has just finished it; or it is none of ours


def sync_folder(path: str) -> None:
    """Bring the names in a folder to the disk, where the system can: a name that a power failure loses is the old."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def lock(descriptor: int, *, wait: bool) -> bool:
    """Take the one lock on an open file, which goes with its descriptor; tell whether this process has it now."""
    try:
        try:
            import fcntl
        except ImportError:  # Windows
            import msvcrt

            mode = "LK_LOCK" if wait else "LK_NBLCK"
            msvcrt.locking(descriptor, getattr(msvcrt, mode), 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
