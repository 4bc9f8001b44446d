"""What practice and done do, once their options are known; Typer is not needed here."""

from __future__ import annotations

from datetime import date, timedelta

from tipcli.cli import answers, terminal
from tipcli.cli.days import current_day
from tipcli.cli.words import line_of
from tipcli.kept import practice as habits
from tipcli.kept import writing
from tipcli.library import Library
from tipcli.model.errors import AccessError, NotFoundError, TipsError, UsageError
from tipcli.model.text import quoted, shown
from tipcli.model.wording import as_sentence
from tipcli.system import screen
from tipcli.today import cache_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.cli.printer import Notices
    from tipcli.kept.practice import Practice
    from tipcli.model.tip import Tip

_SAID = {**dict.fromkeys(("undo", "undone", "not", "un"), "--undo"), "yesterday": "--yesterday"}
_NONE = NotFoundError("nothing is being practiced", "To begin: tips practice 12")


def done(notices: Notices, names: list[str], *, yesterday: bool = False) -> None:
    """Say that habits, all without a name, are done for today or yesterday. Raises TipsError."""
    _refuse_options(names)
    day = current_day() - timedelta(yesterday)
    said = "yesterday" if yesterday else "today"
    chosen = _chosen(_running(), names)
    early = [one for one in chosen if one.started > day.isoformat()]
    if early and len(early) == len(chosen):
        raise UsageError(f"{_names(early)} began after {day.isoformat()}", "Type: tips done")
    new = [one for one in chosen if one not in early and day.isoformat() not in one.done]
    if new:
        _write("done", new, day.isoformat())
    for one in chosen:
        if one in new:
            notices.note(_told(one, day))
            if len(one.done) + 1 >= one.days:
                _what_next(one)
        elif one not in early:
            notices.note(f"{one.ref} {quoted(one.title)} was done {said} already.")


def undo(notices: Notices, names: list[str], *, yesterday: bool = False) -> None:
    """Take back that habits, all without a name, were done today or yesterday; finished ones too. Raises TipsError."""
    _refuse_options(names)
    day = (current_day() - timedelta(yesterday)).isoformat()
    said = "yesterday" if yesterday else "today"
    chosen = _chosen(_read(), names)
    taken = [one for one in chosen if day in one.done]
    if not taken:
        last = max((one.done[-1] for one in chosen if one.done), default="")
        is_other = last == (current_day() - timedelta(not yesterday)).isoformat()
        line = "tips done --undo" if yesterday else "tips done --undo --yesterday"
        what = f"{_names(chosen)} was not" if names else "nothing was"
        raise NotFoundError(f"{what} done {said}", f"Type: {line}" if is_other else "See: tips practice")
    _write("undone", taken, day)
    for one in taken:
        notices.note(f"Not done {said}: {one.ref} {quoted(one.title)}, {len(one.done) - 1} of {one.days} days.")


def show(form: str | None = None, color: str = "auto") -> None:
    """Print the calendar, in color auto, always or never. Raises TipsError."""
    from tipcli.views import calendar

    name = form or ("rich" if screen.is_terminal() else "plain")
    if name not in calendar.FORMATS:
        raise UsageError(f"there is no calendar as {quoted(name)}", f"There is: {', '.join(calendar.FORMATS)}.")
    found = _read()
    if not found and name != "json":
        raise _NONE
    terminal.write([calendar.FORMATS[name](found, current_day(), screen.of_output(color))])


