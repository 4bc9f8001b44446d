"""How high a tip can score at most, before it is read."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.made import bundled
from tipcli.model.results import Filters
from tipcli.search import page, reach
from tipcli.search.rank import search

if TYPE_CHECKING:
    from tipcli.search.page import Page, Weighed

QUERIES = (
    "angry customer", "say no", "how do i calm somebody who is shouting at me", "meet on equal and even ground",
    "custmer keeps calling", "let down a customer", "The Misunderstood Physician", "call back",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_tip_never_scores_more_than_it_can(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[tuple[float, float, int]] = []
    seen: list[int] = []
    weigh = page.Page._weigh

    def watched(self: Page, numbers: list[int]) -> list[Weighed]:
        found = weigh(self, numbers)
        wrong.extend((score, self._most[number], number) for score, _, number, _ in found if score > self._most[number])
        seen.extend(numbers)
        return found

    monkeypatch.setattr(page, "_TOO_FEW", 0)
    monkeypatch.setattr(page.Page, "_weigh", watched)
    with closing(bundled()) as index:
        assert list(search(index, index, query, Filters()))
    assert seen
    assert not wrong


def test_of_a_large_collection_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[int, float]] = []
    ask = reach.reach

    def watched(*arguments: Any) -> dict[int, float]:
        told.append(ask(*arguments))
        return told[-1]

    monkeypatch.setattr(reach, "reach", watched)
    with closing(bundled()) as index:
        with_it = list(search(index, index, "angry customer", Filters()))
        monkeypatch.setattr(reach, "_LARGE", 10)
        assert list(search(index, index, "angry customer", Filters())) == with_it
    assert told[0]
    assert told[1] == {}
