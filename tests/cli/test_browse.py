"""list, search and show: options change what is shown and in which order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.importing import Inside, lines

if TYPE_CHECKING:
    from pathlib import Path

FOUND = [
    {"title": "Apple", "body": "A word.", "date": "2025-02-01"},
    {"title": "Cherry", "body": "A word.", "date": "2025-03-01"},
    {"title": "banana", "body": "Another word.", "date": "2025-01-01"},
]


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    made = Inside(tmp_path / "home")
    assert made("import", lines(tmp_path / "fruit.jsonl", FOUND)).status == 0
    return made


def titles(tips: Inside, *line: str) -> list[Any]:
    ran = tips(*line, "-c", "fruit", "--json")
    assert ran.status == 0, ran.err
    return [one["title"] for one in json.loads(ran.out)]


def test_each_order_and_its_reverse(tips: Inside) -> None:
    orders = {"date": ["Cherry", "Apple", "banana"], "title": ["Apple", "banana", "Cherry"]}
    orders["number"] = ["Apple", "Cherry", "banana"]
    for name, expected in orders.items():
        assert titles(tips, "list", "--sort", name) == expected
        assert titles(tips, "list", "--sort", name, "--reverse") == expected[::-1]
    assert titles(tips, "list") == orders["date"]


def test_a_limit_takes_the_first_ones(tips: Inside) -> None:
    assert titles(tips, "list", "-n", "1") == ["Cherry"]
    assert len(titles(tips, "list", "-n", "0")) == 3
    assert len(titles(tips, "search", "word", "-n", "2")) == 2


def test_dates_are_inclusive(tips: Inside) -> None:
    assert titles(tips, "list", "--since", "2025-02", "--until", "2025-02-01") == ["Apple"]


@pytest.mark.parametrize("line", ["list --sort size", "search", "show", "list -n -1", "search -n x word"])
def test_what_an_option_does_not_take_is_status_2(tips: Inside, line: str) -> None:
    ran = tips(*line.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("tips: ")
