"""What every command does around its call on the library: choose the view, print the answer, note what is beside it."""

from __future__ import annotations

import os

from tipcli.cli import terminal
from tipcli.model.errors import UsageError
from tipcli.model.text import clean_line, quoted
from tipcli.system import screen
from tipcli.views.registry import FORMATS, view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# In which format a command answers into a pipe.
PIPED = {"list": "tsv", "search": "tsv", "topics": "tsv", "collections": "tsv"}


class Notices:
    """What is said beside the answer, on standard error, unless `quiet`."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self.has_warned = False

    def note(self, text: str) -> None:
        """Say something."""
        if not self._quiet:
            terminal.say(clean_line(text))

    def warn(self, text: str) -> None:
        """Pass on what the library says of a collection that it could not read."""
        self.has_warned = True
        self.note(f"tips: {text}. See 'tips doctor'.")


class Printer(Notices):
    """The output of one command.

    `form` is the format that was asked for, if any; `color` is auto, always or never; `pager` asks for one.
    """

    def __init__(
        self, command: str, *, form: str = "", color: str = "auto", quiet: bool = False, pager: bool = False
    ) -> None:
        super().__init__(quiet=quiet)
        self.on_terminal = screen.is_terminal()
        self.format = form or (_preferred() if self.on_terminal else PIPED.get(command, "plain"))
        self.view = view(self.format, screen.of_output(color))
        self._pager = pager or screen.wants_pager(os.environ)

    def show(self, pieces: Iterable[str]) -> None:
        """Print the answer on standard output. Raises AccessError where that fails."""
        terminal.write(pieces, pager=self._pager)


def _preferred() -> str:
    """Return TIPS_FORMAT, or rich where it is not set. Raises UsageError for a format that there is not."""
    name = os.environ.get("TIPS_FORMAT") or "rich"
    if name not in FORMATS:
        raise UsageError(f"TIPS_FORMAT is {quoted(name)}", f"Set it to one of {', '.join(FORMATS)}.")
    return name
