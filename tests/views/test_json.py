"""JSON for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import MARKUP, a_tip, any_text, many
from tests.views.samples import BARE, CALLS, CHECKS, DAY, HITS, HOLDINGS, ODD, ONE_LINER, TIPS, TOPICS, WHOLE, WIDE
from tipcli.model.text import clean, unmarked
from tipcli.system.screen import Screen
from tipcli.views.registry import view

TIP_OBJECTS = [tip.as_object() for tip in TIPS]
HIT_OBJECTS = [
    hit.tip.as_object() | {"score": hit.score, "matched": list(hit.matched), "snippet": unmarked(hit.snippet)}
    for hit in HITS
]
OBJECTS: dict[str, Any] = {
    "tips": TIP_OBJECTS,
    "hits": HIT_OBJECTS,
    "whole": TIP_OBJECTS,
    "one-liner": ONE_LINER.as_object(),
    "today": WHOLE.as_object(),
    "week": ODD.as_object(),
    "bare-today": BARE.as_object(),
    "topics": [{"slug": topic.slug, "count": topic.count, "about": topic.about} for topic in TOPICS],
    "collections": [
        {
            "name": one.name,
            "tips": one.tips,
            "rotation": one.in_rotation,
            "synced": one.synced or None,
            "origin": one.origin,
        }
        for one in HOLDINGS
    ],
    "checks": [
        {"state": check.state, "about": check.about, "value": check.value, "advice": check.advice} for check in CHECKS
    ],
}


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("screen", [Screen(), Screen(20, "color"), Screen(unicode=False)], ids=["80", "20", "ascii"])
def test_a_document_holds_the_objects_whatever_the_screen(call: str, screen: Screen) -> None:
    made = CALLS[call](view("json", screen))
    assert json.loads(made) == OBJECTS[call]
    assert made.endswith("\n")
    assert made.isascii() or screen.unicode


@pytest.mark.parametrize("call", list(CALLS))
def test_lines_hold_the_same_objects_one_a_line(call: str) -> None:
    made = CALLS[call](view("jsonl", Screen()))
    wanted = OBJECTS[call] if isinstance(OBJECTS[call], list) else [OBJECTS[call]]
    assert made.endswith("\n")
    assert [json.loads(line) for line in made.split("\n")[:-1]] == wanted


def test_the_text_of_a_document_is_pinned() -> None:
    assert "".join(view("json", Screen()).topics(TOPICS[:2])) == (
        '[\n  {\n    "slug": "channels",\n    "count": 12,\n'
        '    "about": "Phone, counter, web: which door, and the next one when it is shut"\n  },\n'
        f'  {{\n    "slug": "odd",\n    "count": 1,\n    "about": {json.dumps(MARKUP)}\n  }}\n]\n'
    )
    assert "".join(view("jsonl", Screen()).tips([WIDE])) == (
        '{"ref": "mine/4", "number": 4, "slug": "slug-4", "collection": "mine", "title": "日本語の題 👨‍👩‍👧‍👦 שלום", '
        '"date": "2020-12-31", "topics": [], "gist": "要旨", "body": "本文です。", "action": "行動", '
        '"credit": {"title": "", "publisher": null, "date": null, "url": "https://example.org/"}, "complete": false, '
        '"sources": [], "see": [], "unlike": [], "format": null, "for": null, "risk": null, "place": null, '
        '"extra": {}, "starred": false, "note": null}\n'
    )


def test_one_tip_is_an_object_and_several_are_an_array() -> None:
    made = view("json", Screen())
    assert json.loads("".join(made.whole([(WHOLE, (BARE,))]))) == WHOLE.as_object()
    assert json.loads("".join(made.whole([(WHOLE, ()), (BARE, ())]))) == [WHOLE.as_object(), BARE.as_object()]
    assert json.loads("".join(made.today(BARE, DAY, week=True))) == BARE.as_object()
    assert json.loads("".join(made.tips([BARE]))) == [BARE.as_object()]


def test_nothing_is_an_empty_array_or_no_line() -> None:
    document, lines = view("json", Screen()), view("jsonl", Screen())
    for method in ("tips", "hits", "whole", "topics", "checks"):
        assert "".join(getattr(document, method)([])) == "[]\n"
        assert "".join(getattr(lines, method)([])) == ""


def test_a_long_list_is_given_out_tip_by_tip() -> None:
    given_out: list[int] = []

    def tips() -> Any:
        for number in range(1, 4):
            given_out.append(number)
            yield a_tip(number)

    pieces = view("json", Screen()).tips(tips())
    next(pieces)
    assert given_out == [1]


@many(30)
@given(st.lists(any_text(20).map(clean), max_size=3), st.booleans())
def test_any_clean_text_comes_out_as_it_went_in(texts: list[str], unicode: bool) -> None:  # noqa: FBT001
    tips = [a_tip(number, text, gist=text, body=text) for number, text in enumerate(texts, 1)]
    screen = Screen(unicode=unicode)
    document = "".join(view("json", screen).tips(tips))
    lines = "".join(view("jsonl", screen).tips(tips))
    assert (
        json.loads(document)
        == [json.loads(line) for line in lines.split("\n")[:-1]]
        == [tip.as_object() for tip in tips]
    )
    assert document.encode().decode() == document
