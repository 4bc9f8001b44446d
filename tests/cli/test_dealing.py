"""random and today: the options that make a choice repeatable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def test_a_seed_gives_the_same_tips_and_leaves_no_trace(tips: Inside) -> None:
    first, second = (tips("random", "--seed", "7", "-n", "5", "--json").out for _ in range(2))
    assert first == second
    assert len({one["ref"] for one in json.loads(first)}) == 5
    assert tips("random", "--seed", "8", "-n", "5", "--json").out != first
    assert not (tips.home / "state").exists()


def test_of_a_topic_come_tips_of_that_topic(tips: Inside) -> None:
    found = json.loads(tips("random", "-t", "empathy", "-n", "0", "--json").out)
    assert found
    assert all("empathy" in one["topics"] for one in found)


@pytest.mark.parametrize("line", ["random -n x", "random --seed x", "random x", "today --date 2026-02-30", "today x"])
def test_what_an_option_does_not_take_is_status_2(tips: Inside, line: str) -> None:
    ran = tips(*line.split())
    assert (ran.status, ran.out) == (2, "")


def test_prepare_prints_nothing(tips: Inside) -> None:
    ran = tips("today", "--prepare")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
