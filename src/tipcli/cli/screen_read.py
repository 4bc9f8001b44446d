"""What a command printed before on a terminal like this one: printed again as it is, with next to nothing imported.

`today` has its own renderings, which shells read too. These are of `list`, `show`, `topics` and of help. What somebody
searched for is not written down, nor is anything of --unseen, or of `show` where a history is kept: all of them are
done anew. A file of the cache holds

    text, NUL, what was said beside it, NUL, what it was printed for, NUL, a line: form, rows of the text, state

and is named by a number made of the third. That says the line typed, the day, the screen, and all that decides what
is printed; the state is that of the tips and the settings. What does not fit is passed over, and made anew.
"""

import os
import sys
import time

from tipcli import __version__
from tipcli.system import paths, screen
from tipcli.today.cache_read import install_state, read_private, tips_state

FORM = "tipcli 1"
COMMANDS = ("list", "show", "topics")
_HELP = ("-h", "--help")
_DECIDING = (
    "TIPS_FORMAT", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TTY_COMPATIBLE", "TERM",
)  # fmt: skip
LARGEST = 1 << 18  # bytes
_PRIME = (1 << 89) - 229  # a remainder by it tells texts apart; hashlib takes as long to import as this whole module


class Printed:
    """What was printed for a line, whether it is there yet or not; `state` is that of the tips when it was asked."""

    __slots__ = ("command", "is_paged", "made_for", "path", "state")

    def __init__(self, arguments: list[str], inside: str) -> None:
        env = os.environ
        self.command = arguments[0]
        self.made_for = repr([
            *(env.get("TIPS_TODAY") or time.strftime("%Y-%m-%d"), __version__),
            *(screen.width(env), screen.links(env), *(env.get(name, "") for name in _DECIDING)),
            *arguments,
        ])  # fmt: skip
        self.path = os.path.join(inside, f"{int.from_bytes(self.made_for.encode()) % _PRIME:x}")
        self.state = f"{install_state()} {tips_state()}"
        self.is_paged = "--no-pager" not in arguments

    def again(self) -> int | None:
        """Print it and return the exit status, or None where there is nothing to be printed."""
        try:
            text, told, made_for, line = (read_private(self.path, LARGEST) or b"").decode("utf-8").split("\0")
            form, version, count, state = line.split(" ", 3)
            rows = int(count)
        except (OSError, ValueError):
            return None
        if (f"{form} {version}", made_for, state) != (FORM, self.made_for, self.state + "\n"):
            return None
        if self.is_paged and 0 < screen.height(os.environ) <= rows:
            return self._through_pager(text, told)
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
            if told and sys.stderr is not None:
                sys.stderr.write(told)
                sys.stderr.flush()
        except (OSError, ValueError) as error:
            from tipcli.cli import boundary, terminal

            failure = error
            return boundary.run(lambda: terminal.failed(failure))
        return 0

    def _through_pager(self, text: str, told: str) -> int:
        from tipcli.cli import boundary, preferences, terminal

        status = boundary.run(lambda: terminal.write([text], pager=None, own=preferences.load().pager))
        for line in told.splitlines() if status == 0 else ():
            terminal.say(line)
        return status


def wanted(arguments: list[str]) -> Printed | None:
    """Return what was or will be printed for a line; None where that is not kept."""
    inside = folder()
    is_kept = arguments[0] in COMMANDS or (arguments[-1] in _HELP and len(arguments) < 3)
    if not (is_kept and inside and screen.is_terminal() and screen.is_unicode()):
        return None
    if "--pager" in arguments or "--unseen" in arguments or (arguments[0] == "show" and _has_history()):
        return None
    return Printed(arguments, inside)


def _has_history() -> bool:
    state = paths.state_folder()
    return bool(state) and os.path.exists(os.path.join(state or "", "history"))


def folder() -> str | None:
    """Return the folder of what was printed, inside that of the cache, or None where there is no home for it."""
    cache = paths.cache_folder()
    return cache and os.path.join(cache, "screens")
