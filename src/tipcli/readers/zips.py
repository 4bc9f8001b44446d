"""What is in a zip, by the names in it: what is packed in it may hold the marks of another kind of file."""

from __future__ import annotations

import zipfile

BEGINS = b"PK\x03\x04"
_OOXML = ("xl/", "word/", "ppt/")  # which may also be folders of a person, who has no file of types


def entries(path: str) -> list[str]:
    """Return the names in a zip; none of what is no zip, or of one that is cut off."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return []


def is_held(mark: bytes, head: bytes, names: list[str]) -> bool:
    """Tell whether a zip is marked as a kind of file: by a name in it, or by the type that it says first."""
    name = mark.decode("latin-1")
    if name in _OOXML and "[Content_Types].xml" not in names:
        return False
    return any(one.startswith(name) for one in names) or ("mimetype" in names and mark in head)
