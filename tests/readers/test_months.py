"""The names of months in other languages: a stated table, in which no name means two months."""

from __future__ import annotations

from collections import Counter

from tests.each import each
from tipcli.readers.dates import day
from tipcli.readers.months import MONTHS, month_of


def test_each_month_has_a_name_in_every_language() -> None:
    assert Counter(MONTHS.values()).keys() == set(range(1, 13))
    assert min(Counter(MONTHS.values()).values()) >= 14


@each(MONTHS)
def test_a_name_with_its_day_and_year_is_a_date(name: str) -> None:
    assert day(f"7 {name} 2024") == f"2024-{MONTHS[name]:02}-07"
    assert day(f"17. {name}. 2024") == f"2024-{MONTHS[name]:02}-17"


def test_what_is_no_month_has_no_number() -> None:
    assert month_of("listopada") == 11
    assert month_of("brumaire") is None
