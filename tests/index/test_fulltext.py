"""Questions to the full-text index: which tips match, in which order, and how many."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, built
from tipcli.index import fulltext
from tipcli.index.rows import DamagedError
from tipcli.model.results import Filters
from tipcli.model.text import MARK_OFF, MARK_ON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index

TIPS = (
    a_tip(1, "Listen", body="Listen to the caller.", date="2024-01-01"),
    a_tip(2, "The caller", body="Words.", date="2025-01-01"),
    a_tip(3, "Smile", body="Words for a caller.", date="2026-01-01"),
    a_tip(4, "Wave", body="Nothing of it."),
)


@pytest.fixture
def index() -> Iterator[Index]:
    with closing(built(*TIPS)) as opened:
        yield opened


def numbers(index: Index, order: str, **filters: str) -> list[int]:
    return list(fulltext.numbers(index, '"caller"', Filters(**filters), order))  # type: ignore[arg-type]


def test_a_match_in_the_title_comes_before_one_in_the_body(index: Index) -> None:
    assert numbers(index, fulltext.BEST)[0] == 2
    assert sorted(numbers(index, fulltext.BEST)) == [1, 2, 3]
    assert numbers(index, fulltext.NEWEST) == [3, 2, 1]


def test_filters_count_and_a_count_has_a_bound(index: Index) -> None:
    assert numbers(index, fulltext.NEWEST, since="2025-01-01") == [3, 2]
    assert fulltext.count(index, '"caller"', 10) == 3
    assert fulltext.count(index, '"caller"', 2) == 2
    assert fulltext.count(index, '"caller"', 10, Filters(until="2024")) == 0


def test_matched_words_are_marked_in_each_column(index: Index) -> None:
    _, columns = fulltext.marked(index, '"listening"', [1])[1]
    found = dict(zip(fulltext.COLUMNS, columns, strict=True))
    assert found["title"] == f"{MARK_ON}Listen{MARK_OFF}"
    assert found["body"] == f"{MARK_ON}Listen{MARK_OFF} to the caller."
    assert found["gist"] == ""


def test_the_nearest_are_never_the_tip_itself(index: Index) -> None:
    assert [tip.number for tip in fulltext.nearest(index, '"caller"', 2, 5)] == [1, 3]
    assert len(fulltext.nearest(index, '"caller"', 2, 1)) == 1


def test_a_number_that_does_not_match_is_damage_and_no_tip_is_left_out_in_silence(index: Index) -> None:
    assert fulltext.marked(index, '"caller"', [3, 1]).keys() == {1, 3}
    with pytest.raises(DamagedError):
        fulltext.marked(index, '"caller"', [1, 4])


def test_unmarked_texts_numbers_and_titles_are_those_of_the_tips_that_pass(index: Index) -> None:
    assert fulltext.passing(index, [4, 2, 9], Filters()) == [2, 4]
    assert fulltext.passing(index, [1, 2], Filters(since="2025-01-01")) == [2]
    assert fulltext.chosen(index, [1, 2, 9], Filters(since="2025-01-01")).keys() == {2}
    assert fulltext.titles(index, [2, 3, 9]) == {2: "The caller", 3: "Smile"}


def test_the_tips_that_match_are_told_of_any_field_and_of_one(index: Index) -> None:
    assert set(fulltext.matching(index, '"the caller" OR "smile"')) == {1, 2, 3}
    title = fulltext.NAMES["title"]
    assert set(fulltext.matching(index, f'{{{title}}} : ("the caller" OR "smile")')) == {2, 3}
    assert fulltext.matching(index, '"caller the"') == []


def test_relevance_is_that_of_the_numbers_asked_for_with_1_for_the_best(index: Index) -> None:
    found = fulltext.relevance(index, '"caller"', [1, 2, 4])
    assert found.keys() == {1, 2}
    assert max(found.values()) == 1.0
    assert fulltext.relevance(index, '"nosuch"', [1, 2]) == {}
