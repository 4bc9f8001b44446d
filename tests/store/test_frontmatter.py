"""A tip as a Markdown file with YAML front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tests.model.test_tip import NO_NOTES
from tipcli.model.errors import AccessError
from tipcli.model.text import clean
from tipcli.store.dates import iso_date
from tipcli.store.frontmatter import read_tip, split_front_matter

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

WHOLE = """---
title: "Title: with [markup], :smile: and C:\\\\[x]"
date: 2020-02-29
topics: [empathy, "saying-no"]
gist: A gist.
action: Do it.
credit:
  title: A book
  publisher: A publisher
  date: 2019-01-02
  url: https://example.org/a
---

# Head

- a
\tb

"""


def read(text: str) -> Tip:
    return read_tip(text, "seeds/001-a.md", collection="service", number=1, slug="a")


def with_field(line: str) -> str:
    return f"---\ntitle: T\ngist: G\n{line}\n---\nBody\n"


def test_every_field_is_read() -> None:
    assert (
        read(WHOLE).as_object()
        == {
            "ref": "1",
            "number": 1,
            "slug": "a",
            "collection": "service",
            "title": "Title: with [markup], :smile: and C:\\[x]",
            "date": "2020-02-29",
            "topics": ["empathy", "saying-no"],
            "gist": "A gist.",
            "body": "# Head\n\n- a\n\tb",
            "action": "Do it.",
            "credit": {
                "title": "A book",
                "publisher": "A publisher",
                "date": "2019-01-02",
                "url": "https://example.org/a",
            },
            "complete": True,
            "extra": {},
            "starred": False,
            "note": None,
        }
        | NO_NOTES
    )


def test_what_may_be_missing_is_missing() -> None:
    tip = read("---\ntitle: T\ngist: G\n---\n")
    assert (tip.date, tip.topics, tip.action, tip.credit, tip.body) == (None, (), None, None, "")


@pytest.mark.parametrize("text", [WHOLE.replace("\n", "\r\n"), "\ufeff" + WHOLE, WHOLE + "\n\n\n"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(text: str) -> None:
    assert read(text).as_object() == read(WHOLE).as_object()


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1e3", "1e3"),
        ("null", "null"),
        ("~", "~"),
        ("true", "true"),
        ("2020-01-01", "2020-01-01"),
        ("!!python/object:os.system x", "x"),
        ("'a\tb'", "a b"),
        ('"\\u001b[31m"', "\ufffd[31m"),
        ('"\\u202ex"', "\ufffdx"),
        ('"a\\nb"', "a b"),
        ("| \n  a\n  b", "a b"),
        ("<<", "<<"),
    ],
)
def test_a_scalar_is_text_and_clean(value: str, title: str) -> None:
    assert read(f"---\ntitle: {value}\ngist: G\n---\n").title == title


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "title is missing or no text"),
        ("no front matter", "title is missing or no text"),
        ("---\ntitle: T\n", "no closing '---'"),
        ("---\ntitle: T\ngist: G\n--- \nBody", "no closing '---'"),
        ("---\n- a\n- b\n---\n", "holds no keys"),
        ("---\nplain\n---\n", "holds no keys"),
        ("---\n\n---\n", "holds no keys"),
        ("---\ntitle: [a\n---\n", "line 2: the front matter is no YAML"),
        ("---\na: b: c\n---\n", "line 2: the front matter is no YAML"),
        ("---\ntitle: *x\n---\n", "the front matter is no YAML"),
        ("---\nx: " + "[" * 400 + "\n---\n", "the front matter is no YAML"),
        ("---\ngist: G\n---\n", "title is missing or no text"),
        ("---\ntitle: ' '\ngist: G\n---\n", "title is missing or no text"),
        ("---\ntitle: [a]\ngist: G\n---\n", "title is missing or no text"),
        ("---\ntitle: T\n---\n", "gist is missing or no text"),
        (with_field("topics: calm"), "topics is no list of words"),
        (with_field("topics: [[a]]"), "topics is no list of words"),
        (with_field("topics: {a: b}"), "topics is no list of words"),
        (with_field("date: 2021-02-29"), "'2021-02-29' is no date like 2026-01-31"),
        (with_field("date: yesterday"), "'yesterday' is no date like 2026-01-31"),
        (with_field("date: [2021]"), "is no date like 2026-01-31"),
        (with_field("credit: A book"), "credit holds no keys"),
        (with_field("credit: {publisher: P}"), "title is missing or no text"),
        (with_field("credit: {title: T, date: x}"), "'x' is no date"),
    ],
)
def test_what_is_no_tip_is_an_error_that_names_the_file(text: str, said: str) -> None:
    with pytest.raises(AccessError) as caught:
        read(text)
    assert caught.value.message.startswith("seeds/001-a.md")
    assert said in caught.value.message
    assert len(caught.value.message.splitlines()) == 1


def test_without_front_matter_all_is_body() -> None:
    assert split_front_matter("\n\nBody\n---\nmore\n", "x") == ({}, "Body\n---\nmore")


def test_a_line_of_hyphens_in_the_body_stays() -> None:
    assert split_front_matter("---\na: b\n---\none\n\n---\n\ntwo", "x") == ({"a": "b"}, "one\n\n---\n\ntwo")


def test_aliases_that_grow_without_end_are_refused_or_small() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(AccessError) as caught:
        read(f"---\n{bomb}title: *i\ngist: G\n---\n")
    assert len(caught.value.message) < 1000


@many(40)
@given(any_text(80), any_text(40))
def test_any_text_is_a_clean_tip_or_one_kind_of_error(head: str, body: str) -> None:
    for text in (head, f"---\n{head}\n---\n{body}", f"---\ntitle: T\ngist: G\naction: {head}\n---\n{body}"):
        try:
            tip = read(text)
        except AccessError as error:
            values = [error.message]
            assert len(values[0].splitlines()) == 1
        else:
            values = [tip.title, tip.gist, tip.body, tip.action or ""]
        assert list(map(clean, values)) == values


@pytest.mark.parametrize("value", [None, "", "null", "~"])
def test_nothing_is_no_date(value: str | None) -> None:
    assert iso_date(value, "x") is None


@many(30)
@given(st.dates())
def test_a_day_stays_as_it_is(day: object) -> None:
    assert iso_date(str(day), "x") == str(day)


@pytest.mark.parametrize(
    "value", ["2021-13-01", "2021-2-1", "21-02-01", " 2021-02-01", "２０２１-02-01", 5, [], {}, "\ud800", "x" * 5000]
)
def test_what_is_no_day_is_an_error(value: object) -> None:
    with pytest.raises(AccessError, match="is no date like 2026-01-31"):
        iso_date(value, "x")
