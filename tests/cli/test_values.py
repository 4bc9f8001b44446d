"""What the values of options mean, and which can mean nothing."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcli.cli import days, values
from tipcli.cli.option_table import DEFAULTS
from tipcli.model.errors import UsageError


@given(st.dates() | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True))
def test_a_day_that_is_taken_as_it_is_is_one_of_the_calendar(day: date | str) -> None:
    text = str(day)
    if days.is_day(text):
        assert values.first_day(text) == values.last_day(text) == text
    else:
        with pytest.raises(ValueError, match="is no date"):
            values.first_day(text)


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2025-13-01", "0000-01-01", "２０２５-01-01", "3/4/2025", "25-01-01", ""]
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    for read in (values.first_day, values.last_day, values.whole_day):
        with pytest.raises(ValueError, match="is no date"):
            read(text)


def test_a_plain_day_needs_no_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tipcli.cli.days", None)
    assert values.first_day("2025-01-28") == "2025-01-28"
    with pytest.raises(ImportError):
        values.first_day("2025-01-29")


def test_a_month_is_more_than_one_day() -> None:
    assert values.whole_day("2025-01-31") == date(2025, 1, 31)
    with pytest.raises(ValueError, match="more than one day"):
        values.whole_day("2025-01")


@pytest.mark.parametrize(("given", "number"), [("0", 0), ("007", 7), (10, 10), ("9" * 99, 2**62)])
def test_a_whole_number(given: str | int, number: int) -> None:
    assert values.whole_number(given) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1_0", "٣", "x"])
def test_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        values.whole_number(text)
    if text in ("", "1.5", "x"):
        with pytest.raises(ValueError, match="no whole number"):
            values.any_number(text)


def test_a_format_goes_by_its_other_names_too() -> None:
    assert [values.format_name(text) for text in ("tsv", "md", "html")] == ["tsv", "markdown", "html"]
    with pytest.raises(UsageError):
        values.format_name("pdf")


def test_options_that_are_not_named_choose_nothing() -> None:
    assert values.filters(DEFAULTS["list"]).is_empty
    assert values.form(DEFAULTS["show"]) == ""
    assert values.form(DEFAULTS["show"] | {"json": True}) == "json"
    with pytest.raises(UsageError):
        values.form(DEFAULTS["show"] | {"json": True, "format": "tsv"})
