"""What every command does around its call on the library: choose the view, print the answer, note what is beside it."""

from __future__ import annotations

import os

from tipcli.cli import preferences, terminal
from tipcli.model.errors import UsageError
from tipcli.model.text import clean_line, quoted
from tipcli.system import screen
from tipcli.views.registry import FORMATS, view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.views.base import View

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

    `form` is the format that was asked for, if any; `color` auto, always or never; `pager` asks for one or for
    none. Without a word on it there is one where the text is longer than the screen; of `today` it never is, and no
    new terminal is to begin with a pager.
    """

    def __init__(
        self, command: str, *, form: str = "", color: str = "", quiet: bool = False, pager: bool | None = None
    ) -> None:
        super().__init__(quiet=quiet)
        self.preferences = preferences.load()
        for fault in self.preferences.faults:
            self.has_warned = True
            self.note(f"tips: {fault}")
        self.on_terminal = screen.is_terminal()
        self.format = form or (_preferred(self.preferences.format) if self.on_terminal else PIPED.get(command, "plain"))
        self.view = _view(self.format, self.preferences.color_of(color))
        self._pager = pager or (False if command == "today" else pager)

    def show(self, pieces: Iterable[str]) -> None:
        """Print the answer on standard output. Raises AccessError where that fails."""
        terminal.write(pieces, pager=self._pager, own=self.preferences.pager)


def _view(form: str, color: str) -> View:
    """Return the view of a format, or of one that is an export's. Raises UsageError for one that needs a path."""
    if form in FORMATS:
        return view(form, screen.of_output(color))
    from tipcli.cli import formats

    return formats.view(form, screen.of_output(color))


def _preferred(own: str) -> str:
    """Return TIPS_FORMAT, `own` where it is not set, rich without either.

    Raises UsageError for a format that there is not.
    """
    name = os.environ.get("TIPS_FORMAT") or own or "rich"
    if name not in FORMATS:
        raise UsageError(f"TIPS_FORMAT is {quoted(name)}", f"Set it to one of {', '.join(FORMATS)}.")
    return name
