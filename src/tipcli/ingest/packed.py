"""A zip of notes as the folder that it was made of: unpacked into a temporary folder for as long as it is read."""

from __future__ import annotations

import os
import tempfile
import zipfile
from contextlib import contextmanager, suppress
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING
from zlib import error as DeflateError  # noqa: N812 - the name it has says nothing

from tipcli.ingest.folders import folder_documents
from tipcli.model.errors import AccessError
from tipcli.model.text import shown
from tipcli.readers.base import Skipped
from tipcli.readers.kinds import ARCHIVE, kind_by_bytes
from tipcli.system.scratch import part_folder, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document

MOST_FILES = 20_000
MOST_UNPACKED = 512 * 2**20  # bytes in all
_NAME = "tipcli-zip"
_PIECE = 2**20


def is_packed(document: Document) -> bool:
    """Tell whether a document is a zip of files, and no book, workbook or the like. Raises AccessError."""
    return document.head.startswith(b"PK\x03\x04") and kind_by_bytes(document) is ARCHIVE


@contextmanager
def unpacked(document: Document) -> Iterator[str]:
    """Give the folder into which a zip is unpacked; where all of it lies in one folder, that one.

    Links and what has a path that leads elsewhere is left out. Raises AccessError.
    """
    try:
        parent = tempfile.gettempdir()
        with suppress(OSError):
            sweep(parent, _NAME)
        with part_folder(parent, _NAME) as folder:
            _unpack(document, folder)
            names = os.listdir(folder)
            only = os.path.join(folder, names[0]) if len(names) == 1 else folder
            yield only if os.path.isdir(only) else folder
    except OSError as error:
        raise AccessError(f"{document.place}: {error.strerror}") from None


def documents(folder: str, document: Document) -> Iterator[Document | Skipped]:
    """Yield the files of an unpacked zip under the names that they have in it. Raises AccessError."""
    for found in folder_documents(folder):
        if not isinstance(found, Skipped):
            found.place = f"{document.place}, {shown(found.inside)}"
        yield found


def _unpack(document: Document, folder: str) -> None:
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(document.path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_FILES:
                raise AccessError(f"{document.place}: more than {MOST_FILES:,} files", "Unpack it and import a folder.")
            for part in parts:
                if part.flag_bits & 1:
                    raise AccessError(f"{document.place}: locked with a password", "Unpack it and import the folder.")
                if _is_taken(part):
                    left -= _write(archive, part, folder, left, document)
    except (zipfile.BadZipFile, DeflateError, EOFError, NotImplementedError, UnicodeError):
        raise AccessError(f"{document.place}: damaged, or cut off", "Unpack it and import the folder.") from None


def _is_taken(part: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a file at a place within the folder."""
    kind = part.external_attr >> 16
    is_file = not part.is_dir() and (S_ISREG(kind) or not kind & 0o170000) and not S_ISDIR(kind)
    names = part.filename.replace("\\", "/").split("/")
    return is_file and all(name not in ("", ".", "..") and "\0" not in name and len(name) < 200 for name in names)


def _write(archive: zipfile.ZipFile, part: zipfile.ZipInfo, folder: str, left: int, document: Document) -> int:
    """Unpack a file and return its bytes. Raises AccessError for more than `left`."""
    path = os.path.join(folder, *part.filename.replace("\\", "/").split("/"))
    taken = 0
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with archive.open(part) as file, open(path, "xb") as made:
        while piece := file.read(_PIECE):
            taken += len(piece)
            if taken > left:
                raise AccessError(
                    f"{document.place}: more than {MOST_UNPACKED // 2**20} MB when unpacked",
                    "Unpack it and import its folders one by one.",
                )
            made.write(piece)
    return taken
