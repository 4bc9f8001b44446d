"""A folder for temporary files that goes at the end, or, after a process that was killed, with the next one."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX = "tipcli-web-"
_YOUNG = 60  # seconds for which a folder without a lock may be one that is just being made


class Scratch:
    """A folder of mode 0700 below the system's temporary one, made with the first file and locked while in use."""

    def __init__(self) -> None:
        self._folder = ""
        self._lock = -1

    def save(self, pieces: Iterable[bytes]) -> str:
        """Write a new file of mode 0600 and return its path.

        Where anything fails, in writing or in `pieces`, the file is deleted. Raises AccessError for the writing.
        """
        try:
            if not self._folder:
                self._make()
            handle, path = tempfile.mkstemp(dir=self._folder)
            os.fchmod(handle, 0o600)
        except OSError as error:
            raise _failure(error) from None
        try:
            with open(handle, "wb", buffering=0) as file:
                for piece in pieces:
                    _write(file.fileno(), piece)
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise
        return path

    def close(self) -> None:
        """Delete the folder and what is in it."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            if self._lock >= 0:
                os.close(self._lock)
            self._folder, self._lock = "", -1

    def _make(self) -> None:
        parent = tempfile.gettempdir()
        _sweep(parent)
        self._folder = tempfile.mkdtemp(prefix=_PREFIX, dir=parent)
        os.chmod(self._folder, 0o700)  # whatever the umask
        self._lock = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._lock, fcntl.LOCK_SH)


def _sweep(parent: str) -> None:
    """Delete the folders of processes that are gone: of this person, not locked, not made just now."""
    for name in os.listdir(parent):
        if not name.startswith(_PREFIX):
            continue
        path = os.path.join(parent, name)
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                status = os.fstat(handle)
                if status.st_uid == os.getuid() and time.time() - status.st_mtime > _YOUNG:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(handle)


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(handle, view) :]
    except OSError as error:
        raise _failure(error) from None


def _failure(error: OSError) -> AccessError:
    return AccessError(
        f"no temporary file can be written in {_parent()}: {error.strerror}",
        hint="Make room there, or set TMPDIR to a folder with room.",
    )


def _parent() -> str:
    try:
        return shown(tempfile.gettempdir())
    except OSError:  # where no folder at all can be written to
        return "the temporary folder"
