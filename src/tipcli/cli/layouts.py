"""What an export can be asked for beside its format: where it goes, and how it is laid out."""

from dataclasses import dataclass
from typing import Annotated

import typer

from tipcli.cli import formats
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

    def export(self, name: str) -> Export:
        """Return the export of a format, laid out so. Raises UsageError where the format has no such layout."""
        asked = [option for option, is_set in (("--cards", self.cards), ("--large", self.large)) if is_set]
        if not asked:
            return formats.export(name)
        if len(asked) > 1:
            raise UsageError("--cards and --large contradict each other", "Use one of them.")
        if name != "html":
            raise UsageError(f"{asked[0]} is for pages, not for {name}", "Add -f html, or -o with the ending .html.")
        from tipcli.exports.html import HtmlExport

        return HtmlExport(asked[0].removeprefix("--"))
