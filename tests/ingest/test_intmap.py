"""An IntMap is a dict of whole numbers that takes less memory."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.limits import processor_time
from tests.made import any_text, many
from tipcli.ingest.intmap import IntMap, NumberMap

# The keys of one intmap are of one kind.
numbers = st.integers(1, 2**53)
names = st.tuples(st.sampled_from(["guid", "slug"]), any_text(5).filter(bool))


def operations(keys: st.SearchStrategy[object]) -> st.SearchStrategy[list[tuple[bool, object, int]]]:
    return st.lists(st.tuples(st.booleans(), keys, st.integers(0, 2**63 - 1)), max_size=60)


@many(25)
@given(operations(numbers) | operations(names), st.integers(0, 20))
def test_it_is_like_a_dict_for_any_operations(operations: list[tuple[bool, object, int]], few: int) -> None:
    intmap, expected = IntMap(few), dict[object, int]()
    for is_setting, key, value in operations:
        if is_setting:
            intmap[key] = value
            expected[key] = value
        assert intmap.get(key) == expected.get(key)
        assert (key in intmap) == (key in expected)
        assert len(intmap) == len(expected)
    assert {key: intmap.get(key) for key in expected} == expected


@many(60)
@given(operations(st.integers(1, 12) | st.integers(5, 9) | numbers), st.integers(1, 9))
def test_so_is_one_of_numbers_in_and_out_of_their_order(operations: list[tuple[bool, int, int]], first: int) -> None:
    found, expected = NumberMap(), dict[int, int]()
    for is_setting, key, value in [(True, first, 0), (True, first + 1, 1), *operations]:
        if is_setting:
            found[key] = expected[key] = value % 2**62
        assert found.get(key) == expected.get(key)
        assert (key in found) == (key in expected)
        assert len(found) == len(expected)
    assert {key: found.get(key) for key in expected} == expected


def test_numbers_that_follow_one_another_take_eight_bytes_each() -> None:
    found = NumberMap()
    for number in range(7, 10_007):
        found[number] = 2 * number
    assert found._values.itemsize * len(found._values) == 80_000
    assert not len(found._others)


def test_it_grows_without_losing_any() -> None:
    intmap = IntMap()
    for number in range(20_000):
        intmap["slug", str(number)] = number
        intmap["slug", str(number)] = number + 1
    assert len(intmap) == 20_000
    assert all(intmap.get(("slug", str(number))) == number + 1 for number in range(20_000))
    assert intmap.get(("slug", "20000")) is None


@pytest.mark.parametrize("shift", [0, 10, 32, 38, 48])
def test_numbers_a_power_of_two_apart_are_found_in_few_steps(shift: int) -> None:
    intmap = IntMap()
    with processor_time():
        for number in range(30_000):
            intmap[number << shift] = number


def test_an_entry_takes_less_than_half_of_what_a_dict_takes() -> None:
    intmap, plain = IntMap(), {}
    for number in range(100_000):
        key = f"a-slug-{number}"
        intmap[key] = plain[key] = number
    taken = sys.getsizeof(intmap._keys) + sys.getsizeof(intmap._values)
    assert taken < (sys.getsizeof(plain) + sum(map(sys.getsizeof, plain))) / 2
