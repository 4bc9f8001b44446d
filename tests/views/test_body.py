"""The body of a tip on a terminal: every word is there, nothing is obeyed, links lead to the web or nowhere."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tests.made import many, words
from tipcli.views import body
from tipcli.views.body import markdown

TABLE = "| word | meaning |\n| --- | --- |\n| sorry | regret |\n"


def shown(text: str, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, markup=False, emoji=False, highlight=False, color_system=None).print(markdown(text))
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("A <b>word</b> & [/b] :smile:", "A <b>word</b> & [/b] :smile:"),
        ("[a](https://example.org)", "a (https://example.org)"),
        ("[a](javascript:x) [b](file:///etc)", "[a](javascript:x) [b](file:///etc)"),
        ("![a cup](https://example.org/a.png)", "a cup"),
        ("# Heading\n\n- one\n- two", "Heading"),
        ("&#27;[31mred", "\ufffd[31mred"),
        ("```python\nprint(1)\n```", "    print(1)"),
    ],
)
def test_a_text_is_shown_as_text(text: str, seen: str) -> None:
    assert seen in shown(text)
    assert "\x1b" not in shown(text)


@many(40)
@given(st.lists(words(), min_size=2, max_size=4, unique=True), st.integers(20, 100))
def test_a_table_keeps_every_word_at_any_width(cells: list[str], width: int) -> None:
    row = "| " + " | ".join(cells) + " |\n"
    text = row + "| " + " | ".join("---" for _ in cells) + " |\n" + row
    letters = "".join(shown(text, width).split())
    for cell in cells:
        assert sum(letters.count(letter) for letter in cell) >= len(cell)


def test_a_table_without_room_is_lines() -> None:
    assert "word: sorry" in shown(TABLE, 12)
    assert "word: sorry" not in shown(TABLE, 40)


def test_no_blank_line_stands_above_the_first_block() -> None:
    assert not shown("- one\n- two").startswith("\n")
    assert not shown(TABLE).startswith("\n")


def test_a_body_beyond_the_bound_stays_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "_LONGEST_BODY", 5)
    assert shown("**bold**") == "**bold**\n"
