"""What was shown: remembered only where a person asked for it, and never for ever."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip
from tipcli.kept import history

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    monkeypatch.delenv("TIPS_HISTORY", raising=False)
    return tmp_path / "state" / "history"


def begin(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.touch()


def test_nothing_is_written_before_a_person_asks(file: Path) -> None:
    history.add("show", [a_tip(1)])
    assert not file.parent.exists()
    assert (history.shown(), history.seen(), history.is_kept()) == ([], {}, False)


def test_what_is_shown_is_remembered_in_its_order(file: Path) -> None:
    begin(file)
    history.add("show", [a_tip(1), a_tip(2)])
    history.add("random", [a_tip(7, collection="blog")])
    assert [entry[1:] for entry in history.shown()] == [
        ("show", "mine/1", "slug-1"),
        ("show", "mine/2", "slug-2"),
        ("random", "blog/7", "slug-7"),
    ]
    assert history.seen() == {"mine": {1, 2}, "blog": {7}}


@pytest.mark.parametrize("value", ["off", "OFF", "0", "no", "false"])
def test_the_environment_forbids_it(file: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    begin(file)
    monkeypatch.setenv("TIPS_HISTORY", value)
    history.add("show", [a_tip(1)])
    assert file.read_bytes() == b""
    assert not history.is_kept()


def test_a_full_file_makes_room_and_the_one_before_is_still_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(file)
    monkeypatch.setattr(history, "MOST", 300)
    for number in range(1, 40):
        history.add("show", [a_tip(number)])
    assert sum(one.stat().st_size for one in file.parent.iterdir()) < 2 * 400
    numbers = sorted(history.seen()["mine"])
    assert numbers == list(range(numbers[0], 40))
    assert len(numbers) > 4


def test_what_is_no_line_or_no_file_is_passed_over(file: Path) -> None:
    begin(file)
    file.write_text("torn\nx\tshow\tmine/x\ts\t\nx\tshow\tmine/4\ts\t\n")
    assert history.seen() == {"mine": {4}}
    file.unlink()
    os.mkfifo(file)
    history.add("show", [a_tip(1)])
    assert history.shown() == []
