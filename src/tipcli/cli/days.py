"""Days as people say them, and the day that commands take as today.

    2026-01-31, 2026-01, 2026                 a day, a month, a year
    31.1.2026, 2026/1/31, 1/31/2026           where only one day can be meant: not 3/4/2026
    today, yesterday, tomorrow
    7d, 2w, 3m, 1y; 3 months, a week ago      the day so long ago; in 3 days: ahead
    monday, march, december 24                the last that has begun, today's included
    last monday, last march                   the last that is over
    next monday, next march                   the next that has not begun
    march 2025, 24 december 2025
    this week, last month, next year          weeks go from Monday to Sunday

Names may be cut to three letters; capitals, commas and the endings of 1st and 2nd do not matter.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from itertools import pairwise

from tipcli.model.errors import UsageError
from tipcli.model.text import quoted
from tipcli.model.wording import MONTHS, WEEKDAYS

Span = tuple[date, date]

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "next": 1}
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "week", "weeks"), "week"),
    **dict.fromkeys(("m", "mo", "month", "months"), "month"),
    **dict.fromkeys(("y", "year", "years"), "year"),
}
_LONGEST_COUNT = 6  # digits


def current_day() -> date:
    """Return TIPS_TODAY where it is set, else the local date. Raises UsageError."""
    if not (text := os.environ.get("TIPS_TODAY")):
        return date.today()  # noqa: DTZ011 - the day of the person at the terminal
    if not is_day(text):
        raise UsageError(f"TIPS_TODAY is {quoted(text)}", "Set it to a date like 2026-01-31, or unset it.")
    return date.fromisoformat(text)


def is_day(text: str) -> bool:
    """Tell whether a text is a day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_fixed(line: str) -> bool:
    """Tell whether the dates of a line, its words joined by underscores, mean the same on every day."""
    words = line.replace("=", "_").split("_")
    dates = [after for word, after in pairwise(words) if word in ("--since", "--until", "--date")]
    return not any(text.strip("0123456789-") for text in dates)


def span(text: str, today: date) -> Span | None:
    """Return the first and the last day that a text means; None where it is no date of the grammar above."""
    if found := iso(text):
        return found
    words = text.casefold().replace(",", " ").split()
    try:
        return _written(text) or _near(words, today) or _counted(words, today) or _named(words, today)
    except (ValueError, OverflowError):  # no such day, or none that the calendar has
        return None


def iso(text: str) -> Span | None:
    """Return the first and the last day of YYYY-MM-DD, YYYY-MM or YYYY, which need no today; None for all else."""
    if is_day(text):
        day = date.fromisoformat(text)
        return day, day
    if len(text) == 7 and is_day(f"{text}-01"):
        return _month(int(text[:4]), int(text[5:]))
    return _year(int(text)) if len(text) == 4 and is_day(f"{text}-01-01") else None


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> Span:
    ends = (f"{year:04}-{month:02}-{day}" for day in (31, 30, 29, 28))
    return date(year, month, 1), date.fromisoformat(next(filter(is_day, ends)))


def _written(text: str) -> Span | None:
    """Read three numbers between dots, strokes or hyphens; None where they may be two days.

    The year stands first, or last behind day and month: between dots in this order, else in the one that can be.
    """
    for mark in "./-":
        parts = text.split(mark)
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) in (1, 2, 4) for part in parts):
            continue
        first, second, third = map(int, parts)
        if len(parts[0]) == 4:
            return (date(first, second, third),) * 2
        if len(parts[2]) == 4 and (mark == "." or first > 12 or first == second):
            return (date(third, second, first),) * 2
        return (date(third, first, second),) * 2 if len(parts[2]) == 4 and second > 12 else None
    return None


def _near(words: list[str], today: date) -> Span | None:
    """Read today, yesterday, tomorrow, and this, last or next week, month or year."""
    if len(words) == 1 and words[0] in _DAYS:
        day = today + timedelta(_DAYS[words[0]])
        return day, day
    if len(words) != 2 or words[0] not in _STEPS:
        return None
    step = _STEPS[words[0]]
    if words[1] == "week":
        monday = today + timedelta(7 * step - today.weekday())
        return monday, monday + timedelta(6)
    if words[1] == "month":
        first = _moved(today.replace(day=1), step)
        return _month(first.year, first.month)
    return _year(today.year + step) if words[1] == "year" else None


def _counted(words: list[str], today: date) -> Span | None:
    """Read 7d, 3 months, a week ago, in 2 weeks."""
    is_ahead = words[:1] == ["in"]
    rest = words[1:] if is_ahead else words[:-1] if words[-1:] == ["ago"] else words
    if len(rest) == 1:
        unit = rest[0].lstrip("0123456789")
        rest = [rest[0].removesuffix(unit), unit]
    if len(rest) != 2 or rest[1] not in _UNITS or len(rest[0]) > _LONGEST_COUNT:
        return None
    if not (rest[0] in ("a", "an", "one") or (rest[0].isascii() and rest[0].isdigit())):
        return None
    count = (int(rest[0]) if rest[0].isdigit() else 1) * (1 if is_ahead else -1)
    unit = _UNITS[rest[1]]
    if unit in ("day", "week"):
        day = today + timedelta(count * (7 if unit == "week" else 1))
    else:
        day = _moved(today, count * (12 if unit == "year" else 1))
    return day, day


def _moved(day: date, months: int) -> date:
    """Return the day so many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first, last = _month(year, month + 1)
    return first.replace(day=min(day.day, last.day))


def _named(words: list[str], today: date) -> Span | None:
    """Read a weekday, or a month with a day, with a year, with both, perhaps after last or next."""
    step = {"last": -1, "next": 1}.get(words[0], 0) if words else 0
    rest = words[1:] if step else words
    if len(rest) == 1 and (weekday := _place(rest[0], WEEKDAYS)) is not None:
        back = (today.weekday() - weekday) % 7
        day = today - timedelta(back if not step else back or 7 if step < 0 else back - 7)
        return day, day
    months = [place for word in rest if (place := _place(word, MONTHS)) is not None]
    numbers = [_number(word) for word in rest if _place(word, MONTHS) is None]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if 0 < number <= 31]
    if len(months) != 1 or len(years) + len(days) != len(numbers) or max(len(years), len(days)) > 1 or (step and years):
        return None

    def of(year: int) -> Span:
        return (date(year, months[0] + 1, days[0]),) * 2 if days else _month(year, months[0] + 1)

    if years:
        return of(years[0])
    first, last = of(today.year)
    if step > 0:
        return of(today.year + 1) if first <= today else (first, last)
    return of(today.year - 1) if first > today or (step and last >= today) else (first, last)


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name that begins with `word`, of three letters or more."""
    found = [place for place, name in enumerate(names) if len(word) > 2 and name.casefold().startswith(word)]
    return found[0] if found else None


def _number(word: str) -> int:
    """Return the number of a day or a year, 0 where the word is neither."""
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) in (1, 2, 4) else 0
    return number if number <= 31 or len(digits) == 4 else 0
