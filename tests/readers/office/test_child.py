"""What the child writes, and that it holds its limits."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest

from tipcli.readers.office import child
from tipcli.readers.office.containers import UnfitError

FILES = Path(__file__).parents[2] / "recorded" / "office"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (2.5, "2.5"),
        (1e300, "1e+300"),
        (True, "true"),
        (dt.date(2025, 3, 4), "2025-03-04"),
        (dt.datetime(2025, 3, 4), "2025-03-04"),  # noqa: DTZ001 - cells have no zone
        (dt.datetime(2025, 3, 4, 9, 5, 1), "2025-03-04T09:05:01"),  # noqa: DTZ001
        (dt.time(9, 5), "09:05"),
        ("two\r\nlines", "two\nlines"),
    ],
)
def test_a_cell_is_text_as_a_person_reads_it(cell: object, text: str) -> None:
    assert child._text(cell) == text


def test_rows_without_anything_are_left_out_and_the_others_keep_their_numbers() -> None:
    lines = [json.loads(line) for line in child._sheets(str(FILES / "huddle.xlsx"))]
    assert [line["sheet"] for line in lines if isinstance(line, dict)] == ["Phone", "Desk", "Old", "Sheet4"]
    assert [line[0] for line in lines if isinstance(line, list)] == [1, 3, 4, 5, 7, 1, 2, 1, 2]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_ROWS", 3)
    with pytest.raises(UnfitError, match="more than 3 rows"):
        list(child._sheets(str(FILES / "huddle.xlsx")))


def test_pictures_and_what_a_document_refers_to_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(child, "limit", lambda: None)
    child._main("docx", str(FILES / "one.docx"))
    assert out.getvalue() == "<h1>Keep a pen ready</h1><p>A pen that writes saves a minute.</p>"
