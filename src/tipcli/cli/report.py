"""What an import tells on standard error: each thing that went wrong, then the counts on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.cli import terminal
from tipcli.library import Library
from tipcli.model.errors import TipsError
from tipcli.model.text import clean_line, quoted
from tipcli.model.wording import LEFT_OUT

if TYPE_CHECKING:
    from tipcli.model.reports import Report

_MOST = 1000  # lines of a kind; who has more of them looks at the file
_MOST_NEAR = 10
_MOST_ALIKE = 5  # left out for one reason
_NO_NUMBERS = dict.fromkeys(range(0x30, 0x3A))  # of what that is said of: a day, a place


def tell(report: Report, *, quiet: bool, is_dry: bool) -> None:
    """Print what is bad in any case, and unless `quiet` the rest."""
    for message, hint in report.failures:
        tell_failure(message, hint)
    _list(report.bad, "", _MOST)
    if quiet:
        return
    _tell_skipped(report.skipped)
    for source, text in report.remarks[:_MOST]:
        terminal.say(f"tips: {clean_line(source)}: {clean_line(text)}")
    _tell_dates(report)
    if not is_dry and report.first:
        _tell_near(report)
    if report.is_prune_put_off:
        terminal.say("Nothing was dropped: not everything could be read, and what could not may not be gone.")
    for address in report.not_modified:
        terminal.say(f"{clean_line(address)}: not changed since the last time")
    for about in report.empty:
        terminal.say(f"{clean_line(about)} now; those that it had are kept")
    terminal.say(f"{report.name}: {_counts(report)}." + (" Nothing was changed: a dry run." if is_dry else ""))


def _counts(report: Report) -> str:
    """Return what was done in words, without what there was none of."""
    counted = (
        (report.added, "new"),
        (report.updated, "changed"),
        (report.unchanged, "unchanged"),
        (report.twice, "twice in the source"),
        (len(report.skipped), "left out"),
        (len(report.bad), "not readable"),
        (report.removed, "removed"),
        (report.gone, "gone from the source but kept"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in counted if count) or "nothing new"


def tell_next(name: str, *, is_dealt: bool) -> None:
    """Say after the first import of a collection what to type, and what changes with it."""
    terminal.say(f"See them: tips list -c {name}")
    if is_dealt:
        terminal.say(
            "Today's tip may now be another than your colleagues have, as it may be one of these. To leave them out "
            "of today and random, import them again with --no-rotation."
        )


def tell_rotation(name: str, *, was: bool, now: bool) -> None:
    """Say of a collection that was there before where an import put it into the rotation, or took it out."""
    if was != now:
        terminal.say(f"{name} is {'in today and random again' if now else LEFT_OUT}.")


def tell_failure(message: str, hint: str) -> None:
    """Print what could not be read while others could."""
    terminal.say(f"tips: {clean_line(message)}" + (f". {clean_line(hint)}" if hint else ""))


def _list(items: list[tuple[str, str, str]], before: str, most: int) -> None:
    for source, place, reason in items[:most]:
        where = ", ".join(part for part in (source, place) if part)
        terminal.say(f"tips: {before}{clean_line(where)}: {clean_line(reason)}")
    if len(items) > most:
        terminal.say(f"tips: {before}{len(items) - most:,} more")


def _tell_skipped(items: list[tuple[str, str, str]]) -> None:
    """Print what was left out on purpose; many for one reason, but for its numbers, are one line with their count."""
    by_reason: dict[str, list[tuple[str, str, str]]] = {}
    for one in items:
        by_reason.setdefault(one[2].translate(_NO_NUMBERS), []).append(one)
    for alike in by_reason.values():
        if len(alike) <= _MOST_ALIKE:
            _list(alike, "left out: ", _MOST)
        else:
            where = ", ".join(filter(None, alike[0][:2]))
            reason = clean_line(alike[0][2])
            terminal.say(f"tips: left out: {len(alike):,}, the first of them {clean_line(where)}: {reason}")


def _tell_dates(report: Report) -> None:
    """Count the dates that could not be read, and those that could be read in two ways."""
    undated, doubtful = report.undated, report.doubtful
    if undated.count:
        terminal.say(f"tips: no date was made of {_so_many_texts(undated.count)} such as {quoted(undated.first)}")
    if doubtful.count:
        terminal.say(
            f"tips: {_so_many_texts(doubtful.count)} such as {quoted(doubtful.first)} may be read in two ways, and "
            "nothing decides: the month was taken to stand first. To choose: --dates dmy, mdy or ymd"
        )


def _so_many_texts(count: int) -> str:
    return f"{count:,} {'date' if count == 1 else 'dates'}"


def _tell_near(report: Report) -> None:
    """Name the new tips that another collection may have already."""
    from tipcli.search.alike import (
        near,  # it brings what compares texts, which an import without news need not wait for
    )

    try:
        with Library() as library:
            found = list(near(library.indexes, report.name, report.first)) if report.name in library.indexes else []
    except (TipsError, MemoryError, ImportError, OSError):  # the import is done, and what cannot be told undoes nothing
        return
    for tip, other in found[:_MOST_NEAR]:
        terminal.say(f"{tip.ref} {clean_line(tip.title)}: much like {other.ref} {clean_line(other.title)}")
    if len(found) > _MOST_NEAR:
        terminal.say(f"{len(found) - _MOST_NEAR:,} more are much like tips of other collections")
