"""Which shell a person uses, and which of its files is read by every new terminal."""

from __future__ import annotations

import os
import sys

from tipcli.system.files import read_regular

TEMPLATES = {
    "bash": "bash.sh",
    "zsh": "zsh.zsh",
    "fish": "fish.fish",
    "powershell": "powershell.ps1",
    "sh": "sh.sh",
}
_OTHER_NAMES = {"pwsh": "powershell", **dict.fromkeys(("dash", "ash", "busybox", "ksh", "ksh93", "mksh", "yash"), "sh")}
# Of these a process of their own is no sign: a script or `make` may have started tips.
_SCRIPTING = ("sh", "dash", "ash", "busybox")
_FARTHEST = 5  # generations
_LARGEST = 16 * 2**20  # bytes of a profile


def template(name: str) -> str:
    """Return the template, one of TEMPLATES, for the name or the path of a shell; nothing for an unknown one."""
    name = _base(name)
    name = _OTHER_NAMES.get(name, name)
    return name if name in TEMPLATES else ""


def guessed() -> str:
    """Return the name of the shell that tips was started from, else that of $SHELL; nothing where none is known."""
    names = [name for name in _ancestors() if template(name) and name not in _SCRIPTING]
    return next(iter(names), "") or _base(os.environ.get("SHELL", ""))


def profile(name: str) -> str:
    """Return the path of the file that a shell of this name reads in every new terminal."""
    home = os.path.expanduser("~")
    config = os.environ.get("XDG_CONFIG_HOME", "")
    config = config if os.path.isabs(config) else os.path.join(home, ".config")
    name = _base(name)
    kind = template(name)
    if kind == "zsh":
        return os.path.join(os.environ.get("ZDOTDIR") or home, ".zshrc")
    if kind == "fish":
        return os.path.join(config, "fish", "config.fish")
    if kind == "powershell":
        return os.path.join(config, "powershell", "Microsoft.PowerShell_profile.ps1")
    if kind == "bash":  # the terminals of macOS start login shells
        return os.path.join(home, ".bash_profile" if sys.platform == "darwin" else ".bashrc")
    if name in ("ksh", "ksh93", "mksh"):
        return os.path.join(home, ".mkshrc" if name == "mksh" else ".kshrc")
    return os.path.join(home, ".profile")


def profiles() -> list[str]:
    """Return the paths of all files that `profile` names, each once."""
    return list(dict.fromkeys(map(profile, ("bash", "zsh", "fish", "powershell", "ksh", "mksh", "sh"))))


def asking() -> list[str]:
    """Return the paths of those that seem to ask for the tip of the day."""
    return [path for path in profiles() if any(words in _start(path) for words in (b"tips init", b"tips_today"))]


def _start(path: str) -> bytes:
    try:
        return read_regular(path, _LARGEST)
    except OSError:
        return b""


def short(path: str) -> str:
    """Return a path as a person writes it, with ~ for the home."""
    home = os.path.expanduser("~").rstrip("/")
    return "~" + path[len(home) :] if home and path.startswith(home + "/") else path


def _base(name: str) -> str:
    return name.rpartition("/")[2].casefold().removeprefix("-")


def _ancestors() -> list[str]:
    """Return the names of the programs that started this one, the nearest first, as far as the system tells."""
    names: list[str] = []
    process = os.getppid()
    try:
        while process > 1 and len(names) < _FARTHEST:
            with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
                _, _, rest = file.read().partition("(")
            name, _, fields = rest.rpartition(")")
            names.append(_base(name))
            process = int(fields.split()[1])
    except (OSError, ValueError, IndexError):  # there is no /proc, or nothing to be seen in it
        pass
    return names
