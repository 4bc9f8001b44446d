"""What looks like texts that people wrote for others, and what like a program's own."""

from __future__ import annotations

from typing import Any

import pytest

from tipcli.readers.json.texts import are_texts, is_tip, kind_of_values


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"title": "Wait", "body": "A bit."}, True),
        ({"quote": "Ask once.", "author": "Ann"}, True),
        ({"text": "Ask once.", "tags": ["phone"], "level": 2}, True),
        ({"title": "Wait", "body": ""}, False),
        ({"title": "Wait", "description": "What this page is for."}, False),
        ({"name": "Ann"}, False),
        ({"text": "Ask once."}, False),
        ({"title": "A", "text": "B", "a": 1, "b": 2, "c": 3}, False),
    ],
)
def test_an_object_is_a_tip_with_a_text_and_what_a_tip_has_beside(value: dict[str, Any], *, wanted: bool) -> None:
    assert is_tip(value) is wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ([{"title": "Wait"}], True),
        ([{"name": "Wait for them"}], True),
        ([{"body": "Wait"}, *[{"name": "x"}] * 4], True),
        ([{"body": "Wait"}, *[{"name": "x"}] * 5], False),
        ([{"quoteText": "Wait a bit."}], True),
        ([{"name": "Ann Example"}], False),
        ([{"text": "Home", "url": "/"}, {"text": "About us", "url": "/about"}], False),
        ([{"title": "Home", "href": "#top"}], False),
        ([{"text": "Smile.", "url": "/smile"}], True),
        ([{"title": "Wait for them", "url": "/wait"}], True),
        ([{"id": 4}], False),
        (["Wait for them", "now"], True),
        (["要微笑服务"], True),
        (["one", "two words", "three"], False),
        (["Getting started/Create a vault.md", "Import notes", "Plugins/Audio recorder.md"], False),
        (["Say hello and/or wave.", "Wait for them."], True),
        ([["Wait", "Count up to three."]], True),
        ([[1, 2]], False),
        ([], False),
    ],
)
def test_a_list_is_of_texts_where_its_entries_have_some(value: list[Any], *, wanted: bool) -> None:
    assert are_texts(value) is wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"a": {"text": "x"}, "b": {"text": "y", "n": 1}}, "objects"),
        ({"7": {"text": "x"}}, "objects"),
        ({"a": {"text": "x"}, "b": {"body": "y"}}, ""),
        ({"desk": ["Wait for them."], "by": "Ann"}, "lists"),
        ({"desk": ["Wait for them."], "by": {"a": 1}}, ""),
        ({"desk": ["Two words", "in it"]}, "lists"),
        ({"order": ["Two words", "Wait for them"], "host": "x", "id": 1, "on": True}, "lists"),
        ({"order": ["Two words", "in it"], "host": "x", "id": 1, "on": True}, ""),
        ({"order": ["Getting started/Create a vault.md", "Plugins", "Import notes"], "host": "x.example"}, ""),
        ({"1": "Wait", "2": "Ask"}, "texts"),
        ({"wait": "Count up to three before you answer them."}, ""),
        ({"Wait a bit": "Count up to three before you answer them."}, "texts"),
        ({"Save it all": "Alles sichern"}, ""),
        ({}, ""),
    ],
)
def test_what_stands_under_keys_is_told_by_all_of_it(value: dict[str, Any], wanted: str) -> None:
    assert kind_of_values(value) == wanted
