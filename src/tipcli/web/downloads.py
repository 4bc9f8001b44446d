"""The folder that pages from the web are saved in; it goes at the end, or after a killed process with the next one."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import shown
from tipcli.system.scratch import part_folder, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = "tipcli-web"


class Downloads:
    """A folder of mode 0700 below the system's temporary one, made with the first file and locked while in use."""

    def __init__(self) -> None:
        self._folder = ""
        self._stack = ExitStack()

    def save(self, pieces: Iterable[bytes]) -> str:
        """Write a new file of mode 0600 and return its path.

        Where anything fails, in writing or in `pieces`, the file is deleted. Raises AccessError for the writing.
        """
        try:
            if not self._folder:
                parent = tempfile.gettempdir()
                with suppress(OSError):
                    sweep(parent, _NAME)
                self._folder = self._stack.enter_context(part_folder(parent, _NAME))
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
        self._stack.close()
        self._folder = ""


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
