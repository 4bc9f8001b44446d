"""What standard output is: the whole policy of the terminal."""

from __future__ import annotations

import io
import os
import sys

import pytest
from hypothesis import given

from tests.made import any_text, many
from tests.streams import Stream
from tipcli.system import screen

STYLES: list[tuple[str, dict[str, str], str, str]] = [
    # flag, environment, style on a terminal, style in a pipe
    ("auto", {}, "color", "none"),
    ("always", {}, "color", "color"),
    ("never", {}, "none", "none"),
    ("auto", {"NO_COLOR": "1"}, "mono", "none"),
    ("auto", {"NO_COLOR": ""}, "color", "none"),
    ("always", {"NO_COLOR": "1", "TERM": "dumb", "CLICOLOR": "0"}, "color", "color"),
    ("never", {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, "none", "none"),
    ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, "mono", "none"),
    ("auto", {"NO_COLOR": "1", "TERM": "dumb"}, "none", "none"),
    ("auto", {"FORCE_COLOR": "1"}, "color", "color"),
    ("auto", {"FORCE_COLOR": "true"}, "color", "color"),
    ("auto", {"FORCE_COLOR": "0"}, "none", "none"),
    ("auto", {"FORCE_COLOR": ""}, "color", "none"),
    ("auto", {"CLICOLOR_FORCE": "1"}, "color", "color"),
    ("auto", {"CLICOLOR_FORCE": "0"}, "color", "none"),
    ("auto", {"CLICOLOR": "0"}, "none", "none"),
    ("auto", {"CLICOLOR": "1"}, "color", "none"),
    ("auto", {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, "color", "color"),
    ("auto", {"TERM": "dumb"}, "none", "none"),
    ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, "color", "color"),
    ("auto", {"GITHUB_ACTIONS": "true", "PY_COLORS": "1", "COLORTERM": "truecolor"}, "color", "none"),
]


@pytest.mark.parametrize(("flag", "env", "on_terminal", "piped"), STYLES)
def test_the_flag_comes_before_the_variables_and_these_in_their_order(
    flag: str, env: dict[str, str], on_terminal: str, piped: str
) -> None:
    assert screen.style(flag, env, is_tty=True) == on_terminal
    assert screen.style(flag, env, is_tty=False) == piped


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [("100", 100), ("20", 20), ("19", 20), ("1", 20), ("99999", 1000), ("1000", 1000), ("00080", 80)],
)
def test_columns_sets_the_width_within_bounds(columns: str, wanted: int) -> None:
    assert screen.width({"COLUMNS": columns}) == wanted


@pytest.mark.parametrize("columns", ["", "0", "-5", "abc", "8.5", "١٢٠", "100000", "9" * 5000, " 80", "0x50"])
def test_an_odd_columns_is_passed_over_for_what_the_terminal_says(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((123, 40)))
    assert screen.width({"COLUMNS": columns}) == 123


def test_without_any_size_eighty_columns_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", fail)
    assert screen.width({}) == 80
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert screen.width({}) == 80


@many(20)
@given(any_text(8))
def test_any_columns_gives_a_width_within_bounds(columns: str) -> None:
    assert 20 <= screen.width({"COLUMNS": columns}) <= 1000


@pytest.mark.parametrize(
    ("encoding", "unicode"),
    [("utf-8", True), ("utf-16", True), ("ascii", False), ("latin-1", False), ("cp1252", False)],
)
def test_a_screen_knows_whether_it_can_show_everything(
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    unicode: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(encoding, tty=True))
    made = screen.of_output("auto", {"COLUMNS": "90"})
    assert (made.width, made.style, made.unicode) == (90, "color", unicode)


def test_a_missing_or_closed_output_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert not screen.is_terminal()
    assert not screen.of_output("auto", {}).unicode
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stdout", closed)
    assert not screen.is_terminal()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("", False), ("0", False), ("no", False), ("False", False), ("1", True), ("yes", True), ("less -R", True)],
)
def test_the_variable_asks_for_a_pager_or_for_none(value: str, wanted: bool) -> None:  # noqa: FBT001
    assert screen.wants_pager({"TIPS_PAGER": value}) == wanted
    assert not screen.wants_pager({"PAGER": "less"})
