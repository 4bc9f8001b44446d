"""What WordPress writes into its texts: paragraphs without marks, shortcodes, and links to the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many, words
from tipcli.readers.markup.converting import to_markdown, to_text
from tipcli.readers.markup.wordpress import autop, without_more, without_shortcodes


@many(60)
@given(st.lists(st.lists(words(), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5))
def test_a_blank_line_ends_a_paragraph_and_no_word_is_lost(paragraphs: list[str]) -> None:
    assert to_markdown(autop("\n\n".join(paragraphs))).strip().split("\n\n") == paragraphs


def test_a_single_line_end_is_a_line_break_and_blocks_stay_as_they_are() -> None:
    assert to_text(autop("one\ntwo")) == "one two"
    assert to_markdown(autop("one\ntwo")).strip() != to_markdown(autop("one two")).strip()
    assert to_markdown(autop("<ul>\n<li>one</li>\n<li>two</li>\n</ul>")).strip() == "- one\n- two"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("Before [gallery ids='1,2'] after", "Before after"),
        ("[caption id='a']A cup[/caption]", "A cup"),
        ("An [aside] and [1] and [sic]", "[1]"),
    ],
)
def test_shortcodes_go_and_what_people_write_in_brackets_stays(html: str, kept: str) -> None:
    assert kept in " ".join(without_shortcodes(html).split())


@pytest.mark.parametrize(
    ("markdown", "body", "was_cut"),
    [
        ("One.\n\n[Read more](https://example.org/a)", "One.", True),
        ("One. [Continue reading →](https://example.org/a)", "One.", True),
        ("Read more books.", "Read more books.", False),
        ("One.", "One.", False),
        ("", "", False),
    ],
)
def test_a_link_to_the_rest_says_that_the_text_breaks_off(markdown: str, body: str, *, was_cut: bool) -> None:
    found, is_cut = without_more(markdown)
    assert is_cut == was_cut
    assert found.strip().startswith(body)
    assert "https://" not in found
