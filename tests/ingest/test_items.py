"""From items to tips: everything is cleaned, and an excerpt never takes the place of the whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, any_text, many
from tipcli.ingest.items import tip_of
from tipcli.ingest.merging import merged, same
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import Credit, Tip
from tipcli.readers.base import Item
from tipcli.store.jsonl import line_of, read_tips

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | any_text(8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text(5), inner, max_size=3),
    max_leaves=6,
)
items = st.builds(
    Item,
    place=st.just("line 1"),
    title=any_text(30),
    body=any_text(60),
    gist=any_text(30),
    date=st.sampled_from([None, "2020-02-29"]),
    topics=st.lists(any_text(8), max_size=3).map(tuple),
    action=any_text(10),
    credit=st.none() | st.builds(Credit, any_text(8), st.none() | any_text(8), st.none(), st.none() | any_text(8)),
    complete=st.booleans(),
    slug=any_text(8),
    guid=any_text(8),
    link=any_text(8),
    extra=st.dictionaries(any_text(5), values, max_size=3),
)


def all_of(tip: Tip) -> dict[str, object]:
    return tip.as_object() | {"guid": tip.guid, "link": tip.link, "extra": tip.extra}


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in strings(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


@many(25)
@given(items, st.lists(any_text(8), max_size=2).map(tuple))
def test_a_tip_of_any_item_is_clean_and_comes_back_from_its_line(item: Item, topics: tuple[str, ...]) -> None:
    tip = tip_of(item, "mine", topics)
    assert all(text == clean(text) for text in strings(all_of(tip)))
    assert all(text == clean(text) for text in strings(json.loads(tip.extra or "{}")))
    for line in (tip.title, tip.gist, tip.action or "", tip.guid, tip.link, *tip.topics):
        assert line == clean_line(line)
    assert len(tip.topics) == len(set(tip.topics))
    assert not any("," in topic or not topic for topic in tip.topics)
    assert tip.slug
    assert len(tip.title) <= 1000
    tip = tip.replace(number=1)
    if tip.title:
        [back] = read_tips([line_of(tip)], "x", "mine")
        assert all_of(back) == all_of(tip)
        assert same(back, tip)


@many(25)
@given(items)
def test_a_title_is_there_wherever_a_text_has_words(item: Item) -> None:
    tip = tip_of(item, "mine", ())
    if any(map(str.isalnum, clean(item.title))):
        assert tip.title
    assert tip.title or not any(map(str.isalnum, tip.body))


def test_extra_that_is_nested_too_deeply_is_cut_and_never_an_error() -> None:
    deep: dict[str, object] = {}
    for _ in range(100):
        deep = {"a": deep}
    tip = tip_of(Item("x", title="A", extra=deep), "mine", ())
    assert tip.extra.count("{") <= 21


def excerpt(**fields: Any) -> Tip:
    return a_tip(2, "Found", slug="found", body="The beginning", complete=False, **fields)


WHOLE: dict[str, Any] = {"slug": "known", "body": "All of it.", "gist": "G.", "action": "Do.", "extra": '{"a": 1}'}


@pytest.mark.parametrize("adds_up", [False, True])
def test_an_excerpt_changes_nothing_of_the_whole_but_adds_what_it_lacks(*, adds_up: bool) -> None:
    known = a_tip(1, "Known", topics=("a",), **WHOLE)
    found = excerpt(topics=("b", "a"), date="2026-01-02", guid="urn:x", link="https://x.example/")
    made = merged(known, found, adds_up=adds_up)
    expected = all_of(known) | {
        "topics": ["a", "b"], "date": "2026-01-02", "guid": "urn:x", "link": "https://x.example/"
    }  # fmt: skip
    assert all_of(made) == expected


@pytest.mark.parametrize("adds_up", [False, True])
def test_the_whole_takes_the_place_of_an_excerpt_under_its_number_and_slug(*, adds_up: bool) -> None:
    known = excerpt(topics=("b",), guid="urn:x", date="2026-01-02")
    found = a_tip(9, "Known", topics=("a",), **WHOLE)
    made = merged(known, found, adds_up=adds_up)
    assert (made.number, made.slug) == (2, "found")
    assert (made.title, made.body, made.complete) == ("Known", "All of it.", True)
    assert (made.guid, made.date) == ("urn:x", "2026-01-02")
    assert made.topics == (("b", "a") if adds_up else ("a",))


def test_what_is_found_again_takes_the_place_of_what_was_known() -> None:
    known, found = a_tip(1, "Known", topics=("a",), **WHOLE), a_tip(7, "New", topics=("c",), body="New.", mark=5)
    made = merged(known, found, adds_up=False)
    assert all_of(made) == all_of(found) | {"number": 1, "slug": "known", "ref": "mine/1"}
    assert made.mark == 5


@many(25)
@given(items, items)
def test_merging_the_same_a_second_time_changes_nothing(known: Item, found: Item) -> None:
    one, two = (tip_of(item, "mine", ()) for item in (known, found))
    for adds_up in (False, True):
        once = merged(one, two, adds_up=adds_up)
        assert same(merged(once, two, adds_up=adds_up), once)
        assert same(merged(one, one, adds_up=adds_up), one)


@pytest.mark.parametrize("name", [name for name in Tip.__slots__ if name not in ("mark", "seen", "credit")])
def test_two_tips_that_differ_in_a_field_are_not_the_same(name: str) -> None:
    assert same(a_tip(), a_tip())
    assert not same(a_tip(), a_tip().replace(**{name: "another"}))


@pytest.mark.parametrize("credit", [None, Credit("B"), Credit("A", "P"), Credit("A", None, "2020-01-01")])
def test_two_tips_that_differ_in_their_credit_are_not_the_same(credit: Credit | None) -> None:
    assert not same(a_tip(credit=Credit("A")), a_tip(credit=credit))
    assert same(a_tip(credit=credit), a_tip(credit=credit, mark=9))


@pytest.mark.parametrize(
    ("names", "topics"),
    [
        (("C", "C++", "C#", "F#"), ("c", "cpp", "csharp", "fsharp")),
        (("Uncategorized", "Desk"), ("desk",)),
        (("未分類", "Без рубрики", "Non classé", "Desk"), ("desk",)),
        (("«عربي»", "[عربي]", "!عربي!"), ("عربي",)),
    ],
)
def test_topics_are_told_apart_and_none_says_that_there_is_none(
    names: tuple[str, ...], topics: tuple[str, ...]
) -> None:
    assert tip_of(Item("x", "T", "B", topics=names), "mine", ()).topics == topics


def test_a_person_may_call_a_topic_as_they_like() -> None:
    assert tip_of(Item("x", "T", "B"), "mine", ("uncategorized",)).topics == ("uncategorized",)


@pytest.mark.parametrize(
    ("title", "slug", "wanted"),
    [("2024", "", "tip-2024"), ("T", "16-2", "tip-16-2"), ("٢٠٢٤", "", "tip-٢٠٢٤"), ("10 ways", "", "10-ways")],
)
def test_a_slug_is_no_number(title: str, slug: str, wanted: str) -> None:
    assert tip_of(Item("x", title, "B", slug=slug), "mine", ()).slug == wanted
