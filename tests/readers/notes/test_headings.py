"""The heading of a Markdown text, which may be its title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many, words
from tipcli.readers.notes.headings import heading, plain_heading


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("# Smile\n\nThen speak.", ("Smile", "Then speak.")),
        ("\n## Smile ##\nThen speak.", ("Smile", "Then speak.")),
        ("Smile\n=====\nThen speak.", ("Smile", "Then speak.")),
        ("First words.\n\n# Smile\n\nThen speak.", ("Smile", "First words.\n\n# Smile\n\nThen speak.")),
        ("```\n# a comment\n```\n\n# Smile", ("Smile", "```\n# a comment\n```\n\n# Smile")),
        ("    # indented code\n", None),
        ("#hashtag and #another", None),
        ("- item\n---\nx", None),
        ("C#\n", None),
        ("", None),
    ],
)
def test_the_first_heading_is_found_and_taken_off_where_the_text_begins_with_it(
    body: str, found: tuple[str, str] | None
) -> None:
    assert heading(body) == found


@many(200)
@given(words(), any_text(100), st.integers(1, 6))
def test_a_heading_above_any_text_is_its_title(title: str, text: str, level: int) -> None:
    assert heading(f"{'#' * level} {title}\n\n{text}") == (title, "\n".join(f"\n{text}".split("\n")).strip("\n"))


@many(200)
@given(any_text(100))
def test_any_text_has_a_heading_of_a_line_or_none(text: str) -> None:
    found = heading(text)
    assert found is None or ("\n" not in found[0] and found[0] == found[0].strip() and found[1] in text)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [("**Smile** & `wave`", "Smile & wave"), ("[Smile](https://example.org)", "Smile"), ("C\\*", "C*"), ("*", "*")],
)
def test_a_heading_as_plain_text(marked: str, plain: str) -> None:
    assert plain_heading(marked) == plain
