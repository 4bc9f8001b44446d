"""Records as we write them come back as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.model.tip import Credit
from tipcli.readers.base import Item
from tipcli.readers.mapping import Mapping
from tipcli.readers.records import credit_of, own_item, plain_item, set_date, web_link

TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12).filter(
    lambda text: text[0] != "<"
)
FIELDS = st.fixed_dictionaries(
    {"title": TEXT, "body": TEXT},
    optional={
        "gist": TEXT,
        "date": st.dates().map(lambda day: day.isoformat()),
        "topics": st.lists(TEXT.filter(lambda name: "," not in name and ";" not in name), min_size=1, max_size=3),
        "action": TEXT,
        "guid": TEXT,
        "slug": TEXT,
        "link": st.just("https://example.org/a"),
    },
)


@many(150)
@given(FIELDS)
def test_the_quick_way_makes_what_the_long_one_does(fields: dict[str, Any]) -> None:
    quick = plain_item(dict(fields), "line 1")
    assert quick is not None
    assert quick == Mapping(dict(fields), None).item("line 1")


@pytest.mark.parametrize(
    "more", [{"mood": "good"}, {"body": "<p>x"}, {"date": "April 2025"}, {"title": " "}, {"number": 7}, {"body": None}]
)
def test_what_is_not_plain_is_left_to_the_long_way(more: dict[str, Any]) -> None:
    assert plain_item({"title": "Smile", "body": "First."} | more, "line 1") is None


def test_a_record_is_read_exactly_and_its_other_keys_are_kept() -> None:
    fields = {"number": 3, "title": "Smile", "body": "First.", "topics": ["a,b"], "complete": False, "mood": "good"}
    item = own_item(fields, "line 2")
    assert (item.place, item.number, item.topics, item.complete) == ("line 2", 3, ("a,b",), False)
    assert item.extra == {"mood": "good"}


def test_credits_are_objects_or_texts() -> None:
    assert credit_of("A book") == Credit("A book")
    assert credit_of({"publisher": "Ann", "date": "2025-04-29"}) == Credit("", "Ann", "2025-04-29", None)
    assert credit_of({"title": ""}) is None
    assert credit_of(7) is None


def test_the_first_text_that_is_a_date_is_the_date() -> None:
    item = Item("line 1")
    assert set_date(item, ["soon", "2025-04-29T10:00:00Z", "2026-01-01"]) == "2025-04-29T10:00:00Z"
    assert item.date == "2025-04-29"
    assert set_date(other := Item("line 1"), [True, "soon"]) is None
    assert other.extra == {"date": "soon"}


def test_a_link_leads_to_the_web() -> None:
    assert web_link(" https://example.org/a ") == "https://example.org/a"
    assert {web_link(value) for value in ("ftp://example.org", "a", 7, None)} == {None}
