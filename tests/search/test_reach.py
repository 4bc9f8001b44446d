"""How high a tip can score at most, before it is read."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, built, bundled, many
from tipcli.model.results import Filters
from tipcli.search import page, reach
from tipcli.search.rank import search
from tipcli.search.weigh import Scales

if TYPE_CHECKING:
    from tipcli.search.page import Page, Weighed

QUERIES = (
    "angry customer", "say no", "how do i calm somebody who is shouting at me", "meet on equal and even ground",
    "custmer keeps calling", "let down a customer", "The Misunderstood Physician", "call back",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_tip_never_scores_more_than_it_can(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rough: dict[int, float] = {}
    fine: dict[int, float] = {}
    scores: dict[int, float] = {}
    weigh, most, first = page.Page._weigh, reach.Reach._most, reach.Reach._rough

    def watched(self: Page, numbers: list[int]) -> list[Weighed]:
        found = weigh(self, numbers)
        scores.update({number: score for score, _, number, _ in found})
        return found

    def told(self: reach.Reach, number: int) -> float:
        fine[number] = most(self, number)
        return fine[number]

    def begun(self: reach.Reach) -> dict[int, float]:
        rough.update(own := first(self))
        return own

    monkeypatch.setattr(page, "_TOO_FEW", 0)
    monkeypatch.setattr(page.Page, "_weigh", watched)
    monkeypatch.setattr(reach.Reach, "_most", told)
    monkeypatch.setattr(reach.Reach, "_rough", begun)
    with closing(bundled()) as index:
        assert list(search(index, index, query, Filters()))
    assert scores
    assert [number for number, score in scores.items() if not score <= fine[number] <= rough[number]] == []


def test_of_a_large_collection_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(bundled()) as index:
        told = list(search(index, index, "angry customer", Filters()))
        monkeypatch.setattr(page, "_LARGEST", 10)
        monkeypatch.delattr(reach, "Reach")
        assert list(search(index, index, "angry customer", Filters())) == told


@many(40)
@given(st.lists(st.floats(0, 100), max_size=30), st.floats(0, 100))
def test_candidates_are_taken_from_the_highest_down_to_the_least_asked_for(highs: list[float], least: float) -> None:
    with closing(built(a_tip(1, "Alpha"))) as index:
        asked = reach.Reach(index, Scales([], 1), [], range(len(highs)), lambda number, _: highs[number])
        taken = list(iter(lambda: asked.pop(least), None))
        assert taken == [n for n in sorted(range(len(highs)), key=lambda n: (-highs[n], n)) if highs[n] >= least]
        assert bool(asked) == (len(taken) < len(highs))
