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
from tests.limits import processor_time
from tests.made import a_tip, many
from tipcli.index.columns import NAMES
from tipcli.model.text import clean
from tipcli.readers.tables.table import guarded, unguarded

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


SIGNS = "=+-@\t\r＝＋－＠"
PIECES = ("'", '"', ";", "\n", "- ", "a", "(", "|", *SIGNS)


def rows(tips: list[Tip]) -> list[dict[str, str]]:
    """Return the rows with the guard against formulas taken off."""
    text = text_of("csv", tips).removeprefix("\ufeff")
    reader = csv.DictReader(StringIO(text, newline=""), strict=True)
    return [{key: unguarded(cell) for key, cell in row.items()} for row in reader]


def parts(cell: str) -> list[str]:
    """Return what a spreadsheet that ends cells at semicolons and lines, and sees no quotes, makes of a cell."""
    return cell.replace("\n", ";").split(";")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''@", "- a list", "＝1", "＋", "－a", "＠a"]
)
def test_what_a_spreadsheet_takes_for_a_formula_gets_one_quote(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize(
    ("cell", "out"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a;'=1", "a;''=1"),
        ("=1;=2;b;@c", "'=1;'=2;b;'@c"),
        ('a;"=1', "a;'\"=1"),
        ("a;＝1", "a;'＝1"),
        ("a;\t=1", "a;'\t=1"),
        (";-)", ";'-)"),
        ("a\n=1", "a\n'=1"),
        ("a\n\n@b", "a\n\n'@b"),
        ("a\n- b|'x'!A0", "a\n'- b|'x'!A0"),
        ("a\n+ SUM(b)", "a\n'+ SUM(b)"),
        ("a\n-1", "a\n'-1"),
        ("a\n－ b", "a\n'－ b"),
        ("\n=1", "\n'=1"),
    ],
)
def test_what_another_spreadsheet_takes_for_one_gets_a_quote_where_it_stands(cell: str, out: str) -> None:
    assert guarded(cell) == out


@pytest.mark.parametrize(
    "cell",
    ["", "a=b", "'", "''", "'a", "1", " =1", "a; =1", "a,=1", "a\n- b\n- c", "a\n+ b", "a\n---", "a\n===\nb", "&#59;"],
)
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@many(200)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | line)
def test_the_guard_can_be_taken_off_and_leaves_no_formula(cell: str) -> None:
    made = guarded(cell)
    assert unguarded(made) == cell
    assert unguarded(guarded(made)) == made
    assert made[:1] not in tuple(SIGNS)
    for part in parts(made)[1:]:
        if part.lstrip('"').startswith(tuple(SIGNS)):  # an item of a list, or a rule
            assert not set("(|") & set(part)
            assert part[:2] in {"- ", "+ "} or not part.strip("=+-")


def test_the_mark_the_header_and_the_line_ends() -> None:
    assert text_of("csv", []) == "\ufeff" + '","'.join(NAMES).replace('"', "", 1) + '"\r\n'
    [head, row, rest] = text_of("csv", [a_tip(1, "A title")]).split("\r\n")
    assert row.startswith("1,")
    assert (head[0], rest) == ("\ufeff", "")


@pytest.mark.parametrize("cell", ["a;b", "a\tb", "a|b", "a,b", 'a"b', "a\nb"])
def test_what_may_end_a_cell_stands_in_quotes(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    assert f",{quoted}," in text_of("csv", [a_tip(body=cell)])


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


def test_a_line_in_a_cell_is_no_formula_where_its_quotes_are_not_seen() -> None:
    text = text_of("csv", [a_tip(body="a\n=1+1\n- b")])
    assert '"a\n\'=1+1\n- b"' in text
    assert clean(text.replace("\r\n", "\n")) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("sign", [*SIGNS, ";", "'", '"', "\n", "(", ";=", "\n="])
def test_a_long_cell_takes_linear_time(sign: str) -> None:
    with processor_time():
        assert unguarded(guarded(sign * 500_000)) == sign * 500_000
