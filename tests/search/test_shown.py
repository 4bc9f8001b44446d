"""Which hits are shown."""

from __future__ import annotations

from tipcli.search.shown import LEAST, Cut


def test_what_is_much_worse_than_the_best_does_not_pass() -> None:
    cut = Cut("a word")
    assert [cut.passes(score) for score in (90, 60, 25, 24)] == [True, True, True, False]


def test_where_all_is_faint_only_what_is_worth_nothing_is_left_out() -> None:
    assert Cut("a word").passes(LEAST)
    assert not Cut("a word").passes(LEAST - 1)
    assert Cut("a query of six words here").passes(LEAST - 1)


def test_without_a_query_everything_passes() -> None:
    cut = Cut(None)
    assert [cut.passes(score) for score in (90, 1, 0)] == [True, True, True]
