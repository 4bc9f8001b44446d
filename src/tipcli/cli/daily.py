"""The tip of the day: shown, and kept as renderings, so that the next terminal need not ask for it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tipcli.cli.answers import nothing_passes
from tipcli.cli.days import current_day
from tipcli.cli.face import Voice
from tipcli.library import Library
from tipcli.system.screen import Screen
from tipcli.today import cache_read, cache_write, stamps
from tipcli.today.cache_read import Rendering
from tipcli.views.registry import view

if TYPE_CHECKING:
    from datetime import date

    from tipcli.cli.face import Face
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip


@dataclass(frozen=True)
class Wish:
    """Of which day or ISO week, and which tips take part."""

    filters: Filters
    day: date
    week: bool = False


def show(face: Face, wish: Wish, rendering: Rendering | None, *, is_once: bool) -> None:
    """Print the tip, with `is_once` the first time of the day only; keep it as `rendering`, and for other terminals."""
    state = cache_read.tips_state() if rendering else ""
    with Library(face.warn) as library:
        tip, mark = _chosen(library, wish)
    text = "".join(face.view.today(tip, wish.day, week=wish.week))
    if not is_once or stamps.first_time(wish.day.isoformat(), mark):
        face.show([text])
    if rendering and not face.has_warned and rendering.day == current_day().isoformat():  # no midnight in between
        cache_write.write(rendering, text, mark, state)
        _keep(wish, tip, mark, state, face.format, rendering)
        with suppress(OSError):
            cache_write.sweep(rendering.day)


def prepare(wish: Wish, form: str, rendering: Rendering, *, is_fixed: bool = True) -> None:
    """Keep the tips of the day, and if `is_fixed` of the next, for every terminal that this command was rendered for.

    Dates as 7d or last monday are not fixed: tomorrow they mean another day.
    """
    voice = Voice(quiet=True)
    state = cache_read.tips_state()
    with cache_write.alone() as is_alone, Library(voice.warn) as library:
        if not is_alone:  # of many terminals that open at once, one is enough
            return
        for days in (0, 1) if is_fixed else (0,):
            with suppress(OverflowError):
                day = wish.day + timedelta(days)
                one = Wish(wish.filters, day, wish.week)
                tip, mark = _chosen(library, one)
                if not voice.has_warned:
                    made_for = Rendering(day.isoformat(), rendering.width, rendering.kind, rendering.name)
                    _keep(one, tip, mark, state, form, made_for)
    with suppress(OSError):
        cache_write.sweep(rendering.day)
        stamps.forget(rendering.day)


def _chosen(library: Library, wish: Wish) -> tuple[Tip, str]:
    """Return the tip and the mark of its stamp. Raises NotFoundError where no tip passes."""
    filters = library.checked(wish.filters)
    tip = library.today(filters, wish.day, week=wish.week)
    if tip is None:
        raise nothing_passes()
    return tip, stamps.mark(filters.key(), week=wish.week)


def _keep(wish: Wish, tip: Tip, mark: str, state: str, form: str, like: Rendering) -> None:
    """Write the renderings of a tip for the terminals that the same command was rendered for."""
    if "--color" in like.name:  # which decides more than the terminal
        return
    for width, style in cache_write.screens(like.name):
        if (width, style) != (like.width, like.kind):
            text = "".join(view(form, Screen(width, style)).today(tip, wish.day, week=wish.week))
            cache_write.write(Rendering(like.day, width, style, like.name), text, mark, state)