def begin(notices: Notices, names: list[str], days: int = habits.DAYS) -> None:
    """Begin to practice a tip. Raises TipsError."""
    if not 0 < days <= habits.MOST_DAYS:
        raise UsageError(f"{days} days are no practice", f"Say 1 to {habits.MOST_DAYS}.")
    with Library(notices.warn) as library:
        tips, missing = answers.chosen(library, names)
    if missing or len(tips) != 1:
        raise missing or UsageError("a practice is of one tip", "Name one: tips practice 30")
    [tip] = tips
    running = _running()
    if known := [one for one in running if one.line.ref == _full(tip)]:
        notices.note(f"{tip.ref} {quoted(tip.title)} is being practiced: day {known[0].number(current_day())}.")
        return
    if len(running) >= habits.AT_ONCE:
        names_of = tuple(f"{one.ref}  {one.title}" for one in running)
        raise UsageError(
            f"{habits.AT_ONCE} habits are being practiced, and of more at once none becomes one",
            f"Stop one first: tips practice --stop {running[0].ref}",
            names_of,
        )
    _add("practice", [(_full(tip), tip.slug, tip.guid, tip.title)], f"{current_day().isoformat()} {days}")
    notices.note(f"Day 1 of {days}: {as_sentence(tip.action or tip.title)} When it is done: tips done")


def stop(notices: Notices, names: list[str]) -> None:
    """Stop practicing. Raises TipsError."""
    running = _running()
    if not names and len(running) > 1:
        raise UsageError("several are being practiced", f"Name one: tips practice --stop {running[0].ref}")
    for one in (chosen := _chosen(running, names)):
        notices.note(f"Stopped after {len(one.done)} of {one.days} days: {one.ref} {quoted(one.title)}.")
    _write("stop", chosen, "")


def _refuse_options(names: list[str]) -> None:
    """Raise UsageError for the word of an option among the names: done 30 undo."""
    options = [_SAID[name] for name in names if name in _SAID]
    if options:
        line = ["done", *(name for name in names if name not in _SAID), *dict.fromkeys(options)]
        word = next(name for name in names if name in _SAID)
        raise UsageError(f"{quoted(word)} is no tip", f"Did you mean {line_of(line)}?")


def _chosen(running: list[Practice], names: list[str]) -> list[Practice]:
    """Return the habits that are named, all without a name. Raises NotFoundError."""
    if not running:
        raise _NONE
    if not names or names == ["all"]:
        return running
    with Library() as library:
        tips, missing = answers.chosen(library, names)
    chosen = [one for one in running if one.line.ref in map(_full, tips)]
    if missing or len(chosen) < len(tips):
        raise missing or NotFoundError(f"{', '.join(names)} is not being practiced", f"You practice {_names(running)}.")
    return chosen


def _told(one: Practice, day: date) -> str:
    number = one.number(day)
    rest = f"Next is day {number + 1}." if number < one.days else "That is all of them."
    return f"Day {number} of {one.days} is done: {one.title}. {rest}"


def _what_next(one: Practice) -> None:
    """Say on standard output what goes with a habit that is one now."""
    lines = [f"Pass it on: tips show {one.ref} -f markdown"]
    try:
        with Library() as library:
            [tip] = library.resolve([one.line.ref])
            lines[:0] = [
                f"What goes with it: tips practice {other.ref}  ({other.title})" for other in library.related(tip)
            ]
    except (TipsError, ValueError):  # the tip is gone; the habit is there
        pass
    terminal.write(f"{line}\n" for line in lines)


def _read() -> list[Practice]:
    try:
        return habits.practices()
    except OSError as error:
        raise AccessError(f"{shown(str(error.filename))}: {error.strerror}") from None


def _running() -> list[Practice]:
    return [one for one in _read() if not one.is_finished]


def _write(verb: str, chosen: list[Practice], text: str) -> None:
    _add(verb, [(one.line.ref, one.line.slug, one.line.guid, one.line.title) for one in chosen], text)


def _add(verb: str, tips: list[tuple[str, str, str, str]], text: str) -> None:
    writing.add_lines("practice", [(verb, *tip, text) for tip in tips])
    cache_write.drop()


def _full(tip: Tip) -> str:
    return f"{tip.collection}/{tip.number}"


def _names(several: list[Practice]) -> str:
    return ", ".join(one.ref for one in several)
