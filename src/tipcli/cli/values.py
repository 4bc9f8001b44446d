"""What the values of options mean, whoever read them from the line: the parser, or the table of the short way.

What a value cannot mean is a ValueError that says why; the parser makes its own error of it.
"""

from __future__ import annotations

from tipcli.model.errors import UsageError
from tipcli.model.results import Filters
from tipcli.model.text import clean_line, quoted
from tipcli.views.registry import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from tipcli.cli.days import Span

_LAST_SURE = "28"  # a day that every month has


def first_day(text: str) -> str:
    """Return the first day of what a date means as an ISO date. Raises ValueError."""
    return text if _is_sure_day(text) else _span(text)[0].isoformat()


def last_day(text: str) -> str:
    """Return the last day of what a date means as an ISO date. Raises ValueError."""
    return text if _is_sure_day(text) else _span(text)[1].isoformat()


def whole_day(text: str) -> date:
    """Return the one day that a date means. Raises ValueError."""
    first, last = _span(text)
    if first != last:
        raise ValueError(f"{quoted(text)} is more than one day: say which, as in 2026-01-31 or next monday")
    return first


def _is_sure_day(text: str) -> bool:
    """Tell of a day as YYYY-MM-DD, but of few, without a calendar, which takes longer to import than a list."""
    is_form = len(text) == 10 and text.isascii() and text[4] == text[7] == "-"
    year, month, day = text[:4], text[5:7], text[8:]
    return (
        is_form and (year + month + day).isdigit()
        and year >= "0001" and "01" <= month <= "12" and "01" <= day <= _LAST_SURE
    )  # fmt: skip


def _span(text: str) -> Span:
    from tipcli.cli.days import current_day, iso, span

    if found := iso(text) or span(text, current_day()):
        return found
    raise ValueError(f"{quoted(text)} is no date like 2026-01-31, 2026-01, 7d, yesterday, last monday or march")


def format_name(text: str) -> str:
    """Return the name of a format. Raises UsageError."""
    if text in FORMATS:
        return text
    from tipcli.cli.formats import name_of

    return name_of(text)


def whole_number(given: str | int) -> int:
    """Return a number from 0 up, also for a default, which Typer passes through here. Raises ValueError."""
    text = str(given)
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{quoted(text)} is no whole number from 0 up")
    return min(int(text[:30]), 2**62)


def any_number(text: str) -> int:
    """Return a whole number, below 0 too. Raises ValueError."""
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{quoted(text)} is no whole number") from None


def line(text: str) -> str:
    """Return a text as one line that controls no terminal."""
    return clean_line(text)


def filters(chosen: Mapping[str, Any], *, rotation: bool = False) -> Filters:
    """Return what the library understands of the options of `options.Selection`, by name."""
    return Filters(
        topics=tuple(chosen["topic"] or ()),
        without=tuple(chosen["not_topic"] or ()),
        collections=tuple(chosen["collection"] or ()),
        since=chosen["since"],
        until=chosen["until"],
        audience=str(chosen["audience"] or ""),
        short=chosen["short"],
        rotation=rotation,
        starred=chosen["starred"],
        unseen=chosen["unseen"],
        hidden=chosen["hidden"],
        useful=chosen.get("useful", False),
    )


def form(chosen: Mapping[str, Any]) -> str:
    """Return the format that the options of `options.Output` ask for, or nothing.

    Raises UsageError where they contradict each other.
    """
    if chosen["json"] and chosen["format"] not in (None, "json"):
        raise UsageError(f"--json and --format {chosen['format']} contradict each other", "Use one of them.")
    return "json" if chosen["json"] else str(chosen["format"] or "")
