"""HTML to Markdown and to plain text: what is read is kept, what a program would run is not."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.made import many, words
from tipcli.readers.markup.converting import to_markdown, to_text

VISIBLE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)


def read(markdown: str) -> str:
    """Return the words that a reader of CommonMark sees."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    pieces = [
        child.content for token in tokens for child in token.children or () if child.type in ("text", "code_inline")
    ]
    return "".join("".join(pieces).split())


@many(200)
@given(VISIBLE)
def test_a_text_is_the_same_text_for_who_reads_the_markdown(text: str) -> None:
    assert read(to_markdown(f"<p>{escape(text)}</p>")) == "".join(text.split())
    assert "".join(to_text(f"<p>{escape(text)}</p>").split()) == "".join(text.split())


@many(60)
@given(st.lists(words(), min_size=1, max_size=5), st.sampled_from(["ul", "ol"]))
def test_a_list_keeps_its_items_in_order(items: list[str], name: str) -> None:
    html = f"<{name}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{name}>"
    found = to_markdown(html).strip().split("\n")
    assert [line.split(" ", 1)[1].strip() for line in found] == items
    assert all(line[0].isdigit() == (name == "ol") for line in found)


@pytest.mark.parametrize("html", ["<script>x</script>", "<style>x</style>", "<template>x</template>", "<!-- x -->"])
def test_what_is_not_read_by_people_is_left_out(html: str) -> None:
    assert to_markdown(f"<p>seen</p>{html}").strip() == "seen"
    assert to_text(f"<p>seen</p>{html}").strip() == "seen"


def test_links_are_absolute_and_lead_to_the_web() -> None:
    made = to_markdown('<a href="/a">one</a> <a href="javascript:x">two</a>', "https://example.org/b/")
    assert made.strip() == "[one](https://example.org/a) two"


def test_a_tree_beyond_the_bounds_is_read_as_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from tipcli.readers.markup import parsing

    monkeypatch.setattr(parsing, "MOST_TAGS", 10)
    assert to_markdown("<p>word</p>" * 20).split() == ["word"] * 20
