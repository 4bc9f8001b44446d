"""export."""

import os
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tipcli.cli import terminal
from tipcli.cli.answers import nothing_passes
from tipcli.cli.options import Quiet, Selection, command, whole_number
from tipcli.exports.base import Collection
from tipcli.exports.registry import FORMATS
from tipcli.exports.registry import export as export_of
from tipcli.library import Library
from tipcli.model.errors import UsageError
from tipcli.model.text import shown
from tipcli.system import signals

if TYPE_CHECKING:
    from tipcli.model.results import Filters

Form = StrEnum("Form", list(FORMATS))  # type: ignore[misc]  # made from the registry, as mypy cannot see
_ENDINGS = {export_of(name).ending: name for name in FORMATS} | {
    ".htm": "html", ".ndjson": "jsonl", ".xml": "atom", ".fortune": "fortune", "": "folder",
}  # fmt: skip


@command
def export(
    selection: Selection,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", metavar="N", parser=whole_number, help="At most so many; 0 is all.", show_default=False
        ),
    ] = 0,
    form: Annotated[
        Form | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
    ] = None,
    path: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to; its ending says the format."),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what an export wrote before.")] = False,
    quiet: Quiet,
) -> None:
    """tips export -o tips.csv
    tips export -t empathy -o empathy/    a folder of Markdown files
    tips export -f html -o tips.html
    tips export -f jsonl | jq -r .title
    """
    name = _format(str(form) if form else "", path)
    with Library(quiet.notices().warn) as library:
        filters = library.checked(selection.filters())
        if not library.count(filters):
            raise nothing_passes()
        tips = library.list_tips(filters, order="number", limit=limit)
        about = _about(library, filters)
        if path is None or path == "-":
            terminal.write(export_of(name).pieces(tips, about))
            return
        from tipcli.exports.writing import write

        with signals.orderly():
            count = write(name, tips, about, path, force=force)
    quiet.notices().note(f"Wrote {count:,} {'tip' if count == 1 else 'tips'} to {shown(path)}.")


def _format(chosen: str, path: str | None) -> str:
    """Return the format that was chosen, or that the path's ending names. Raises UsageError."""
    if path is None or path == "-":
        if chosen and export_of(chosen).is_folder:
            raise UsageError(f"--format {chosen} is no one file", "Say where with -o PATH.")
        return chosen or "jsonl"
    if chosen:
        return chosen
    ending = os.path.splitext(path.rstrip("/"))[1].lower()
    if ending not in _ENDINGS:
        raise UsageError(f"{shown(path)} does not say which format", f"Add --format, one of {', '.join(FORMATS)}.")
    return _ENDINGS[ending]


def _about(library: Library, filters: "Filters") -> Collection:
    """Return what the export says of the whole: of one collection what it says itself."""
    names = filters.collections or tuple(library.indexes)
    name = names[0] if len(names) == 1 else "tips"
    described = [library.described(one) for one in names]
    topics = {topic.slug: topic for _, all_topics in reversed(described) for topic in all_topics}
    title = described[0][0] if len(names) == 1 else ""
    return Collection(name, title, tuple(topics.values()), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
