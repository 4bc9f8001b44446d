"""Workbooks as real programs write them: tests/recorded/office, made by its make.sh."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.found import parsed
from tipcli.model.errors import AccessError
from tipcli.readers.base import Document, Item, Options, Skipped
from tipcli.readers.office.workbook import WorkbookReader
from tipcli.readers.registry import reader_for

FILES = Path(__file__).parents[2] / "recorded" / "office"
HUDDLE = ["huddle.xlsx", "huddle.xls", "huddle.ods", "openpyxl.xlsx", "gnumeric.xlsx", "gnumeric.ods"]


def read(name: str, options: Options | None = None) -> tuple[list[Item], dict[str, str], Document]:
    document = Document(str(FILES / name), name, name)
    found = [parsed(one) for one in WorkbookReader().read(document, options or Options())]
    left = {one.place: one.reason for one in found if isinstance(one, Skipped)}
    return [one for one in found if isinstance(one, Item)], left, document


@pytest.mark.parametrize("name", HUDDLE)
def test_every_program_s_workbook_gives_the_same_tips(name: str) -> None:
    items, left, document = read(name)
    phone, desk = items[:3], items[3]
    assert [(one.title, one.date, one.topics) for one in phone] == [
        ("Say the name", "2025-03-04", ("calls", "Phone")),
        ("Ring back", "2025-03-05", ("calls", "trust", "Phone")),
        ("Sum", None, ("Phone",)),
    ]
    assert phone[0].body == "Say their name once.\nThen listen."
    assert [one.extra.get("Minutes") for one in phone[:2]] == ["5", "2.5"]
    assert phone[2].extra["Minutes"] in ("true", "1")  # LibreOffice writes a truth as a number that is shown as one
    assert phone[2].body == "=1+1 is no formula; wait for it."
    assert phone[0].place == "sheet 'Phone', row 4"
    assert (desk.title, desk.body) == ("Look up first", "A face that looks up is a welcome.")
    assert desk.topics == ("Desk",)
    assert left.pop("sheet 'Sheet4'") == "empty"
    if name == "gnumeric.xlsx":  # Gnumeric 1.12 does not write that a sheet is hidden
        assert [one.title for one in items[4:]] == ["Not any more"]
    else:
        assert (left, len(items)) == ({"sheet 'Old'": "hidden"}, 4)
    assert any("'Minutes'" in remark.text for remark in document.remarks)


def test_one_sheet_is_no_topic_and_rows_are_counted_as_the_program_does() -> None:
    items, left, _ = read("pandas.xlsx")
    assert [(one.title, one.body, one.date, one.topics, one.place) for one in items] == [
        ("Count to three", "Breathe, then speak.", "2025-02-03", (), "row 2"),
        ("Write it down", "While they speak.", "2025-02-04", (), "row 3"),
    ]
    assert not left


def test_a_column_may_be_chosen_as_in_a_table() -> None:
    items, _, document = read("huddle.xlsx", Options(columns=(("Minutes", "action"),)))
    assert [one.action for one in items[:2]] == ["5", "2.5"]
    assert document.mapped == {"Minutes"}


def test_a_workbook_is_told_by_name_and_by_bytes(tmp_path: Path) -> None:
    chosen = reader_for(Document(str(FILES / "huddle.ods"), "x", "huddle.ods"))
    assert isinstance(chosen, WorkbookReader)
    (tmp_path / "table.xlsx").write_text("title,body\nA,B\n")
    assert not WorkbookReader().fits(Document(str(tmp_path / "table.xlsx"), "x", "table.xlsx"))


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_a_damaged_workbook_is_refused_in_a_line(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(AccessError, match=r"^a\.xlsx: damaged") as told:
        list(WorkbookReader().read(Document(str(tmp_path / "a.xlsx"), "a.xlsx", "a.xlsx"), Options()))
    assert "CSV" in told.value.hint
