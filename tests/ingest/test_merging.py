"""The richer source wins, field by field, and stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.made import a_tip
from tipcli.ingest.merging import merged, same, seen_in, sources_of
from tipcli.model.editorial import EditorialNotes, Source
from tipcli.model.tip import Credit, Tip

FEED, EXPORT, FILE = "w1", "f2", "f3"
WHOLE = "Say what you will do, by when, and what comes after that.\n\nThen do it, and say that it is done."
PAGE_ONE = "Say what you will do, by when, and what comes after that."

SCENE = EditorialNotes(format="scene", audience="desk").text()
BOOK = (Source("A book", "A house", "2024"),)


def said(source: str, mark: int = 1, **fields: Any) -> Tip:
    """Return a tip as a source tells of it."""
    extra = json.dumps(fields.pop("extra", {}), sort_keys=True) if fields.get("extra") else ""
    tip = a_tip(1, "Say it", **({"body": WHOLE, "topics": ()} | fields), extra=extra, mark=mark)
    return tip.replace(seen=seen_in(tip, source, mark))


def told(known: Tip, source: str, mark: int = 2, **fields: Any) -> Tip:
    """Return what a known tip becomes by a source; telling the same again changes nothing."""
    found = said(source, mark, **fields)
    made = merged(known, found, adds_up=False, source=source)
    assert same(merged(made, found, adds_up=False, source=source), made)
    return made


CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "an excerpt stays out": ({}, {"body": "Say…", "complete": False}, {"body": WHOLE, "complete": True}),
    "a whole text comes in": ({"body": "Say…", "complete": False}, {}, {"body": WHOLE, "complete": True}),
    "a beginning stays out": ({}, {"body": PAGE_ONE}, {"body": WHOLE}),
    "what goes on comes in": ({"body": PAGE_ONE}, {}, {"body": WHOLE}),
    "what editors said stays": ({"editorial": SCENE}, {}, {"editorial": SCENE}),
    "what editors say comes in": ({}, {"editorial": SCENE}, {"editorial": SCENE}),
    "what editors say beside comes in": (
        {"editorial": SCENE},
        {"editorial": EditorialNotes(risk="law", place="Norway", see=(3,), sources=BOOK).text()},
        {"editorial": EditorialNotes("scene", "desk", risk="law", place="Norway", see=(3,), sources=BOOK).text()},
    ),
    "a few words more come in": ({}, {"body": f"{WHOLE} Thank them."}, {"body": f"{WHOLE} Thank them."}),
    "a few words less stay out": ({"body": f"{WHOLE} Thank them."}, {}, {"body": f"{WHOLE} Thank them."}),
    "no topics take none away": ({"topics": ("a",)}, {}, {"topics": ("a",)}),
    "topics of both": ({"topics": ("a",)}, {"topics": ("b", "a")}, {"topics": ("a", "b")}),
    "an author stays": (
        {"credit": Credit("Say it", "Ann"), "extra": {"author": "Ann"}},
        {"credit": Credit("Say it", "The site")},
        {"credit": Credit("Say it", "Ann")},
    ),
    "an author comes in": (
        {"credit": Credit("Say it", "The site")},
        {"credit": Credit("Say it", "Ann"), "extra": {"author": "Ann"}},
        {"credit": Credit("Say it", "Ann")},
    ),
    "an older version stays out": (
        {"body": "New text.", "extra": {"modified": "2024-03-02T00:00:00+00:00"}},
        {"body": "Old text.", "extra": {"modified": "2024-03-01T00:00:00+00:00"}},
        {"body": "New text."},
    ),
    "the same moment in another zone is no later one": (
        {"body": "Old text.", "extra": {"modified": "2024-03-01T23:00:00+00:00"}},
        {"body": "New text.", "extra": {"modified": "2024-03-02T00:00:00+01:00", "x": 1}},
        {"body": "Old text."},
    ),
    "a later version comes in": (
        {"body": "Old text.", "extra": {"modified": "2024-03-01T23:00:00+00:00"}},
        {"body": "New text.", "extra": {"modified": "2024-03-02T01:00:00+01:00"}},
        {"body": "New text."},
    ),
    "quotes are no other text": ({"body": "It's so."}, {"body": "It’s so."}, {"body": "It's so."}),
    "the day of the site stays": (
        {"date": "2024-03-31", "extra": {"published": "2024-03-31T22:30:00-04:00"}},
        {"date": "2024-04-01", "extra": {"published": "2024-04-01T02:30:00+00:00"}},
        {"date": "2024-03-31"},
    ),
    "the day of the site comes in": (
        {"date": "2024-04-01", "extra": {"published": "2024-04-01T02:30:00+00:00"}},
        {"date": "2024-03-31", "extra": {"published": "2024-03-31T22:30:00-04:00"}},
        {"date": "2024-03-31"},
    ),
    "https stays": ({"link": "https://x.example/a"}, {"link": "http://x.example/a/"}, {"link": "https://x.example/a"}),
    "https comes in": (
        {"link": "http://x.example/a"},
        {"link": "https://x.example/a"},
        {"link": "https://x.example/a"},
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("one", "two"), [(FEED, EXPORT), (EXPORT, FEED), (EXPORT, FILE)])
def test_of_two_sources_the_richer_wins(case: str, one: str, two: str) -> None:
    first, second, right = CASES[case]
    made = told(said(one, **first), two, **second)
    assert {name: getattr(made, name) for name in right} == right
    assert set(sources_of(made)) == {one, two}


def test_what_editors_say_by_two_sources_is_that_of_both_and_of_the_one_that_changed() -> None:
    known = told(said(FEED, editorial=SCENE), EXPORT, editorial=EditorialNotes(format="script", place="Norway").text())
    assert (known.notes.format, known.notes.audience, known.notes.place) == ("scene", "desk", "Norway")
    known = told(known, FEED, 3, body="Another text.", editorial=EditorialNotes(format="case").text())
    assert (known.notes.format, known.notes.audience, known.notes.place) == ("case", "desk", "Norway")
    twin = merged(said(FEED, editorial=SCENE), said(FEED, 4), adds_up=True, source=FEED)
    assert twin.editorial == SCENE


def test_of_twins_in_one_source_the_first_stands() -> None:
    first, second = (said(FEED, mark, credit=Credit("", name)) for mark, name in ((1, "Ann"), (2, "A. N.")))
    assert merged(first, second, adds_up=True, source=FEED, is_twin=True).credit == Credit("", "Ann")
    short = said(FEED, 3, body="Say…", complete=False, credit=None)
    assert merged(short, second, adds_up=True, source=FEED, is_twin=True).body == WHOLE


def test_a_source_that_changed_wins_over_one_that_did_not() -> None:
    both = told(said(FEED, body="One."), EXPORT, body="Two.")
    assert both.body == "One."  # a file does not replace what came from the web
    assert told(both, EXPORT, 3, body="Three.").body == "Three."
    assert told(both, FEED, 4, body="Four.").body == "Four."


def test_the_web_and_the_last_file_win_where_nothing_tells_which_is_later() -> None:
    assert told(said(EXPORT, body="One."), FEED, body="Two.").body == "Two."
    assert told(said(EXPORT, body="One."), FILE, body="Two.").body == "Two."


def test_the_only_source_of_a_tip_may_take_back_what_it_said() -> None:
    known = said(FEED, topics=("a",), body=WHOLE)
    made = told(known, FEED, body="Short.")
    assert (made.topics, made.body) == ((), "Short.")


def test_no_more_than_a_few_sources_are_remembered() -> None:
    tip = said(FEED)
    for number in range(20):
        tip = tip.replace(seen=seen_in(tip, f"f{number:08x}", number))
    assert len(sources_of(tip)) == 8
    assert "f00000013" in sources_of(tip)
