"""How text leaves the process."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.streams import Stream
from tipcli.cli import terminal
from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Iterable


@pytest.mark.parametrize(
    ("encoding", "wanted"), [("utf-8", "“ä” \ufffd日\n".encode()), ("ascii", b'"?" ??\n'), ("latin-1", b'"\xe4" ??\n')]
)
def test_what_the_encoding_lacks_is_replaced_and_quotes_become_straight(
    monkeypatch: pytest.MonkeyPatch, encoding: str, wanted: bytes
) -> None:
    output = Stream(encoding)
    monkeypatch.setattr(sys, "stdout", output)
    terminal.write(["“ä” ", "\ufffd日\n"])
    assert output.data == wanted


def test_without_an_output_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(sys, "stdout", None)
    terminal.write(map(read.append, "ab"))  # type: ignore[arg-type]
    assert read == []
    monkeypatch.setattr(sys, "stderr", None)
    terminal.say("nobody hears")


class Failing(io.StringIO):
    """A stream that fails on the first write."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def write(self, _: str) -> int:
        raise self.error


def pointed_away(patch: pytest.MonkeyPatch, stream: io.TextIOBase, pieces: Iterable[str]) -> tuple[list[int], str]:
    """Write to a stream and return the descriptors that were pointed to nowhere, and the error."""
    descriptors: list[int] = []
    said = ""
    with patch.context() as context:
        context.setattr(sys, "stdout", stream)
        context.setattr(os, "dup2", lambda _, descriptor: descriptors.append(descriptor))
        try:
            terminal.write(pieces)
        except (AccessError, KeyError) as error:
            said = str(error)
    return descriptors, said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BrokenPipeError(32, "Broken pipe"), ""),  # the reader went away: the output ends quietly
        (OSError(28, "No space left on device"), "standard output: No space left on device"),
        (ValueError("I/O operation on closed file"), "standard output: I/O operation on closed file"),
    ],
)
def test_an_output_that_fails_is_an_error_unless_its_reader_went_away(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    assert pointed_away(monkeypatch, Failing(error), ["a", "b"]) == ([1], said)


def test_what_fails_while_the_text_is_made_is_no_fault_of_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {1: "a"}
    assert pointed_away(monkeypatch, Stream(), (texts[number] for number in (1, 2))) == ([], "2")


@pytest.mark.parametrize("error", [OSError(28, "full"), ValueError("closed"), BrokenPipeError()])
def test_a_broken_standard_error_is_borne(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(sys, "stderr", Failing(error))
    terminal.say("line")


def test_a_line_is_said_with_what_cannot_be_encoded_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    output = Stream("ascii")
    monkeypatch.setattr(sys, "stderr", output)
    terminal.say("tips: “ä” \udcff")
    assert output.data == b"tips: \\u201c\\xe4\\u201d \\udcff\n"


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_line_to_a_person_is_broken_at_blanks_and_no_command_in_it(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    line = (
        "tips: there is no command 'serach'. Did you mean 'tips search angry'? To search for it: 'tips search serach'"
    )
    monkeypatch.setenv("COLUMNS", str(columns))
    seen, piped = Stream(tty=True), Stream()
    monkeypatch.setattr(sys, "stderr", seen)
    terminal.say(line)
    terminal.say("  30  Make Empathy Your Superpower")
    text = seen.data.decode()
    assert text.split() == f"{line} 30  Make Empathy Your Superpower".split()
    assert all(len(one) <= columns for one in text.splitlines())
    assert columns == 20 or "'tips search angry'" in text
    assert text.splitlines()[-1].startswith("  ")
    monkeypatch.setattr(sys, "stderr", piped)
    terminal.say(line)
    assert piped.data.decode() == line + "\n"
