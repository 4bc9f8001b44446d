"""Runs: text in pieces of one style each, white space collapsed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.readers.markup.runs import BREAK, fence, is_leaf, normalized, styled

if TYPE_CHECKING:
    from tipcli.readers.markup.runs import Run, Style

STRONG: Style = (("strong", ""),)
EM: Style = (("em", ""),)
CODE: Style = (("code", ""),)
RUNS = st.lists(
    st.tuples(st.sampled_from([(), STRONG, EM, CODE]), st.sampled_from(["a", " ", "b c", "  ", BREAK, "\n"]))
)


def test_a_style_has_each_kind_once_the_outer_one_first() -> None:
    assert styled(styled((), "em"), "strong") == (("strong", ""), ("em", ""))
    assert styled(styled((), "a", "x"), "a", "y") == (("a", "y"),)
    assert styled(CODE, "strong") == CODE
    assert styled(styled((), "strong"), "code") == CODE
    assert is_leaf(CODE)
    assert not is_leaf(STRONG)
    assert not is_leaf(())


@many(200)
@given(RUNS)
def test_a_run_keeps_its_letters_and_loses_double_spaces(run: Run) -> None:
    made = normalized(run)
    letters = "".join(text for _, text in run).replace(BREAK, "")
    assert "".join("".join(text for _, text in made).replace(BREAK, "").split()) == "".join(letters.split())
    whole = "".join(text for _, text in made)
    assert "  " not in whole
    assert whole == whole.strip(" " + BREAK)


@many(200)
@given(RUNS)
def test_neighbours_of_one_style_are_one_piece(run: Run) -> None:
    for (style, text), (other, more) in pairwise(normalized(run)):
        assert style != other or BREAK in (text, more)


@many(100)
@given(st.text("`a", max_size=12))
def test_a_fence_is_longer_than_any_in_the_code(code: str) -> None:
    assert fence(code) not in code
    assert len(fence(code, 3)) >= 3
