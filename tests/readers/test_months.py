"""The names of months in other languages: a stated table, in which no name means two months."""

from __future__ import annotations

from collections import Counter

import pytest

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


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("utorak, 5. ožujka 2024. u 14:30", "2024-03-05"),
        ("5. listopada 2024.", "2024-10-05"),
        ("subota, 5. listopada 2024. u 9:00", "2024-10-05"),
        ("5. lip 2024.", "2024-06-05"),
        ("5. srp. 2024.", "2024-07-05"),
        ("5. srp 2024", "2024-08-05"),  # Czech
        ("7. studenoga 2024.", "2024-11-07"),
        ("уторак, 5. март 2024.", "2024-03-05"),
        ("5. mart 2024. godine", "2024-03-05"),
        ("torek, 5. marec 2024 ob 14:30", "2024-03-05"),
        ("utorok 5. marca 2024 o 14:30", "2024-03-05"),
        ("вторник, 5 март 2024 г.", "2024-03-05"),
        ("5 сакавіка 2024 г.", "2024-03-05"),
        ("marți, 5 martie 2024", "2024-03-05"),
        ("2024. március 5., kedd", "2024-03-05"),
        ("2024. márc. 5. 14:30", "2024-03-05"),
        ("teisipäev, 5. märts 2024", "2024-03-05"),
        ("otrdiena, 2024. gada 5. marts", "2024-03-05"),
        ("2024 m. kovo 5 d., antradienis", "2024-03-05"),
        ("þriðjudagur, 5. mars 2024", "2024-03-05"),
        ("e martë, 5 mars 2024", "2024-03-05"),
        ("dimarts, 5 de març del 2024", "2024-03-05"),
        ("5 d’abril de 2024", "2024-04-05"),
        ("martes, 5 de xuño de 2024", "2024-06-05"),
        ("2024(e)ko martxoaren 5a, asteartea", "2024-03-05"),
        ("Dé Máirt 5 Meán Fómhair 2024", "2024-09-05"),
        ("Dydd Mawrth, 5 Mawrth 2024", "2024-03-05"),
        ("It-Tlieta, 5 ta’ Marzu 2024", "2024-03-05"),
        ("Dënschdeg, 5. Mäerz 2024", "2024-03-05"),
        ("31. lipnja 2024.", None),
    ],
)
def test_a_date_as_a_language_writes_it(text: str, iso: str | None) -> None:
    assert day(text) == iso


def test_what_is_no_month_has_no_number() -> None:
    assert month_of("listopada") == 11
    assert month_of(". listopada") == 10
    assert month_of("brumaire") is None
