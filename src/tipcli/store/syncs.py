"""What is known of the last sync of a collection: when it was, and what servers called the versions they sent.

It lies in the state folder and may be lost at any time: then everything is read again.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from tipcli.system import paths
from tipcli.system.files import read_regular
from tipcli.system.scratch import Part, sweep

_LARGEST = 4 * 2**20  # bytes


@dataclass
class Sync:
    """`synced` is an ISO 8601 time in UTC, or empty. `validators` maps addresses to `etag`, `modified`, `at`, `full`.

    `at` is the address that answered, after redirects; `full` the ISO 8601 time in UTC of its last whole answer.
    `failed` maps sources, as people are shown them, to why they could not be read.
    """

    synced: str = ""
    validators: dict[str, dict[str, str]] = field(default_factory=dict)
    origins: list[dict[str, Any]] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def read(name: str) -> Sync:
    """Return what is known of a collection; nothing where the file is missing or broken."""
    try:
        said = json.loads(read_regular(_path(name), _LARGEST))
        validators = {
            str(address): {key: str(value) for key, value in about.items() if key in ("etag", "modified", "at", "full")}
            for address, about in said["validators"].items()
        }
        failed = {str(source): str(why) for source, why in said.get("failed", {}).items()}
        return Sync(str(said["synced"]), validators, list(said["origins"]), failed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Sync()


def write(name: str, sync: Sync) -> None:
    """Keep what is known; where that cannot be, it is not kept."""
    with suppress(OSError):
        path = _path(name)
        paths.private_folder(os.path.dirname(path))
        sweep(os.path.dirname(path))
        with Part(os.path.dirname(path), name) as part:
            part.file.write(json.dumps(asdict(sync)).encode("ascii"))
            part.put(path)


def forget(name: str) -> None:
    """Drop what is known."""
    with suppress(OSError):
        os.unlink(_path(name))


def _path(name: str) -> str:
    """Return the file of a collection. Raises FileNotFoundError where there is no home for it."""
    folder = paths.state_folder()
    if folder is None:
        raise FileNotFoundError("no state folder")
    return os.path.join(folder, "syncs", f"{name}.json")
