"""What an export can be asked for beside its format: where it goes, and how it is laid out."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

import typer

from tipcli.cli import formats, schedules
from tipcli.cli.days import current_day
from tipcli.cli.options import whole_day
from tipcli.exports.base import Export
from tipcli.model.errors import UsageError


@dataclass(eq=False, repr=False, match_args=False)
class Place:
    """Where an export goes."""

    path: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to; its ending says the format."),
    ] = None
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what an export wrote before.", show_default=False)
    ] = False

    @property
    def file(self) -> str | None:
        """The path; None for standard output."""
        return None if self.path == "-" else self.path


@dataclass(eq=False, repr=False, match_args=False)
class Layout:
    """What the whole is called, and how a page is laid out."""

    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="What stands above it, for its readers.")
    ] = None
    cards: Annotated[
        bool, typer.Option("--cards", help="html: cards to cut out, four to a page.", show_default=False)
    ] = False
    large: Annotated[
        bool, typer.Option("--large", help="html: a page a tip in large letters, for a wall.", show_default=False)
    ] = False

    start: Annotated[
        date | None,
        typer.Option("--start", metavar="DATE", parser=whole_day, help="ics: the first day; today, unless told."),
    ] = None
    weekdays: Annotated[
        frozenset[int] | None,
        typer.Option("--weekdays", metavar="DAYS", parser=schedules.weekdays, help="ics: as in mo,we,fr; else mo-fr."),
    ] = None
    at: Annotated[
        time | None,
        typer.Option("--at", metavar="TIME", parser=schedules.clock, help="ics: when, as 08:45; else all day."),
    ] = None
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", parser=schedules.zone, help="ics: where that is the time; else here."),
    ] = None

    def export(self, name: str) -> Export:
        """Return the export of a format, laid out so. Raises UsageError where the format has no such layout."""
        asked = [(form, option) for form, option in _OPTIONS if getattr(self, option)]
        for form, option in asked:
            if form != name:
                ending = formats.ending_of(form)
                raise UsageError(f"--{option} is for {form}, not for {name}", f"Add -f {form}, or -o NAME{ending}.")
        if name == "ics":
            return self._calendar()
        if name == "site":
            from tipcli.exports.site import SiteExport

            return SiteExport(current_day())
        if len(asked) > 1:
            raise UsageError("--cards and --large contradict each other", "Use one of them.")
        if not asked:
            return formats.export(name)
        from tipcli.exports.html import HtmlExport

        return HtmlExport(asked[0][1])

    def _calendar(self) -> Export:
        from tipcli.exports.ics import WORKING_DAYS, CalendarExport, Schedule

        if self.zone and not self.at:
            raise UsageError("--zone is for a time", "Add --at, as in --at 08:45.")
        zone = self.zone or schedules.own_zone()
        today = current_day()
        return CalendarExport(Schedule(self.start or today, self.weekdays or WORKING_DAYS, self.at, zone, today))


# Which option is of which format.
_OPTIONS = (
    ("html", "cards"),
    ("html", "large"),
    ("ics", "start"),
    ("ics", "weekdays"),
    ("ics", "at"),
    ("ics", "zone"),
)
