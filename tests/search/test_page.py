"""A page of candidates: the best come first, and no more tips are read than it takes to know them."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, built, bundled, many
from tipcli.model.results import Filters
from tipcli.search import page
from tipcli.search.rank import search
from tipcli.search.shown import Cut, shown

if TYPE_CHECKING:
    from tipcli.index.opened import Index
    from tipcli.model.results import Hit

QUERIES = (
    "angry customer", "customer", "how to say no nicely", "emapthy", "what do i do when a customer keeps calling",
    "Make Empathy Your Superpower", "don't", "customer service -angry", '"the customer" angry', "first impression",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(["call", "calling", "angry", "caller", "don't", "the", "upset", "C++"]), max_size=6)


def hits(index: Index, query: str, cut: Cut | None = None) -> list[Hit]:
    return list(search(index, index, query, Filters(), cut=cut))


@pytest.mark.parametrize("query", QUERIES)
def test_hits_are_the_same_whether_or_not_it_is_told_how_high_each_can_score(
    query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(bundled()) as index:
        monkeypatch.setattr(page, "_TOO_FEW", 10**6)
        all_read = hits(index, query)
        monkeypatch.setattr(page, "_TOO_FEW", 0)
        assert hits(index, query) == all_read
        assert hits(index, query, Cut(query)) == list(shown(all_read, query))
        assert list(islice(search(index, index, query, Filters(), cut=Cut(query)), 3)) == list(
            islice(shown(all_read, query), 3)
        )


def test_few_of_many_candidates_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    weigh = page.Page._weigh

    def watched(self: page.Page, numbers: list[int]) -> list[page.Weighed]:
        read.extend(numbers)
        return weigh(self, numbers)

    monkeypatch.setattr(page.Page, "_weigh", watched)
    with closing(bundled()) as index:
        assert len(list(islice(search(index, index, "angry customer", Filters(), cut=Cut("angry customer")), 10))) > 5
    assert len(set(read)) == len(read) < 40


@many(40)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=30), TEXTS.filter(bool))
def test_no_tip_scores_more_than_it_can(texts: list[tuple[list[str], ...]], query: list[str]) -> None:
    tips = [
        a_tip(number, " ".join(title) or "x", gist=" ".join(gist), body=" ".join(body))
        for number, (title, gist, body) in enumerate(texts, 1)
    ]
    typed = " ".join(query)
    with closing(built(*tips, synonyms=[(False, ("angry", "upset"))])) as index, pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "_TOO_FEW", 10**6)
        all_read = hits(index, typed)
        patch.setattr(page, "_TOO_FEW", 0)
        assert hits(index, typed) == all_read
