"""A calendar with a tip on each chosen day (RFC 5545), written by the icalendar library.

A tip keeps its UID in every export, so that a second import moves and changes what is there instead of adding to it.
SEQUENCE and DTSTAMP are of the day of the export: what is imported later wins, and the same day gives the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from tipcli.exports.base import Export
from tipcli.model.errors import UsageError
from tipcli.model.wording import credit_lines, first_of_all, lead, source_lines, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.exports.base import Collection, Entry
    from tipcli.model.tip import Tip

WORKING_DAYS = frozenset(range(5))  # Monday is 0
_LASTS = timedelta(minutes=15)
_KNOWN = timedelta(days=20 * 366)  # for so long the file itself says when clocks change; every program knows it too
_LAST_KNOWN = date.max - 2 * _KNOWN  # beyond it there are no days to look for changes of the clocks
_FIRST_DAY = date(2020, 1, 1)  # from which SEQUENCE counts


@dataclass(frozen=True, slots=True)
class Schedule:
    """On which days tips stand in the calendar, from `start` on, Monday being 0; `made` is the day of the export.

    With `by_day` an event is known by its day, so that a tip may come again; else by its tip.
    Without `at` they are of the whole day. Without `zone`, an IANA name, a time is that of whoever reads it.
    """

    start: date
    weekdays: frozenset[int] = WORKING_DAYS
    at: time | None = None
    zone: str = ""
    made: date = _FIRST_DAY
    by_day: bool = False

    def days(self) -> Iterator[date]:
        """Yield the days in order, up to the last that there is."""
        for number in range(self.start.toordinal(), date.max.toordinal()):
            if (number - 1) % 7 in self.weekdays:
                yield date.fromordinal(number)


class CalendarExport(Export):
    """Tips as events in the order given, each once; none for a crisis among them unless it was named."""

    name = "ics"
    about = "a calendar, a tip each working day"
    ending = ".ics"
    is_dealt = True

    def __init__(self, schedule: Schedule | None = None) -> None:
        """Make a calendar of these days; working days from today on, unless told."""
        today = date.today()  # noqa: DTZ011 - the day of the person at the terminal
        self._schedule = schedule or Schedule(today, made=today)

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the head, then each event. Raises UsageError where there are more tips than days."""
        return calendar(_dated(tips, self._schedule), about, self._schedule)


def _dated(tips: Iterator[Entry], schedule: Schedule) -> Iterator[tuple[date, Entry]]:
    days = schedule.days()
    for entry in tips:
        day = next(days, None)
        if day is None:
            raise UsageError("there are more tips than days in the calendar", "Give an earlier day to --start.")
        yield day, entry


def calendar(days: Iterable[tuple[date, Entry]], about: Collection, schedule: Schedule) -> Iterator[str]:
    """Yield a calendar with these tips on these days, piece by piece."""
    head = Calendar()
    head.add("prodid", "-//tipcli//tips//EN")
    head.add("version", "2.0")
    head.add("method", "PUBLISH")
    head.add("name", about.heading)
    head.add("x-wr-calname", about.heading)
    if schedule.at and schedule.zone and schedule.start < _LAST_KNOWN:
        head.add_component(
            Timezone.from_tzid(
                schedule.zone,
                first_date=schedule.start - timedelta(days=1),
                last_date=schedule.start + _KNOWN,
            )
        )
    begin, end, _ = head.to_ical().decode().rpartition("END:VCALENDAR")
    yield begin
    for day, entry in days:
        yield _event(entry.tip, day, schedule).to_ical().decode()
    yield f"{end}\r\n"


def _event(tip: Tip, day: date, schedule: Schedule) -> Event:
    event = Event()
    named = f"{tip.collection}/day/{day}" if schedule.by_day else f"{tip.collection}/{tip.number}"
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'urn:tipcli:calendar/{named}')}@tipcli")
    event.add("dtstamp", datetime.combine(schedule.made, time(), UTC))
    event.add("sequence", max(0, (schedule.made - _FIRST_DAY).days))
    if schedule.at is None:
        event.add("dtstart", day)
    else:
        event.add("dtstart", datetime.combine(day, schedule.at, ZoneInfo(schedule.zone) if schedule.zone else None))
        event.add("duration", _LASTS)
    event.add("transp", "TRANSPARENT")  # nobody is busy meanwhile
    event.add("summary", tip.title)
    event.add("description", _text(tip))
    if tip.topics:
        event.add("categories", list(tip.topics))
    if link := web_address(tip.link):
        event.add("url", link)
    return event


def _text(tip: Tip) -> str:
    action = f"To do today: {tip.action}" if tip.action else ""
    beside = "\n".join([*credit_lines(tip), *source_lines(tip)])
    return "\n\n".join(filter(None, (first_of_all(tip), lead(tip), tip.body, action, beside)))
