"""The pager: when there is one, which, and what becomes of the text where it fails or is left early."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.streams import Stream
from tipcli.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that a pager writes what it was given to; its path has a space in it."""
    program = tmp_path / "my pager"
    program.write_text(
        f'#!/bin/sh\ncd "{tmp_path}"\necho "$@" > arguments\necho "$LESS $LV" > less\ncat > paged\n', encoding="utf-8"
    )
    program.chmod(0o755)
    for name in ("TIPS_PAGER", "PAGER", "LESS", "LV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TERM", "xterm")
    return tmp_path / "paged"


def printed(
    patch: pytest.MonkeyPatch, *pieces: str, asked: bool | None = True, tty: bool = True, encoding: str = "utf-8"
) -> bytes:
    """Write the pieces and return what the output itself was given."""
    output = Stream(encoding, tty=tty)
    with patch.context() as context:
        context.setattr(sys, "stdout", output)
        context.setattr(sys, "stdin", Stream(tty=True))
        terminal.write(iter(pieces), pager=asked)
    return output.data


@pytest.mark.parametrize(("variable", "other"), [("TIPS_PAGER", "false"), ("PAGER", ""), ("PAGER", "1")])
def test_a_pager_is_given_the_whole_text_and_its_arguments(
    monkeypatch: pytest.MonkeyPatch, pager: Path, variable: str, other: str
) -> None:
    monkeypatch.setenv("PAGER" if variable == "TIPS_PAGER" else "TIPS_PAGER", other)
    monkeypatch.setenv(variable, f"'{pager.parent}/my pager' -a 'b c' $(touch evil) ; touch evil")
    assert printed(monkeypatch, "“a”\n", "b \ud800\n") == b""
    assert pager.read_text("utf-8") == "“a”\nb ?\n"
    assert (pager.parent / "arguments").read_text() == "-a b c $(touch evil) ; touch evil\n"
    assert not os.path.exists("evil")


def test_less_is_told_to_show_colour_unless_it_was_told_something(monkeypatch: pytest.MonkeyPatch, pager: Path) -> None:
    monkeypatch.setenv("PAGER", f"'{pager.parent}/my pager'")
    printed(monkeypatch, "a\n")
    assert (pager.parent / "less").read_text() == "FRX -c\n"
    monkeypatch.setenv("LESS", "-S")
    printed(monkeypatch, "a\n")
    assert (pager.parent / "less").read_text() == "-S -c\n"


FOUR = "line\n" * 4
LONG = [  # on a screen of five rows of twenty columns
    ("line\n" * 5, True),
    (FOUR, False),
    ("x" * 80 + "\n", False),
    ("x" * 81 + "\n", True),
    ("\x1b[1m" + "x" * 80 + "\x1b[22m\n", False),
    ("日" * 40 + "\n", False),
    ("日" * 41 + "\n", True),
    ("ä" * 80 + "\n", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "is_paged"), LONG)
def test_what_is_longer_than_the_screen_goes_to_the_pager(
    monkeypatch: pytest.MonkeyPatch,
    pager: Path,
    text: str,
    is_paged: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setenv("PAGER", f"'{pager.parent}/my pager'")
    assert printed(monkeypatch, text, asked=None) == (b"" if is_paged else text.encode())
    assert pager.exists() == is_paged
    assert not is_paged or pager.read_text("utf-8") == text


def test_a_screen_of_unknown_height_has_no_pager(monkeypatch: pytest.MonkeyPatch, pager: Path) -> None:
    monkeypatch.setenv("PAGER", f"'{pager.parent}/my pager'")
    monkeypatch.setenv("LINES", "0")
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 0)))
    assert printed(monkeypatch, FOUR * 20, asked=None) == FOUR.encode() * 20


def test_pieces_are_given_as_they_come_and_what_they_raise_ends_the_pager(
    monkeypatch: pytest.MonkeyPatch, pager: Path
) -> None:
    monkeypatch.setenv("PAGER", f"'{pager.parent}/my pager'")

    def pieces() -> Iterator[str]:
        yield FOUR
        yield FOUR
        raise KeyError

    with pytest.raises(KeyError):
        printed(monkeypatch, *pieces())
    output = Stream(tty=True)
    monkeypatch.setattr(sys, "stdout", output)
    monkeypatch.setattr(sys, "stdin", Stream(tty=True))
    with pytest.raises(KeyError):
        terminal.write(pieces(), pager=None)
    assert pager.read_text() == FOUR * 2
    assert output.data == b""


@pytest.mark.parametrize(
    "command",
    [
        "/nowhere/pager",
        "/bin/false",
        "'unclosed",
        "  ",
        "sh -c 'exit 3'",
        "sh -c 'head -n 1 >/dev/null; exit 2'",
        "sh -c 'kill -9 $$'",
        "a\\",
    ],
)
@pytest.mark.parametrize("asked", [True, None])
def test_a_pager_that_is_missing_or_fails_does_not_lose_the_text(
    monkeypatch: pytest.MonkeyPatch,
    pager: Path,
    command: str,
    asked: bool | None,  # noqa: FBT001
) -> None:
    monkeypatch.setenv("TIPS_PAGER", command)
    pieces = [f"{number}\n" for number in range(20_000)]
    assert printed(monkeypatch, *pieces, asked=asked) == "".join(pieces).encode()
    assert not pager.exists()


@pytest.mark.parametrize("end", ["exit 0", "kill -INT $$", "exit 130"])
def test_a_pager_that_is_left_early_is_no_error_and_nothing_is_printed_again(
    monkeypatch: pytest.MonkeyPatch, pager: Path, end: str
) -> None:
    monkeypatch.setenv("TIPS_PAGER", f"sh -c 'head -n 1 >{pager}; {end}'")
    assert printed(monkeypatch, *(f"{number}\n" for number in range(50_000))) == b""
    assert pager.read_text() == "0\n"


def test_links_do_not_reach_a_pager(monkeypatch: pytest.MonkeyPatch, pager: Path) -> None:
    monkeypatch.setenv("TIPS_PAGER", f"'{pager.parent}/my pager'")
    printed(monkeypatch, "a \x1b]8;id=tip;https://example.org/\x1b\\b\x1b]8;;\x1b\\ \x1b[1mc\x1b[0m\n")
    assert pager.read_text() == "a b \x1b[1mc\x1b[0m\n"


def test_a_pager_gets_the_encoding_of_the_terminal(monkeypatch: pytest.MonkeyPatch, pager: Path) -> None:
    monkeypatch.setenv("TIPS_PAGER", f"'{pager.parent}/my pager'")
    printed(monkeypatch, "“ä”\n", encoding="latin-1")
    assert pager.read_bytes() == b'"\xe4"\n'


def test_there_is_no_pager_in_a_pipe(monkeypatch: pytest.MonkeyPatch, pager: Path) -> None:
    monkeypatch.setenv("TIPS_PAGER", f"'{pager.parent}/my pager'")
    assert printed(monkeypatch, FOUR * 2, tty=False) == FOUR.encode() * 2
    assert not pager.exists()


def test_ctrl_c_is_the_pagers_while_it_runs(monkeypatch: pytest.MonkeyPatch, pager: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    # The reader presses Ctrl-C, which the whole group of processes gets, and reads on.
    monkeypatch.setenv("TIPS_PAGER", f"sh -c 'trap \"\" INT; kill -INT {os.getpid()}; cat >{pager}'")
    assert printed(monkeypatch, FOUR) == b""
    assert pager.read_text() == FOUR
    assert signal.getsignal(signal.SIGINT) is before
