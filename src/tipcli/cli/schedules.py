"""When tips stand in a calendar: days in words, a time, and the zone of the machine."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from tipcli.model.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LOCAL = "/etc/localtime"


def weekdays(text: str) -> frozenset[int]:
    """Return the weekdays of `mo,we,fr` or `mo-fr`, Monday being 0. Raises typer.BadParameter."""
    found: set[int] = set()
    for part in text.casefold().split(","):
        first, dash, last = (one.strip() for one in part.partition("-"))
        start, end = _weekday(first, text), _weekday(last if dash else first, text)
        found.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(found)


def _weekday(word: str, text: str) -> int:
    places = [place for place, name in enumerate(_DAYS) if len(word) > 1 and name.startswith(word)]
    if not places:
        raise typer.BadParameter(f"{quoted(text)} names no days: as in mo,we,fr or mo-fr")
    return places[0]


def clock(text: str) -> time:
    """Return the time of 8:45 or 08:45. Raises typer.BadParameter."""
    hours, _, minutes = text.partition(":")
    is_form = hours.isascii() and hours.isdigit() and len(hours) <= 2 and len(minutes) == 2
    with suppress(ValueError):
        if is_form and minutes.isascii() and minutes.isdigit():
            return time(int(hours), int(minutes))
    raise typer.BadParameter(f"{quoted(text)} is no time like 08:45 or 16:30")


def zone(text: str) -> str:
    """Return the name of a time zone that there is. Raises typer.BadParameter."""
    if name := _known(text):
        return name
    raise typer.BadParameter(f"{quoted(text)} is no time zone like Europe/Berlin or America/New_York")


def own_zone() -> str:
    """Return the name of the machine's zone: that of TZ, else of /etc/localtime; empty where neither names one."""
    return next(filter(None, map(_known, _named())), "")


def _named() -> Iterator[str]:
    if asked := os.environ.get("TZ", "").removeprefix(":"):
        yield asked
        return
    with suppress(OSError):
        yield os.path.realpath(_LOCAL).partition("zoneinfo/")[2]
        with open("/etc/timezone", encoding="ascii", errors="replace") as file:
            yield file.readline().strip()


def _known(name: str) -> str:
    with suppress(ValueError, OSError, ZoneInfoNotFoundError):
        return ZoneInfo(name).key if name else ""
    return ""
