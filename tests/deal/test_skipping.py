"""Dealing around what is hidden."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip
from tipcli.deal.skipping import drawn, steps

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

SIZES = [1, 2, 3, 4, 5, 10, 11]


@pytest.mark.parametrize("size", SIZES)
def test_each_step_of_a_round_stands_in_once_and_never_one_of_another_round(size: int) -> None:
    for step in range(3 * size):
        found = list(steps(step, size))
        assert found[0] == step
        assert sorted(found) == list(range(step - step % size, step - step % size + size))


def test_the_first_to_stand_in_is_half_a_round_away() -> None:
    assert list(steps(3, 10))[1] == 8


@pytest.mark.parametrize("hidden", [set(), {1}, {1, 2, 3, 4}])
def test_a_bag_gives_only_what_is_not_hidden_each_once(hidden: set[int]) -> None:
    turns = count()

    def draw(several: int) -> list[Tip]:
        return [a_tip(next(turns) % 5 + 1) for _ in range(several)]

    def is_hidden(tip: Tip) -> bool:
        return tip.number in hidden

    tips = drawn(draw, is_hidden, 5 - len(hidden), 5, is_repeatable=False)
    assert {tip.number for tip in tips} == {1, 2, 3, 4, 5} - hidden
    assert len(tips) == 5 - len(hidden)


def test_a_seed_gives_the_same_ones_again() -> None:
    def draw(several: int) -> list[Tip]:
        return [a_tip(number) for number in (4, 2, 5, 1, 3)[:several]]

    def is_hidden(tip: Tip) -> bool:
        return tip.number in (2, 4)

    for _ in range(2):
        tips = drawn(draw, is_hidden, 2, 5, is_repeatable=True)
        assert [tip.number for tip in tips] == [5, 1]
    assert drawn(draw, is_hidden, 0, 5, is_repeatable=True) == []
