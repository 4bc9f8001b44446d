"""What is set aside in a text of LibreOffice before Markdown is made of it, and put back."""

from __future__ import annotations

from typing import Any

import pytest
from odfdo import Document, Element

from tipcli.readers.office.blocks import restored, set_aside

ABOVE = {"P1": "Preformatted_20_Text", "P2": "Quotations"}


def body(xml: str) -> Any:
    made = Document("text").body
    made.clear()
    for one in Element.from_tag(f"<text:section>{xml}</text:section>").children:
        made.append(one)
    return made


def para(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def marked(xml: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs with their marks, and the code."""
    made = body(xml)
    codes = set_aside(made, ABOVE)
    return [str(one.inner_text) for one in made.get_elements("descendant::text:p")], codes


def test_lines_of_code_that_follow_each_other_are_one() -> None:
    lines = para("a<text:s text:c='2'/>b", "P1") + para("", "P1") + para("<text:span>c</text:span>", "P1")
    assert marked(lines + para("Text.") + para("d", "P1")) == (
        ["\ufdd00\ufdd0", "Text.", "\ufdd01\ufdd0"],
        ["a  b\n\nc", "d"],
    )


def test_words_of_code_and_quotations_are_marked() -> None:
    span = '<text:span text:style-name="Source_20_Text">{}</text:span>'
    assert marked(para(f"Type {span.format('x_y')} now{span.format(' ')}.")) == (["Type \ufdd00\ufdd0 now ."], ["x_y"])
    assert marked(para("Said.", "P2") + para("", "P2")) == (["\ufdd1Said.", ""], [])


@pytest.mark.parametrize(
    "items",
    [
        "<text:list-item>{one}{two}</text:list-item>",
        "<text:list-item>{one}</text:list-item><text:list-header>{two}</text:list-header>",
    ],
)
def test_what_goes_on_in_an_item_is_part_of_it(items: str) -> None:
    made = items.format(one=para("One"), two=para("goes <text:span>on</text:span>."))
    assert marked(f"<text:list>{made}</text:list>") == (["One\ufdd2goes on."], [])


@pytest.mark.parametrize(
    ("html", "right"),
    [
        ("<p>\ufdd00\ufdd0</p>", "<pre><code>a &lt; b</code></pre>"),
        ("<p>x \ufdd00\ufdd0</p>", "<p>x <code>a &lt; b</code></p>"),
        ("<ul><li>\ufdd00\ufdd0</li></ul>", "<ul><li><pre><code>a &lt; b</code></pre></li></ul>"),
        ("<p>\ufdd1A</p>\n<p>\ufdd1B</p>", "<blockquote><p>A</p><p>B</p></blockquote>"),
        ("<li>A\ufdd2B\ufdd2\ufdd1C\n<ul>", "<li>A<p>B</p><blockquote><p>C</p></blockquote>\n<ul>"),
        ("<td>\ufdd1A</td><p>\ufdd07\ufdd0\ufdd0</p>", "<td>A</td><p></p>"),
    ],
)
def test_marks_become_what_they_stand_for_and_none_is_left(html: str, right: str) -> None:
    assert restored(html, ["a < b"]) == right
