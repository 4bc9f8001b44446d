"""The tip of the day: shown, and kept as renderings, so that the next terminal need not ask for it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tipcli import once, renderings
from tipcli.cli.answers import nothing_passes
from tipcli.cli.face import Voice
from tipcli.errors import UsageError
from tipcli.library import Library
from tipcli.renderings import Rendering
from tipcli.screen import Screen
from tipcli.text import quoted
from tipcli.views import view

if TYPE_CHECKING:
    from tipcli.cli.face import Face
    from tipcli.results import Filters
    from tipcli.tip import Tip


@dataclass(frozen=True)
class Wish:
    """Of which day or ISO week, and which tips take part."""

    filters: Filters
    day: date
    week: bool = False


def show(face: Face, wish: Wish, rendering: Rendering | None, *, is_once: bool) -> None:
    """Print the tip, with `is_once` the first time of the day only; keep it as `rendering`, and for other terminals."""
    state = renderings.tips_state() if rendering else ""
    with Library(face.warn) as library:
        tip, mark = _chosen(library, wish)
    text = "".join(face.view.today(tip, wish.day, week=wish.week))
    if not is_once or once.first_time(wish.day.isoformat(), mark):
        face.show([text])
    if rendering and not face.has_warned and rendering.day == current_day().isoformat():  # no midnight in between
        rendering.write(text, mark, state)
        _keep(wish, tip, mark, state, face.format, rendering)
        with suppress(OSError):
            renderings.sweep(rendering.day)


def prepare(wish: Wish, form: str, rendering: Rendering) -> None:
    """Keep the tips of the day and of the next for every terminal that this command was rendered for."""
    voice = Voice(quiet=True)
    state = renderings.tips_state()
    with Library(voice.warn) as library:
        for days in (0, 1):
            with suppress(OverflowError):
                day = wish.day + timedelta(days)
                one = Wish(wish.filters, day, wish.week)
                tip, mark = _chosen(library, one)
                if not voice.has_warned:
                    made_for = Rendering(day.isoformat(), rendering.width, rendering.kind, rendering.name)
                    _keep(one, tip, mark, state, form, made_for)
    with suppress(OSError):
        renderings.sweep(rendering.day)
        once.forget(rendering.day)


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


def _chosen(library: Library, wish: Wish) -> tuple[Tip, str]:
    """Return the tip and the mark of its stamp. Raises NotFoundError where no tip passes."""
    filters = library.checked(wish.filters)
    tip = library.today(filters, wish.day, week=wish.week)
    if tip is None:
        raise nothing_passes()
    return tip, once.mark(f"{filters.key()}\t{wish.week}")


def _keep(wish: Wish, tip: Tip, mark: str, state: str, form: str, like: Rendering) -> None:
    """Write the renderings of a tip for the terminals that the same command was rendered for."""
    if "--color" in like.name:  # which decides more than the terminal
        return
    for width, style in renderings.screens(like.name):
        if (width, style) != (like.width, like.kind):
            text = "".join(view(form, Screen(width, style)).today(tip, wish.day, week=wish.week))
            Rendering(like.day, width, style, like.name).write(text, mark, state)
