"""Dates as people and programs write them, in numbers, English, other languages of Europe, and those of East Asia.

Only what is one of the stated forms from its beginning to its end is a date; nothing is filled in from today. Three
numbers may be read in several orders: `mdy`, `dmy` and `ymd`. Which one holds is for the whole column to say
(`readers.orders`); where nothing does it is the American one (3/4/25 is the fourth of March), since that is what the
pages have that this program began with.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from unicodedata import normalize

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
    "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3, "bst": 1, "west": 1,
    "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "trt": 3, "msk": 3, "sast": 2, "jst": 9, "kst": 9,
    "hkt": 8, "sgt": 8, "pht": 8, "wib": 7, "awst": 8, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12,
    "nzdt": 13,
}  # fmt: skip
_HALVES = dict.fromkeys("上午 午前 오전".split(), "a") | dict.fromkeys("下午 午後 오후".split(), "p")
ORDERS = ("mdy", "dmy", "ymd")  # of three numbers, the usual one first
_NAME = f"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?:, ?| ))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d\d)"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
)
_BASIC_CLOCK = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:[.,](?P<fraction>\d{1,9}))?"
_ZONE = r"(?: ?(?P<zone>(?:utc?|gmt)?[+-]\d{1,2}(?::?\d\d)?|[a-z]{1,5}))?"
_TIME = rf"(?:(?:t|,? (?:at )?){_CLOCK}{_ZONE})?"
_EAST = r"(?: ?[(（]?(?:(?:星期|周|週)?[一二三四五六日天]|[月火水木金土](?:曜日?)?|[월화수목금토일](?:요일)?)[)）]?)?"
_EAST_TIME = (
    r"(?: ?(?P<part>上午|下午|午前|午後|오전|오후)? ?(?P<hour>\d{1,2})(?:[:：]|[时時点시] ?)(?P<minute>\d\d)[分분]?"
    r"(?:[:：]? ?(?P<second>\d\d)[秒초]?)?" + _ZONE + ")?"
)
_FORMS = (
    rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}",
    rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)(?:[t ]?{_BASIC_CLOCK}{_ZONE})?",
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?",
    rf"{_WEEKDAY}{_DAY}[ /-](?:of )?{_NAME}(?:,? |[/-]){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME} {_DAY}(?:,? |-){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME} {_DAY} {_CLOCK}{_ZONE} {_YEAR}",
    rf"{_NAME},? (?P<year>\d{{4}})",
    rf"(?P<first>\d{{1,2}})(?P<between>[/-])(?P<other>\d{{1,2}})(?P=between)(?P<last>\d{{4}}|\d\d){_TIME}",
    rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}{_TIME}",
    rf"(?P<year>\d{{4}}) ?[年년] ?(?P<month>\d{{1,2}}) ?[月월] ?(?P<day>\d{{1,2}}) ?[日号일]{_EAST}{_EAST_TIME}",
    rf"(?P<year>\d{{4}})\. (?P<month>\d{{1,2}})\. (?P<day>\d{{1,2}})\.{_EAST_TIME}",
)
_NUMBERS = re.compile(r"\s*\d{1,2}(?:(/)\d{1,2}/|-\d{1,2}-)(?:\d{4}|(?(1)\d\d))(?!\d)", re.ASCII)
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d{1,9})?", re.ASCII)


def day(text: str, order: str = "") -> str | None:
    """Return the ISO 8601 day (YYYY-MM-DD) that `text` names, in the zone of the text itself, or None where it is none.

    A month or a year alone is its first day; Unix seconds and milliseconds are read in UTC. `order` is one of ORDERS,
    or empty for the first of them that the numbers allow.
    """
    return _day(text, order) if len(text) <= LONGEST else None


@lru_cache(1024)  # the days of a source are often the same few thousand
def _day(text: str, order: str) -> str | None:
    if len(text) == 10 and text[4] == "-" == text[7]:  # what most sources have, and what needs no patterns
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    found = _read(text, order)
    return found and found[0].date().isoformat()


def readings(text: str) -> dict[str, str]:
    """Return the day for each order that three numbers between slashes or hyphens allow; empty for any other form."""
    if len(text) > LONGEST or not _NUMBERS.match(text):
        return {}
    return {order: found for order in ORDERS if (found := day(text, order))}


def moment(text: str, order: str = "") -> str | None:
    """Return the ISO 8601 time that `text` names: with the offset where it has a zone, a mere day where it has no time.

    None where it is no date.
    """
    found = _read(text, order)
    if not found:
        return None
    when, has_time = found
    return when.isoformat() if has_time else when.date().isoformat()


def _read(text: str, order: str) -> tuple[datetime, bool] | None:
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
                return _built(match.groupdict(), order)
        if any(map(str.isdigit, line)) and any(map(str.isalpha, line)):
            line = normalize("NFC", line)
            for form in _other_forms():
                if match := form.fullmatch(line):
                    return _built(match.groupdict(), order)
    except (ValueError, OverflowError):  # the 30th of February, 25:00
        pass
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Compile the patterns when the first date asks for them: not every start reads dates."""
    return tuple(re.compile(form, re.ASCII) for form in _FORMS)


@cache
def _other_forms() -> tuple[re.Pattern[str], ...]:
    """Compile those of other languages when no form of ours fits."""
    from tipcli.readers.months import forms

    return tuple(re.compile(form, re.ASCII) for form in forms(_ZONE))


def _built(parts: dict[str, str | None], order: str) -> tuple[datetime, bool]:
    """Make the time of the parts. Raises ValueError where the calendar or the clock has no such time."""
    if parts.get("first"):
        on = _ordered(parts, order)
    else:
        month = int(parts.get("month") or _month(parts.get("name") or ""))
        on = date(_year(parts["year"] or ""), month, int(parts.get("day") or 1))
    whole_day = datetime.combine(on, time.min)
    if not parts.get("hour"):
        return whole_day, False
    hour, half = int(parts["hour"] or 0), parts.get("half") or _HALVES.get(parts.get("part") or "")
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


def _month(name: str) -> int:
    """Return the number of a month; 1 where none is named. Raises ValueError for a name of none."""
    if not name or name in _MONTHS:
        return _MONTHS.get(name, 1)
    from tipcli.readers.months import month_of

    found = month_of(name)
    if not found:
        raise ValueError(name)
    return found


def _ordered(parts: dict[str, str | None], order: str) -> date:
    """Return the day of three numbers in this order, or without one in the first that they allow. Raises ValueError."""
    first, other, last, between = (parts[name] or "" for name in ("first", "other", "last", "between"))
    if not order and between == "-" and len(last) == 2:  # 25-03-04 may be anything
        raise ValueError(first)
    for name in (order,) if order else ORDERS:
        if name == "ymd" and len(last) == 4:
            continue
        numbers = dict(zip(name, (first, other, last), strict=True))
        try:
            return date(_year(numbers["y"].zfill(2)), int(numbers["m"]), int(numbers["d"]))
        except ValueError:
            continue
    raise ValueError(first)


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
