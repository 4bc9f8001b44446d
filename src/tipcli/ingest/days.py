"""The days of tips from sources that tell time in different zones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def first_day(tip: Tip) -> str:
    """Return the day on which a tip came out where the day was late in coming: that of UTC, where its time is known.

    Empty where it has no date.
    """
    when = _moment(tip)
    return min(tip.date or "", when.astimezone(UTC).date().isoformat()) if when and tip.date else tip.date or ""


def in_own_zone(known: Tip, found: Tip) -> bool:
    """Tell whether the day of `known` stays beside that of `found`, which may be the same one as UTC has it."""
    if not known.date or not found.date or known.date == found.date:
        return bool(known.date)
    if abs(date.fromisoformat(known.date) - date.fromisoformat(found.date)) > timedelta(days=1):
        return False
    return not _is_utc(known) and _is_utc(found)


def _is_utc(tip: Tip) -> bool:
    when = _moment(tip)
    return when is not None and when.utcoffset() == timedelta()


def _moment(tip: Tip) -> datetime | None:
    """Return the time at which a tip came out, where its source told it with a zone."""
    if '"published"' not in tip.extra:
        return None
    try:
        when = datetime.fromisoformat(str(json.loads(tip.extra or "{}").get("published")))
    except (ValueError, AttributeError, RecursionError):
        return None
    return when if when.tzinfo else None
