"""Dates as people and programs write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tipcli.readers import dates
from tipcli.readers.dates import day, moment
from tipcli.readers.orders import order_of

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1970, 1, 1), datetime(2068, 12, 31), timezones=zones).map(  # noqa: DTZ001
    lambda when: when.replace(microsecond=0)
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025-03-04", "2025-03-04"),
        (" 2025-3-4\n", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("2025/03/04", "2025-03-04"),
        ("2025-03", "2025-03-01"),
        ("2025", "2025-01-01"),
        ("March 4, 2025", "2025-03-04"),
        ("march 4th 2025", "2025-03-04"),
        ("4 March 2025", "2025-03-04"),
        ("the 4th", None),
        ("Mar 4 2025", "2025-03-04"),
        ("Sept. 4, 2025", "2025-09-04"),
        ("Tuesday, 4 March 2025", "2025-03-04"),
        ("4-Mar-25", "2025-03-04"),
        ("04/Mar/25 9:30 AM", "2025-03-04"),
        ("04/Mar/2025", "2025-03-04"),
        ("March 2025", "2025-03-01"),
        ("3/4/25", "2025-03-04"),
        ("3/4/2025", "2025-03-04"),
        ("25/3/2025", "2025-03-25"),
        ("3/25/2025", "2025-03-25"),
        ("4.3.2025", "2025-03-04"),
        ("1/1/69", "1969-01-01"),
        ("1/1/68", "2068-01-01"),
        ("2024-02-29", "2024-02-29"),
        ("2025-02-29", None),
        ("2025-13-01", None),
        ("13/13/2025", None),
        ("9/31/25", None),
        ("1/2/3", None),
        ("2025-W10-1", None),
        ("2024 March 5", None),
        ("2024/03", None),
        ("2024年3月5日", "2024-03-05"),
        ("2024年3月5日（火）", "2024-03-05"),
        ("2024年 3月 5日 星期二 09:30", "2024-03-05"),
        ("2024년 3월 5일 화요일", "2024-03-05"),
        ("2024. 3. 5.", "2024-03-05"),
        ("2024年13月5日", None),
        ("2024年3月", None),
        ("3月5日", None),
        ("24年3月5日", None),
        ("05-03-2024", "2024-05-03"),
        ("25-03-04", None),
        ("Tue,05 Mar 2024", "2024-03-05"),
        ("Tuesday,March 5, 2024", "2024-03-05"),
        ("0000", None),
        ("yesterday", None),
        ("12:30", None),
        ("12", None),
        ("", None),
        ("２０２５-03-04", None),
        ("2025-03-04 and more", None),
        ("\ud800", None),
        ("9" * 13, "2286-11-20"),
        ("9" * 400, None),
    ],
)
def test_a_day_is_read_in_many_forms(text: str, wanted: str | None) -> None:
    assert day(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04 10:30", "2025-03-04T10:30:00"),
        ("2025-03-04T10:30:00Z", "2025-03-04T10:30:00+00:00"),
        ("2025-03-04t10:30:00z", "2025-03-04T10:30:00+00:00"),
        ("2025-03-04 10:30:00.25 +0200", "2025-03-04T10:30:00.250000+02:00"),
        ("2025-03-04T10:30+05:30", "2025-03-04T10:30:00+05:30"),
        ("2025-03-04T10:30:60Z", "2025-03-04T10:30:59+00:00"),
        ("20250304T103000Z", "2025-03-04T10:30:00+00:00"),
        ("20250304103000", "2025-03-04T10:30:00"),
        ("Tue, 04 Mar 2025 10:30:00 EST", "2025-03-04T10:30:00-05:00"),
        ("04 Mar 25 10:30 PDT", "2025-03-04T10:30:00-07:00"),
        ("Tue, 4 Mar 2025 10:30:00 GMT+2", "2025-03-04T10:30:00+02:00"),
        ("Tue, 4 Mar 2025 10:30:00 -0000", "2025-03-04T10:30:00+00:00"),
        ("Tue, 4 Mar 2025 10:30:00 +0100 (CET)", "2025-03-04T10:30:00+01:00"),
        ("Tue Mar  4 10:30:00 2025", "2025-03-04T10:30:00"),
        ("Tue Mar  4 10:30:00 EST 2025", "2025-03-04T10:30:00-05:00"),
        ("Tue Mar 04 2025 10:30:00 GMT+0100 (Central European Standard Time)", "2025-03-04T10:30:00+01:00"),
        ("March 4, 2025 at 10:30 pm", "2025-03-04T22:30:00"),
        ("3/4/2025 12:05 AM", "2025-03-04T00:05:00"),
        ("2025-03-04 10:30 XYZ", "2025-03-04T10:30:00"),
        ("1741084200", "2025-03-04T10:30:00+00:00"),
        ("1741084200123", "2025-03-04T10:30:00.123000+00:00"),
        ("Tue, 4 Mar 2025 10:30:00 CEST", "2025-03-04T10:30:00+02:00"),
        ("Tue, 4 Mar 2025 10:30:00 JST", "2025-03-04T10:30:00+09:00"),
        ("Tue,04 Mar 2025 10:30:00 ACST", "2025-03-04T10:30:00+09:30"),
        ("2024年3月5日 下午3:05", "2024-03-05T15:05:00"),
        ("2024년 3월 5일 오전 12:05", "2024-03-05T00:05:00"),
        ("2024年3月5日 10時30分", "2024-03-05T10:30:00"),
        ("2024. 3. 5. 오후 1:02", "2024-03-05T13:02:00"),
        ("2025-03-04 25:00", None),
        ("2025-03-04 13:00 pm", None),
        ("2025-03-04 10:30 +99:99", None),
        ("2025-03-04 10:30 q", None),
        ("no date", None),
    ],
)
def test_a_time_keeps_its_zone(text: str, wanted: str | None) -> None:
    assert moment(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5. März 2024", "2024-03-05"),
        ("Dienstag, 5.März 2024, 10:12 Uhr", "2024-03-05T10:12:00"),
        ("5. Ma\u0308rz 2024", "2024-03-05"),
        ("mardi 5 mars 2024 à 10:12", "2024-03-05T10:12:00"),
        ("le 1er févr. 2024", "2024-02-01"),
        ("martes, 5 de marzo de 2024", "2024-03-05"),
        ("martedì 5 marzo 2024 alle 10:12", "2024-03-05T10:12:00"),
        ("dinsdag 5 maart 2024", "2024-03-05"),
        ("terça-feira, 5 de março de 2024", "2024-03-05"),
        ("5 marca 2024 r.", "2024-03-05"),
        ("вторник, 5 марта 2024 г. 10:12", "2024-03-05T10:12:00"),
        ("tisdag den 5 mars 2024 kl. 10.12", "2024-03-05T10:12:00"),
        ("5. března 2024", "2024-03-05"),
        ("5. MÄRZ 2024", "2024-03-05"),
        ("5 Mart 2024 Salı", "2024-03-05"),
        ("mar., 05 mars 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
        ("5-dic-2024", "2024-12-05"),
        ("marzo de 2024", "2024-03-01"),
        ("5 listopada 2024", "2024-11-05"),  # of Polish
        ("5. listopada 2024", None),  # it may be Polish, or Croatian, where it is October
        ("listopad 2024", None),
        ("30 février 2024", None),
        ("out 2024", None),
        ("5 mars", None),
        ("5 mars 24", None),
        ("5 brumaire 2024", None),
        ("um 5. März 2024", None),
        ("5 mars 2024 et après", None),
    ],
)
def test_months_have_their_names_in_other_languages(text: str, wanted: str | None) -> None:
    assert moment(text) == wanted


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("05/03/2024", "dmy", "2024-03-05"),
        ("05/03/2024", "mdy", "2024-05-03"),
        ("05-03-2024 10:30", "dmy", "2024-03-05"),
        ("24/03/05", "ymd", "2024-03-05"),
        ("24-03-05", "ymd", "2024-03-05"),
        ("24-03-05", "dmy", "2005-03-24"),
        ("03/25/2024", "dmy", None),
        ("05/03/2024", "ymd", None),
        ("2024-03-05", "dmy", "2024-03-05"),
        ("March 5, 2024", "dmy", "2024-03-05"),
    ],
)
def test_numbers_are_read_in_the_order_that_holds(text: str, order: str, wanted: str | None) -> None:
    assert day(text, order) == wanted


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (["13/03/2024", "05/03/2024", "31/12/2024"], ("dmy", True)),
        (["05/03/2024", "03/25/2024"], ("mdy", True)),
        (["05-03-2024", "13-03-2024"], ("dmy", True)),
        (["05/03/2024", "06/03/2024"], ("mdy", False)),
        (["24/03/05", "99/12/31"], ("ymd", True)),
        (["24/03/05", "05/03/24"], ("dmy", False)),
        (["13/03/2024", "03/25/2024"], ("", False)),
        (["soon", "", "2024-03-05", "13/13/2024"], ("", False)),
        ([], ("", False)),
    ],
)
def test_a_column_says_in_which_order_its_dates_are(column: list[str], wanted: tuple[str, bool]) -> None:
    assert order_of(column) == wanted
    assert order_of(column, "ymd") == ("ymd", True)


def test_the_day_is_that_of_the_texts_own_zone() -> None:
    assert day("2025-03-04T23:30:00-08:00") == "2025-03-04"
    assert day("Wed, 05 Mar 2025 00:30:00 +1300") == "2025-03-05"


@many(80)
@given(times)
def test_what_other_programs_write_is_read_exactly(when: datetime) -> None:
    iso = when.isoformat()
    assert moment(iso) == moment(iso.replace("T", " ")) == moment(format_datetime(when)) == iso
    assert day(iso) == day(format_datetime(when)) == when.date().isoformat()


@many(40)
@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)))
def test_every_form_of_a_day_says_the_same_day(when: date) -> None:
    forms = (
        "%Y-%m-%d",
        "%Y%m%d",
        "%Y/%m/%d",
        "%m/%d/%y",
        "%m/%d/%Y",
        "%B %d, %Y",
        "%d %b %Y",
        "%a, %d %b %y",
        "%d.%m.%Y",
    )
    assert {day(when.strftime(form)) for form in forms} == {when.isoformat()}


@many(100)
@given(any_text() | st.text("0123456789-/:.,+TZapm MarchGMT()", max_size=40))
def test_any_text_is_a_day_or_none(text: str) -> None:
    found, full = day(text), moment(text)
    assert (found is None) == (full is None)
    if found and full:
        assert date.fromisoformat(found) == datetime.fromisoformat(full).date()


@pytest.mark.parametrize("piece", ["1", " ", "2025-", "a", "(", "/", "1/", "2025-03-04"])
def test_a_text_that_is_longer_than_a_date_never_reaches_the_patterns(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dates, "_forms", lambda: pytest.fail("a pattern was tried"))
    text = piece * (dates.LONGEST // len(piece) + 1)
    assert day(text) is None
    assert moment(text) is None
