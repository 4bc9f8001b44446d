"""JSON in one document, and telling it from JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.found import credit_of, read, sound, whole
from tests.guards import overflowing
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Bad, Document, Item, More, Options
from tipcli.readers.json.document import JsonReader
from tipcli.readers.json.lines import JsonLinesReader
from tipcli.readers.names import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found, Reader


LONG = "Say what you heard, and then ask whether that is right."
names = st.sampled_from([name for names in NAMES.values() for name in names.split()]) | any_text(8)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ([{"title": "A"}, "words"], [("A", ""), ("", "words")]),
        ({"tips": [{"title": "A"}]}, [("A", "")]),
        ({"title": "Site", "posts": [{"title": "A"}]}, [("A", "")]),
        ({"data": {"items": [{"title": "A"}]}}, [("A", "")]),
        ({"mine": [{"title": "A"}], "count": 1}, [("A", "")]),
        ({"1": "words", "2": "more"}, [("", "words"), ("", "more")]),
        (
            {"Ask once": f"{LONG} A", "Wait a bit": f"{LONG} B"},
            [("Ask once", f"{LONG} A"), ("Wait a bit", f"{LONG} B")],
        ),
        ({"title": "A", "text": "words"}, [("A", "words")]),
        ({"A": {"text": "words"}, "B": {"text": "more"}}, [("A", "words"), ("B", "more")]),
        ({"quote": "words", "author": "Ann"}, [("", "words")]),
        ({"1": {"text": "words"}}, [("", "words")]),
        ("words", [("", "words")]),
    ],
)
def test_a_document_may_have_many_shapes(value: object, wanted: list[object], tmp_path: Path) -> None:
    assert [(one.title, one.body) for one in whole(value, tmp_path) if isinstance(one, Item)] == wanted


def test_the_key_of_a_list_is_the_topic_of_what_is_in_it(tmp_path: Path) -> None:
    found = whole({"calm": ["a b c", "b"], "speech": [{"text": "c", "tags": ["x"]}, 5]}, tmp_path)
    assert [(one.body, one.topics) for one in found if isinstance(one, Item)] == [
        ("a b c", ("calm",)),
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
        (b'{"deep": 1}', "nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "4,300 digits"),
        (b"[]", "no tips are in it"),
        (b"{}", "no tips are in it"),
        (b'{"items": []}', "no tips are in it"),
        (b'{"code": "rest_no_route", "message": "No route", "data": {"status": 404}}', "an error of the server"),
    ],
)
def test_what_is_no_list_of_tips_is_refused(
    data: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overflowing(monkeypatch, json, "loads", "deep")
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
                assert isinstance(one, (Item, Bad, About, More))
                sound(one)


@pytest.mark.parametrize("piece", [b"a", b"[", b'"', b"\n", b" ", b'{"', b"\\", b"\r"])
def test_any_repetition_is_told(piece: bytes, tmp_path: Path) -> None:
    for reader in (JsonLinesReader(), JsonReader()):
        assert all(isinstance(one, Bad) for one in found_or_refused(reader, piece * 200, tmp_path))
