"""The list on a terminal as a table: what has a column, and what gets the room there is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.style import Style
from rich.text import Text

from tests.made import a_tip
from tipcli.views import strokes
from tipcli.views.rows import fits, grid, table

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

TITLE = "Say what happens next before you hang up the phone"
GIST = "Nobody calls twice who knows what comes and when it comes."
TIP = a_tip(12, TITLE, gist=GIST, topics=("phone", "expectations"), date="2026-01-31")


def drawn(tips: list[Tip], width: int, *, heads: bool = True) -> list[str]:
    """Return the lines of the table."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as made:
        console.print(table(tips, width, console, heads=heads))
    return [line.rstrip() for line in made.get().splitlines()]


@pytest.mark.parametrize("width", [60, 80, 99, 100, 120, 200])
def test_no_row_is_wider_than_the_screen_and_no_word_is_lost(width: int) -> None:
    lines = drawn([TIP], width)
    assert max(map(len, lines)) <= width
    assert set(f"12 {TITLE} 2026-01-31".split()) <= {
        word.removeprefix("mine/") for line in lines for word in line.split()
    }


def test_the_gist_and_all_topics_come_from_100_columns_on() -> None:
    words = {width: set(" ".join(drawn([TIP], width)).replace(",", " ").split()) for width in (99, 100)}
    assert ("Nobody" in words[99], "expectations" in words[99]) == (False, False)
    assert {"Nobody", "phone", "expectations"} <= words[100]


def test_what_no_tip_has_gets_no_column() -> None:
    heads = drawn([a_tip(1, "T", gist="", topics=(), date=None)], 120)[0]
    assert heads.split() == ["Tip", "Title"]


def test_heads_are_left_out_where_they_stood_already() -> None:
    with_heads, without = drawn([TIP], 200), drawn([TIP], 200, heads=False)
    assert with_heads[-1] == without[-1]
    assert (len(with_heads), len(without)) == (3, 1)


def test_a_table_needs_60_columns_and_refs_of_a_quarter_of_them() -> None:
    long = a_tip(1, collection="a" * 20)
    assert [fits([TIP], width) for width in (59, 60)] == [False, True]
    assert [fits([long], width) for width in (60, 87, 88)] == [False, False, True]


def test_a_text_that_is_too_long_goes_on_below_in_its_column() -> None:
    tip = a_tip(7, "日本語の 長い 題名 です " * 3 + "end", gist="x" * 200, topics=("one", "two"), date="2026-01-31")
    lines = drawn([tip, a_tip(1, "Short", gist="g")], 100, heads=False)
    assert len(lines) > 2
    start = lines[0].index("日")
    assert all(not line[:start].strip() for line in lines[1:-1])
    assert "".join(lines).count("x") == 200
    assert lines[-1].split()[:2] == ["mine/1", "Short"]


@pytest.mark.parametrize("width", [40, 41, 60, 120])
def test_a_grid_is_what_a_table_of_rich_would_be(width: int) -> None:
    lines = [
        ("one", " 3", "■■", "A text that goes on and on until it has to be broken at one of its blanks."),
        ("日本", "12", "■", "日本語の長い文章 " * 5),
        ("three", " 1", "■■■", ""),
        ("4", " 0", "", "word" * 40),
    ]
    styles = [Style(bold=True), Style.null(), Style(color="magenta"), Style.null()]
    its_own = strokes.grid()
    for place, style in enumerate(styles):
        its_own.add_column(style=style, no_wrap=place < 3, overflow="fold")
    for line in lines:
        its_own.add_row(*map(Text, line))
    drawings = []
    for one in ("ours", "theirs"):
        console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system="standard", _environ={})
        console.print(its_own if one == "theirs" else grid(lines, styles, width, console))
        assert isinstance(console.file, io.StringIO)
        drawings.append([strokes.stripped(line) for line in console.file.getvalue().splitlines()])
    assert drawings[0] == drawings[1]
