"""One file of a person's own: little is asked for, and what is wrong is said with its line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.model.errors import AccessError, TipsError
from tipcli.store.frontmatter import FrontMatterError
from tipcli.store.own_text import parsed

WHOLE = """\
---
title: A title
date: 2026-01-31
topics: [Phone calls, b]
gist: A gist.
action: Do it.
from: service/12
extra-key: x
---

Body.
"""


def test_every_field_is_read() -> None:
    tip = parsed(WHOLE, "x", number=3, slug="a-title")
    assert (tip.ref, tip.slug, tip.title, tip.date) == ("mine/3", "a-title", "A title", "2026-01-31")
    assert (tip.topics, tip.gist, tip.action, tip.body) == (("phone-calls", "b"), "A gist.", "Do it.", "Body.")
    assert json.loads(tip.extra) == {"from": "service/12"}


@pytest.mark.parametrize(
    ("text", "title", "gist", "body"),
    [
        ("# A heading\n\nFirst. Second.", "A heading", "First.", "First. Second."),
        ("---\ntitle: T\n---\n", "T", "T", ""),
        ("---\ntitle: T\n---\n- a point\n- another", "T", "a point", "- a point\n- another"),
        ("---\ntitle: T\ngist:\naction:\ntopics:\n---\nText", "T", "Text", "Text"),
        ("\ufeff---\r\ntitle: T\r\n---\r\nText\r\n", "T", "Text", "Text"),
    ],
)
def test_a_title_is_enough(text: str, title: str, gist: str, body: str) -> None:
    tip = parsed(text.removeprefix("\ufeff"), "x")
    assert (tip.title, tip.gist, tip.body, tip.action) == (title, gist, body, None)


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    gist = parsed("# T\n\n" + "word " * 60, "x").gist
    assert len(gist) <= 110
    assert gist.endswith("word…")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [\n---\n", 3),
        ("text alone", 2),
        ("a\n<<<<<<< HEAD\n", 2),
        ("---\ntitle: a\ntopics: [\n---\n", 4),
    ],
)
def test_what_is_wrong_has_a_line(text: str, line: int) -> None:
    with pytest.raises(FrontMatterError) as told:
        parsed(text, "x")
    assert told.value.line in (line, line - 1)


@pytest.mark.parametrize(
    "text", ["---\ntitle: x", "---\ntitle: x\ndate: soon\n---\n", "---\ntitle: x\ncredit: y\n---\n"]
)
def test_other_faults_are_told(text: str) -> None:
    with pytest.raises(AccessError):
        parsed(text, "x")


@many(100)
@given(any_text(200))
def test_any_text_is_a_tip_or_an_error_of_ours(text: str) -> None:
    try:
        tip = parsed(text, "x")
    except TipsError:
        return
    assert tip.title
    assert tip.gist
