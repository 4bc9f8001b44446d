"""What the fields of a feed's items say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.readers.base import Item
from tipcli.readers.feeds import fields
from tipcli.readers.orders import USUAL


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a", "https://example.org/a"),
        ("https://example.org/a?utm_source=feed", "https://example.org/a"),
        ("tag:example.org,2025:a", ""),
        ("javascript:x", ""),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_a_link_is_an_absolute_address_of_the_web_or_none(link: str | None, address: str) -> None:
    assert fields.address_of(link, "https://example.org/feed") == address


@many(100)
@given(any_text())
def test_a_plain_title_is_one_line(text: str) -> None:
    title = fields.title_text({"type": "text/plain", "value": text})
    assert title == " ".join(title.split())


def test_a_title_in_html_is_its_words() -> None:
    assert fields.title_text({"type": "text/html", "value": "Smile &amp; <i>wave</i>"}) == "Smile & wave"
    assert fields.title_text(None) == ""


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({"author": "Ann", "authors": [{"name": "Ann"}]}, "Ann"),
        ({"author": "ann@example.org (Ann)", "authors": [{}]}, "Ann"),
        ({"author": "Ann <ann@example.org>"}, "Ann"),
        ({"author": "Ann", "authors": [{"name": "Ann"}, {"name": "Bo"}, {"name": "Ann"}]}, "Ann, Bo"),
        ({}, ""),
    ],
)
def test_authors_are_names_without_their_mail(given: dict[str, Any], author: str) -> None:
    assert fields.author_of(given) == author


def test_topics_are_labels_without_those_for_programs_and_without_repeats() -> None:
    tags = [
        {"term": "desk"},
        {"label": "Phone", "term": "p"},
        {"term": "x", "scheme": "http://a#kind"},
        {"term": "desk"},
        {},
    ]
    assert fields.topics_of(tags) == ("desk", "Phone")


def test_the_date_is_that_of_the_text_before_any_other() -> None:
    assert dated({"published": "Tue, 29 Apr 2025 23:30:00 +0200", "updated": "2026-01-01"}).date == "2025-04-29"
    assert dated({"published": "soon", "updated": "2026-01-01"}).date == "2026-01-01"
    assert dated({}).date is None
    assert (dated({"published": "soon"}).date, dated({"published": "soon"}).undated) == (None, "soon")


def dated(given: dict[str, Any]) -> Item:
    item = Item("x", "T")
    fields.set_when(item, given, USUAL)
    return item


def test_a_summary_that_only_begins_the_body_is_no_gist() -> None:
    assert fields.gist_of("<p>Smile at first…</p>", "Smile at first, then speak.") == ""
    assert fields.gist_of("<p>Be kind.</p>", "Smile at first.") == "Be kind."


def test_what_wordpress_adds_at_the_end_goes() -> None:
    html = '<p>Words.</p><p>The post <a href="/a">Smile</a> appeared first on <a href="/">Blog</a>.</p>'
    assert fields.body_of(html, "https://example.org/")[0].strip() == "Words."
