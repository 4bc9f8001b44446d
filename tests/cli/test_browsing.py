"""browse as it is typed: on a terminal, in a pipe, and line by line."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COMMAND
from tests.importing import Inside
from tests.spawned import ended, spawned

if TYPE_CHECKING:
    from pathlib import Path

    import pexpect

    from tests.conftest import Tips


@pytest.fixture
def inside(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def test_without_a_terminal_it_says_what_to_type(inside: Inside) -> None:
    ran = inside("browse")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "tips: browse needs a terminal to read keys from and to draw on. In a pipe: tips search WORDS\n"


def test_line_by_line_words_find_and_a_number_takes(inside: Inside) -> None:
    ran = inside("browse", "--plain", stdin="make empathy your superpower\n1\n")
    assert ran.status == 0
    assert "20 tips:\n1. When one of your team had a bad call (124)\n" in ran.out
    assert "1. Make Empathy Your Superpower (30)" in ran.out
    assert ran.out.endswith(inside("show", "30").out)


@pytest.mark.parametrize("typed", ["", "\n", "zzqx\n\n"])
def test_line_by_line_nothing_ends(inside: Inside, typed: str) -> None:
    ran = inside("browse", "--plain", stdin=typed)
    assert ran.status == 1
    assert ("Nothing matches." in ran.out) is ("zz" in typed)


def test_an_unknown_topic_is_told_before_the_screen_is_taken(inside: Inside) -> None:
    assert inside("browse", "--plain", "-t", "nonsense").status == 1


def screen(tips: Tips, line: str) -> pexpect.spawn[str]:
    env = tips.env({"TERM": "xterm-256color"})
    child = spawned(["/bin/sh", "-c", line], env=env, encoding="utf-8", dimensions=(24, 80))
    child.expect("Superpower")
    return child


def test_on_a_terminal_it_is_a_picker_for_whatever_stands_behind_it(tips: Tips, tmp_path: Path) -> None:
    line = f"{COMMAND} browse make empathy your superpower -f markdown >{tmp_path}/tip.md; echo done $?"
    child = screen(tips, line)
    child.send("\r")
    child.expect("done 0")
    assert "# Make Empathy Your Superpower" in (tmp_path / "tip.md").read_text("utf-8")


def test_a_signal_leaves_the_terminal_whole(tips: Tips) -> None:
    child = screen(tips, f"exec {COMMAND} browse make empathy your superpower")
    assert child.pid
    os.kill(child.pid, signal.SIGTERM)
    child.expect(r"\x1b\[\?1049l")
    ended(child)
    assert child.signalstatus == signal.SIGTERM or child.exitstatus == 128 + signal.SIGTERM
