"""The export as a calendar, read back by the icalendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from icalendar import Calendar, Timezone

from tests.exports.samples import ABOUT, TIPS, any_tips
from tests.made import a_tip, many
from tipcli.exports.ics import CalendarExport, Schedule
from tipcli.model.editorial import EditorialNotes
from tipcli.model.errors import UsageError
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import CRISIS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from tipcli.model.tip import Tip

MONDAY = date(2026, 11, 30)
BERLIN = Schedule(MONDAY, at=time(8, 45), zone="Europe/Berlin", made=date(2026, 11, 28))


def text_of(tips: Iterable[Tip], schedule: Schedule) -> str:
    return "".join(CalendarExport(schedule).pieces(tips, ABOUT))


def events(tips: Iterable[Tip], schedule: Schedule) -> list[Any]:
    return list(Calendar.from_ical(text_of(tips, schedule)).walk("VEVENT"))


def numbered(count: int) -> list[Tip]:
    return [a_tip(number) for number in range(1, count + 1)]


def test_each_working_day_from_the_start_on_has_a_tip() -> None:
    days = [event.start for event in events(numbered(12), Schedule(date(2026, 11, 28)))]
    assert days[0] == MONDAY
    assert [day.weekday() for day in days] == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1]
    assert all(one < other for one, other in pairwise(days))


def test_only_the_days_that_are_asked_for_have_one() -> None:
    days = [event.start for event in events(numbered(3), Schedule(MONDAY, frozenset({1, 6})))]
    assert days == [date(2026, 12, 1), date(2026, 12, 6), date(2026, 12, 8)]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 26), 1), (date(2027, 3, 29), 2), (date(2027, 10, 29), 2), (date(2027, 11, 1), 1)]
)
def test_a_time_is_that_of_its_zone_when_clocks_change_too(day: date, hours: int) -> None:
    [event] = events([a_tip()], Schedule(day, at=time(8, 45), zone="Europe/Berlin"))
    assert event.start == datetime(day.year, day.month, day.day, 8, 45, tzinfo=ZoneInfo("Europe/Berlin"))
    assert event.start.utcoffset() == timedelta(hours=hours)
    assert event.end - event.start == timedelta(minutes=15)


def test_the_file_says_itself_when_clocks_change() -> None:
    [zone] = Calendar.from_ical(text_of([a_tip()], BERLIN)).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    known = zone.to_tz()
    for day, hours in ((date(2026, 12, 1), 1), (date(2027, 7, 1), 2), (date(2035, 7, 2), 2)):
        assert datetime.combine(day, time(8, 45), known).utcoffset() == timedelta(hours=hours)


def test_without_a_zone_a_time_is_that_of_the_reader_and_without_a_time_it_is_a_day() -> None:
    [floating] = events([a_tip()], Schedule(MONDAY, at=time(0, 0)))
    assert floating.start == datetime(2026, 11, 30)  # noqa: DTZ001 - that it has none is the point
    assert floating.start.tzinfo is None
    text = text_of([a_tip()], Schedule(MONDAY, zone="Europe/Berlin"))
    assert "DTSTART;VALUE=DATE:20261130\r\n" in text
    assert "VTIMEZONE" not in text


def test_a_tip_keeps_its_identifier_whatever_its_day_and_place() -> None:
    before = {str(event["summary"]): str(event["uid"]) for event in events(TIPS, BERLIN)}
    other = Schedule(date(2027, 1, 4), frozenset({2}), made=date(2026, 12, 1))
    after = {str(event["summary"]): str(event["uid"]) for event in events([*reversed(TIPS), a_tip(99)], other)}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)
    assert str(events([a_tip(1, collection="other")], other)[0]["uid"]) != str(events([a_tip(1)], other)[0]["uid"])


def test_what_is_exported_on_one_day_is_the_same_and_a_later_one_wins() -> None:
    assert text_of(TIPS, BERLIN) == text_of(TIPS, BERLIN)
    later = Schedule(MONDAY, made=date(2026, 11, 29))
    [one], [other] = events([a_tip()], BERLIN), events([a_tip()], later)
    assert one["dtstamp"].dt == datetime(2026, 11, 28, tzinfo=UTC) < other["dtstamp"].dt
    assert 0 < one["sequence"] < other["sequence"]


@many(20)
@given(any_tips())
def test_every_text_comes_back(tips: list[Tip]) -> None:
    found = events(tips, BERLIN)
    assert len({str(event["uid"]) for event in found}) == len({(tip.collection, tip.number) for tip in tips})
    for tip, event in zip(tips, found, strict=True):
        assert str(event["summary"]) == clean_line(tip.title)
        assert clean(tip.body) in str(event["description"])
        if tip.action:
            assert f"To do today: {clean_line(tip.action)}" in str(event["description"])


def test_lines_are_folded_and_end_as_they_have_to() -> None:
    data = text_of(TIPS, BERLIN).encode()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_a_crisis_that_was_named_says_first_whom_to_get() -> None:
    made = a_tip(gist="Stay.", editorial=EditorialNotes(risk=CRISIS).text())
    [event] = events([made], BERLIN)
    assert str(event["description"]).startswith("If somebody is in danger now: get help first.")


def test_more_tips_than_days_are_told() -> None:
    schedule = Schedule(date(9999, 12, 28), at=time(8), zone="Europe/Berlin")
    assert len(events(numbered(3), schedule)) == 3
    with pytest.raises(UsageError, match="more tips than days"):
        text_of(numbered(4), schedule)
