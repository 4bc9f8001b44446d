"""The day that commands take as today."""

from __future__ import annotations

import os
from datetime import date

from tipcli.model.errors import UsageError
from tipcli.model.text import quoted


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
