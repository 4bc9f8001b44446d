"""Tips that go with a tip."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.made import MARKUP, a_tip, any_text, built, bundled, many
from tipcli.index.related import related
from tipcli.index.rows import BESIDE
from tipcli.model.results import Filters
from tipcli.model.text import clean

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def numbers(tips: list[Tip], of: int, count: int = 3) -> list[int]:
    """Return the numbers of the tips that go with tip `of`."""
    with closing(built(*tips)) as index:
        [tip] = index.numbered([of])
        return [other.number for other in related(index, tip, count)]


def test_shared_topics_and_rare_words_relate_tips() -> None:
    tips = [
        a_tip(1, "Calm", topics=("composure",), body="breathe slowly"),
        a_tip(2, "Other", topics=("loyalty",), body="nothing alike"),
        a_tip(3, "Breath", topics=("composure",), body="breathe out"),
        a_tip(4, "Anger", topics=("composure",), body="something else"),
        a_tip(5, "Air", topics=("process",), body="breathe"),
    ]
    found = numbers(tips, 1)
    assert found[0] == 3
    assert set(found) == {3, 4, 5}


def test_a_tip_is_not_related_to_itself_and_no_more_are_given_than_asked_for() -> None:
    tips = [a_tip(number, f"Zebra {number}", topics=("animals",)) for number in range(1, 9)]
    assert 4 not in numbers(tips, 4, 7)
    assert len(numbers(tips, 4, 3)) == 3
    assert numbers(tips, 4, 0) == []


def test_a_tip_alone_or_without_words_has_no_related_ones() -> None:
    assert numbers([a_tip(1, "Zebra")], 1) == []
    assert numbers([a_tip(1, "…"), a_tip(2, "…")], 1) == []


def test_topics_are_never_read_as_a_query() -> None:
    odd = ('a "quoted" topic', "NOT", "a* OR b", "{title} : x", "!!!", MARKUP, "(")
    tips = [a_tip(1, "One", topics=odd), a_tip(2, "Two", topics=odd[:1]), a_tip(3, "Three", topics=("other",))]
    assert numbers(tips, 1) == [2]


@many(25)
@given(st.lists(st.tuples(any_text(30), st.lists(any_text(8), max_size=3)), min_size=1, max_size=4))
def test_tips_of_any_text_can_be_related(texts: list[tuple[str, list[str]]]) -> None:
    tips = [
        a_tip(number, clean(text), body=clean(text), topics=tuple(clean(topic).replace(",", " ") for topic in topics))
        for number, (text, topics) in enumerate(texts, 1)
    ]
    found = numbers(tips, 1)
    assert len(set(found)) == len(found) <= 3
    assert 1 not in found


def test_each_bundled_tip_has_three_related_ones() -> None:
    with closing(bundled()) as index:
        for tip in list(index.tips(Filters())):
            assert len({other.number for other in related(index, tip, 3)} - {tip.number}) == 3


def test_an_index_that_was_built_with_the_package_keeps_which_tips_go_together() -> None:
    with closing(bundled()) as index:
        tips = list(index.tips(Filters()))
        kept = {tip.number: [other.number for other in index.related(tip, BESIDE)] for tip in tips}
        assert kept == {tip.number: [other.number for other in related(index, tip, BESIDE)] for tip in tips}
        assert kept != {tip.number: [] for tip in tips}
        assert len(index.related(tips[0], BESIDE + 1)) == BESIDE + 1


def test_another_index_is_asked_each_time() -> None:
    with closing(built(*[a_tip(number, f"Zebra {number}") for number in range(1, 4)])) as index:
        [tip] = index.numbered([1])
        assert {other.number for other in index.related(tip, 3)} == {2, 3}
