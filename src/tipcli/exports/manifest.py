"""What an export wrote into a folder: a hidden file there, in the form of `sha256sum`, one line a file.

The last line is that of the lines above it, so that a manifest that somebody changed is known too. By it `--force`
knows what it may replace: only what an export wrote and nobody changed since.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from tipcli.system.files import read_regular

if TYPE_CHECKING:
    from tipcli.exports.base import Export

NAME = ".tips-export"
_HEAD = 24  # bytes by which the second file of a format is known
_LARGEST = 2**26  # bytes of a file that is compared


def lines(digests: dict[str, str]) -> str:
    """Return the manifest of files by name with their SHA-256 in hexadecimal."""
    made = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
    return f"{made}{digest_of(made.encode('utf-8', 'replace'))}  {NAME}\n"


def digest_of(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: str) -> str:
    """Return the SHA-256 of a file in hexadecimal. Raises OSError."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def strange(folder: str) -> str:
    """Return the name of something in the folder that no export wrote, or that was changed since; empty if all is ours.

    Without a manifest, or with one that was changed, everything is strange. Raises OSError.
    """
    written = _written(folder)
    return _strange(folder, "", written) or ("" if written else NAME)


def _strange(folder: str, below: str, written: dict[str, str]) -> str:
    with os.scandir(os.path.join(folder, below)) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = below + entry.name
            if name == NAME:
                continue
            if entry.is_dir(follow_symlinks=False):
                if not any(one.startswith(f"{name}/") for one in written):
                    return name
                if found := _strange(folder, f"{name}/", written):
                    return found
            elif not _is_as_written(entry, written.get(name)):
                return name
    return ""


def is_companion(made: Export, path: str) -> bool:
    """Tell whether the second file of a format may be put there: nobody names it who has the first one replaced.

    Raises OSError.
    """
    return not os.path.lexists(path) or made.is_companion(read_regular(path, _HEAD))


def _written(folder: str) -> dict[str, str]:
    try:
        text = read_regular(os.path.join(folder, NAME), _LARGEST).decode("utf-8", "replace")
    except OSError:
        return {}
    above, _, last = text.removesuffix("\n").rpartition("\n")
    digest, _, name = last.partition("  ")
    if name != NAME or digest != digest_of(f"{above}\n".encode("utf-8", "replace")):
        return {}
    pairs = (line.partition("  ") for line in above.split("\n"))
    return {name: digest for digest, _, name in pairs}


def _is_as_written(entry: os.DirEntry[str], digest: str | None) -> bool:
    if digest is None or not entry.is_file(follow_symlinks=False):
        return False
    return digest_of(read_regular(entry.path, _LARGEST)) == digest
