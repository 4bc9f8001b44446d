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
shared = ""  # the folder of what all users share, while a command with --system writes there
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
    """Return the folders of the collections for all users of the machine; of two with one name the first counts.

    There are none with TIPS_HOME, which is private; TIPS_SYSTEM_DIR names the only one.
    """
    if own := os.environ.get("TIPS_SYSTEM_DIR"):
        return [os.path.join(own, "collections")] if os.path.isabs(own) else []
    if os.environ.get("TIPS_HOME"):
        return []
    return [os.path.join(one, "tipcli", "collections") for one in _data_dirs()]


def system_home() -> str:
    """Return the folder that commands with --system write to: TIPS_SYSTEM_DIR, else inside the first data folder."""
    return os.environ.get("TIPS_SYSTEM_DIR") or os.path.join(next(iter(_data_dirs()), "/usr/local/share"), "tipcli")


def _data_dirs() -> list[str]:
    return [one for one in (os.environ.get("XDG_DATA_DIRS") or _DATA_DIRS).split(":") if os.path.isabs(one)]


def index_folder() -> str | None:
    """Return the folder of indexes, inside that of the cache. None as for `data_folder`."""
    folder = shared or cache_folder()
    return folder and os.path.join(folder, "indexes")


def index_file(name: str) -> str | None:
    """Return where the index of a collection is. None as for `data_folder`."""
    folder = index_folder()
    return folder and os.path.join(folder, f"{name}.index")


def _folder(kind: str) -> str | None:
    if shared:
        return shared if kind == "data" else os.path.join(shared, kind)
    if home := os.environ.get("TIPS_HOME"):
        return _below(home, kind)
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


def _below(home: str, kind: str) -> str | None:
    try:
        return os.path.join(os.path.abspath(home), kind)
    except OSError:  # it is relative to a working directory that is gone
        return None


def private_folder(path: str) -> str:
    """Create the folder `path` and its parents, mode 0700 whatever the umask, and return it. Raises OSError.

    What all users share has mode 0755. Root with the home of a person, as under sudo, is refused: what it wrote there
    the person could not read.
    """
    missing = []
    parent = path
    while parent and not os.path.isdir(parent):
        missing.append(parent)
        parent = os.path.dirname(parent)
    if os.geteuid() == 0 and parent and (owner := os.stat(parent).st_uid):
        from errno import EPERM

        raise PermissionError(EPERM, f"it belongs to user {owner}, and this is root", parent)
    mode = 0o755 if shared else 0o700
    for folder in reversed(missing):
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:  # made by a process that runs beside this one
            continue
        os.chmod(folder, mode)
    return path


def file_mode() -> int:
    """Return the mode of a file that is written: private, but for what all users share."""
    return 0o644 if shared else 0o600


def package_file(name: str) -> str:
    """Return the path of a file or folder inside the installed package."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), name)
