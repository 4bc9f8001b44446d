"""What people in trouble are shown, and what never."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.made import Held, a_tip, bundled, index_of
from tipcli.library import Library
from tipcli.model.results import Filters
from tipcli.search.rank import is_trouble, search

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
REDLIST = [
    line.split("\t")
    for line in (BENCHMARKS / "redlist.tsv").read_text(encoding="utf-8").splitlines()[1:]
    if not line.startswith("#")
]


def numbers(cell: str) -> set[int]:
    return {int(number) for number in cell.split(",") if number}


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library() as opened:
        yield opened


def test_the_red_list_holds(library: Library) -> None:
    wrong = {}
    for query, first, never in REDLIST:
        hits = [hit.tip.number for hit in library.search(query, Filters(), everything=True)]
        is_first = hits[0] in numbers(first) if hits and first else not hits if not first else False
        if not is_first or numbers(never) & set(hits):
            wrong[query] = hits[:5]
    assert wrong == {}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("someone on the phone says they are going to kill themselves", 65),
        ("my caller is suicidel", 65),
        ("her boyfriend beats her", 66),
        ("an old lady collapsd at the counter", 67),
        ("toddler lost in the shop", 68),
        ("a man with a gun", 69),
        ("I was robbed at knifepoint with a knife", 69),
        ("customer groping staff", 71),
    ],
)
def test_other_words_for_the_same_trouble_find_its_tip(library: Library, query: str, first: int) -> None:
    assert library.search(query, Filters())[0].tip.number == first


@pytest.mark.parametrize(
    "query",
    [
        "flood of calls", "kill time while waiting", "shoot me an email", "fire an employee", "heart of the matter",
        "follow up with a customer", "follow the script", "the deadline is killing us", "blind spots in our service",
        "a customer threatens to sue", "an explosion of calls", "remote work access", "the system collapsed",
    ],
)  # fmt: skip
def test_a_word_that_only_sounds_like_trouble_pins_nothing(query: str) -> None:
    with closing(bundled()) as index:
        assert not is_trouble(index, query)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("a customer threatens to sue and has a knife", 69),
        ("i wanted to follow up with a customer and he followed me home", 73),
        ("the deadline is killing us and he wants to kill himself", 65),
    ],
)
def test_what_only_sounds_like_trouble_hides_none_beside_it(library: Library, query: str, first: int) -> None:
    assert library.search(query, Filters())[0].tip.number == first


def test_of_several_phrases_the_one_with_most_words_counts() -> None:
    held = Held([a_tip(1, "Raid"), a_tip(2, "After it"), a_tip(3, "Raid talk")])
    held.trouble = [((1,), ("raid",)), ((2, 1), ("after a raid",)), ((), ("gas leak",))]
    with closing(index_of(held)) as index:
        assert [hit.tip.number for hit in search(index, index, "raid", Filters())] == [1]
        assert [hit.tip.number for hit in search(index, index, "what to do after the raid", Filters())] == [2, 1]
        assert list(search(index, index, "raid and gas leak", Filters())) == []
        assert is_trouble(index, "gas leak")
        assert [hit.tip.number for hit in search(index, index, "talk", Filters())] == [3]
