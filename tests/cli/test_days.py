"""Days as people say them, on Sunday, November 22, 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tipcli.cli.days import is_fixed, span

TODAY = date(2026, 11, 22)
MEANT = {
    "today": "2026-11-22",
    "Yesterday": "2026-11-21",
    "tomorrow": "2026-11-23",
    "7d": "2026-11-15",
    "0 days": "2026-11-22",
    "2w": "2026-11-08",
    "a week ago": "2026-11-15",
    "3 months ago": "2026-08-22",
    "1y": "2025-11-22",
    "in 3 days": "2026-11-25",
    "in a month": "2026-12-22",
    "sunday": "2026-11-22",
    "mon": "2026-11-16",
    "last sunday": "2026-11-15",
    "last monday": "2026-11-16",
    "next sunday": "2026-11-29",
    "next tue": "2026-11-24",
    "december 24": "2025-12-24",
    "next december 24": "2026-12-24",
    "Dec 24th, 2026": "2026-12-24",
    "24 december 2026": "2026-12-24",
    "3 nov": "2026-11-03",
    "last november 22": "2025-11-22",
    "this week": "2026-11-16 2026-11-22",
    "last week": "2026-11-09 2026-11-15",
    "next week": "2026-11-23 2026-11-29",
    "this month": "2026-11-01 2026-11-30",
    "last month": "2026-10-01 2026-10-31",
    "next year": "2027-01-01 2027-12-31",
    "march": "2026-03-01 2026-03-31",
    "november": "2026-11-01 2026-11-30",
    "december": "2025-12-01 2025-12-31",
    "last november": "2025-11-01 2025-11-30",
    "next november": "2027-11-01 2027-11-30",
    "february 2024": "2024-02-01 2024-02-29",
    "2024": "2024-01-01 2024-12-31",
    "2024-02": "2024-02-01 2024-02-29",
    "2024-02-29": "2024-02-29",
    "2024/2/29": "2024-02-29",
    "2024.02.29": "2024-02-29",
    "2026-3-4": "2026-03-04",
    "3.4.2026": "2026-04-03",
    "24/12/2026": "2026-12-24",
    "12/24/2026": "2026-12-24",
    "12-24-2026": "2026-12-24",
    "5/5/2026": "2026-05-05",
}
NO_DATES = [
    "", "soon", "3", "d", "7 d ago ago", "last", "next", "in", "ago", "last 24", "ma", "february 30", "march 5 6",
    "may june", "32 march", "last march 2024", "999999y", "in 9999 years", "9999999 days", "1e3 days", "٣ days", "-7d",
    "3/4/2026", "3-4-2026", "24.12.26", "30.2.2026", "24/12", "13/13/2026", "1.2.3.2026", "2026/3/", "٣.٤.٢٠٢٦",
]  # fmt: skip


@pytest.mark.parametrize("text", MEANT)
def test_a_day_is_meant_by_each_of_its_names(text: str) -> None:
    first, *last = (date.fromisoformat(day) for day in MEANT[text].split())
    assert span(text, TODAY) == (first, last[0] if last else first)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_none(text: str) -> None:
    assert span(text, TODAY) is None


def test_a_month_ago_is_its_last_day_where_it_is_shorter() -> None:
    assert span("1 month ago", date(2026, 3, 31)) == (date(2026, 2, 28),) * 2
    assert span("1 year ago", date(2024, 2, 29)) == (date(2023, 2, 28),) * 2


@many(60)
@given(st.dates(), st.sampled_from([*MEANT, *NO_DATES]) | any_text(12))
def test_no_day_and_no_text_fails_and_a_span_is_in_order(today: date, text: str) -> None:
    found = span(text, today)
    assert found is None or found[0] <= found[1]


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("today", True),
        ("today_--topic_march", True),
        ("today_--since_2025-04_--until=2026", True),
        ("today_--since_7d", False),
        ("today_--until=last%20monday", False),
    ],
)
def test_a_line_with_dates_in_words_means_another_day_tomorrow(line: str, fixed: bool) -> None:  # noqa: FBT001
    assert is_fixed(line) is fixed
