"""Tips of one kind are kept apart, and every tip still has its turn once a round."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.editorial import seeds
from tests.made import many
from tipcli.deal.order import DAY, WEEK, dealt
from tipcli.deal.spread import RUN, turn

NONE: dict[int, tuple[str, str]] = {}
seeds_of_orders = st.integers(0, 2**40)


def turns(size: int, seed: int, first: int, count: int, kinds: dict[int, tuple[str, str]]) -> list[int]:
    def asked(places: list[int]) -> list[tuple[str, str]]:
        return [kinds.get(place, ("", "")) for place in places]

    return [turn(step, size, seed, asked) for step in range(first, first + count)]


@many(30)
@given(st.integers(1, 90), seeds_of_orders, st.integers(0, 1000), st.lists(st.sampled_from("abcdef"), min_size=90))
def test_every_round_has_each_tip_once_whatever_they_are(size: int, seed: int, number: int, kinds: list[str]) -> None:
    found = turns(size, seed, number * size, size, {place: (kind, kind) for place, kind in enumerate(kinds)})
    assert sorted(found) == list(range(size))


@many(20)
@given(st.integers(1, 90), seeds_of_orders, st.integers(0, 10**6))
def test_where_tips_have_nothing_in_common_the_order_is_the_plain_one(size: int, seed: int, first: int) -> None:
    assert turns(size, seed, first, 5, NONE) == [dealt(step, size, seed) for step in range(first, first + 5)]


@many(6)
@given(st.integers(2, 60), seeds_of_orders, st.integers(0, 1000), st.integers(2, 7))
def test_more_than_half_a_round_lies_between_two_turns(size: int, seed: int, number: int, kinds: int) -> None:
    last: dict[int, int] = {}
    found = turns(size, seed, number * size, 3 * size, {place: (str(place % kinds), "") for place in range(size)})
    for step, place in enumerate(found):
        assert step - last.get(place, -size) > size / 2
        last[place] = step


@many(20)
@given(st.integers(8, 300), seeds_of_orders, st.integers(0, 10**5))
def test_of_six_kinds_no_two_of_one_are_neighbours(size: int, seed: int, first: int) -> None:
    kinds = {place: (str(place % 6), "") for place in range(size)}
    found = turns(size, seed, first, min(size, 3 * RUN), kinds)
    assert not [pair for pair in pairwise(found) if pair[0] != pair[1] and kinds[pair[0]] == kinds[pair[1]]]


def test_the_bundled_tips_are_apart_by_format_and_idea_for_two_years_of_days_and_ten_of_weeks() -> None:
    tips = [tip for tip in seeds() if tip.risk != "crisis"]
    kinds = {place: (tip.format, tip.idea) for place, tip in enumerate(tips)}
    for seed, first, count in ((DAY, 739_900, 731), (WEEK, 105_700, 520)):
        for one, other in pairwise(turns(len(tips), seed, first, count, kinds)):
            assert kinds[one][0] != kinds[other][0]
            assert kinds[one][1] != kinds[other][1]


def test_a_turn_asks_for_few_tips_of_a_million() -> None:
    asked: list[int] = []

    def kinds(places: list[int]) -> list[tuple[str, str]]:
        asked.extend(places)
        return [("", "")] * len(places)

    turn(739_942, 10**6, DAY, kinds)
    assert 1 <= len(asked) <= RUN + 1
