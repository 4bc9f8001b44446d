"""Whether new terminals show a tip: a file in the state folder holds the first day on which they do so again.

The lines in a shell profile read it themselves. `tips today`, typed by a person, does not.
"""

from __future__ import annotations

import os

from tipcli.model.errors import AccessError
from tipcli.model.text import shown
from tipcli.system import paths
from tipcli.system.files import read_regular
from tipcli.system.scratch import Part

FOR_GOOD = "9999-12-31"  # the day that stands for none


def until() -> str:
    """Return the ISO day on which there are tips again, nothing where none is named. It may be over."""
    path = paths.pause_file()
    try:
        text = read_regular(path, 100).decode("ascii", "replace").strip() if path else ""
    except OSError:
        return ""
    return text if len(text) == 10 and text.replace("-", "").isdigit() else ""


def begin(day: str) -> None:
    """Pause until an ISO day. Raises AccessError."""
    path = paths.pause_file()
    if path is None:
        raise AccessError("there is no folder to remember it in", "Set TIPS_HOME to a folder of yours.")
    try:
        with Part(paths.private_folder(os.path.dirname(path)), "paused") as part:
            part.file.write(f"{day}\n".encode("ascii"))
            part.put(path)
    except OSError as error:
        raise AccessError(f"{shown(path)}: {error.strerror}") from None


def end() -> None:
    """End the pause. Raises AccessError."""
    path = paths.pause_file()
    try:
        if path:
            os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise AccessError(f"{shown(path or '')}: {error.strerror}") from None
