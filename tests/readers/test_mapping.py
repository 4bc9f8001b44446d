"""From named values to a tip: the names that people use, and what no field takes is kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.importing import Inside, held, lines
from tipcli.readers.mapping import looks_like_html

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def one(tips: Inside, path: Path, **fields: Any) -> dict[str, Any]:
    assert tips("import", "--name", "mine", lines(path / "a.jsonl", [fields])).status == 0
    [tip] = held(tips.home, "mine")
    return tip


def test_other_peoples_names_of_fields_are_understood(tips: Inside, tmp_path: Path) -> None:
    tip = one(
        tips, tmp_path, Headline="Smile", Content="First.", Tags="desk, phone", PublishedAt="2025-04-29", By="Ann"
    )
    assert (tip["title"], tip["body"], tip["date"], tip["topics"]) == (
        "Smile",
        "First.",
        "2025-04-29",
        ["desk", "phone"],
    )
    assert tip["credit"]["publisher"] == "Ann"


def test_a_description_is_the_text_where_there_is_no_other(tips: Inside, tmp_path: Path) -> None:
    assert one(tips, tmp_path, title="Smile", description="First of all.")["body"] == "First of all."


def test_html_becomes_markdown_and_prose_that_begins_like_it_stays(tips: Inside, tmp_path: Path) -> None:
    assert one(tips, tmp_path, title="Smile", body="<p>One <b>two</b></p>")["body"] == "One **two**"
    assert one(tips, tmp_path, title="Smile", slug="smile", body="<3 this")["body"] == "<3 this"


HTML = [("<p>x", True), (" <h2 class=a>x", True), ("<https://a>", False), ("a<b>", False)]


@pytest.mark.parametrize(("text", "expected"), HTML)
def test_html_is_what_begins_with_an_element(text: str, *, expected: bool) -> None:
    assert looks_like_html(text) is expected


def test_what_no_field_takes_is_kept_and_written_again(tips: Inside, tmp_path: Path) -> None:
    one(tips, tmp_path, title="Smile", body="First.", mood="good", votes=[1, 2])
    text = (tips.home / "data" / "collections" / "mine.jsonl").read_text()
    assert '"mood": "good"' in text
    assert '"votes": [1, 2]' in text


def test_a_date_that_cannot_be_read_costs_no_tip(tips: Inside, tmp_path: Path) -> None:
    tip = one(tips, tmp_path, title="Smile", body="First.", date="in spring")
    assert tip.get("date") is None
