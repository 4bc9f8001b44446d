"""What is printed is kept: little, few, and not for long."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.both_ways import made_home, ran
from tests.streams import Stream
from tipcli import express
from tipcli.cli import screen_write, terminal
from tipcli.cli.screen_read import Printed


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return made_home(tmp_path, monkeypatch)


@pytest.fixture
def printed(home: Path) -> Printed:
    return Printed(["list"], str(home / "cache/screens"))


def heard(monkeypatch: pytest.MonkeyPatch, *pieces: str, told: str = "") -> screen_write.Heard:
    listening = screen_write.listen()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", Stream(tty=True))
        patch.setattr("sys.stderr", Stream())
        terminal.write(pieces)
        if told:
            terminal.say(told)
    return listening


def test_text_and_what_is_said_are_kept_and_listening_ends(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    screen_write.keep(printed, heard(monkeypatch, "one\n", "", "two\n", told="2 of 3."))
    assert terminal.listener is None
    text, told, made_for, line = Path(printed.path).read_text("utf-8").split("\0")
    assert (text, told, made_for) == ("one\ntwo\n", "2 of 3.\n", printed.made_for)
    assert line == f"tipcli 1 2 {printed.state}\n"


def test_what_is_warned_of_or_too_long_is_not_kept(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    screen_write.keep(printed, heard(monkeypatch, "one\n", told="tips: a collection is left out."))
    screen_write.keep(printed, heard(monkeypatch, "x" * (1 << 17), "y" * (1 << 17)))
    screen_write.keep(printed, heard(monkeypatch, "“" * (1 << 17)))  # three bytes each
    screen_write.keep(printed, heard(monkeypatch, "\0"))
    screen_write.keep(printed, heard(monkeypatch, "\udce4"))
    assert not Path(printed.path).exists()


def test_a_text_that_was_not_written_to_its_end_is_not_kept(printed: Printed) -> None:
    listening = screen_write.Heard()
    assert next(listening.passing(["one\n", "two\n"])) == "one\n"
    screen_write.keep(printed, listening)
    assert not Path(printed.path).exists()


def test_the_oldest_go_where_there_are_too_many_and_what_is_too_old(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen_write, "_MOST", 3)
    inside = home / "cache/screens"
    for number in range(1, 6):
        ran(express.run, ["list", "-n", str(number)], tty=True)
        newest = max(inside.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (newest.stat().st_mtime - 1000 + 100 * number,) * 2)
    assert len(list(inside.iterdir())) == 3
    old = min(inside.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    os.utime(old, (1, 1))
    (inside / ".screen-left.part").write_text("left by a process that is gone")
    ran(express.run, ["list", "-n", "4"], tty=True)
    ran(express.run, ["topics"], tty=True)
    assert not old.exists()
    assert len(list(inside.iterdir())) == 3


def test_all_can_be_dropped(home: Path) -> None:
    screen_write.drop()
    ran(express.run, ["topics"], tty=True)
    assert list((home / "cache/screens").iterdir())
    screen_write.drop()
    assert not list((home / "cache/screens").iterdir())
