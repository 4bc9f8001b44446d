"""Objects with named fields as items."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.found import credit_of
from tests.made import a_tip, any_text, many
from tipcli.model.editorial import EditorialNotes, Source
from tipcli.model.tip import Credit
from tipcli.readers import fields
from tipcli.readers.base import Bad, Item
from tipcli.readers.fields import understood
from tipcli.readers.mapping import Mapping
from tipcli.readers.names import NAMES
from tipcli.readers.objects import item_of_object
from tipcli.readers.records import plain_item
from tipcli.store.jsonl import EDITORIAL

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text(12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text(6), inner, max_size=3),
    max_leaves=8,
)


names = st.sampled_from([name for names in NAMES.values() for name in names.split()]) | any_text(8)


def made(fields: dict[str, Any]) -> Item:
    item = item_of_object(fields, "line 1")
    assert isinstance(item, Item)
    return item


def parts(item: Item | Bad | None) -> object:
    """Return all that an item says, to compare."""
    if not isinstance(item, Item):
        return item
    return {name: getattr(item, name) for name in Item.__slots__ if name != "credit"} | {"credit": credit_of(item)}


@pytest.mark.parametrize(
    ("fields", "name", "wanted"),
    [
        ({"Name": "T"}, "title", "T"),
        ({"headline": "T"}, "title", "T"),
        ({"title": " ", "name": "T"}, "title", "T"),
        ({"title": 12}, "title", "12"),
        ({"content": "B"}, "body", "B"),
        ({"quote": "B"}, "body", "B"),
        ({"text": ["a", "b"]}, "body", "a\n\nb"),
        ({"title": "T", "description": "D"}, "body", "D"),
        ({"body": "B", "description": "D"}, "gist", "D"),
        ({"body": "B", "Sum-mary": "D"}, "gist", "D"),
        ({"title": "T", "gist": "G"}, "gist", "G"),
        ({"gist": "G"}, "body", "G"),
        ({"body": "B", "pubDate": "Tue, 04 Mar 2025 10:30:00 EST"}, "date", "2025-03-04"),
        ({"body": "B", "timestamp": 1741084200}, "date", "2025-03-04"),
        ({"body": "B", "date": "soon", "created": "2025-03-04"}, "date", "2025-03-04"),
        ({"body": "B", "date": True}, "date", None),
        ({"body": "B", "tags": "a, b;c ,"}, "topics", ("a", "b", "c")),
        ({"body": "B", "tags": ["a, b", 5, None, {"name": "c"}, {"slug": "d"}]}, "topics", ("a, b", "5", "c", "d")),
        ({"body": "B", "categories": ["x"], "tags": ["y", "x"]}, "topics", ("x", "y")),
        ({"body": "B", "category": {"label": "x"}}, "topics", ("x",)),
        ({"body": "B", "To do": "A"}, "action", "A"),
        ({"body": "B", "url": "https://example.org/a"}, "link", "https://example.org/a"),
        ({"body": "B", "url": "/a", "permalink": "HTTP://example.org/"}, "link", "HTTP://example.org/"),
        ({"body": "B", "url": "javascript:x"}, "link", ""),
        ({"body": "B", "id": 17}, "guid", "17"),
        ({"body": "B", "id": 17}, "number", None),
        ({"body": "B", "number": "17"}, "number", 17),
        ({"body": "B", "number": 17.0}, "number", 17),
        ({"body": "B", "number": 0}, "number", None),
        ({"body": "B", "number": 2**63}, "number", None),
        ({"body": "B", "number": True}, "number", None),
        ({"body": "B", "post_name": "a-b"}, "slug", "a-b"),
        ({"body": "B", "complete": "No"}, "complete", False),
        ({"body": "B", "complete": 0}, "complete", False),
        ({"body": "B", "complete": "perhaps"}, "complete", True),
    ],
)
def test_names_that_people_use_are_understood(fields: dict[str, Any], name: str, wanted: object) -> None:
    assert getattr(made(fields), name) == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, None),
        ({"author": "A, B"}, ("", "A, B", None, None)),
        ({"authors": [{"name": "A"}, "B"]}, ("", "A, B", None, None)),
        ({"by": "A", "source": "A book"}, ("A book", "A", None, None)),
        ({"source": "A paper"}, ("", "A paper", None, None)),
        ({"credit": "A book", "author": "A"}, ("A book", "A", None, None)),
        ({"credit": {"title": "T", "url": "u"}}, ("T", None, None, "u")),
        ({"credit": {"title": "T", "date": "March 4, 2025"}}, ("T", None, "2025-03-04", None)),
        ({"credit_title": "T", "Credit Publisher": "P"}, ("T", "P", None, None)),
        ({"credit": {}}, None),
    ],
)
def test_a_credit_is_found_under_any_name(fields: dict[str, Any], wanted: object) -> None:
    assert credit_of(made({"body": "B"} | fields)) == wanted


@pytest.mark.parametrize(
    ("fields", "extra"),
    [
        ({"mood": "calm", "none": None}, {"mood": "calm"}),
        ({"a": {"b": [1, 2.5, True, None]}}, {"a": {"b": [1, 2.5, True, None]}}),
        ({"a": float("inf"), "b": float("nan")}, {"a": "inf", "b": "nan"}),
        ({"text": "other"}, {"text": "other"}),
        ({"date": "next week"}, {"date": "next week"}),
        ({"published": "next week"}, {"date": "next week"}),
        ({"date": "2025-03-04T10:30:00Z"}, {"published": "2025-03-04T10:30:00+00:00"}),
        ({"date": "2025-03-04", "created": "2025-01-01"}, {"created": "2025-01-01"}),
        ({"number": "many"}, {"number": "many"}),
        ({"url": "/a"}, {"url": "/a"}),
        ({"extra": {"a": 1}, "b": 2}, {"a": 1, "b": 2}),
        ({"extra": '{"a": 1}'}, {"a": 1}),
        ({"extra": "words"}, {"extra": "words"}),
        ({"author": ["A"], "credit": {"publisher": "P"}}, {"author": ["A"]}),
        ({"credit": {"title": "T", "page": 5}}, {"credit": {"title": "T", "page": 5}}),
    ],
)
def test_what_no_field_takes_is_kept(fields: dict[str, Any], extra: object) -> None:
    assert made({"body": "B"} | fields).extra == extra


@pytest.mark.parametrize("fields", [{}, {"mood": "calm"}, {"title": " ", "body": ""}, {"title": None}, {"title": [1]}])
def test_without_title_and_text_it_is_no_tip(fields: dict[str, Any]) -> None:
    assert item_of_object(fields, "item 3") == Bad("item 3", "no title and no text")


def test_html_becomes_markdown_where_it_is_meant() -> None:
    assert made({"content": "<p>One <b>two</b></p>"}).body == "One **two**"
    assert made({"content_html": "One &amp; <i>two</i>"}).body == "One & *two*"
    assert made({"body": "<https://example.org>"}).body == "<https://example.org>"
    assert made({"body": "<3 it"}).body == "<3 it"


def test_a_text_that_stands_apart_is_the_text_and_stays_as_it_is() -> None:
    item = item_of_object({"text": "other", "description": "D"}, "x", body="<p>a</p>")
    assert isinstance(item, Item)
    assert (item.body, item.gist, item.extra) == ("<p>a</p>", "D", {"text": "other"})


def test_our_own_record_comes_back_exactly() -> None:
    credit = Credit("", "P", "2020-01-02", None)
    notes = EditorialNotes(format="case", audience="lead", see=(3, 4), sources=(Source("T", "P", "2020"),)).text()
    tip = a_tip(
        7, "", body="<p>x", topics=("a", "b-c"), gist="G", action="A", credit=credit, date=None, complete=False,
        editorial=notes,
    )  # fmt: skip
    fields = tip.as_object() | {"guid": "g", "link": "not one", "extra": {"published": "2021-01-01", "": [{}]}}
    item = made(fields)
    assert credit_of(item) == ("", "P", "2020-01-02", None)
    assert item.editorial == notes
    apart = {"ref", "collection", "credit", "starred", "note", *EDITORIAL}
    assert {name: getattr(item, name) for name in fields if name not in apart} == {
        **{name: value for name, value in fields.items() if name not in apart},
        "topics": ("a", "b-c"),
        "action": "A",
    }


@many(80)
@given(
    st.dictionaries(
        st.sampled_from("title body gist date topics action link guid slug mood".split()),
        any_text(20) | st.lists(any_text(5), max_size=3) | st.sampled_from(["2025-03-04", "https://a.example/", "<p>"]),
    )
)
def test_the_short_way_gives_what_the_long_way_gives(fields: dict[str, Any]) -> None:
    short = plain_item(fields, "x")
    if short is not None:
        assert parts(short) == parts(Mapping(fields, None).item("x"))


@many(100)
@given(st.dictionaries(names, anything, max_size=6))
def test_any_object_is_an_item_of_kinds_that_json_has_or_bad(fields: dict[str, Any]) -> None:
    found = item_of_object(fields, "x")
    if isinstance(found, Item):
        assert found.title or found.body
        json.dumps(parts(found), allow_nan=False)
        texts = (found.title, found.body, found.gist, found.action, found.slug, found.guid, found.link)
        assert all(isinstance(value, str) for value in (*texts, *found.topics))


def test_a_structure_that_shares_its_parts_counts_each_time_that_it_stands_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fields, "LARGEST", 100)
    part = ["x" * 10]
    assert isinstance(item_of_object({"body": "B", "a": [part] * 4}, "x"), Item)
    refused = item_of_object({"body": "B", "a": [[part] * 3] * 3}, "x")
    assert refused == Bad("x", "more than 1 MB beside title and text")


def test_a_structure_that_holds_itself_ends_at_a_depth() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert isinstance(item_of_object({"body": "B", "a": endless}, "x"), Item)


def test_names_are_understood_however_they_are_written() -> None:
    assert all(map(understood, ("Title", "DATE_PUBLISHED", "post-name", "To Do", "credit_url")))
    assert not any(map(understood, ("mood", "", "title2", "x" * 10_000)))


def test_a_note_beside_a_description_is_a_remark() -> None:
    for said in ({"description": "Tell them.", "Notes": "ask Jo"}, {"desc": "Tell them.", "notes": "ask Jo"}):
        item = item_of_object({"title": "A"} | said, "line 1")
        assert isinstance(item, Item)
        assert (item.body, item.gist, *item.extra.values()) == ("Tell them.", "", "ask Jo")
    whole = item_of_object({"title": "A", "summary": "Brief.", "notes": "Tell them."}, "line 1")
    assert isinstance(whole, Item)
    assert (whole.body, whole.gist) == ("Tell them.", "Brief.")
