"""Objects with named fields as tips, in JSON Lines and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.found import sound
from tests.limits import processor_time
from tests.made import a_tip, any_text, many
from tipcli.model.errors import AccessError
from tipcli.model.tip import Credit
from tipcli.readers.base import About, Bad, Document, Item, More, Options, Record, Skipped
from tipcli.readers.fields import NAMES, understood
from tipcli.readers.mapping import Mapping, plain_item
from tipcli.readers.objects import JsonLinesReader, JsonReader, item_of_object

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found, Reader

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text(12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text(6), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([name for names in NAMES.values() for name in names.split()]) | any_text(8)


def made(fields: dict[str, Any]) -> Item:
    item = item_of_object(fields, "line 1")
    assert isinstance(item, Item)
    return item


def credit_of(item: Item) -> tuple[str | None, ...] | None:
    credit = item.credit
    return (credit.title, credit.publisher, credit.date, credit.url) if credit else None


def parts(item: Item | Bad | None) -> object:
    """Return all that an item says, to compare."""
    if not isinstance(item, Item):
        return item
    return {name: getattr(item, name) for name in Item.__slots__ if name != "credit"} | {"credit": credit_of(item)}


def read(reader: Reader, data: bytes, folder: Path, name: str = "x") -> list[Found]:
    path = folder / name
    path.write_bytes(data)
    found = reader.read(Document(str(path), "'x'", name), Options())
    return [one.parse() if isinstance(one, Record) else one for one in found]


def lines(data: bytes, folder: Path) -> list[Found]:
    return read(JsonLinesReader(), data, folder)


def whole(value: object, folder: Path) -> list[Found]:
    return read(JsonReader(), value if isinstance(value, bytes) else json.dumps(value).encode(), folder)


@pytest.mark.parametrize(
    ("fields", "name", "wanted"),
    [
        ({"Name": "T"}, "title", "T"),
        ({"headline": "T"}, "title", "T"),
        ({"title": " ", "name": "T"}, "title", "T"),
        ({"title": 12}, "title", "12"),
        ({"content": "B"}, "body", "B"),
        ({"quote": "B"}, "body", "B"),
        ({"text": ["a", "b"]}, "body", "a\n\nb"),
        ({"title": "T", "description": "D"}, "body", "D"),
        ({"body": "B", "description": "D"}, "gist", "D"),
        ({"body": "B", "Sum-mary": "D"}, "gist", "D"),
        ({"title": "T", "gist": "G"}, "gist", "G"),
        ({"gist": "G"}, "body", "G"),
        ({"body": "B", "pubDate": "Tue, 04 Mar 2025 10:30:00 EST"}, "date", "2025-03-04"),
        ({"body": "B", "timestamp": 1741084200}, "date", "2025-03-04"),
        ({"body": "B", "date": "soon", "created": "2025-03-04"}, "date", "2025-03-04"),
        ({"body": "B", "date": True}, "date", None),
        ({"body": "B", "tags": "a, b;c ,"}, "topics", ("a", "b", "c")),
        ({"body": "B", "tags": ["a, b", 5, None, {"name": "c"}, {"slug": "d"}]}, "topics", ("a, b", "5", "c", "d")),
        ({"body": "B", "categories": ["x"], "tags": ["y", "x"]}, "topics", ("x", "y")),
        ({"body": "B", "category": {"label": "x"}}, "topics", ("x",)),
        ({"body": "B", "To do": "A"}, "action", "A"),
        ({"body": "B", "url": "https://example.org/a"}, "link", "https://example.org/a"),
        ({"body": "B", "url": "/a", "permalink": "HTTP://example.org/"}, "link", "HTTP://example.org/"),
        ({"body": "B", "url": "javascript:x"}, "link", ""),
        ({"body": "B", "id": 17}, "guid", "17"),
        ({"body": "B", "id": 17}, "number", None),
        ({"body": "B", "number": "17"}, "number", 17),
        ({"body": "B", "number": 17.0}, "number", 17),
        ({"body": "B", "number": 0}, "number", None),
        ({"body": "B", "number": 2**63}, "number", None),
        ({"body": "B", "number": True}, "number", None),
        ({"body": "B", "post_name": "a-b"}, "slug", "a-b"),
        ({"body": "B", "complete": "No"}, "complete", False),
        ({"body": "B", "complete": 0}, "complete", False),
        ({"body": "B", "complete": "perhaps"}, "complete", True),
    ],
)
def test_names_that_people_use_are_understood(fields: dict[str, Any], name: str, wanted: object) -> None:
    assert getattr(made(fields), name) == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, None),
        ({"author": "A, B"}, ("", "A, B", None, None)),
        ({"authors": [{"name": "A"}, "B"]}, ("", "A, B", None, None)),
        ({"by": "A", "source": "A book"}, ("A book", "A", None, None)),
        ({"source": "A paper"}, ("", "A paper", None, None)),
        ({"credit": "A book", "author": "A"}, ("A book", "A", None, None)),
        ({"credit": {"title": "T", "url": "u"}}, ("T", None, None, "u")),
        ({"credit": {"title": "T", "date": "March 4, 2025"}}, ("T", None, "2025-03-04", None)),
        ({"credit_title": "T", "Credit Publisher": "P"}, ("T", "P", None, None)),
        ({"credit": {}}, None),
    ],
)
def test_a_credit_is_found_under_any_name(fields: dict[str, Any], wanted: object) -> None:
    assert credit_of(made({"body": "B"} | fields)) == wanted


@pytest.mark.parametrize(
    ("fields", "extra"),
    [
        ({"mood": "calm", "none": None}, {"mood": "calm"}),
        ({"a": {"b": [1, 2.5, True, None]}}, {"a": {"b": [1, 2.5, True, None]}}),
        ({"a": float("inf"), "b": float("nan")}, {"a": "inf", "b": "nan"}),
        ({"text": "other"}, {"text": "other"}),
        ({"date": "next week"}, {"date": "next week"}),
        ({"published": "next week"}, {"date": "next week"}),
        ({"date": "2025-03-04T10:30:00Z"}, {"published": "2025-03-04T10:30:00+00:00"}),
        ({"date": "2025-03-04", "created": "2025-01-01"}, {"created": "2025-01-01"}),
        ({"number": "many"}, {"number": "many"}),
        ({"url": "/a"}, {"url": "/a"}),
        ({"extra": {"a": 1}, "b": 2}, {"a": 1, "b": 2}),
        ({"extra": '{"a": 1}'}, {"a": 1}),
        ({"extra": "words"}, {"extra": "words"}),
        ({"author": ["A"], "credit": {"publisher": "P"}}, {"author": ["A"]}),
        ({"credit": {"title": "T", "page": 5}}, {"credit": {"title": "T", "page": 5}}),
    ],
)
def test_what_no_field_takes_is_kept(fields: dict[str, Any], extra: object) -> None:
    assert made({"body": "B"} | fields).extra == extra


@pytest.mark.parametrize("fields", [{}, {"mood": "calm"}, {"title": " ", "body": ""}, {"title": None}, {"title": [1]}])
def test_without_title_and_text_it_is_no_tip(fields: dict[str, Any]) -> None:
    assert item_of_object(fields, "item 3") == Bad("item 3", "no title and no text")


def test_html_becomes_markdown_where_it_is_meant() -> None:
    assert made({"content": "<p>One <b>two</b></p>"}).body == "One **two**"
    assert made({"content_html": "One &amp; <i>two</i>"}).body == "One & *two*"
    assert made({"body": "<https://example.org>"}).body == "<https://example.org>"
    assert made({"body": "<3 it"}).body == "<3 it"


def test_a_text_that_stands_apart_is_the_text_and_stays_as_it_is() -> None:
    item = item_of_object({"text": "other", "description": "D"}, "x", body="<p>a</p>")
    assert isinstance(item, Item)
    assert (item.body, item.gist, item.extra) == ("<p>a</p>", "D", {"text": "other"})


def test_our_own_record_comes_back_exactly() -> None:
    credit = Credit("", "P", "2020-01-02", None)
    tip = a_tip(7, "", body="<p>x", topics=("a", "b-c"), gist="G", action="A", credit=credit, date=None, complete=False)
    fields = tip.as_object() | {"guid": "g", "link": "not one", "extra": {"published": "2021-01-01", "": [{}]}}
    item = made(fields)
    assert credit_of(item) == ("", "P", "2020-01-02", None)
    assert {name: getattr(item, name) for name in fields if name not in {"ref", "collection", "credit"}} == {
        **{name: value for name, value in fields.items() if name not in {"ref", "collection", "credit"}},
        "topics": ("a", "b-c"),
        "action": "A",
    }


@many(80)
@given(
    st.dictionaries(
        st.sampled_from("title body gist date topics action link guid slug mood".split()),
        any_text(20) | st.lists(any_text(5), max_size=3) | st.sampled_from(["2025-03-04", "https://a.example/", "<p>"]),
    )
)
def test_the_short_way_gives_what_the_long_way_gives(fields: dict[str, Any]) -> None:
    short = plain_item(fields, "x")
    if short is not None:
        assert parts(short) == parts(Mapping(fields, None).item("x"))


@many(100)
@given(st.dictionaries(names, anything, max_size=6))
def test_any_object_is_an_item_of_kinds_that_json_has_or_bad(fields: dict[str, Any]) -> None:
    found = item_of_object(fields, "x")
    if isinstance(found, Item):
        assert found.title or found.body
        json.dumps(parts(found), allow_nan=False)
        texts = (found.title, found.body, found.gist, found.action, found.slug, found.guid, found.link)
        assert all(isinstance(value, str) for value in (*texts, *found.topics))


def test_a_structure_that_shares_its_parts_a_million_times_is_refused() -> None:
    value: list[Any] = ["x" * 10]
    for _ in range(12):
        value = [value] * 10
    with processor_time():
        assert item_of_object({"body": "B", "a": value}, "x") == Bad("x", "more than 1 MB beside title and text")
        endless: list[Any] = []
        endless.append(endless)
        assert isinstance(item_of_object({"body": "B", "a": endless}, "x"), Item)


def test_names_are_understood_however_they_are_written() -> None:
    assert all(map(understood, ("Title", "DATE_PUBLISHED", "post-name", "To Do", "credit_url")))
    assert not any(map(understood, ("mood", "", "title2", "x" * 10_000)))


# JSON Lines


def test_each_line_is_a_tip_at_its_place(tmp_path: Path) -> None:
    data = b'\xef\xbb\xbf{"title": "A"}\r\n\n  \n"just words"\n{"title": "\xe2\x80\xa8B"}'
    found = lines(data, tmp_path)
    assert [(one.place, one.title, one.body) for one in found if isinstance(one, Item)] == [
        ("line 1", "A", ""),
        ("line 4", "", "just words"),
        ("line 5", "\u2028B", ""),
    ]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"words", "no JSON: expecting value, column 1"),
        (b'{"a": 1', "no JSON: expecting ',' delimiter, column 8"),
        (b"[" * 100_000, "no JSON: it is nested too deeply"),
        (b'{"title": "A", "x": ' + b"9" * 5000 + b"}", "no JSON: a number of more than 4,300 digits"),
        (b"[1]", "a list, not an object or a text"),
        (b"NaN", "a number, true or false, not an object or a text"),
        (b"null", "null, not an object or a text"),
        (b'""', "no title and no text"),
        (b'"' + b"x" * 5 * 2**20 + b'"', "the line is longer than 4 MB"),
        (b"\0", "no JSON: expecting value, column 1"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_kept(line: bytes, reason: str, tmp_path: Path) -> None:
    found = lines(b'{"title": "A"}\n' + line + b'\n{"title": "B"}\n', tmp_path)
    assert found[1] == Bad("line 2", reason)
    assert [one.title for one in (found[0], found[2]) if isinstance(one, Item)] == ["A", "B"]


@pytest.mark.parametrize(
    ("line", "title"), [(b'{"title": "\\ud800"}', "\ud800"), (b'{"title": NaN}', "nan"), (b'{"title": "\xe9"}', "é")]
)
def test_an_odd_line_is_read_all_the_same(line: bytes, title: str, tmp_path: Path) -> None:
    [item] = lines(line, tmp_path)
    assert isinstance(item, Item)
    assert item.title == title


def test_lines_in_utf_16_are_read(tmp_path: Path) -> None:
    found = lines('{"title": "é\u0a0a"}\r\n{"title": "B"}\n'.encode("utf-16"), tmp_path)
    assert [one.title for one in found if isinstance(one, Item)] == ["é\u0a0a", "B"]


def test_the_first_line_may_describe_the_collection(tmp_path: Path) -> None:
    header = {"tipcli": 1, "name": "mine", "rotation": False, "topics": {"a": {"about": "x", "aliases": ["b"]}}}
    found = lines(json.dumps(header).encode() + b'\n{"title": "A"}\n{"tipcli": 1, "title": "B"}', tmp_path)
    about = found[0]
    assert isinstance(about, About)
    assert (about.title, about.rotation, about.topics[0].slug, about.topics[0].aliases) == ("mine", False, "a", ("b",))
    assert [one.title for one in found[1:] if isinstance(one, Item)] == ["A", "B"]


def test_a_newer_form_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="newer tipcli"):
        lines(b'{"tipcli": 2, "name": "mine"}\n', tmp_path)
    with pytest.raises(AccessError, match="nothing is in it"):
        lines(b"\n \n", tmp_path)


def test_a_line_is_not_parsed_before_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"title": "A"}\r\nwords\n')
    found = list(JsonLinesReader().read(Document(str(path), "x", "x.jsonl"), Options()))
    assert [one.raw for one in found if isinstance(one, Record)] == [b'{"title": "A"}', b"words"]


# JSON


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ([{"title": "A"}, "words"], [("A", ""), ("", "words")]),
        ({"tips": [{"title": "A"}]}, [("A", "")]),
        ({"title": "Site", "posts": [{"title": "A"}]}, [("A", "")]),
        ({"data": {"items": [{"title": "A"}]}}, [("A", "")]),
        ({"mine": [{"title": "A"}], "count": 1}, [("A", "")]),
        ({"A": "words", "B": "more"}, [("A", "words"), ("B", "more")]),
        ({"title": "A", "text": "words"}, [("A", "words")]),
        ({"A": {"text": "words"}}, [("A", "words")]),
        ({"1": {"text": "words"}}, [("", "words")]),
        ("words", [("", "words")]),
    ],
)
def test_a_document_may_have_many_shapes(value: object, wanted: list[object], tmp_path: Path) -> None:
    assert [(one.title, one.body) for one in whole(value, tmp_path) if isinstance(one, Item)] == wanted


def test_the_key_of_a_list_is_the_topic_of_what_is_in_it(tmp_path: Path) -> None:
    found = whole({"calm": ["a", "b"], "speech": [{"text": "c", "tags": ["x"]}, 5]}, tmp_path)
    assert [(one.body, one.topics) for one in found if isinstance(one, Item)] == [
        ("a", ("calm",)),
        ("b", ("calm",)),
        ("c", ("speech", "x")),
    ]
    assert found[-1] == Bad("key 'speech', item 2", "a number, true or false, not an object or a text")


def test_a_json_feed_is_read_to_where_it_goes_on(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A feed",
        "next_url": "/feed?page=2",
        "items": [
            {
                "id": "1",
                "url": "https://a.example/1",
                "title": "T",
                "content_text": "words",
                "summary": "S",
                "date_published": "2025-03-04T10:30:00-08:00",
                "tags": ["x"],
                "authors": [{"name": "A"}],
            }
        ],
    }
    path = tmp_path / "x"
    path.write_text(json.dumps(feed))
    document = Document(str(path), "x", "x", media_type="application/feed+json", address="https://a.example/feed")
    assert JsonReader().fits(document)
    about, more, item = JsonReader().read(document, Options())
    assert about == About("A feed")
    assert more == More("https://a.example/feed?page=2")
    assert isinstance(item, Item)
    assert (item.guid, item.link, item.date, item.gist, item.topics) == (
        "1",
        "https://a.example/1",
        "2025-03-04",
        "S",
        ("x",),
    )
    assert credit_of(item) == ("", "A", None, None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1, column 1: no JSON"),
        (b'[\n{"a": }]', "line 2, column 7: no JSON"),
        (b"{}\n{}", "line 2, column 1: no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "4,300 digits"),
        (b"[]", "no tips are in it"),
        (b"{}", "no tips are in it"),
        (b'{"items": []}', "no tips are in it"),
        (b'{"code": "rest_no_route", "message": "No route", "data": {"status": 404}}', "an error of the server"),
    ],
)
def test_what_is_no_list_of_tips_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(AccessError) as caught:
        whole(data, tmp_path)
    assert said in caught.value.message
    assert len(caught.value.message.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.jsonl", b"", "jsonl"),
        ("a.json", b"", "json"),
        ("a", b'{"a": 1}\n\n{"b": 2}\n', "jsonl"),
        ("a", b'{"a": 1}\n{"b": ', "jsonl"),
        ("a", b'{"a": 1}', "json"),
        ("a", b'{\n"a": 1}\n{', "json"),
        ("a", b'[\n {"title": "A"}]', "json"),
        ("a", b'["words"]', "json"),
        ("a", b"[words](a) and", ""),
        ("a", b"{ words }", ""),
        ("a", b'[{"id": 1, "title": {"rendered": "A"}}]', ""),
        ("a.json", b'[{"id": 1, "title": {"rendered": "A"}}]', ""),
    ],
)
def test_the_format_is_told_by_name_and_content(name: str, data: bytes, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    document = Document(str(path), name, name)
    fits = [reader.name for reader in (JsonLinesReader(), JsonReader()) if reader.fits(document)]
    assert fits[:1] == ([wanted] if wanted else [])


VALID = json.dumps([{"title": "A", "tags": ["x"], "date": "2025-03-04"}, "words", {"extra": {"a": [1]}}]).encode()


def found_or_refused(reader: Reader, data: bytes, folder: Path) -> list[Found]:
    try:
        return read(reader, data, folder)
    except AccessError as error:
        return [Bad("", error.message)]


@many(60)
@given(st.binary(max_size=60), st.integers(0, len(VALID)), st.integers(0, 20))
def test_any_bytes_are_items_or_refused(tmp_path: Path, noise: bytes, at: int, cut: int) -> None:
    for data in (noise, VALID[:at] + noise + VALID[at + cut :]):
        for reader in (JsonLinesReader(), JsonReader()):
            for one in found_or_refused(reader, data, tmp_path):
                assert not isinstance(one, Skipped)
                sound(one)


@pytest.mark.campaign
@pytest.mark.parametrize("piece", [b"a", b"[", b'"', b"\n", b" ", b'{"', b"\\", b"\r"])
def test_a_megabyte_of_anything_is_told_in_linear_time(piece: bytes, tmp_path: Path) -> None:
    data = piece * (1_000_000 // len(piece))
    with processor_time():
        for reader in (JsonLinesReader(), JsonReader()):
            assert all(isinstance(one, Bad) for one in found_or_refused(reader, data, tmp_path))


def test_a_note_beside_a_description_is_a_remark() -> None:
    for fields in ({"description": "Tell them.", "Notes": "ask Jo"}, {"desc": "Tell them.", "notes": "ask Jo"}):
        item = item_of_object({"title": "A"} | fields, "line 1")
        assert isinstance(item, Item)
        assert (item.body, item.gist, *item.extra.values()) == ("Tell them.", "", "ask Jo")
    whole = item_of_object({"title": "A", "summary": "Brief.", "notes": "Tell them."}, "line 1")
    assert isinstance(whole, Item)
    assert (whole.body, whole.gist) == ("Tell them.", "Brief.")
