"""The two signs that a query may hold."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.made import a_tip, any_text, built, many
from tipcli.model.results import Filters
from tipcli.model.tip import BUNDLED
from tipcli.search.operators import read
from tipcli.search.rank import count_hits, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index

TIPS = (
    a_tip(1, "Calm an angry caller", collection=BUNDLED, gist="Slow down.", body="He wants a refund."),
    a_tip(2, "Angry people", collection=BUNDLED, gist="Refunds help.", body="A caller who is angry."),
    a_tip(3, "The angry caller rang", collection=BUNDLED, gist="Again.", body="Call back.", topics=("refund",)),
)


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    with closing(built(*TIPS, name=BUNDLED)) as made:
        yield made


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("angry", {1, 2, 3}),
        ("angry -refund", {3}),
        ("-refund angry", {3}),
        ("angry -REFUNDS", {3}),
        ('"angry caller"', {1, 3}),
        ("“angry caller”", {1, 3}),
        ('"angry callers" -rang', {1}),
        ('angry -"angry caller"', {2}),
        ('"angry caller', {1, 2, 3}),
        ("angry - refund", {1, 2, 3}),
        ("angry-caller", {1, 2, 3}),
        ("-refund", {1, 2, 3}),
        ("angry -zebra", {1, 2, 3}),
        ('angry "zebra crossing"', set()),
    ],
)
def test_a_hyphen_leaves_out_and_quotes_keep_together(index: Index, query: str, numbers: set[int]) -> None:
    assert {hit.tip.number for hit in search(index, index, query, Filters())} == numbers
    assert count_hits(index, index, query, Filters(), 10) == len(numbers)


@pytest.mark.parametrize(
    "query", ["-refund", "e-mail", 'a"b"c', '6" and 7"', '"', "--x", "a - b", '"!!!" a', "", "-", '-"a b"', "* (x) ^y"]
)
def test_everything_else_is_text(query: str) -> None:
    asked = read(query)
    assert (asked.together, asked.without) == ([], [])
    assert asked.text == query


@many(60)
@given(any_text(40))
def test_any_text_is_a_query(index: Index, text: str) -> None:
    for query in (text, f'angry "{text}"', f"angry -{text}", f'angry -"{text}'):
        list(search(index, index, query, Filters()))


def test_of_a_great_many_signs_a_few_count(index: Index) -> None:
    asked = read("angry " + "-zebra " * 500 + '"angry caller" ' * 500)
    assert max(len(asked.together), len(asked.without)) <= 16
    assert {hit.tip.number for hit in search(index, index, "angry " + "-zebra " * 500, Filters())} == {1, 2, 3}
