"""The export for spreadsheets."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.samples import TIPS, any_tips, line, text_of, wanted
from tests.made import a_tip, many
from tipcli.index.columns import NAMES
from tipcli.model.text import clean
from tipcli.readers.tables.table import guarded

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def rows(tips: list[Tip]) -> list[dict[str, str]]:
    """Return the rows with the guard against formulas taken off."""
    reader = csv.DictReader(StringIO(text_of("csv", tips), newline=""), strict=True)
    return [{key: unguarded(cell) for key, cell in row.items()} for row in reader]


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in tuple("=+-@\t\r") else cell


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''@", "- a list"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_one_quote(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a=b", "'", "''", "'a", "1", " =1", "\n=1"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@many(80)
@given(st.text("'=+-@\t\ra", max_size=6) | line)
def test_the_guard_can_be_taken_off(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in tuple("=+-@\t\r")


def test_the_header_and_the_line_ends() -> None:
    text = text_of("csv", [])
    assert text == ",".join(NAMES) + "\r\n"


def test_what_stands_in_the_cells() -> None:
    first, odd, _ = rows(list(TIPS))
    assert first["topics"] == "channels,empathy"
    assert first["complete"] == "true"
    assert odd["complete"] == "false"
    assert first["credit_publisher"] == "A publisher"
    assert json.loads(first["extra"])["weight"] == 3
    assert odd["extra"] == odd["guid"] == odd["date"] == ""


@many(30)
@given(any_tips())
def test_every_field_of_every_tip_comes_back(tips: list[Tip]) -> None:
    found = rows(tips)
    assert len(found) == len(tips)
    for row, tip in zip(found, tips, strict=True):
        record = wanted(tip)
        credit = record["credit"]
        assert row == {
            "number": str(tip.number),
            "topics": ",".join(record["topics"]),  # type: ignore[arg-type]
            "complete": "true" if tip.complete else "false",
            "extra": row["extra"],
            **{key: record[key] or "" for key in ("slug", "title", "date", "gist", "body", "action")},
            **{key: record.get(key, "") for key in ("guid", "link")},
            **{
                f"credit_{key}": (isinstance(credit, dict) and credit[key]) or ""
                for key in ("title", "publisher", "date", "url")
            },
        }
        assert json.loads(row["extra"] or "{}") == record.get("extra", {})


def test_no_line_of_the_file_is_a_formula_after_a_line_break_in_a_cell() -> None:
    text = text_of("csv", [a_tip(body="a\n=1+1")])
    assert '"a\n=1+1"' in text
    assert clean(text.replace("\r\n", "\n")) == text.replace("\r\n", "\n")
