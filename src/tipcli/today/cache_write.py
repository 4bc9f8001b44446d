"""The renderings that are kept: written, looked through for the terminals they were made for, and taken away."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress

from tipcli.system import paths, scratch
from tipcli.today.cache_read import FORM, Rendering, folder, install_state, parts, unquoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_SCREENS = 8  # that are remembered for one command


def write(rendering: Rendering, text: str, mark: str, state: str) -> None:
    """Keep a text that was made from the tips as they were in `state`; where that cannot be, it is not kept."""
    with suppress(OSError), scratch.Part(paths.private_folder(os.path.dirname(rendering.path)), "today") as part:
        part.file.write(f"{text}\0{FORM} {install_state()} {state} {mark}\n".encode())
        part.put(rendering.own_path if _is_of_another(rendering.path, state) else rendering.path)


def _is_of_another(path: str, state: str) -> bool:
    """Tell whether a rendering is that of another install, which is still there, and is as new as it can be."""
    try:
        _, (_, install, made_in, _) = parts(path)
    except (OSError, ValueError):
        return False
    place = install.partition(":")[0]
    return place != install_state().partition(":")[0] and made_in == state and os.path.isdir(unquoted(place))


@contextmanager
def alone() -> Iterator[bool]:
    """Tell whether no other process prepares renderings, and keep others from it meanwhile."""
    with ExitStack() as stack:
        is_alone = True
        try:
            stack.enter_context(scratch.exclusive(os.path.join(folder() or os.devnull, ".lock")))
        except BlockingIOError:
            is_alone = False
        except OSError:  # there is no folder, and nothing to prepare
            pass
        yield is_alone


def screens(name: str) -> list[tuple[int, str]]:
    """Return the terminals, width and kind, that a command was rendered for, the latest day first."""
    found = sorted(((one.day, one.width, one.kind) for one in _kept() if one.name == name), reverse=True)
    return list(dict.fromkeys((width, kind) for _, width, kind in found if "-" not in kind))[:_MOST_SCREENS]


def sweep(day: str) -> None:
    """Take away the renderings of days before this one, and what killed processes left. Raises OSError."""
    for one in _kept():
        if one.day < day:
            os.unlink(one.path)
    scratch.sweep(folder() or "")


def drop() -> None:
    """Take every rendering away: what a person keeps has changed, and a shell does not look at that."""
    with suppress(OSError):
        for one in _kept():
            os.unlink(one.path)


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
