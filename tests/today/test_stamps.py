"""The stamps of `tips today --once`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.today import stamps

if TYPE_CHECKING:
    from pathlib import Path


def day(days: int = 0) -> str:
    return (date(2026, 11, 22) + timedelta(days)).isoformat()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home, which the stamps are written to."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_stamp_is_for_the_user_alone(home: Path) -> None:
    stamps.first_time(day(), "a")
    modes = {path: path.stat().st_mode & 0o777 for path in (home, *home.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert [mode for path, mode in modes.items() if path.is_file()] == [0o600]


def test_where_nothing_can_be_written_it_is_always_the_first_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_text("")
    assert [stamps.first_time(day(), "a") for _ in range(2)] == [True, True]
    monkeypatch.setattr("tipcli.system.paths.state_folder", lambda: None)
    assert stamps.first_time(day(), "a")


def test_once_is_true_the_first_time_of_a_day_and_purpose() -> None:
    calls = [(day(), "a"), (day(), "a"), (day(), "b"), (day(), "b"), (day(1), "a"), (day(), "a")]
    assert [stamps.first_time(*call) for call in calls] == [True, False, True, False, True, False]


def test_a_clock_set_back_by_a_day_repeats_nothing() -> None:
    assert stamps.first_time(day(), "a")
    assert stamps.first_time(day(1), "a")
    assert not stamps.first_time(day(), "a")


def test_stamps_of_older_days_go(home: Path) -> None:
    for days in range(9):
        assert stamps.first_time(day(days), "a")
    assert len(list((home / "state" / "once").iterdir())) == 2


def test_a_day_is_remembered_after_days_to_come_were_asked_for() -> None:
    for days in (400, 401):
        assert stamps.first_time(day(days), "a")
    assert [stamps.first_time(day(), "a") for _ in range(2)] == [True, False]


@many(30)
@given(purpose=any_text())
def test_any_purpose_makes_a_name_inside_the_folder(home: Path, purpose: str) -> None:
    stamps.first_time(day(), stamps.mark(purpose, week=False))
    assert not stamps.first_time(day(), stamps.mark(purpose, week=False))
    assert stamps.mark(purpose, week=True) != stamps.mark(purpose, week=False)
    assert {path.name for path in home.iterdir()} == {"state"}
