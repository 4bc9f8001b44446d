"""Habits: what counts is how often they were done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip
from tipcli.kept import writing
from tipcli.kept.practice import AHEAD, DONE, MISSED, TODAY, Practice, practices, running

if TYPE_CHECKING:
    from pathlib import Path

START = date(2026, 11, 1)
TIP = a_tip(3, "A habit")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path


def day(offset: int) -> date:
    return START + timedelta(offset)


def begun(days: int = 21, *done: int) -> Practice:
    writing.add("practice", "practice", [TIP], f"{START} {days}")
    for offset in done:
        writing.add("practice", "done", [TIP], day(offset).isoformat())
    [made] = practices()
    return made


def test_a_day_is_one_more_than_it_was_done_before() -> None:
    made = begun(21, 0, 1, 4)
    assert [made.number(day(offset)) for offset in (0, 1, 2, 4, 5, 9)] == [1, 2, 3, 3, 4, 4]
    assert [made.waited(day(offset)) for offset in (0, 1, 2, 4, 5, 9)] == [0, 0, 0, 2, 0, 4]
    assert (made.ref, made.title, made.is_finished) == ("mine/3", "A habit", False)


def test_the_calendar_ends_when_it_will_be_done_often_enough() -> None:
    cells = begun(5, 0, 2).cells(day(3))
    assert [state for _, state in cells] == [DONE, MISSED, DONE, TODAY, AHEAD, AHEAD]
    assert [one for one, _ in cells] == [day(offset) for offset in range(6)]


def test_a_day_that_is_done_is_not_ahead_and_the_last_one_ends_the_calendar() -> None:
    assert [state for _, state in begun(2, 0).cells(day(0))] == [DONE, AHEAD]
    writing.add("practice", "done", [TIP], day(2).isoformat())
    [made] = practices()
    assert made.is_finished
    assert [state for _, state in made.cells(day(9))] == [DONE, MISSED, DONE]
    assert running() == []


def test_a_day_counts_once_on_however_many_machines_it_was_told(home: Path) -> None:
    begun(21, 0, 0, 1)
    [path] = (home / "data" / "kept").iterdir()
    path.with_name("practice-other.log").write_bytes(path.read_bytes())
    [made] = practices()
    assert made.done == (day(0).isoformat(), day(1).isoformat())


def test_a_day_that_was_taken_back_may_be_done_again(home: Path) -> None:
    begun(2, 0, 1)
    writing.add("practice", "undone", [TIP], day(1).isoformat())
    writing.add("practice", "undone", [TIP], day(5).isoformat())
    assert [one.done for one in running()] == [(day(0).isoformat(),)]
    [path] = (home / "data" / "kept").iterdir()
    path.with_name("practice-other.log").write_bytes(path.read_bytes())
    assert [one.done for one in running()] == [(day(0).isoformat(),)]
    writing.add("practice", "done", [TIP], day(1).isoformat())
    assert [one.is_finished for one in practices()] == [True]


def test_what_was_stopped_is_gone_and_may_begin_again() -> None:
    begun(21, 0)
    writing.add("practice", "stop", [TIP])
    assert practices() == []
    writing.add("practice", "done", [TIP], day(3).isoformat())
    assert practices() == []
    assert begun(10).done == ()


def test_a_clock_that_was_set_back_breaks_no_calendar() -> None:
    made = begun(3, 5)
    assert [state for _, state in made.cells(day(-2))][-1] == AHEAD
    assert made.number(day(-2)) == 1
    assert made.waited(day(-2)) == 0


@pytest.mark.parametrize("text", ["", "2026-11-01", "2026-11-01 0", "2026-11-01 x", "2026-11-01 366", "today 21"])
def test_a_line_that_says_no_practice_begins_none(text: str) -> None:
    writing.add("practice", "practice", [TIP], text)
    assert practices() == []


def test_a_day_that_is_none_is_passed_over() -> None:
    begun(21)
    writing.add("practice", "done", [TIP], "2026-13-01")
    assert practices()[0].done == ()
