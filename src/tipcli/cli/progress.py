"""The bar that shows how far an import is, on a terminal only."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

    from rich.progress import Progress, TaskID

    from tipcli.model.reports import Report

_PATIENCE = 0.4  # seconds; what is done sooner needs no bar


class Bar:
    """A context manager; `progress` is called while an import runs."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown and sys.stderr is not None and sys.stderr.isatty()
        self._start = time.monotonic()
        self._stack = ExitStack()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self._stack.close()

    def progress(self, report: Report, done: int, total: int | None) -> None:
        """Show the items and the bytes that were read, of `total` if that is known."""
        if not self._is_shown or time.monotonic() - self._start < _PATIENCE:
            return
        if self._bar is None:
            self._bar = self._stack.enter_context(_made())
            self._task = self._bar.add_task(report.name, total=None, about="")
        assert self._task is not None  # noqa: S101 - made with the bar
        items = report.read + len(report.bad) + len(report.skipped)
        rate = items / max(time.monotonic() - self._start, 0.1)
        is_read = total is not None and done >= total
        about = f"{items:,} items, {rate:,.0f} a second" + (", indexing" if is_read else "")
        self._bar.update(self._task, total=total, completed=done, about=about)


def _made() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[about]}", markup=False),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
