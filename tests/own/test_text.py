"""Tips as the text that a person edits."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given

from tests.made import a_tip, any_text, many
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import Credit
from tipcli.own import text
from tipcli.store.own_text import parsed

TIP = a_tip(
    3, "A: title", collection="blog", date="2026-01-31", topics=("a", "b"), gist="A 'gist'.", body="B\n\n- x",
    action="Do # it.", credit=Credit("C", url="https://a.example/"),
)  # fmt: skip


def test_a_tip_comes_back_from_its_text() -> None:
    back = parsed(text.of_tip(TIP, has_origin=True), "x")
    for field in ("title", "date", "topics", "gist", "body", "action", "credit"):
        assert getattr(back, field) == getattr(TIP, field)
    assert back.extra == '{"from": "blog/3"}'
    assert parsed(text.of_tip(TIP, has_origin=False), "x").extra == ""


@many(100)
@given(any_text(), any_text(), any_text())
def test_any_title_and_text_come_back(title: str, gist: str, body: str) -> None:
    title, gist, body = clean_line(title), clean_line(gist), clean(body).strip()
    if not title or body.startswith("<<<<<<< ") or "\n<<<<<<< " in body:
        return
    back = parsed(text.of_tip(a_tip(1, title, gist=gist, body=body), has_origin=False), "x")
    assert (back.title, back.body) == (title, body.strip("\n"))
    assert back.gist == gist or not gist


def test_the_template_explains_itself_and_is_no_tip_yet() -> None:
    made = text.template("2026-01-31")
    assert made.splitlines() == [
        "---",
        "# topics: one to four words, the main one first",
        "# gist: the whole tip in one plain sentence",
        "# action: one thing to do today",
        "title:",
        "date: 2026-01-31",
        "topics: []",
        "gist:",
        "action:",
        "---",
    ]


def test_a_change_keeps_what_it_does_not_name() -> None:
    before = "---\ntitle: T\nown-key: [x]\n---\n\nBody\n"
    made = text.changed(before, {"gist": "G", "topics": ["a"]})
    assert made == "---\ntitle: T\nown-key: [x]\ngist: G\ntopics: [a]\n---\n\nBody\n"
    assert text.changed(made, {"body": "Other"}).endswith("---\n\nOther\n")


ODD = ["no", "12:30", "a: b", "a #b", "- x", "'q'", '"q"', "x:", "[a]", "\\n", "été", "~", "!x", "a\tb", "2026-01-31"]


@pytest.mark.parametrize("text_", ODD)
def test_what_yaml_could_take_for_something_else_is_quoted(text_: str) -> None:
    made = text.composed({"title": text_, "topics": [text_, "a, b"], "own-key": {"x": [text_]}}, "")
    fields = yaml.load(made.split("---")[1], yaml.SafeLoader)
    fields["title"] = str(fields["title"])  # a date is one
    assert fields == {"title": text_, "topics": [text_, "a, b"], "own-key": {"x": [text_]}}


def test_what_differs_is_named_and_shown() -> None:
    before, after = (text.of_tip(one, has_origin=False) for one in (TIP, TIP.replace(title="T", body="B", action=None)))
    assert text.fields_that_differ(before, after) == ["title", "action", "body"]
    assert text.fields_that_differ(before, before) == []
    assert "+title: T\n" in text.diff(before, after, ("then", "now"))
