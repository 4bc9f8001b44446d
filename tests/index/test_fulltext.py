"""Questions to the full-text index: which tips match, in which order, and how many."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, built
from tipcli.index import fulltext
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
    return [number for number, *_ in fulltext.matches(index, '"caller"', Filters(**filters), order)]  # type: ignore[arg-type]


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
    [(_, _, columns)] = fulltext.matches(index, '"listening"', Filters(), fulltext.BEST)
    found = dict(zip(fulltext.COLUMNS, columns, strict=True))
    assert found["title"] == f"{MARK_ON}Listen{MARK_OFF}"
    assert found["body"] == f"{MARK_ON}Listen{MARK_OFF} to the caller."
    assert found["gist"] == ""


def test_the_nearest_are_never_the_tip_itself(index: Index) -> None:
    assert [tip.number for tip in fulltext.nearest(index, '"caller"', 2, 5)] == [1, 3]
    assert len(fulltext.nearest(index, '"caller"', 2, 1)) == 1


@pytest.mark.parametrize("filters", [Filters(), Filters(since="2025-01-01"), Filters(topics=("nosuch",))])
def test_the_best_page_by_page_are_the_best_at_once(
    index: Index, monkeypatch: pytest.MonkeyPatch, filters: Filters
) -> None:
    at_once = list(fulltext.matches(index, '"caller" OR "word"', filters, fulltext.BEST))
    monkeypatch.setattr(fulltext, "PAGE", 2)
    assert list(fulltext.matches(index, '"caller" OR "word"', filters, fulltext.BEST)) == at_once


def test_relevance_is_that_of_the_numbers_asked_for_with_1_for_the_best(index: Index) -> None:
    found = fulltext.relevance(index, '"caller"', [1, 2, 4])
    assert found.keys() == {1, 2}
    assert max(found.values()) == 1.0
    assert fulltext.relevance(index, '"nosuch"', [1, 2]) == {}
