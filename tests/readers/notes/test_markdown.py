"""Markdown files, of one tip and of many."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.found import sound
from tests.guards import overflowing, steps, watched
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers import fields
from tipcli.readers.base import About, Bad, Document, Item, Options, Record, Skipped
from tipcli.readers.notes import front
from tipcli.readers.notes import many as many_tips
from tipcli.readers.notes.markdown import MarkdownReader

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found

OURS = """---
title: 'A title: of ours'
date: 2025-03-04
topics: [calm, saying-no]
gist: A gist.
action: Do it.
credit:
  title: A book
  publisher: P
complete: 'false'
guid: g
link: not one
mood: no
extra: '{"author": "A", "n": [1]}'
---

# A title: of ours

Body
"""


def read(text: str | bytes, folder: Path, name: str = "a.md", inside: str = "") -> list[Found]:
    path = folder / "document"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    found = MarkdownReader().read(Document(str(path), f"'{name}'", name, inside=inside), Options())
    return [one.parse() if isinstance(one, Record) else one for one in found]


def one(text: str | bytes, folder: Path, name: str = "a.md", inside: str = "") -> Item:
    [item] = read(text, folder, name, inside)
    assert isinstance(item, Item)
    return item


def test_a_file_of_our_own_form_comes_back_exactly(tmp_path: Path) -> None:
    hashed = f"a-{'0a' * 16}"
    assert one(OURS, tmp_path, f"007-{hashed}.md").slug == hashed
    item = one(OURS, tmp_path, "007-a-slug.md")
    assert (item.number, item.slug, item.title, item.date) == (7, "a-slug", "A title: of ours", "2025-03-04")
    assert (item.topics, item.gist, item.action) == (("calm", "saying-no"), "A gist.", "Do it.")
    assert item.body == "# A title: of ours\n\nBody"
    assert (item.complete, item.guid, item.link) == (False, "g", "not one")
    assert item.extra == {"mood": "no", "author": "A", "n": [1]}
    assert item.credit is not None
    assert (item.credit.title, item.credit.publisher) == ("A book", "P")


def test_a_year_in_the_name_of_our_own_form_is_a_number(tmp_path: Path) -> None:
    assert one(OURS, tmp_path, "2025-a-slug.md").number == 2025


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Head\n\nwords\n", "Head", "words"),
        ("## **Bold** & [link](a) ##\nwords", "Bold & link", "words"),
        ("Head\n====\n\nwords", "Head", "words"),
        ("Head\n---\nwords", "Head", "words"),
        ("words\n\n# Head\n\nmore", "Head", "words\n\n# Head\n\nmore"),
        ("```\n# no\n```\n\n# Head", "Head", "```\n# no\n```\n\n# Head"),
        ("    # no\n\nwords", "", "    # no\n\nwords"),
        ("#no\n\n- a\n---\n", "", "#no\n\n- a\n---"),
        ("words", "", "words"),
        ("\ufeff# Head #1", "Head #1", ""),
        ("---\r\ntitle: T\r\n---\r\n# T\r\n\r\nwords\r\n", "T", "words"),
        ("---\ntitle: T\n---\n# Other\n\nwords\n", "T", "# Other\n\nwords"),
        ("---\ntags: a\n---  \nHead\n===\nwords\n", "Head", "words"),
        ("---\ntitle: T\n...\nwords", "T", "words"),
        ("---\n---\nwords", "", "words"),
        ("---\n# a comment\n---\nwords", "", "words"),
        ("---\nwords\n", "", "---\nwords"),
        ("---\nJust words\n---\nmore", "", "---\nJust words\n---\nmore"),
        ("---\n\nSo: it: is\n\n---\n", "", "---\n\nSo: it: is\n\n---"),
        ('+++\ntitle = "T"\n+++\nwords', "T", "words"),
        ("![[embed]] and [[a link|shown]]", "", "![[embed]] and [[a link|shown]]"),
        ("<p>html</p>\n\nwords", "", "<p>html</p>\n\nwords"),
    ],
)
def test_title_and_text_are_found(text: str, title: str, body: str, tmp_path: Path) -> None:
    item = one(text, tmp_path)
    assert (item.title, item.body, item.gist) == (title, body, "")


def test_text_of_front_matter_stays_text(tmp_path: Path) -> None:
    item = one("---\ntitle: no\ntime: 12:30\ncode: 010\naliases: [a, b]\n---\nwords", tmp_path)
    assert (item.title, item.extra) == ("no", {"time": "12:30", "code": "010", "aliases": ["a", "b"]})


def test_toml_is_read_with_its_types(tmp_path: Path) -> None:
    head = "title = 'T'\ndate = 2025-03-04T10:30:00-08:00\ntags = ['a', 'b']\nweight = 3\nseen = 2025-01-02"
    head += "\n[params]\nx = inf"
    item = one(f"+++\n{head}\n+++\nwords", tmp_path)
    assert (item.date, item.topics) == ("2025-03-04", ("a", "b"))
    assert item.extra == {
        "weight": 3,
        "seen": "2025-01-02",
        "params": {"x": "inf"},
        "published": "2025-03-04T10:30:00-08:00",
    }


@pytest.mark.parametrize(
    ("name", "inside", "wanted"),
    [
        ("be-kind.md", "", (None, "be-kind", None)),
        ("001-be-kind.md", "", (1, "be-kind", None)),
        ("10-ways.md", "", (None, "10-ways", None)),
        ("000-ways.md", "", (None, "000-ways", None)),
        ("2025-review.md", "", (None, "2025-review", None)),
        ("2025-03-04-be-kind.md", "_posts/2025-03-04-be-kind.md", (None, "be-kind", "2025-03-04")),
        ("2025-13-04-be-kind.md", "", (None, "2025-13-04-be-kind", None)),
        ("index.md", "posts/be-kind/index.md", (None, "be-kind", None)),
        ("a.b.md", "", (None, "a.b", None)),
        (".md", "", (None, ".md", None)),
    ],
)
def test_a_name_gives_number_slug_and_date(name: str, inside: str, wanted: object, tmp_path: Path) -> None:
    item = one("---\nmood: x\n---\nwords", tmp_path, name, inside)
    assert (item.number, item.slug, item.date) == wanted


def test_what_the_front_matter_says_goes_before_the_name(tmp_path: Path) -> None:
    item = one("---\nslug: s\nnumber: 5\ndate: 2020-01-01\n---\nwords", tmp_path, "2025-03-04-be-kind.md")
    assert (item.number, item.slug, item.date) == (5, "s", "2020-01-01")


def test_a_note_is_called_by_its_name_where_nothing_else_names_it(tmp_path: Path) -> None:
    assert one("words", tmp_path, "Be kind.md").title == "Be kind"
    assert one("# Head\n\nwords", tmp_path, "Be kind.md").title == "Head"


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("---\ntitle: T\ndraft: true\n---\nwords", "a.md", "a draft"),
        ("---\ntitle: T\npublished: false\n---\nwords", "a.md", "not published"),
        ("+++\ndraft = true\n+++\nwords", "a.md", "a draft"),
        ("# Read me", "README.md", "about its folder, by its name; with front matter it would be a tip"),
        ("words", "_index.md", "about its folder, by its name; with front matter it would be a tip"),
        ("forms = []", "synonyms.toml", "a thesaurus is not imported"),
        ("groups = []", "everyday.toml", "a thesaurus is not imported"),
    ],
)
def test_what_is_no_tip_is_skipped(text: str, name: str, reason: str, tmp_path: Path) -> None:
    assert read(text, tmp_path, name) == [Skipped("line 1", reason)]


def test_published_and_draft_may_say_that_it_is_one(tmp_path: Path) -> None:
    assert one("---\ndraft: false\npublished: true\n---\nwords", tmp_path).date is None
    assert one("---\npublished: 2025-03-04\n---\nwords", tmp_path).date == "2025-03-04"


@pytest.mark.parametrize(
    ("head", "place", "said"),
    [
        ("title: [a", "line 2", "the front matter is no YAML"),
        ("a: b\nb: c: d", "line 3", "the front matter is no YAML"),
        ("a: " + "[" * 60, "line 2", "nested more than 50 deep"),
        ("".join(" " * n + "a:\n" for n in range(60)), "line 52", "nested more than 50 deep"),
        ("a: &a x\nb: [" + "*a, " * 60 + "]", "line 3", "more than 50 aliases"),
        ("a: " + "x" * 100_001, "line 1", "longer than 100 kB"),
        ('a: "\\UFFFFFFFF"', "line 1", "the front matter is no YAML"),
        ("a: *x", "line 2", "the front matter is no YAML"),
    ],
)
def test_bad_front_matter_is_told_with_its_line(head: str, place: str, said: str, tmp_path: Path) -> None:
    [bad] = read(f"---\n{head}\n---\nwords", tmp_path)
    assert isinstance(bad, Bad)
    assert bad.place == place
    assert said in bad.reason
    assert len(bad.reason.splitlines()) == 1


@pytest.mark.parametrize("head", ["a = ", "a = [[1]", "a = 1" + "0" * 5000, 'a = "deep"'])
def test_bad_toml_is_told(head: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overflowing(monkeypatch, tomllib, "loads", "deep")
    [bad] = read(f"+++\n{head}\n+++\nwords", tmp_path)
    assert isinstance(bad, Bad)
    assert bad.reason.startswith("the front matter is no TOML: ")


def test_a_key_of_too_many_parts_never_reaches_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "MOST_DOTS", 2)
    given = watched(monkeypatch, tomllib, "loads")
    assert isinstance(read("+++\na.b.c = 1\n+++\nwords", tmp_path)[0], Item)
    [bad] = read("+++\na.b.c.d = 1\n+++\nwords", tmp_path)
    assert bad == Bad("line 1", "the front matter is no TOML: a key has too many parts")
    assert len(given) == 1


def test_front_matter_that_holds_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "LARGEST", 20)
    [bad] = read("---\nmood: &a [x, x, x]\nother: [*a, *a]\n---\nwords", tmp_path)
    assert bad == Bad("line 1", "more than 1 MB beside title and text")


def test_an_empty_file_is_no_tip(tmp_path: Path) -> None:
    for text in ("", "\n\n"):  # it may have been cut short
        assert read(text, tmp_path) == [Bad("line 1", "no title and no text")]
    for text, reason in (
        ("---\nmood: x\n---\n", "nothing but properties"),
        ("---\ntitle: T\nredirect_to: /t/\n---\n", "a redirect"),
    ):
        assert read(text, tmp_path) == [Skipped("line 1", reason)]


def test_topics_of_a_folder_are_described(tmp_path: Path) -> None:
    [about] = read('[calm]\nabout = "x"\naliases = ["cool"]\n', tmp_path, "topics.toml")
    assert isinstance(about, About)
    assert [(topic.slug, topic.about, topic.aliases) for topic in about.topics] == [("calm", "x", ("cool",))]
    with pytest.raises(AccessError, match="no TOML"):
        read("[calm", tmp_path, "topics.toml")


# One file of many tips


def section(fields: dict[str, object], body: str) -> str:
    lines = [
        f"<!-- /{line[5:]}" if line[:6] == "<!-- /" and line[5:].lstrip("/") == "body -->" else line
        for line in body.split("\n")
    ]
    text = json.dumps(fields).replace("--", "-\\u002d")
    return f"\n<!-- tip {text} -->\n\n## T\n\n<!-- body -->\n" + "\n".join(lines) + "\n<!-- /body -->\n\nwords\n"


def test_a_file_of_many_is_read_tip_by_tip(tmp_path: Path) -> None:
    body = "one\n<!-- /body -->\n<!-- ///body -->\n<!-- body -->\n<!-- tip {} -->\n  two"
    text = (
        "<!-- tips: 1 -->\n\n# Name\n" + section({"title": "A -- b", "number": 3}, body) + section({"title": "B"}, "")
    )
    for form in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        first, second = read(form, tmp_path)
        assert isinstance(first, Item)
        assert isinstance(second, Item)
        assert (first.title, first.number, first.body, first.place) == ("A -- b", 3, body, "line 5")
        assert (second.title, second.body) == ("B", "")


@many(60)
@given(st.lists(st.lists(st.sampled_from(["\n", "<!-- ", "/", "body -->", "a"])).map("".join), min_size=1, max_size=4))
@example(["<!-- /<!-- /body -->"])
def test_every_body_comes_back_exactly(tmp_path: Path, bodies: list[str]) -> None:
    parts = [section({"title": "T", "slug": "s", "gist": "g", "complete": True}, body) for body in bodies]
    found = read("<!-- tips: 1 -->\n" + "".join(parts), tmp_path)
    assert [item.body for item in found if isinstance(item, Item)] == [b if b.strip() else "" for b in bodies]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<!-- tip {} -->\n", [("line 2", "no body follows")]),
        ("<!-- tip {} -->\n<!-- tip {} -->\n", [("line 2", "no body follows"), ("line 3", "no body follows")]),
        ("<!-- tip {x} -->\n<!-- body -->\n<!-- /body -->\n", [("line 2", "no JSON in the comment of the tip")]),
        ("<!-- tip {} -->\n<!-- body -->\n<!-- /body -->\n", [("line 2", "no title and no text")]),
        (
            "<!-- tip {} -->\n<!-- body -->\n" + "x\n" * 250 + "<!-- /body -->\n",
            [("line 2", "the body is longer than 0 MB")],
        ),
    ],
    ids=range(5),
)
def test_a_bad_tip_of_many_is_told(
    text: str, wanted: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_tips, "LONGEST_LINE", 400)
    found = read("<!-- tips: 1 -->\n" + text + section({"title": "B"}, "b"), tmp_path)
    assert [(one.place, one.reason) for one in found if isinstance(one, Bad)][:2] == wanted
    assert [one.title for one in found if isinstance(one, Item)] == ["B"]


def test_a_body_that_is_not_closed_is_told(tmp_path: Path) -> None:
    text = "<!-- tips: 1 -->\n" + section({"title": "A"}, "a") + "<!-- tip {} -->\n<!-- body -->\nwords\n"
    assert read(text, tmp_path)[1:] == [Bad("line 12", "the body is not closed")]


def test_a_newer_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="newer tipcli"):
        read("<!-- tips: 2 -->\n", tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.md", "", True),
        ("a.Markdown", "", True),
        ("a.mdx", "", True),
        ("a.txt", "---\ntitle: T\n---\n", True),
        ("a", "+++\ntitle = 'T'\n+++\n", True),
        ("a", "<!-- tips: 1 -->\n", True),
        ("topics.toml", "", True),
        ("a.txt", "words", False),
        ("a", "---\nwords", False),
        ("pyproject.toml", "", False),
        ("a", "", False),
    ],
)
def test_the_format_is_told_by_name_or_front_matter(name: str, text: str, *, wanted: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert MarkdownReader().fits(Document(str(path), name, name)) == wanted


@many(80)
@given(any_text(80), any_text(60), st.binary(max_size=30))
def test_any_bytes_are_items_or_refused(tmp_path: Path, head: str, body: str, noise: bytes) -> None:
    texts = [
        head,
        f"---\n{head}\n---\n{body}",
        f"+++\n{head}\n+++\n{body}",
        f"---\ntitle: {head}\n---\n# {body}",
        f"<!-- tips: 1 -->\n<!-- tip {{{head}}} -->\n<!-- body -->\n{body}\n<!-- /body -->",
    ]
    for text in texts:
        made = text.encode("utf-8", "surrogatepass")
        for data in (noise.replace(b"!", b""), made, made + noise):
            for one in read(data, tmp_path):
                assert isinstance(one, (Item, Bad, Skipped))
                sound(one)


@pytest.mark.parametrize(
    "piece", ["#", "# ", "\n", "=", "a\n-", "`", "```\n", "---\n", "+++\n", "a\n", "*a", "[", "\t"]
)
def test_work_grows_no_faster_than_the_text(piece: str, tmp_path: Path) -> None:
    def told(count: int) -> None:
        text = piece * count
        for whole in (text, f"# {text}", f"---\n{text}\n---\n{text}"):
            read(whole, tmp_path)

    told(200)  # what is loaded at the first time is no work of it
    assert steps(lambda: told(400)) < 2.2 * steps(lambda: told(200)) + 1000
