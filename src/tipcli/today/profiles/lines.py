"""The lines for a shell profile that show the tip of the day: one template a shell, filled in here.

In a template `@WORD@` stands for a value, and the lines from `@if CONDITION` to `@end` are kept where it holds:
once or always (with or without --once); xdg or baked (whether the folders follow XDG variables); named (where
renderings are kept for these arguments).
"""

from __future__ import annotations

import os
import re
import shlex
import sys

from tipcli.system import paths
from tipcli.today import cache_read
from tipcli.today.profiles.shells import TEMPLATES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_PLAIN_WORD = re.compile(r"[A-Za-z0-9_./:=+-]+")


def lines(shell: str, arguments: Sequence[str], mark: str = "") -> str:
    """Return the lines for the profile of `shell`, one of TEMPLATES.

    `arguments` are those of `tips today` without --once; `mark`, the name of its stamps (see `once.mark`), asks for it.
    """
    quote = _QUOTES[shell]
    name = cache_read.name_of(list(arguments))
    is_xdg = sys.platform == "linux"
    holds = {"once" if mark else "always", "xdg" if is_xdg else "baked"} | ({"named"} if name else set())
    values = {
        "ARGUMENTS": "".join(f" {quote(argument)}" for argument in arguments),
        "ONCE": " --once" if mark else "",
        "NAME": name,
        "MARK": mark,
        "OTHERS": " ".join([quote(paths.package_file("service.index")), *_of_the_system(quote)]),
    }
    if not is_xdg:
        values |= {kind.upper(): _home_folder(kind, shell) for kind in ("cache", "config", "data", "state")}
    with open(os.path.join(paths.package_file("today/profiles"), TEMPLATES[shell]), encoding="utf-8") as file:
        text = "".join(_kept(file, holds))
    return re.sub("@([A-Z]+)@", lambda match: values[match[1]], text)


def _of_the_system(quote: Callable[[str], str]) -> Iterator[str]:
    """Yield the folders of collections for all users, and what lies in them, as words of the shell."""
    for folder in paths.system_folders():
        yield quote(folder)
        yield f"{quote(folder)}/*.jsonl"


def _kept(template: Iterable[str], holds: set[str]) -> Iterator[str]:
    """Yield the lines whose conditions hold."""
    is_kept = [True]
    for line in template:
        if line.startswith("@if "):
            is_kept.append(is_kept[-1] and line.split()[1] in holds)
        elif line.startswith("@end"):
            is_kept.pop()
        elif is_kept[-1]:
            yield line


def _home_folder(kind: str, shell: str) -> str:
    """Return a folder as a word of the shell, with HOME for the home in it, whatever TIPS_HOME says now."""
    import platformdirs

    path = str(getattr(platformdirs, f"user_{kind}_dir")("tipcli", appauthor=False))
    home = os.path.expanduser("~").rstrip(os.sep)
    if not home or not path.startswith(home + os.sep):
        return _QUOTES[shell](path)
    return _HOMES[shell] + _QUOTES[shell](path[len(home) :])


def _fish(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "\\'")
    return word if _PLAIN_WORD.fullmatch(word) else f"'{escaped}'"


def _powershell(word: str) -> str:
    # It takes typographic quotes for quotes.
    return "'" + re.sub("(['‘’‚‛])", r"\1\1", word) + "'"


_QUOTES: dict[str, Callable[[str], str]] = {
    "bash": shlex.quote,
    "zsh": shlex.quote,
    "fish": _fish,
    "powershell": _powershell,
    "sh": shlex.quote,
}
_HOMES = {
    **dict.fromkeys(("bash", "zsh", "sh"), '"${HOME-}"'),
    "fish": '"$HOME"',
    "powershell": "$HOME + ",
}
