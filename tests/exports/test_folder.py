"""The export as a folder of Markdown files."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.samples import ABOUT, TOPICS, WHOLE, any_tips, line, wanted
from tests.made import a_tip, many
from tipcli.exports.base import Collection
from tipcli.exports.folder import MARK
from tipcli.exports.registry import export
from tipcli.model.text import clean_line
from tipcli.model.tip import Tip, Topic
from tipcli.store.frontmatter import read_tip
from tipcli.store.sources import Seeds

FIELDS = ("title", "slug", "date", "topics", "gist", "action", "credit", "complete", "guid", "link", "extra")


def files(*tips: Tip, about: Collection = ABOUT) -> dict[str, str]:
    """Return the text of each file by its name."""
    found = list(export("folder").files(tips, about))
    assert len(dict(found)) == len(found)
    return dict(found)


def read(text: str) -> tuple[dict[str, Any], str]:
    """Return front matter and body."""
    head, fence, body = text.removeprefix("---\n").partition("---\n")
    assert text.startswith("---\n")
    assert fence
    return yaml.load(head, Loader=yaml.BaseLoader), body.removeprefix("\n").removesuffix("\n")


@many(30)
@given(any_tips())
def test_every_tip_comes_back(tips: list[Tip]) -> None:
    found = files(*tips)
    del found["topics.toml"]
    assert len(found) == len(tips)
    for (name, text), tip in zip(found.items(), tips, strict=True):
        head, body = read(text)
        record = wanted(tip)
        assert body == record.pop("body")
        assert int(name[: name.index("-")]) == record.pop("number")
        assert (head.get("slug") or name.removesuffix(".md").partition("-")[2]) == record.pop("slug")
        assert head.get("complete", "true") == ("true" if record.pop("complete") else "false")
        extra = {key: value for key, value in head.items() if key not in FIELDS} | json.loads(head.get("extra", "{}"))
        assert extra == record.pop("extra", {})
        credit = record.pop("credit")
        wanted_credit = {key: value for key, value in credit.items() if value} if isinstance(credit, dict) else {}
        assert head.get("credit", {}) == wanted_credit
        rest = {key: value for key, value in record.items() if value}
        assert {key: head[key] for key in (*rest, "title") if key in head} == rest | {"title": head["title"]}


@many(30)
@given(line, line, st.integers(1, 2**63 - 1))
def test_names_are_made_here(slug: str, collection: str, number: int) -> None:
    tips = [a_tip(1, collection="first"), a_tip(number, slug=slug, collection=collection or "x")]
    *_, name = files(*tips)
    assert re.fullmatch(r"[0-9]{3,}-[a-z0-9]+(-{1,2}[a-z0-9]+)*-{0,2}\.md", name)
    assert len(name) <= 170


@pytest.mark.parametrize("slug", ["../../x", "/abs", "CON", "nul.txt", "a" * 5000, "A", "a\0b", "..", "-", "a/b\\c"])
def test_a_slug_leads_nowhere_and_still_comes_back(slug: str) -> None:
    found = files(a_tip(7, slug=slug))
    [name] = found.keys() - {"topics.toml"}
    assert name.startswith("007-")
    assert "/" not in name
    assert name == name.lower()
    assert len(name) <= 4 + 80 + 3
    assert read(found[name])[0]["slug"] == clean_line(slug)


def test_the_same_number_and_slug_in_two_collections_are_two_files() -> None:
    found = files(a_tip(1, collection="a"), a_tip(1, collection="b"), a_tip(1, collection="c"))
    assert list(found)[1:] == ["001-slug-1.md", "001-slug-1--b.md", "001-slug-1--c.md"]
    assert read(found["001-slug-1--b.md"])[0]["slug"] == "slug-1"


def test_what_a_file_looks_like() -> None:
    assert files(WHOLE)["012-give-the-customer-a-plan-b.md"] == (
        "---\n"
        "title: Give the Customer a Plan B\n"
        "date: 2014-01-28\n"
        "topics: [channels, empathy]\n"
        "gist: Tell people who wait about another way.\n"
        "action: Make a card.\n"
        "credit:\n"
        "  title: Give the Customer a Plan B\n"
        "  publisher: A publisher\n"
        "  date: 2014-01-28\n"
        "  url: https://example.org/tip\n"
        "guid: https://example.org/?p=12\n"
        "link: https://example.org/plan-b\n"
        "layout: post\n"
        "aliases: [a, 'b: c']\n"
        """extra: '{"weight": 3, "author": "somebody"}'\n"""
        "---\n\n" + WHOLE.body + "\n"
    )


@pytest.mark.parametrize(
    "key", ["title", "Tags", "content_html", "draft", "author", "a b", "", "1a", "ü", "a" * 61, "a.b"]
)
def test_an_extra_key_that_a_reader_takes_for_something_else_stands_as_json(key: str) -> None:
    text = files(a_tip(extra=json.dumps({key: "x"})))["001-slug-1.md"]
    head, _ = read(text)
    assert json.loads(head["extra"]) == {key: "x"}
    assert head["title"] == "A title"


@pytest.mark.parametrize(
    "value", [1, None, True, 1.5, "", " a", "a\nb", [], {}, [1], ["a", ""], {"a": {"b": {"c": ["d"]}}}]
)
def test_an_extra_value_that_texts_cannot_give_back_stands_as_json(value: object) -> None:
    head, _ = read(files(a_tip(extra=json.dumps({"layout": value})))["001-slug-1.md"])
    assert json.loads(head["extra"]) == {"layout": value}


@pytest.mark.parametrize(
    "text", ["no", "12:30", "010", "null", "~", "2020-01-01", "---", "{a}", "#x", "*a", "&a", "!!x", "'", ":"]
)
def test_text_stays_text_for_yaml(text: str) -> None:
    head, _ = read(files(a_tip(title=text, gist=text))["001-slug-1.md"])
    assert head["title"] == head["gist"] == text


def test_the_bundled_tips_come_back_through_the_reader_of_seeds() -> None:
    for tip in Seeds().tips():
        [(name, text)] = list(export("folder").files([tip], ABOUT))[1:]
        slug = name.removesuffix(".md").partition("-")[2]
        read_again = read_tip(text, name, collection=tip.collection, number=tip.number, slug=slug)
        assert read_again.as_object() == tip.as_object()


def test_topics_are_toml_behind_the_mark() -> None:
    text = files()["topics.toml"]
    assert text.startswith(MARK + "\n")
    assert "\n[empathy]\n" in text
    assert tomllib.loads(text) == {
        topic.slug: {"about": topic.about, "aliases": list(topic.aliases)} for topic in TOPICS
    }


@many(30)
@given(st.lists(st.builds(Topic, line, line, st.lists(line, max_size=2).map(tuple)), max_size=3))
def test_any_topics_come_back(topics: list[Topic]) -> None:
    text = files(about=Collection("mine", topics=tuple(topics)))["topics.toml"]
    assert tomllib.loads(text) == {
        clean_line(topic.slug): {"about": clean_line(topic.about), "aliases": list(map(clean_line, topic.aliases))}
        for topic in topics
    }
