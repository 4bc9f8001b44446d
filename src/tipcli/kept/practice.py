"""Habits that are being practiced: a tip, done on so many days, 21 unless a person says otherwise.

What counts is how often it was done. A day that was missed takes nothing away: the end comes a day later.
"""

from __future__ import annotations

from datetime import date, timedelta

from tipcli.kept.lines import Line, read
from tipcli.model.record import Record
from tipcli.model.text import clean_line
from tipcli.model.tip import BUNDLED

DAYS = 21
MOST_DAYS = 365
AT_ONCE = 3
DONE, MISSED, TODAY, AHEAD = "done", "missed", "today", "ahead"  # what a day of the calendar is


class Practice(Record):
    """A habit: the tip as it was called, since when (ISO day), for how many days, and the ISO days it was done."""

    line: Line
    started: str
    days: int
    done: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """What a person types for the tip."""
        return str(self.line.number) if self.line.collection == BUNDLED else self.line.ref

    @property
    def title(self) -> str:
        """The title of the tip when the practice began."""
        return clean_line(self.line.title)

    @property
    def is_finished(self) -> bool:
        """Whether it was done as often as was meant."""
        return len(self.done) >= self.days

    def number(self, day: date) -> int:
        """Return which day of the practice a day is: one more than the days before on which it was done."""
        return min(self.days, sum(one < day.isoformat() for one in self.done) + 1)

    def waited(self, day: date) -> int:
        """Return on how many days before this one, on end, it was not done."""
        before = [one for one in self.done if one < day.isoformat()]
        since = date.fromisoformat(before[-1]) + timedelta(1) if before else date.fromisoformat(self.started)
        return max(0, (day - since).days)

    def cells(self, today: date) -> list[tuple[date, str]]:
        """Return the calendar from the first day to the day on which it will be done: each day, and what it is."""
        first = date.fromisoformat(min((self.started, *self.done)))
        last = date.fromisoformat(self.done[-1]) if self.is_finished else today
        made = []
        for offset in range(max(0, (last - first).days) + 1):
            day = first + timedelta(offset)
            is_done = day.isoformat() in self.done
            made.append((day, DONE if is_done else MISSED if self.is_finished or day < today else TODAY))
        left = self.days - len(self.done) - (made[-1][1] == TODAY)
        return made + [(made[-1][0] + timedelta(one), AHEAD) for one in range(1, left + 1)]


def practices() -> list[Practice]:
    """Return those that were begun and not stopped, finished ones too, by when they were begun. Raises OSError."""
    found: dict[str, Practice] = {}
    for line in read():
        known = found.get(line.ref)
        if line.verb == "practice" and (made := _begun(line)):
            found.pop(line.ref, None)
            found[line.ref] = made
        elif line.verb == "stop":
            found.pop(line.ref, None)
        elif line.verb == "done" and known and _is_day(line.text):
            found[line.ref] = known.replace(done=tuple(sorted({*known.done, line.text})))
        elif line.verb == "undone" and known:
            found[line.ref] = known.replace(done=tuple(day for day in known.done if day != line.text))
    return list(found.values())


def running() -> list[Practice]:
    """Return those that are not finished. Raises OSError."""
    return [one for one in practices() if not one.is_finished]


def is_begin(line: Line) -> bool:
    """Tell whether a line begins a practice, whatever was before."""
    return line.verb == "practice" and _begun(line) is not None


def _begun(line: Line) -> Practice | None:
    day, _, days = line.text.partition(" ")
    is_count = days.isascii() and days.isdigit() and 0 < int(days[:4]) <= MOST_DAYS
    return Practice(line, day, int(days)) if _is_day(day) and is_count else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
