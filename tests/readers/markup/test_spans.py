"""A run as Markdown is read by another parser as the run that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.made import many
from tipcli.readers.markup.runs import BREAK
from tipcli.readers.markup.spans import inline

if TYPE_CHECKING:
    from tipcli.readers.markup.runs import Run, Style

STRONG: Style = (("strong", ""),)
EM: Style = (("em", ""),)
LINK: Style = (("a", "https://example.org/a"),)
CODE: Style = (("code", ""),)


@pytest.mark.parametrize(
    ("run", "markdown"),
    [
        ([((), "one "), (STRONG, "two"), ((), " three")], "one **two** three"),
        ([((), "one "), (STRONG, " two "), ((), "three")], "one **two** three"),
        ([(STRONG, "a"), ((("strong", ""), ("em", "")), "b")], "**a*b***"),
        ([(LINK, "here")], "[here](https://example.org/a)"),
        ([(CODE, "a`b")], "``a`b``"),
        ([((), "2 * 3 * 4")], "2 * 3 * 4"),
        ([((), "a"), ((), BREAK), ((), "b")], None),
        ([], ""),
        ([((), "  ")], ""),
    ],
)
def test_marks_stand_at_words(run: Run, markdown: str | None) -> None:
    made = inline(run)
    if markdown is None:
        assert "<br" in MarkdownIt("commonmark").renderInline(made)
    else:
        assert made == markdown


PIECES = st.tuples(st.sampled_from([(), STRONG, EM, LINK, CODE]), st.text("ab *_`[]<&\\~!", min_size=1, max_size=6))


@many(300)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_every_letter_and_sign_is_read_again(run: Run) -> None:
    [block] = MarkdownIt("commonmark").enable("strikethrough").parseInline(inline(run))
    read = "".join(child.content for child in block.children or ())
    assert "".join(read.split()) == "".join("".join(text for _, text in run).split())
