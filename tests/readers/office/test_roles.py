"""What the names of styles mean."""

from __future__ import annotations

import pytest

from tipcli.readers.office.roles import CODE, QUOTE, TITLE, role


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Preformatted_20_Text", CODE),
        ("HTML Preformatted", CODE),
        ("Source Code", CODE),
        ("Quotations", QUOTE),
        ("Intense Quote", QUOTE),
        ("heading 2", "2"),
        ("Title", TITLE),
        ("TOC Heading", ""),
        ("Text_20_body", ""),
        ("", ""),
    ],
)
def test_a_style_of_a_paragraph_means_what_its_english_name_says(name: str, meant: str) -> None:
    assert role(name, {"TOC Heading": "heading 1"}) == meant


def test_a_style_of_words_is_another() -> None:
    assert role("Source_20_Text", {}, in_line=True) == CODE
    assert role("Emphasis", {}, in_line=True) == "em"
    assert role("Source_20_Text", {}) == ""
    assert role("Quote", {}, in_line=True) == ""


def test_a_style_means_what_those_mean_that_it_comes_from() -> None:
    assert role("P1", {"P1": "House", "House": "Quote", "Quote": "Standard"}) == QUOTE
    assert role("A", {"A": "B", "B": "A"}) == ""
