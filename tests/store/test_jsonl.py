"""A collection as JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, any_text, many
from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import Credit
from tipcli.store.jsonl import EDITORIAL, header_topics, json_text, line_of, read_header, read_tips

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

BASE: dict[str, Any] = {"number": 1, "slug": "a", "title": "A"}
# JSON of any shape, hostile texts in it.
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text(12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text(6), inner, max_size=3),
    max_leaves=6,
)


def read(*lines: str) -> list[Tip]:
    return list(read_tips(lines, "'x.jsonl'", "mine"))


def one(**fields: Any) -> Tip:
    """Return the tip of the line with these fields changed."""
    [tip] = read(json.dumps(BASE | fields))
    return tip


@many(40)
@given(
    any_text(12),
    st.none() | any_text(5),
    st.none() | st.builds(Credit, any_text(5), st.none() | any_text(5)),
    st.integers(0, 2**63 - 1),
    st.dictionaries(any_text(4), any_text(4), max_size=2),
)
def test_a_line_is_what_json_makes_of_the_tip(
    text: str, perhaps: str | None, credit: Credit | None, mark: int, extra: dict[str, str]
) -> None:
    fields: dict[str, Any] = {
        "title": text,
        "body": text * 2,
        "date": perhaps,
        "action": perhaps,
        "topics": (text, "b"),
        "guid": text,
    }
    tip = a_tip(mark or 1, collection="mine", credit=credit, mark=mark, extra=json_text(extra), seen=text, **fields)
    said = {key: value for key, value in tip.as_object().items() if key not in (*EDITORIAL, "starred", "note")}
    said |= {"guid": text} if text else {}
    said |= {"link": tip.link} if tip.link else {}
    said |= {"mark": f"{mark:x}"} if mark else {}
    assert line_of(tip) == json.dumps(said | ({"seen": text} if text else {}), ensure_ascii=False)


def test_the_least_that_a_tip_needs_is_number_slug_and_title() -> None:
    tip = one()
    assert (tip.ref, tip.slug, tip.title) == ("mine/1", "a", "A")
    assert (tip.date, tip.topics, tip.gist, tip.body, tip.action, tip.credit) == (None, (), "", "", None, None)
    assert tip.complete


def test_the_collection_is_that_of_the_file_whatever_the_line_says() -> None:
    assert one(collection="service", ref="7").ref == "mine/1"


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("title", " A\tb\r\nc ", "A b c"),
        ("title", 5, "5"),
        ("title", "\x1b[31m\u202e\ud800", "\ufffd[31m\ufffd\ufffd"),
        ("gist", None, ""),
        ("gist", "\x9b", "\ufffd"),
        ("body", "a\r\nb\tc", "a\nb\tc"),
        ("body", "\x1b]8;;x\x07", "\ufffd]8;;x\ufffd"),
        ("action", " ", None),
        ("action", "do", "do"),
        ("slug", "My-Caps", "my-caps"),
        ("slug", "two words", "two-words"),
        ("slug", "../../x", "x"),
        ("date", "2020-02-29", "2020-02-29"),
        ("date", None, None),
        ("topics", None, ()),
        ("topics", ["Calm", "a b", "", " ", "calm"], ("calm", "a-b")),
        ("topics", ["x,y"], ("x-y",)),
        ("topics", [5], ("5",)),
        ("complete", False, False),
        ("complete", 0, True),
        ("complete", None, True),
        ("credit", "A book", None),
        ("credit", None, None),
        ("number", 2**63 - 1, 2**63 - 1),
    ],
)
def test_a_field_is_taken_for_what_it_is_and_cleaned(field: str, value: object, wanted: object) -> None:
    assert getattr(one(**{field: value}), field) == wanted


@pytest.mark.parametrize(
    ("credit", "wanted"),
    [
        ({}, ("", None, None, None)),
        ({"title": "T", "publisher": "P", "date": "2020-01-02", "url": "u"}, ("T", "P", "2020-01-02", "u")),
        ({"title": "\x1b", "publisher": None, "url": ["\x07"]}, ("\ufffd", None, None, "['\\x07']")),
    ],
)
def test_a_credit_is_read_and_cleaned(credit: dict[str, Any], wanted: tuple[object, ...]) -> None:
    made = one(credit=credit).credit
    assert made is not None
    assert (made.title, made.publisher, made.date, made.url) == wanted


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no JSON", "no JSON"),
        ("[1]", "no JSON object"),
        ("null", "no JSON object"),
        ('{"a": 1', "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"number": ' + "9" * 5000 + "}", "no JSON"),
        ("\ufeff{}", "no JSON"),
        ("{}", "number is no positive whole number"),
        (json.dumps(BASE | {"number": 0}), "number is no positive whole number"),
        (json.dumps(BASE | {"number": -1}), "number is no positive whole number"),
        (json.dumps(BASE | {"number": 1.0}), "number is no positive whole number"),
        (json.dumps(BASE | {"number": True}), "number is no positive whole number"),
        (json.dumps(BASE | {"number": "1"}), "number is no positive whole number"),
        (json.dumps(BASE | {"number": 2**63}), "number is no positive whole number"),
        (json.dumps(BASE | {"number": float("nan")}), "number is no positive whole number"),
        (json.dumps(BASE | {"topics": "a"}), "topics is no list"),
        (json.dumps(BASE | {"title": ""}), "slug or title is missing"),
        (json.dumps(BASE | {"title": " \t"}), "slug or title is missing"),
        (json.dumps(BASE | {"slug": " "}), "slug or title is missing"),
        (json.dumps({"number": 1, "title": "A"}), "slug or title is missing"),
        (json.dumps(BASE | {"date": "2020-02-30"}), "'2020-02-30' is no date"),
        (json.dumps(BASE | {"credit": {"date": "x"}}), "'x' is no date"),
    ],
)
def test_what_is_no_tip_is_an_error_with_the_number_of_its_line(line: str, said: str) -> None:
    with pytest.raises(AccessError) as caught:
        read(json.dumps(BASE | {"number": 5}), "", line)
    assert caught.value.message.startswith("'x.jsonl', line 4: ")
    assert said in caught.value.message
    assert len(caught.value.message) < 500


def test_blank_lines_are_passed_over() -> None:
    assert [tip.number for tip in read("", "  \n", json.dumps(BASE), "\n")] == [1]


@many(40)
@given(st.dictionaries(st.sampled_from("slug title gist body action date topics credit complete".split()), anything))
def test_fields_of_any_shape_are_a_clean_tip_or_one_kind_of_error(fields: dict[str, Any]) -> None:
    try:
        tip = one(**fields)
    except AccessError as error:
        said = error.message
    else:
        said = ""
        _check(tip)
    assert clean_line(said) == said


def _check(tip: Tip) -> None:
    assert tip.title
    assert tip.slug
    assert all(tip.topics)
    for line in (tip.slug, tip.title, tip.gist, *tip.topics, tip.action or ""):
        assert clean_line(line) == line
    assert clean(tip.body) == tip.body
    assert not any("," in topic for topic in tip.topics)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "no JSON"),
        ("[]", "no JSON object"),
        ("{}", "no collection of tipcli"),
        ('{"tipcli": "1"}', "no collection of tipcli"),
        ('{"tipcli": null}', "no collection of tipcli"),
        ('{"tipcli": 2}', "newer tipcli"),
    ],
)
def test_a_first_line_of_another_form_is_an_error(line: str, said: str) -> None:
    with pytest.raises(AccessError, match=said) as caught:
        read_header(line, "'x.jsonl'")
    assert "'x.jsonl'" in caught.value.message


def test_a_first_line_of_this_form_is_given_back() -> None:
    assert read_header('{"tipcli": 1, "origin": "o"}', "x") == {"tipcli": 1, "origin": "o"}


@pytest.mark.parametrize(
    ("topics", "wanted"),
    [
        (None, []),
        ([], []),
        ("text", []),
        ({"a": None, "b": "text", "c": []}, []),
        ({"": {}, " ": {}}, []),
        ({"a": {}}, [("a", "", ())]),
        (
            {"Big Ears": {"about": "A\x1bb", "aliases": ["x", "", "y,z", 5]}},
            [("big-ears", "A\ufffdb", ("x", "y z", "5"))],
        ),
        ({"a": {"about": None, "aliases": None}}, [("a", "", ())]),
        ({"a": {"aliases": "text"}}, [("a", "", ())]),
    ],
)
def test_topics_of_another_shape_are_left_out(topics: object, wanted: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(topic.slug, topic.about, topic.aliases) for topic in header_topics({"topics": topics})] == wanted


@many(30)
@given(anything)
def test_topics_of_any_shape_are_clean(topics: object) -> None:
    for topic in header_topics({"topics": topics}):
        for line in (topic.slug, topic.about, *topic.aliases):
            assert clean_line(line) == line
