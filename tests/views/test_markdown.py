"""Markdown for notes and mail."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from tests.views.samples import BARE, CALLS, WHOLE, pinned
from tipcli.system.screen import Screen
from tipcli.views.registry import view


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("screen", [Screen(), Screen(20, "color"), Screen(200, unicode=False)], ids=["80", "20", "200"])
def test_the_text_is_the_same_on_every_screen(call: str, screen: Screen) -> None:
    assert CALLS[call](view("markdown", screen)) == pinned(f"markdown-{call}")


def test_nothing_is_shown_for_nothing() -> None:
    made = view("markdown", Screen())
    assert "".join([*made.tips([]), *made.hits([]), *made.whole([]), *made.topics([]), *made.checks([])]) == ""


def test_it_is_markdown_with_a_heading_a_tip_and_bullets() -> None:
    made = "".join(view("markdown", Screen()).whole([(WHOLE, (BARE,)), (BARE, ())]))
    html = MarkdownIt().render(made)
    assert html.count("<h1>") == 2
    assert "<h1>Give the Customer a Plan B</h1>" in html
    assert "<em>Tell people who wait about another way to be served.</em>" in html
    assert html.count("<li>") == 3
    assert "<blockquote>" in html
