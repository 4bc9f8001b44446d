"""The bar of an import: on a terminal, after a while, and gone at the end."""

from __future__ import annotations

import sys

import pytest

from tests.streams import Stream
from tipcli.cli import progress
from tipcli.cli.progress import Bar
from tipcli.model.reports import Report


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


def drawn(monkeypatch: pytest.MonkeyPatch, *, tty: bool, seconds: float, is_shown: bool = True) -> str:
    """Return what a bar wrote that was told of half a million bytes, `seconds` after its beginning."""
    clock, stream = Clock(), Stream(tty=tty)
    monkeypatch.setattr(progress, "time", clock)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    with Bar(is_shown=is_shown) as bar:
        clock.now = seconds
        report = Report("blog", added=1200)
        bar.progress(report, 500_000, 1_000_000)
        bar.progress(report, 1_000_000, 1_000_000)
    return stream.data.decode()


def test_it_tells_items_and_rate_and_takes_its_line_away(monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(monkeypatch, tty=True, seconds=2)
    assert "blog" in text
    assert "1,200 items, 600 a second" in text
    assert text.rstrip().endswith("\x1b[2K")


@pytest.mark.parametrize(("tty", "seconds", "is_shown"), [(False, 2, True), (True, 0.1, True), (True, 2, False)])
def test_there_is_none_in_a_pipe_for_what_is_quick_or_unwanted(
    monkeypatch: pytest.MonkeyPatch, *, tty: bool, seconds: float, is_shown: bool
) -> None:
    assert drawn(monkeypatch, tty=tty, seconds=seconds, is_shown=is_shown) == ""
