"""The export as a tip a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given

from tests.exports.samples import TIPS, WHOLE, any_tips, text_of, wanted
from tests.made import many
from tipcli.store.jsonl import read_tips

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def test_there_is_nothing_but_tips() -> None:
    assert text_of("jsonl", []) == ""
    assert [json.loads(line)["title"] for line in text_of("jsonl", TIPS).splitlines()] == [tip.title for tip in TIPS]


def test_the_library_reads_it_as_it_reads_its_own_lines() -> None:
    for read, tip in zip(read_tips(text_of("jsonl", TIPS).splitlines(), "x", "mine"), TIPS, strict=True):
        assert read.as_object() == tip.as_object()


def test_guid_link_and_extra_stand_there_only_where_a_tip_has_them() -> None:
    first, _, last = map(json.loads, text_of("jsonl", TIPS).splitlines())
    assert (first["guid"], first["link"], first["extra"]["weight"]) == (WHOLE.guid, WHOLE.link, 3)
    assert not {"guid", "link"} & last.keys()
    assert last["extra"] == {}


@many(30)
@given(any_tips())
def test_a_line_a_tip_with_everything_in_it(tips: list[Tip]) -> None:
    lines = text_of("jsonl", tips).split("\n")
    found = list(map(json.loads, lines[:-1]))
    assert lines[-1] == ""
    refs = [{"ref": one.pop("ref"), "collection": one.pop("collection")} for one in found]
    for record, tip in zip(found, tips, strict=True):
        assert {key: value for key, value in record.items() if value or key in wanted(tip)} == wanted(tip)
        assert record.keys() >= {"sources", "see", "unlike", "format", "for", "risk", "place"}
    assert refs == [{"ref": tip.ref, "collection": tip.collection} for tip in tips]
