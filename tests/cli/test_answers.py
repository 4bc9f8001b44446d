"""What the reading commands answer, and what they say beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    """Return the command with 150 tips of a collection beside the bundled one."""
    made = Inside(tmp_path / "home")
    rows = [f"Zebra {number},Stripes of number {number}." for number in range(1, 151)]
    assert made("import", table(tmp_path / "zoo.csv", *rows)).status == 0
    return made


def test_a_list_in_a_pipe_is_whole_and_a_search_gives_ten(tips: Inside) -> None:
    assert len(tips("list", "-c", "zoo").lines) == 150
    assert len(tips("search", "zebra").lines) == 10
    assert len(tips("search", "zebra", "-n", "0").lines) == 150


def test_several_names_are_several_tips_in_their_order(tips: Inside) -> None:
    ran = tips("show", "zoo/7", "zoo/3", "--json")
    assert [one["ref"] for one in json.loads(ran.out)] == ["zoo/7", "zoo/3"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("search qqqqq", "nothing matches 'qqqqq'"),
        ("search zebrra -t empathy --until 1990", "nothing matches"),
        ("list --until 1990", "no tip passes these filters"),
        ("random --until 1990", "no tip passes these filters"),
        ("show zoo/151", "151"),
    ],
)
def test_nothing_to_show_is_status_1_and_one_line(tips: Inside, line: str, said: str) -> None:
    ran = tips(*line.split())
    assert (ran.status, ran.out) == (1, "")
    assert said in ran.err.splitlines()[0]


def test_random_comes_round_before_a_tip_comes_again(tips: Inside) -> None:
    first = tips("random", "-c", "zoo", "-n", "149", "--json").out
    last = tips("random", "-c", "zoo", "--json").out
    refs = [one["ref"] for one in json.loads(first)] + [json.loads(last)["ref"]]
    assert len(set(refs)) == 150
