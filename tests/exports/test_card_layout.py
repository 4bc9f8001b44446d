"""Where the words of a tip stand on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.exports.samples import any_tips
from tests.made import a_tip, many
from tipcli.exports.card_layout import HEIGHT, LABEL, MARGIN, WIDTH, Style, guessed, is_rtl, lines_of

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

LONG = "whoever wrote it wanted to say everything at once and so on "


def texts(tip: Tip) -> list[str]:
    return [line.text for line in lines_of(tip, "Tip 1", guessed)[1]]


def test_a_card_has_title_gist_and_what_to_do() -> None:
    assert texts(a_tip(title="A title", gist="A gist.", action="Do it.")) == [
        "A title", "A gist.", LABEL, "Do it.", "Tip 1",
    ]  # fmt: skip
    assert texts(a_tip(title="A title")) == ["A title", "Tip 1"]


@many(60)
@given(any_tips(most=1))
def test_no_line_leaves_the_card(tips: list[Tip]) -> None:
    for tip in tips:
        _, lines = lines_of(tip, "Tip 1", guessed)
        heights = [line.y for line in lines]
        assert heights == sorted(heights)
        assert heights[-1] < HEIGHT
        for line in lines:
            assert guessed(line.text, line.style) <= WIDTH - 2 * MARGIN
            assert line.style.size >= 28


@pytest.mark.parametrize("title", [LONG * 3, "Donaudampfschifffahrtselektrizitäten" * 6, "最後まで聞いて答える" * 9])
def test_a_long_title_is_set_smaller_and_stays_whole(title: str) -> None:
    title = title.strip()
    _, lines = lines_of(a_tip(title=title), "Tip 1", guessed)
    assert lines[0].style.size < lines_of(a_tip(title="Short"), "Tip 1", guessed)[1][0].style.size
    assert "".join(line.text for line in lines[:-1]).replace(" ", "") == title.replace(" ", "")


def test_what_never_fits_is_cut_and_says_so() -> None:
    lines = texts(a_tip(title=LONG * 20, gist=LONG, action=LONG))
    assert lines[-1] == "Tip 1"
    assert lines[-2].endswith("…")


def test_no_japanese_line_begins_with_a_full_stop() -> None:
    for size in range(12, 60):
        lines = texts(a_tip(title="字" * size + "。" + "字" * 40))
        assert not [line for line in lines if line.startswith("。")]


def test_a_card_in_arabic_is_read_from_the_right() -> None:
    rtl, lines = lines_of(a_tip(title="12. اسمع أولاً", gist="English gist"), "Tip 1", guessed)
    assert rtl
    assert {line.x for line in lines} == {WIDTH - MARGIN}
    assert not is_rtl("12. Plan B for اسمع")
    assert not is_rtl("12.")


@pytest.mark.parametrize(("narrow", "wide"), [("iii", "mmm"), ("abc", "字字字"), ("abc", "ABC"), ("e", "e" * 2)])
def test_guessed_widths_are_in_order(narrow: str, wide: str) -> None:
    assert guessed(narrow, Style(30)) < guessed(wide, Style(30)) < guessed(wide, Style(30, bold=True))
    assert guessed("e\u0301", Style(30)) == guessed("e", Style(30))
