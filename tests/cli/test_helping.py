"""How help is laid out: what fits, what is bold, and in which words."""

from __future__ import annotations

import io
import re
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import pytest

from tests.streams import Stream
from tipcli.cli.commands import COMMANDS
from tipcli.cli.helping import examples, groups
from tipcli.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ["", *COMMANDS]
# Words that a newcomer does not know: they may name an option or a key of JSON, and say nothing else.
UNKNOWN = re.compile(
    r"(?<![-\w./{])(gists?|refs?|slugs?|rotation|dealt|deals?|bad|prunes?|pruned)(?![-\w}])", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "_TIPS_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TIPS_PAGER", "")


def helped(name: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        run([*filter(None, [name]), "--help"])
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_broken_and_no_line_too_wide(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    whole = {word for word in re.split(r"[\s-]+", helped(name)) if word}
    for columns in (40, 60, 80, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        text = helped(name)
        assert [line for line in text.splitlines() if len(line) > columns] == []
        assert {word for word in re.split(r"[\s\\-]+", text) if word} - whole == set(), columns


@pytest.mark.parametrize("name", NAMES)
def test_help_has_no_word_that_only_we_know(name: str) -> None:
    assert UNKNOWN.findall(helped(name)) == []


def heads(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line[:1] == "\x1b")


def test_heads_are_bold_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Stream(tty=True)
    monkeypatch.setattr(sys, "stdout", screen)
    run(["--help"])
    text = screen.data.decode()
    said = [line.removeprefix("\x1b[1m").partition(":")[0] for line in heads(text)]
    assert said == ["Usage", "Options", "Find and read", "Keep and practice", "Your own", "Set up"]
    assert "\x1b" not in helped("")
    colorless = Stream(tty=True)
    monkeypatch.setattr(sys, "stdout", colorless)
    monkeypatch.setenv("NO_COLOR", "1")
    run(["list", "--help"])
    assert list(heads(colorless.data.decode()))  # bold is no color


def test_every_command_stands_in_one_group() -> None:
    assert [name for _, names in groups() for name in names] == list(COMMANDS)
    assert all(names for _, names in groups())


def test_an_example_that_is_too_long_goes_on_as_a_shell_takes_it() -> None:
    line = "tips import https://example.org/feed/ --name blog    a site\ntips list"
    assert examples(line, 100) == line
    assert examples(line, 40).splitlines() == [
        "tips import \\",
        "    https://example.org/feed/ --name \\",
        "    blog",
        "    a site",
        "tips list",
    ]
