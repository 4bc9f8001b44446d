"""The renderings that are kept: written, looked through for the terminals they were made for, and taken away."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tipcli.system import files, paths
from tipcli.today.cache_read import FORM, Rendering, folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_MOST_SCREENS = 8  # that are remembered for one command


def write(rendering: Rendering, text: str, mark: str, state: str) -> None:
    """Keep a text that was made from the tips as they were in `state`; where that cannot be, it is not kept."""
    with suppress(OSError), files.Part(paths.private_folder(os.path.dirname(rendering.path)), "today") as part:
        part.file.write(f"{text}\0{FORM} {state} {mark}\n".encode())
        part.put(rendering.path)


@contextmanager
def alone() -> Iterator[bool]:
    """Tell whether no other process prepares renderings, and keep others from it meanwhile."""
    try:
        path = os.path.join(folder() or os.devnull, ".lock")
        file = open(os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o600), "rb")  # noqa: SIM115
    except OSError:  # there is no folder, and nothing to prepare
        yield True
        return
    with file:
        yield files.lock(file.fileno(), wait=False)


def screens(name: str) -> list[tuple[int, str]]:
    """Return the terminals, width and kind, that a command was rendered for, the latest day first."""
    found = sorted(((one.day, one.width, one.kind) for one in _kept() if one.name == name), reverse=True)
    return list(dict.fromkeys((width, kind) for _, width, kind in found if "-" not in kind))[:_MOST_SCREENS]


def sweep(day: str) -> None:
    """Take away the renderings of days before this one, and what killed processes left. Raises OSError."""
    for one in _kept():
        if one.day < day:
            os.unlink(one.path)
    files.sweep(folder() or "")


def _kept() -> Iterator[Rendering]:
    """Yield all renderings that there are, of any day."""
    inside = folder()
    try:
        names = os.listdir(inside) if inside else []
    except OSError:
        return
    for name in names:
        day, *rest = name.split("_", 3)
        if len(rest) == 3 and rest[0].isdigit() and day[0] != ".":
            yield Rendering(day, int(rest[0]), rest[1], rest[2])
