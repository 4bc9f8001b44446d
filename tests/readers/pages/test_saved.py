"""What a saved page says of itself: where it is from, and the one article that it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tipcli.readers.pages.saved import article_of, saved_from

ARTICLE: dict[str, Any] = {"@type": "BlogPosting", "author": {"name": "Ann"}, "datePublished": "2025-04-29"}
SAID = {"author": "Ann", "datepublished": "2025-04-29"}


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (b"<!DOCTYPE html>\n<!-- saved from url=(0027)https://example.org/a -->", "https://example.org/a"),
        (
            b"<html><!--\n Page saved with SingleFile \n url: https://example.org/b \n saved date: x\n-->",
            "https://example.org/b",
        ),
        (b"<!-- saved from url=(0014)about:internet -->", ""),
        (b"<html>", ""),
        (b" " * 5000 + b"<!-- saved from url=(0027)https://example.org/a -->", ""),
    ],
)
def test_browsers_note_the_address_at_the_beginning(head: bytes, address: str) -> None:
    assert saved_from(head) == address


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (ARTICLE, SAID),
        ([{"@type": "WebSite"}, ARTICLE], SAID),
        ({"@graph": [{"@type": "Person"}, ARTICLE]}, SAID),
        (
            ARTICLE | {"@type": ["Thing", "Article"], "author": [{"name": "Ann"}, {"name": "Bo"}]},
            SAID | {"author": "Ann, Bo"},
        ),
        (ARTICLE | {"author": " Ann "}, SAID),
        ([ARTICLE, ARTICLE], {}),
        ({"@type": "Recipe"}, {}),
    ],
)
def test_the_one_article_of_a_page_has_author_and_date(said: object, expected: dict[str, str]) -> None:
    assert article_of([json.dumps(said)]) == expected


@many(200)
@given(st.lists(any_text(60), max_size=3))
def test_what_is_no_json_says_nothing_and_hides_nothing(scripts: list[str]) -> None:
    assert article_of([f"x{script}" for script in scripts]) == {}
    assert article_of([f"x{script}" for script in scripts] + [json.dumps(ARTICLE)]) == SAID
