"""What the library answers with."""

from __future__ import annotations

import pytest

from tipcli.model.results import Filters

DIFFERENT = [
    Filters(),
    Filters(topics=("a",)),
    Filters(collections=("a",)),
    Filters(since="2020-01-01"),
    Filters(until="2020-01-01"),
    Filters(short=True),
    Filters(topics=("a", "b")),
    Filters(topics=("a",), collections=("b",)),
    Filters(topics=("2020-01-01",)),
]


def test_different_filters_have_different_keys() -> None:
    assert len({filters.key() for filters in DIFFERENT}) == len(DIFFERENT)


@pytest.mark.parametrize("name", ["topics", "collections"])
def test_order_and_repetition_make_no_other_key(name: str) -> None:
    assert Filters(**{name: ("a", "b")}).key() == Filters(**{name: ("b", "a", "b")}).key()  # type: ignore[arg-type]
