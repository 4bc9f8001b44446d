"""A ledger is a dict of whole numbers that takes less memory."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.limits import processor_time
from tests.made import any_text, many
from tipcli.ingest.intmap import Ledger

# The keys of one ledger are of one kind.
numbers = st.integers(1, 2**53)
names = st.tuples(st.sampled_from(["guid", "slug"]), any_text(5).filter(bool))


def operations(keys: st.SearchStrategy[object]) -> st.SearchStrategy[list[tuple[bool, object, int]]]:
    return st.lists(st.tuples(st.booleans(), keys, st.integers(0, 2**63 - 1)), max_size=60)


@many(25)
@given(operations(numbers) | operations(names))
def test_it_is_like_a_dict_for_any_operations(operations: list[tuple[bool, object, int]]) -> None:
    ledger, expected = Ledger(), dict[object, int]()
    for is_setting, key, value in operations:
        if is_setting:
            ledger[key] = value
            expected[key] = value
        assert ledger.get(key) == expected.get(key)
        assert (key in ledger) == (key in expected)
        assert len(ledger) == len(expected)
    assert {key: ledger.get(key) for key in expected} == expected


def test_it_grows_without_losing_any() -> None:
    ledger = Ledger()
    for number in range(20_000):
        ledger["slug", str(number)] = number
        ledger["slug", str(number)] = number + 1
    assert len(ledger) == 20_000
    assert all(ledger.get(("slug", str(number))) == number + 1 for number in range(20_000))
    assert ledger.get(("slug", "20000")) is None


@pytest.mark.parametrize("shift", [0, 10, 32, 38, 48])
def test_numbers_a_power_of_two_apart_are_found_in_few_steps(shift: int) -> None:
    ledger = Ledger()
    with processor_time():
        for number in range(30_000):
            ledger[number << shift] = number


def test_an_entry_takes_less_than_half_of_what_a_dict_takes() -> None:
    ledger, plain = Ledger(), {}
    for number in range(100_000):
        key = f"a-slug-{number}"
        ledger[key] = plain[key] = number
    taken = sys.getsizeof(ledger._keys) + sys.getsizeof(ledger._values)
    assert taken < (sys.getsizeof(plain) + sum(map(sys.getsizeof, plain))) / 2
