"""init: the lines name the choice as it was typed, and a choice of nothing is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_choice_is_in_the_lines_in_the_order_of_the_help(tips: Inside, shell: str) -> None:
    ran = tips("init", shell, "--week", "--since", "2015", "-t", "empathy")
    assert (ran.status, ran.err) == (0, "")
    line = next(line for line in ran.lines if "today" in line and "--topic" in line)
    places = [line.index(word) for word in ("--topic", "empathy", "--since", "2015", "--week")]
    assert places == sorted(places)


def test_once_changes_the_lines(tips: Inside) -> None:
    assert "--once" not in tips("init", "bash").out
    assert "--once" in tips("init", "bash", "--once").out


@pytest.mark.parametrize(("line", "status"), [("csh", 2), ("bash --until 1990", 1), ("bash -t nosuchtopic", 1)])
def test_what_could_never_show_a_tip_gives_no_lines(tips: Inside, line: str, status: int) -> None:
    ran = tips("init", *line.split())
    assert (ran.status, ran.out) == (status, "")
