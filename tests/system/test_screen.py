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
    ("auto", {"TTY_COMPATIBLE": "1"}, "color", "color"),
    ("auto", {"TTY_COMPATIBLE": "0"}, "none", "none"),
    ("auto", {"TTY_COMPATIBLE": "yes"}, "color", "none"),
    ("auto", {"TTY_COMPATIBLE": "1", "TERM": "dumb"}, "color", "color"),
    ("auto", {"TTY_COMPATIBLE": "1", "NO_COLOR": "1"}, "mono", "mono"),
    ("auto", {"TTY_COMPATIBLE": "0", "NO_COLOR": "1"}, "none", "none"),
    ("auto", {"TTY_COMPATIBLE": "1", "CLICOLOR": "0"}, "none", "none"),
    ("auto", {"TTY_COMPATIBLE": "0", "FORCE_COLOR": "1"}, "color", "color"),
    ("never", {"TTY_COMPATIBLE": "1"}, "none", "none"),
    ("always", {"TTY_COMPATIBLE": "0"}, "color", "color"),
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


PAGERS: list[tuple[dict[str, str], bool | None, str]] = [
    # environment, whether it was asked for, command
    ({}, None, "less"),
    ({"PAGER": "more"}, None, "more"),
    ({"PAGER": "more", "TIPS_PAGER": "most -s"}, None, "most -s"),
    ({"PAGER": "more", "TIPS_PAGER": "1"}, None, "more"),
    ({"PAGER": "more", "TIPS_PAGER": "Yes"}, None, "more"),
    ({"PAGER": "more", "TIPS_PAGER": ""}, None, ""),
    ({"PAGER": "more", "TIPS_PAGER": "0"}, None, ""),
    ({"PAGER": "more", "TIPS_PAGER": "False"}, None, ""),
    ({"PAGER": ""}, None, ""),
    ({"PAGER": "cat"}, None, ""),
    ({"PAGER": "cat", "TIPS_PAGER": "less -S"}, None, "less -S"),
    ({"TERM": "dumb", "PAGER": "more", "TIPS_PAGER": "more"}, None, ""),
    ({"PAGER": "more", "TIPS_PAGER": "less"}, False, ""),
    ({"PAGER": "more", "TIPS_PAGER": ""}, True, "more"),
    ({"PAGER": ""}, True, "less"),
    ({"TERM": "dumb", "PAGER": "more"}, True, "more"),
]


@pytest.mark.parametrize(("env", "asked", "command"), PAGERS)
def test_the_options_and_the_variables_decide_on_the_pager(
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    asked: bool | None,  # noqa: FBT001
    command: str,
) -> None:
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(sys, name, Stream(tty=True))
    assert screen.pager({"TERM": "xterm"} | env, asked=asked) == command


@pytest.mark.parametrize("asked", [None, True])
def test_there_is_no_pager_in_a_pipe_nor_where_nobody_could_turn_the_pages(
    monkeypatch: pytest.MonkeyPatch,
    asked: bool | None,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream())
    monkeypatch.setattr(sys, "stdin", Stream(tty=True))
    assert screen.pager({"TERM": "xterm"}, asked=asked) == ""
    monkeypatch.setattr(sys, "stdout", Stream(tty=True))
    for stdin in (Stream(), None):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert screen.pager({"TERM": "xterm"}, asked=asked) == ("less" if asked else "")
    assert screen.pager({}, asked=None) == ""


LINKS: list[tuple[dict[str, str], bool]] = [
    ({"TERM": "xterm-256color"}, True),
    ({"TERM": "xterm-kitty"}, True),
    ({"TERM": "foot"}, True),
    ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
    ({"TERM": "xterm-256color", "VTE_VERSION": "5001"}, True),
    ({"TERM": "xterm-256color", "VTE_VERSION": "5000"}, False),
    ({"TERM": "xterm-256color", "VTE_VERSION": "4204"}, False),
    ({"TERM": "xterm-256color", "VTE_VERSION": "x"}, False),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, True),
    ({"TERM": "linux"}, False),
    ({"TERM": "dumb"}, False),
    ({"TERM": ""}, False),
    ({}, False),
    ({"TERM": "vt100"}, False),
    ({"TERM": "screen.xterm-256color", "STY": "1.pts-0"}, False),
    ({"TERM": "screen-256color"}, False),
    ({"TERM": "xterm-256color", "STY": "1.pts-0"}, False),
    ({"TERM": "screen", "TMUX": "/tmp/x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
    ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.5a"}, True),
    ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
    ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next-3.4"}, False),
    ({"TERM": "tmux-256color", "TMUX": "/tmp/x"}, False),
    ({"TERM": "linux", "FORCE_HYPERLINK": "1"}, True),
    ({"TERM": "xterm-256color", "FORCE_HYPERLINK": "0"}, False),
]


@pytest.mark.parametrize(("env", "wanted"), LINKS)
def test_links_are_given_to_terminals_that_are_known_to_bear_them(env: dict[str, str], wanted: bool) -> None:  # noqa: FBT001
    assert screen.links(env) == wanted


@pytest.mark.parametrize(
    ("color", "env", "tty", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {"NO_COLOR": "1"}, True, True),
        ("never", {}, True, False),
        ("always", {}, False, False),
        ("auto", {"FORCE_COLOR": "1", "FORCE_HYPERLINK": "1"}, False, False),
    ],
)
def test_there_are_links_on_a_terminal_only_and_none_without_escape_sequences(
    monkeypatch: pytest.MonkeyPatch,
    color: str,
    env: dict[str, str],
    tty: bool,  # noqa: FBT001
    wanted: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(tty=tty))
    assert screen.of_output(color, {"TERM": "xterm"} | env).links == wanted


@pytest.mark.parametrize(("lines", "wanted"), [("50", 50), ("", 24), ("0", 24), ("x", 24)])
def test_lines_sets_the_height(monkeypatch: pytest.MonkeyPatch, lines: str, wanted: int) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
    assert screen.height({"LINES": lines}) == wanted
