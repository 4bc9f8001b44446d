"""What every command does around its call on the library: choose the view, print the answer, note what is beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tipcli.cli import terminal
from tipcli.cli.options import Quiet
from tipcli.errors import UsageError
from tipcli.text import quoted
from tipcli.views import FORMATS, view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.cli.options import Output


class Face:
    """The output of one command. `piped` is its format where standard output is no terminal."""

    def __init__(self, output: Output, piped: str) -> None:
        self.on_terminal = terminal.is_terminal()
        self.format = output.chosen() or (_preferred() if self.on_terminal else piped)
        self.view = view(self.format, terminal.screen(str(output.color)))
        beside = Quiet(output.quiet)
        self.note, self.warn = beside.note, beside.warn
        self._pager = output.pager or terminal.wants_pager(os.environ)

    def show(self, pieces: Iterable[str]) -> None:
        """Print the answer on standard output. Raises AccessError where that fails."""
        terminal.write(pieces, pager=self._pager)


def _preferred() -> str:
    """Return TIPS_FORMAT, or rich where it is not set. Raises UsageError for a format that there is not."""
    name = os.environ.get("TIPS_FORMAT") or "rich"
    if name not in FORMATS:
        raise UsageError(f"TIPS_FORMAT is {quoted(name)}", f"Set it to one of {', '.join(FORMATS)}.")
    return name
