"""The small pieces of the rich view: lit words, one line of a longer text, links, trailing blanks."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, Group
from rich.text import Text

from tests.made import any_text, many
from tipcli.model.text import clean_line
from tipcli.views.strokes import LIT, Hanging, grid, linked, lit, one_line, stripped, widest


def test_what_matched_is_lit_and_nothing_else() -> None:
    text = lit("a \x02bold\x03 move, \x02twice\x03")
    assert text.plain == "a bold move, twice"
    assert [text.plain[span.start : span.end] for span in text.spans if span.style == LIT] == ["bold", "twice"]


def test_a_text_that_fits_stays_as_it_is() -> None:
    text = Text("as it is")
    assert one_line(text, 8) is text


def test_of_a_longer_one_the_words_around_the_match_are_kept() -> None:
    long = "word " * 20 + "the \x02match\x03 here " + "more " * 20
    cut = one_line(lit(long), 40).plain
    assert "the match here" in cut
    assert (cut[0], cut[-1], len(cut) <= 40) == ("…", "…", True)


@many(100)
@given(any_text(200).map(clean_line), st.integers(20, 100))
def test_one_line_is_never_wider_than_its_room(text: str, room: int) -> None:
    assert one_line(Text(text), room).cell_len <= room


@pytest.mark.parametrize(
    ("text", "links", "target"),
    [
        ("https://example.org/a", True, "https://example.org/a"),
        ("https://example.org/a", False, None),
        ("https://example.org/ä", True, None),
        ("see https://example.org/", True, None),
        ("javascript:alert(1)", True, None),
    ],
)
def test_only_an_address_alone_is_a_link(text: str, links: bool, target: str | None) -> None:  # noqa: FBT001
    made = linked(text, links=links)
    assert (made.plain, getattr(made.style, "link", None)) == (text, target)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("a  ", "a"),
        ("\x1b[1ma  \x1b[0m", "\x1b[1ma\x1b[0m"),
        ("\x1b]8;id=4711;https://x/\x1b\\x", "\x1b]8;id=tip;https://x/\x1b\\x"),
        ("", ""),
    ],
)
def test_a_line_has_no_trailing_blanks_and_no_number_by_lot(line: str, kept: str) -> None:
    assert stripped(line) == kept


def test_the_widest_is_counted_in_columns() -> None:
    assert widest([]) == 0
    assert widest(["abc", "日本"]) == 4


@pytest.mark.parametrize("width", [20, 30, 60, 200])
@pytest.mark.parametrize("ref", ["1", "    22", "blog/4444"])
@many(25)
@given(
    texts=st.lists(st.text("ab 日😀x", min_size=1).filter(lambda text: text.strip() == text), min_size=1, max_size=3)
)
def test_lines_hang_as_in_a_table_of_one_row(width: int, ref: str, texts: list[str]) -> None:
    lines = [Text(text, style="bold" if place == 0 else "") for place, text in enumerate(texts)]
    table = grid()
    table.add_column(justify="right", no_wrap=True, min_width=len(ref))
    table.add_column(overflow="fold")
    table.add_row(Text(ref), Group(*(line.copy() for line in lines)))
    printed = []
    for one in (Hanging(ref, lines), table):
        console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system="standard", _environ={})
        with console.capture() as made:
            console.print(one)
        printed.append([stripped(line) for line in made.get().splitlines()])
    assert printed[0] == printed[1]
