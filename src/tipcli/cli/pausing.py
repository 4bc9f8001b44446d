"""pause, resume and status: whether new terminals show a tip."""

from datetime import date, timedelta
from typing import Annotated

import typer

from tipcli.cli.days import current_day, span
from tipcli.cli.options import Output, Quiet, command, whole_day
from tipcli.model.errors import TipsError, UsageError
from tipcli.model.results import Check
from tipcli.model.text import quoted, shown
from tipcli.today import pause as pauses
from tipcli.today.profiles import shells, upkeep


def day_ahead(text: str) -> date:
    """Return the day that a time ahead means: 7d and 2 weeks are counted from today. Raises typer.BadParameter."""
    first = text.split()[:1]
    is_count = bool(first) and (first[0][0].isdigit() or first[0] in ("a", "an", "one")) and len(text) < 10
    day = whole_day(f"in {text}" if is_count else text)
    if day <= current_day() and (next_one := span(f"next {text}", current_day())):
        return next_one[0]  # of a weekday or a month the one that comes
    return day


@command
def pause(
    until: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DATE]",
            help="Until then: 7d, 2w, next monday, 2026-12-24; until you resume, unless you say.",
            show_default=False,
        ),
    ] = None,
    *,
    quiet: Quiet,
) -> None:
    """tips pause                 no tip in new terminals; 'tips today' has it
    tips pause 7d              for a week
    tips pause next monday
    """
    words = until or []
    if words and words[0].casefold() in ("for", "until", "till", "to"):
        words = words[1:]
    said = " ".join(words)
    if said.casefold() in ("off", "stop", "end", "no"):
        raise UsageError(f"{quoted(said)} is no time", "To have tips again: 'tips resume'")
    day = day_ahead(said) if said.casefold() not in ("", "forever", "always", "on", "good") else None
    if day and day <= current_day():
        raise UsageError(f"{day.isoformat()} is not ahead", "As in: tips pause 7d, or tips pause next monday")
    pauses.begin(day.isoformat() if day else pauses.FOR_GOOD)
    quiet.notices().note(f"No tip in new terminals {_until(day)}. To have it back: tips resume")


@command
def resume(*, quiet: Quiet) -> None:
    """tips resume                new terminals show a tip again"""
    was_paused = _is_paused()
    pauses.end()
    quiet.notices().note("New terminals show a tip again." if was_paused else "It was not paused.")


@command
def status(*, output: Output) -> None:
    """tips status
    tips status --json
    """
    printer = output.printer("status")
    printer.show(printer.view.checks([_pause_check(), *_profile_checks()]))


def _is_paused() -> bool:
    return pauses.until() > current_day().isoformat()


def _until(day: date | None) -> str:
    if day is None:
        return "until you say so"
    before = day - timedelta(1)
    return f"up to {before.isoformat()}, and again from {day.isoformat()}"


def _pause_check() -> Check:
    if not _is_paused():
        return Check("tip of the day", "shown where a profile asks for it")
    day = pauses.until()
    about = _until(None if day == pauses.FOR_GOOD else date.fromisoformat(day))
    return Check("tip of the day", f"paused {about}", "note", "To have it back: tips resume")


def _profile_checks() -> list[Check]:
    found = [check for path in shells.profiles() if (check := profile_check(path))]
    return found or [Check("profile", "none has lines of tips", "note", "To put them in: tips init --install")]


def profile_check(path: str) -> Check | None:
    """Return whether the lines of tips in a profile are those of this version; nothing where there are none."""
    name = f"profile {shown(shells.short(path))}"
    try:
        typed, state = upkeep.looked_at(path)
    except TipsError as error:
        return Check(name, error.message, "note", error.hint)
    if state == upkeep.OUT_OF_DATE:
        return Check(name, f"out of date: {shown(typed)}", "note", f"To mend it: {shown(typed)} --install")
    return Check(name, shown(typed)) if typed else None
