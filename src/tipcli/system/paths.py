"""Where things are. platformdirs decides; `TIPS_HOME=DIR` puts everything under DIR.

No function here creates a folder, except `private_folder`.
"""

import os
import sys

_XDG = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "config": ("XDG_CONFIG_HOME", ".config"),
}
_DATA_DIRS = "/usr/local/share:/usr/share"


def data_folder() -> str | None:
    """Return the folder of imported collections, or None where the system names no home for it."""
    return _folder("data")


def cache_folder() -> str | None:
    """Return the folder of indexes and renderings; deleting it loses nothing. None as for `data_folder`."""
    return _folder("cache")


def state_folder() -> str | None:
    """Return the folder of what was dealt and shown already. None as for `data_folder`."""
    return _folder("state")


def config_file() -> str | None:
    """Return where the file of settings is, whether there is one or not. None as for `data_folder`."""
    folder = _folder("config")
    return folder and os.path.join(folder, "config.toml")


def pause_file() -> str | None:
    """Return the file that tells the lines in a shell profile to print nothing. None as for `data_folder`."""
    folder = state_folder()
    return folder and os.path.join(folder, "paused")


def system_folders() -> list[str]:
    """Return the folders of the collections for all users of the machine, the first one to be looked at first."""
    named = os.environ.get("XDG_DATA_DIRS") or _DATA_DIRS
    return [os.path.join(one, "tipcli", "collections") for one in named.split(":") if os.path.isabs(one)]


def index_folder() -> str | None:
    """Return the folder of indexes, inside that of the cache. None as for `data_folder`."""
    folder = cache_folder()
    return folder and os.path.join(folder, "indexes")


def index_file(name: str) -> str | None:
    """Return where the index of a collection is. None as for `data_folder`."""
    folder = index_folder()
    return folder and os.path.join(folder, f"{name}.index")


def _folder(kind: str) -> str | None:
    if home := os.environ.get("TIPS_HOME"):
        try:
            return os.path.join(os.path.abspath(home), kind)
        except OSError:  # it is relative to a working directory that is gone
            return None
    if sys.platform == "linux":
        # What platformdirs says on Linux, without its 40 ms import; where HOME is odd, it is asked.
        variable, below = _XDG[kind]
        if os.path.isabs(path := os.environ.get(variable, "")):
            return os.path.join(path, "tipcli")
        if os.path.isabs(path := os.environ.get("HOME", "")):
            return os.path.join(path.rstrip("/") or "/", below, "tipcli")
    import platformdirs

    try:
        path = getattr(platformdirs, f"user_{kind}_dir")("tipcli", appauthor=False)
    except (RuntimeError, OSError, KeyError):
        return None
    return str(path)


def private_folder(path: str) -> str:
    """Create the folder `path` and its parents, mode 0700 whatever the umask, and return it. Raises OSError."""
    missing = []
    parent = path
    while parent and not os.path.isdir(parent):
        missing.append(parent)
        parent = os.path.dirname(parent)
    for folder in reversed(missing):
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:  # made by a process that runs beside this one
            continue
        os.chmod(folder, 0o700)
    return path


def package_file(name: str) -> str:
    """Return the path of a file or folder inside the installed package."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), name)
