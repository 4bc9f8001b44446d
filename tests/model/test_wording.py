"""Dates and credits in words, the same in every locale."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import PLAIN_CREDIT, a_tip, many
from tipcli.model.tip import Credit
from tipcli.model.wording import (
    MONTHS,
    WEEKDAYS,
    as_sentence,
    credit_lines,
    heading_of_day,
    lead,
    long_date,
    web_address,
)


@many(100)
@given(st.dates())
def test_a_long_date_says_the_same_day(day: date) -> None:
    month, number, year = long_date(day.isoformat()).replace(",", "").split()
    assert date(int(year), MONTHS.index(month) + 1, int(number)) == day


@pytest.mark.parametrize("text", ["", "2025", "2025-13-01", "2025-xx-01", "soon"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert long_date(text) == text


@many(100)
@given(st.dates(max_value=date(9999, 12, 20)))
def test_the_heading_of_a_week_is_the_same_from_monday_to_sunday(day: date) -> None:
    monday = day - timedelta(day.weekday())
    assert {heading_of_day(monday + timedelta(n), week=True) for n in range(7)} == {heading_of_day(day, week=True)}
    assert heading_of_day(day, week=False).startswith(f"Tip of the day, {WEEKDAYS[day.weekday()]}, ")


def test_the_heading_of_a_week_names_the_month_again_only_where_it_changes() -> None:
    assert heading_of_day(date(2026, 11, 22), week=True) == "Tip of the week, November 16 to 22"
    assert heading_of_day(date(2026, 12, 2), week=True) == "Tip of the week, November 30 to December 6"
    assert heading_of_day(date.max, week=True) == "Tip of the week, December 27 to 31"  # the calendar ends on a Friday


def test_a_gist_that_is_the_beginning_of_the_body_is_not_said_twice() -> None:
    assert lead(a_tip(gist="Smile first.", body="**Smile** first. Then speak.")) == ""
    assert lead(a_tip(gist="Smile first, and…", body="Smile first, and then speak.")) == ""
    assert lead(a_tip(gist="Five * three.", body="Five * three. Then speak.")) == ""
    assert lead(a_tip(gist="Smile first.", body="Then speak.")) == "Smile first."


def test_a_credit_is_a_sentence_and_its_address() -> None:
    assert credit_lines(a_tip()) == []
    assert credit_lines(a_tip(credit=PLAIN_CREDIT)) == [
        "Based on “A book” by A publisher, May 3, 2020.",
        "https://example.org/a",
    ]
    same = Credit("A title", "A publisher", "2020-05-03", None)
    assert credit_lines(a_tip(credit=same, date="2020-05-03")) == ["Based on a tip of this title by A publisher."]
    assert credit_lines(a_tip(credit=Credit("", "A publisher", None, None))) == ["By A publisher."]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/a?b=1&c=%20#d", True),
        ("HTTP://example.org", True),
        ("https://exämple.org/ü", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/a b", False),
        ('https://example.org/"onload=', False),
        ("https://example.org/\x1b", False),
        ("https://example.org/" + "a" * 2000, False),
        ("https://", False),
        ("http:///x", False),
        ("", False),
        (None, False),
    ],
)
def test_links_lead_to_the_web_or_nowhere(address: str | None, *, leads: bool) -> None:
    assert web_address(address) == (address if leads else "")


@pytest.mark.parametrize("text", ["Done.", "Is it?", "Say: “Is it?”", "(Stop.)", "Wait…", ""])
def test_what_ends_as_a_sentence_gets_no_other_period(text: str) -> None:
    assert as_sentence(text) == text


@pytest.mark.parametrize("text", ["Greet first", "Say “hello”", "(now)"])
def test_what_does_not_end_as_one_gets_a_period(text: str) -> None:
    assert as_sentence(text) == f"{text}."
