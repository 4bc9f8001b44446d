"""What an import tells on standard error: each thing that went wrong, then the counts on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.cli import terminal
from tipcli.library import Library
from tipcli.model.errors import TipsError
from tipcli.model.text import clean_line
from tipcli.search.alike import near

if TYPE_CHECKING:
    from tipcli.model.reports import Report

_MOST = 1000  # lines of a kind; who has more of them looks at the file
_MOST_NEAR = 10
_MOST_ALIKE = 5  # left out for one reason


def tell(report: Report, *, quiet: bool, is_dry: bool) -> None:
    """Print what is bad in any case, and unless `quiet` the rest."""
    for message, hint in report.failures:
        tell_failure(message, hint)
    _list(report.bad, "", _MOST)
    if quiet:
        return
    _tell_skipped(report.skipped)
    if not is_dry and report.first:
        _tell_near(report)
    if report.is_prune_put_off:
        terminal.say("Nothing was dropped: not everything could be read, and what could not may not be gone.")
    for address in report.not_modified:
        terminal.say(f"{clean_line(address)}: not changed since the last time")
    for about in report.empty:
        terminal.say(f"{clean_line(about)} now; those that it had are kept")
    counts = [
        f"added {report.added:,}",
        f"updated {report.updated:,}",
        f"unchanged {report.unchanged:,}",
        f"skipped {len(report.skipped):,}",
        f"bad {len(report.bad):,}",
    ]
    counts += [f"twice in the source {report.twice:,}"] if report.twice else []
    counts += [f"removed {report.removed:,}"] if report.removed else []
    counts += [f"gone from the source but kept {report.gone:,}"] if report.gone else []
    terminal.say(f"{report.name}: {', '.join(counts)}." + (" Nothing was changed: a dry run." if is_dry else ""))


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
    """Print what was left out on purpose; of many for one reason the first only."""
    by_reason: dict[str, list[tuple[str, str, str]]] = {}
    for one in items:
        by_reason.setdefault(one[2], []).append(one)
    for reason, alike in by_reason.items():
        _list(alike[:1] if len(alike) > _MOST_ALIKE else alike, "skipped: ", _MOST)
        if len(alike) > _MOST_ALIKE:
            terminal.say(f"tips: skipped: {len(alike) - 1:,} more: {clean_line(reason)}")


def _tell_near(report: Report) -> None:
    """Name the new tips that another collection may have already."""
    try:
        with Library() as library:
            found = list(near(library.indexes, report.name, report.first)) if report.name in library.indexes else []
    except (TipsError, MemoryError, ImportError):  # all is imported by now, and this is a help only
        return
    for tip, other in found[:_MOST_NEAR]:
        terminal.say(f"{tip.ref} {clean_line(tip.title)}: much like {other.ref} {clean_line(other.title)}")
    if len(found) > _MOST_NEAR:
        terminal.say(f"{len(found) - _MOST_NEAR:,} more are much like tips of other collections")
