"""The tip of the day: shown, and kept as renderings, so that the next terminal need not ask for it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from tipcli.cli import preferences, values
from tipcli.cli.answers import nothing_passes, remember
from tipcli.cli.days import current_day, is_fixed
from tipcli.cli.printer import Notices, Printer
from tipcli.cli.reminding import line_of_day
from tipcli.kept import history
from tipcli.library import Library
from tipcli.model.record import Record
from tipcli.system.screen import Screen
from tipcli.today import cache_read, cache_write, stamps
from tipcli.today.cache_read import Rendering
from tipcli.views.registry import view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from tipcli.cli.preferences import Preferences
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip
    from tipcli.views.base import View


class Choice(Record):
    """Of which day or ISO week, and which tips take part."""

    filters: Filters
    preferences: Preferences
    day: date
    week: bool = False
    is_now: bool = True  # no other day was asked for
    footer: str | None = None
    form: str = "rich"  # of other terminals than that which asks, which may be a pipe or have TIPS_FORMAT


def answer(chosen: Mapping[str, Any], rendering: Rendering | None) -> None:
    """Do what a line with `today` asks for; `chosen` are its options, by name. Raises TipsError."""
    printer = None
    if not chosen["prepare"]:
        form, color = values.form(chosen), str(chosen["color"] or "")
        printer = Printer("today", form=form, color=color, quiet=chosen["quiet"], pager=chosen["pager"])
    own = printer.preferences if printer else preferences.load()
    filters = values.filters(chosen, rotation=True)
    last = own.footer if chosen["footer"] is None else chosen["footer"]
    day = chosen["day"] or current_day()
    kept = values.form(chosen) or own.format or "rich"
    choice = Choice(filters, own, day, chosen["week"], chosen["day"] is None, last, kept)
    if printer:
        show(printer, choice, rendering, is_once=chosen["once"])
    elif rendering:
        # What was read knows only what dates meant; the name of the rendering has them as they were typed.
        prepare(choice, rendering, is_fixed=is_fixed(rendering.name))


def show(printer: Printer, choice: Choice, rendering: Rendering | None, *, is_once: bool) -> None:
    """Print the tip, with `is_once` the first time of the day only; keep it as `rendering`, and for other terminals."""
    state = cache_read.tips_state() if rendering else ""
    with Library(printer.warn) as library:
        tip, mark = _chosen(library, choice)
        habits = line_of_day(library, choice.day) if choice.is_now else []
    text = _text(printer.view, choice, tip, habits)
    if not is_once or stamps.first_time(choice.day.isoformat(), mark):
        printer.show([text])
        remember(printer, "today", [tip], choice.day.isoformat())
    if rendering and not printer.has_warned and rendering.day == current_day().isoformat():  # no midnight in between
        cache_write.write(rendering, text, mark, state)
        _keep(choice, (tip, mark, habits), state, rendering)
        with suppress(OSError):
            cache_write.sweep(rendering.day)


def prepare(choice: Choice, rendering: Rendering, *, is_fixed: bool = True) -> None:
    """Keep the tips of the day, and if `is_fixed` of the next, for every terminal that this command was rendered for.

    Dates as 7d or last monday are not fixed: tomorrow they mean another day.
    """
    notices = Notices(quiet=True)
    state = cache_read.tips_state()
    with cache_write.alone() as is_alone, Library(notices.warn) as library:
        if not is_alone or choice.preferences.faults:  # of many terminals that open at once, one is enough
            return
        for days in (0, 1) if is_fixed else (0,):
            with suppress(OverflowError):
                day = choice.day + timedelta(days)
                of_day = choice.replace(day=day)
                tip, mark = _chosen(library, of_day)
                if not days and choice.preferences.history is not False:  # the terminal that asks has shown it
                    history.add("today", [tip], day.isoformat(), anew=choice.preferences.history is True)
                if not notices.has_warned:
                    made_for = Rendering(day.isoformat(), rendering.width, rendering.kind, rendering.name)
                    _keep(of_day, (tip, mark, line_of_day(library, day)), state, made_for)
    with suppress(OSError):
        cache_write.sweep(rendering.day)
        stamps.forget(rendering.day)


def _chosen(library: Library, choice: Choice) -> tuple[Tip, str]:
    """Return the tip and the mark of its stamp. Raises NotFoundError where no tip passes."""
    filters = library.checked(choice.filters)
    tip = library.today(choice.preferences.dealt(library, choice.filters), choice.day, week=choice.week)
    if tip is None:
        raise nothing_passes()
    # The mark stands in the lines of a profile: it is of the command line alone, whatever is set.
    return tip, stamps.mark(filters.key(), week=choice.week)


def _text(shown: View, choice: Choice, tip: Tip, habits: list[str]) -> str:
    shown.footer = choice.footer
    return "".join((*shown.today(tip, choice.day, week=choice.week), *shown.habits(habits)))


def _keep(choice: Choice, chosen: tuple[Tip, str, list[str]], state: str, like: Rendering) -> None:
    """Write the renderings for the terminals that the same command was rendered for.

    `chosen` is the tip, the mark of its stamp, and what is said of habits.
    """
    tip, mark, habits = chosen
    if "--color" in like.name:  # which decides more than the terminal
        return
    for width, style in cache_write.screens(like.name):
        if (width, style) != (like.width, like.kind):
            screen = Screen(width, choice.preferences.style(style))
            text = _text(view(choice.form, screen), choice, tip, habits)
            cache_write.write(Rendering(like.day, width, style, like.name), text, mark, state)
