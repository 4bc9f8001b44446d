"""Dates as people and programs write them, in English and in numbers.

A date that can be read in two ways is read in the American one (3/4/25 is the fourth of March), since that is what the
pages have that this program began with; a first number over 12 can only be a day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache

LONGEST = 120  # characters of a date; longer texts are none. It also bounds what the patterns can cost.
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for length in {3, 4 if name == "september" else 3, len(name)}
}
# Hours from UTC. Names that mean several zones (IST, CST in China) are read as RFC 2822 has them, or not at all.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "bst": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2,
    "eest": 3, "msk": 3, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_NAME = f"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d\d)"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
)
_BASIC_CLOCK = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:[.,](?P<fraction>\d{1,9}))?"
_ZONE = r"(?: ?(?P<zone>(?:utc?|gmt)?[+-]\d{1,2}(?::?\d\d)?|[a-z]{1,5}))?"
_TIME = rf"(?:(?:t|,? (?:at )?){_CLOCK}{_ZONE})?"
_FORMS = (
    rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}",
    rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)(?:[t ]?{_BASIC_CLOCK}{_ZONE})?",
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?",
    rf"{_WEEKDAY}{_DAY}[ -](?:of )?{_NAME}(?:,? |-){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME} {_DAY}(?:,? |-){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME} {_DAY} {_CLOCK}{_ZONE} {_YEAR}",
    rf"{_NAME},? (?P<year>\d{{4}})",
    rf"(?P<first>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}{_TIME}",
    rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}{_TIME}",
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d{1,9})?", re.ASCII)


def day(text: str) -> str | None:
    """Return the ISO 8601 day (YYYY-MM-DD) that `text` names, in the zone of the text itself, or None where it is none.

    A month or a year alone is its first day; Unix seconds and milliseconds are read in UTC.
    """
    return _day(text) if len(text) <= LONGEST else None


@lru_cache(1024)  # the days of a source are often the same few thousand
def _day(text: str) -> str | None:
    if len(text) == 10 and text[4] == "-" == text[7]:  # what most sources have, and what needs no patterns
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    found = _read(text)
    return found and found[0].date().isoformat()


def moment(text: str) -> str | None:
    """Return the ISO 8601 time that `text` names: with the offset where it has a zone, a mere day where it has no time.

    None where it is no date.
    """
    found = _read(text)
    if not found:
        return None
    when, has_time = found
    return when.isoformat() if has_time else when.date().isoformat()


def _read(text: str) -> tuple[datetime, bool] | None:
    """Return the time and whether the text had more than a day."""
    if len(text) > LONGEST:
        return None
    line = " ".join(text.split()).lower()
    if line.endswith(")"):  # RFC 2822 and JavaScript name the zone a second time, in a comment
        line = line.partition("(")[0].rstrip()
    try:
        if epoch := _EPOCH.fullmatch(line):
            return datetime.fromtimestamp(int(epoch[1]), UTC) + timedelta(milliseconds=int(epoch[2] or 0)), True
        for form in _forms():
            if match := form.fullmatch(line):
                return _built(match.groupdict())
    except (ValueError, OverflowError):  # the 30th of February, 25:00
        pass
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Compile the patterns when the first date asks for them: not every start reads dates."""
    return tuple(re.compile(form, re.ASCII) for form in _FORMS)


def _built(parts: dict[str, str | None]) -> tuple[datetime, bool]:
    """Make the time of the parts. Raises ValueError where the calendar or the clock has no such time."""
    month, number = int(parts.get("month") or _MONTHS.get(parts.get("name") or "", 1)), int(parts.get("day") or 1)
    if first := parts.get("first"):
        month, number = int(first), int(parts["other"] or 0)
        if month > 12:
            month, number = number, month
    whole_day = datetime.combine(date(_year(parts["year"] or ""), month, number), time.min)
    if not parts.get("hour"):
        return whole_day, False
    hour, half = int(parts["hour"] or 0), parts.get("half")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "p" else 0)
    second = int(parts.get("second") or 0)
    exact = whole_day.replace(
        hour=hour,
        minute=int(parts["minute"] or 0),
        second=59 if second == 60 else second,  # a leap second, which datetime does not have
        microsecond=int((parts.get("fraction") or "0").ljust(6, "0")[:6]),
        tzinfo=_offset(parts.get("zone") or ""),
    )
    return exact, True


def _year(digits: str) -> int:
    """Return the year; of two digits, as POSIX has it: 69 to 99 are in the last century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 69 else 2000)


def _offset(zone: str) -> timezone | None:
    """Return the zone, None where none is named or the name is not known. Raises ValueError for what is no zone."""
    if not zone:
        return None
    if zone in _ZONES:
        return timezone(timedelta(hours=_ZONES[zone]))
    sign = zone.replace("-", "+").find("+")
    if sign < 0:
        if len(zone) < 3:
            raise ValueError(zone)
        return None
    digits = zone[sign + 1 :].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if minutes > 59:
        raise ValueError(zone)
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if zone[sign] == "-" else 1))
