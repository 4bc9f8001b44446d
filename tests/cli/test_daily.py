"""The tip of the day: the same for all, kept for the next terminal, once where that is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Tips
from tests.importing import Inside, table

if TYPE_CHECKING:
    from pathlib import Path

DAYS = [f"2026-12-{day:02}" for day in range(1, 31)]


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def test_another_home_has_the_same_tip_and_days_have_different_ones(tips: Inside, tmp_path: Path) -> None:
    other = Inside(tmp_path / "other")
    refs = [json.loads(tips("today", "--json", "--date", day).out)["ref"] for day in DAYS[:10]]
    assert refs == [json.loads(other("today", "--json", "--date", day).out)["ref"] for day in DAYS[:10]]
    assert len(set(refs)) == 10


def test_a_week_has_one_tip(tips: Inside) -> None:
    days = [f"2026-11-{day}" for day in range(16, 23)]
    week = {json.loads(tips("today", "--week", "--json", "--date", day).out)["ref"] for day in days}
    assert len(week) == 1


def test_once_is_once_for_each_choice_of_tips(tips: Inside) -> None:
    assert tips("today", "--once").out
    assert tips("today", "--once").out == ""
    assert tips("today", "--once", "-t", "empathy").out
    assert tips("today", "--once", env={"TIPS_TODAY": "2026-11-23"}).out


def test_a_choice_without_tips_is_status_1_and_leaves_no_stamp(tips: Inside) -> None:
    ran = tips("today", "--once", "--until", "1990")
    assert (ran.status, ran.out) == (1, "")
    assert not (tips.home / "state").exists()


@pytest.mark.parametrize("own", [{}, {"TIPS_FORMAT": "plain"}])
def test_a_pipe_or_a_format_of_its_own_is_not_what_other_terminals_get(tmp_path: Path, own: dict[str, str]) -> None:
    installed = Tips(tmp_path / "home")
    shown = installed.on_terminal("today").out
    installed("import", table(tmp_path / "kettles.csv", "Kettle,It boils."), "--no-rotation")  # renderings are old
    if own:
        installed.on_terminal("today", env=own)
    else:
        installed("today")
    assert installed.on_terminal("today").out == shown
