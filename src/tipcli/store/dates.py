"""Days as our own files have them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted


def iso_date(value: Any, place: str) -> str | None:
    """Return an ISO 8601 day as it is, and None for nothing. Raises AccessError for anything else."""
    if value in (None, "", "null", "~"):
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise AccessError(f"{place}: {quoted(str(value))} is no date like 2026-01-31") from None
