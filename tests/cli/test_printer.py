"""How a command answers: the format, what is noted beside it, and who is told nothing."""

from __future__ import annotations

import io
import sys

import pytest

from tests.streams import Stream
from tipcli.cli.printer import PIPED, Notices, Printer
from tipcli.model.errors import UsageError


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TIPS_FORMAT", "TIPS_PAGER"):
        monkeypatch.delenv(name, raising=False)


def format_of(monkeypatch: pytest.MonkeyPatch, command: str, *, tty: bool, form: str = "") -> str:
    monkeypatch.setattr(sys, "stdout", Stream(tty=tty))
    return Printer(command, form=form).format


def test_lists_are_tables_in_a_pipe_and_tips_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ("list", "search", "topics", "collections", "show", "random", "today", "doctor"):
        assert format_of(monkeypatch, command, tty=False) == PIPED.get(command, "plain")
        assert format_of(monkeypatch, command, tty=True) == "rich"
        assert format_of(monkeypatch, command, tty=False, form="json") == "json"


def test_the_variable_counts_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_FORMAT", "markdown")
    assert format_of(monkeypatch, "list", tty=True) == "markdown"
    assert format_of(monkeypatch, "list", tty=False) == "tsv"
    monkeypatch.setenv("TIPS_FORMAT", "nosuch")
    with pytest.raises(UsageError, match="nosuch"):
        format_of(monkeypatch, "list", tty=True)


@pytest.mark.parametrize("quiet", [False, True])
def test_notes_are_clean_lines_unless_quiet(quiet: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        voice = Notices(quiet=quiet)
        voice.note("one\x1b[31m\ntwo")
        voice.warn("mine is torn")
    assert voice.has_warned
    expected = "" if quiet else "one\ufffd[31m two\ntips: mine is torn. See 'tips doctor'.\n"
    assert stream.getvalue() == expected
    assert capsys.readouterr().out == ""
