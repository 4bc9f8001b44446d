"""The table of months in further languages."""

from __future__ import annotations

import pytest

from tipcli.readers import months
from tipcli.readers.dates import day
from tipcli.readers.month_names import CROATIAN, DAYS, MONTHS_OF
from tipcli.readers.months import MONTHS


def test_no_name_stands_for_two_months() -> None:
    found: dict[str, set[int]] = {}
    for table in (months._NAMES, *MONTHS_OF.values()):
        for number, names in enumerate(table.split(";"), 1):
            for name in names.split():
                found.setdefault(name, set()).add(number)
    assert {name: numbers for name, numbers in found.items() if len(numbers) > 1} == {}
    assert not MONTHS.keys() & {"listopad", "listopada"}


@pytest.mark.parametrize("language", MONTHS_OF)
def test_every_language_has_twelve_months(language: str) -> None:
    named = [names.split() for names in MONTHS_OF[language].split(";")]
    assert len(named) == 12
    assert [number for number, names in enumerate(named, 1) if not names] == ([10] if language == "Croatian" else [])


def test_croatian_months_are_the_neighbours_ones_before() -> None:
    assert {name: number for name, number in CROATIAN.items() if MONTHS.get(name, number + 1) != number + 1} == {}


@pytest.mark.parametrize("weekday", DAYS.split())
def test_a_weekday_may_stand_before_a_date(weekday: str) -> None:
    assert day(f"{weekday.replace('_', ' ')}, 5 april 2024") == "2024-04-05"
