"""JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from tests.found import read
from tests.guards import overflowing
from tests.made import any_text
from tipcli.model.errors import AccessError
from tipcli.readers import lines as line_by_line
from tipcli.readers.base import About, Bad, Document, Item, Options, Record, Skipped
from tipcli.readers.json.lines import JsonLinesReader
from tipcli.readers.names import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found


names = st.sampled_from([name for names in NAMES.values() for name in names.split()]) | any_text(8)


def lines(data: bytes, folder: Path) -> list[Found]:
    return read(JsonLinesReader(), data, folder)


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
        (b'{"deep": 1}', "no JSON: it is nested too deeply"),
        (b'{"title": "A", "x": ' + b"9" * 5000 + b"}", "no JSON: a number of more than 4,300 digits"),
        (b"[1]", "a list, not an object or a text"),
        (b"NaN", "a number, true or false, not an object or a text"),
        (b"null", "null, not an object or a text"),
        (b'""', "no title and no text"),
        (b'"' + b"x" * 9000 + b'"', "the line is longer than 4 MB"),
        (b"\0", "no JSON: expecting value, column 1"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_kept(
    line: bytes, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_by_line, "LONGEST_LINE", 8000)
    overflowing(monkeypatch, json, "loads", "deep")
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


def test_tasks_on_lines_of_their_own_are_those_of_a_list(tmp_path: Path) -> None:
    task = '{"id": 1, "description": "%s", "entry": "20261129T023113Z", "status": "%s", "uuid": "u%s"%s}\n'
    notes = ', "annotations": [{"description": "Say hello."}, {"description": "It helps."}]'
    data = (task % ("Greet", "pending", 1, notes) + task % ("Gone", "deleted", 2, "")).encode()
    first, second = lines(data, tmp_path)
    assert isinstance(first, Item)
    assert (first.title, first.body, first.guid) == ("Greet", "Say hello.\n\nIt helps.", "u1")
    assert isinstance(second, Skipped)
    assert second.reason == "in the trash"


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
