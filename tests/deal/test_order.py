"""Orders of tips that are functions of a number alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.deal.order import DAY, WEEK, dealt, step_of_day

sizes = st.integers(1, 90)
seeds = st.integers(-(2**70), 2**70)


@many(30)
@given(sizes, seeds, st.integers(0, 10**6))
def test_every_round_has_each_tip_once(size: int, seed: int, number: int) -> None:
    turns = [dealt(number * size + place, size, seed) for place in range(size)]
    assert sorted(turns) == list(range(size))


@many(30)
@given(st.integers(2, 90), seeds, st.integers(0, 10**6))
def test_more_than_half_a_round_lies_between_two_turns(size: int, seed: int, number: int) -> None:
    last: dict[int, int] = {}
    for step in range(number * size, (number + 4) * size):
        tip = dealt(step, size, seed)
        if tip in last:
            assert step - last[tip] > size / 2
        last[tip] = step


@many(30)
@given(sizes, seeds, st.integers(0, 10**9))
def test_a_turn_is_the_same_each_time_it_is_asked_for(size: int, seed: int, step: int) -> None:
    assert dealt(step, size, seed) == dealt(step, size, seed)
    assert 0 <= dealt(step, size, seed) < size


@many(30)
@given(seeds, st.integers(0, 10**6), st.lists(sizes, min_size=2, max_size=6))
def test_a_size_that_changes_still_gives_a_tip_of_that_size(seed: int, step: int, changing: list[int]) -> None:
    assert all(0 <= dealt(step, size, seed) < size for size in changing)


def test_rounds_and_seeds_and_purposes_differ_in_their_order() -> None:
    orders = {
        tuple(dealt(number * 64 + place, 64, seed) for place in range(64))
        for seed in (DAY, WEEK, 3)
        for number in range(5)
    }
    assert len(orders) == 15


def test_a_million_tips_are_dealt_without_a_list() -> None:
    turns = {dealt(step, 10**6, 7) for step in range(2000)}
    assert len(turns) == 2000
    assert max(turns) > 900_000 or min(turns) < 100_000


@pytest.mark.parametrize("size", [0, -1])
def test_nothing_cannot_be_dealt_from(size: int) -> None:
    with pytest.raises(ValueError, match="nothing to deal from"):
        dealt(0, size, 1)


def test_one_tip_is_always_the_same() -> None:
    assert [dealt(step, 1, 9) for step in range(5)] == [0] * 5


# What a day shows is the same for everybody and after every update: these figures may never change.
@pytest.mark.parametrize(
    ("step", "size", "seed", "wanted"),
    [(0, 64, 1, 37), (1, 64, 1, 36), (739942, 64, 1, 43), (105705, 64, 2, 12), (5, 10, 3, 2), (123456789, 7, -5, 2)],
)
def test_the_order_is_the_published_one(step: int, size: int, seed: int, wanted: int) -> None:
    assert dealt(step, size, seed) == wanted


@many(30)
@given(st.dates(max_value=date(9999, 12, 30)))
def test_the_next_day_is_the_next_step_and_a_week_starts_on_monday(day: date) -> None:
    following = day + timedelta(days=1)
    assert step_of_day(following) == step_of_day(day) + 1
    assert step_of_day(following, week=True) - step_of_day(day, week=True) == (following.weekday() == 0)


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2027, 1, 3)])
def test_a_week_over_new_year_is_one_week(day: date) -> None:
    assert step_of_day(day, week=True) == step_of_day(date(2026, 12, 31), week=True)
