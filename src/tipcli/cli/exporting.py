"""export."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from tipcli.cli import complete, formats, terminal
from tipcli.cli.answers import chosen, nothing_passes
from tipcli.cli.layouts import Layout, Place
from tipcli.cli.options import Quiet, Selection, command, whole_number
from tipcli.cli.values import format_name
from tipcli.cli.words import line_of
from tipcli.exports.base import Collection
from tipcli.library import Library
from tipcli.model.errors import NotFoundError, UsageError
from tipcli.model.results import Filters
from tipcli.model.text import clean_line, quoted, shown
from tipcli.system import signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from tipcli.model.tip import Tip


@command
def export(
    selection: Selection,
    tip: Annotated[
        list[str] | None,
        typer.Argument(
            help="Which tips; all that pass the filters, unless you say.",
            metavar="[TIP...]",
            autocompletion=complete.tips,
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", metavar="N", parser=whole_number, help="At most so many; 0 is all.", show_default=False
        ),
    ] = 0,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=format_name,
            autocompletion=complete.formats,
            help=f"One of {', '.join(formats.FORMATS[1:])}.",
        ),
    ] = None,
    *,
    place: Place,
    layout: Layout,
    quiet: Quiet,
) -> None:
    """tips export -o tips.csv
    tips export 30 12 -o handout.html     two tips, to print; --cards, --large
    tips export -t empathy -o empathy/    a folder of Markdown files
    tips export -f jsonl | jq -r .title
    """
    names, filters = tip or [], selection.filters()
    if names and filters.key() != Filters().key():
        raise UsageError("tips are chosen by their names or by filters, not by both", "Leave one of them out.")
    made = layout.export(_format(form or "", place, names))
    with Library(quiet.notices().warn) as library:
        filters = library.checked(filters.replace(dealable=made.is_dealt))
        tips, missing = _tips(library, names, filters, limit)
        made.deal(_of_day(library, tips if names else None, filters))
        about = _about(library, filters, clean_line(layout.title or ""))
        if place.file is None:
            terminal.write(made.pieces(tips, about))
        else:
            from tipcli.exports.writing import write

            with signals.orderly():
                count = write(made, tips, about, place.file, force=place.force, say=quiet.notices().note)
            quiet.notices().note(f"Wrote {count:,} {'tip' if count == 1 else 'tips'} to {shown(place.file)}.")
    if missing:
        raise missing


def _tips(
    library: Library, names: list[str], filters: Filters, limit: int
) -> "tuple[Iterable[Tip], NotFoundError | None]":
    """Return the tips to export, and what to say of those that there are not. Raises NotFoundError for none at all."""
    if names:
        tips, missing = chosen(library, names, "export")
        return list(islice(tips, limit or None)), missing
    if not library.count(filters):
        raise nothing_passes()
    return library.list_tips(filters, order="number", limit=limit), None


def _of_day(library: Library, named: "Iterable[Tip] | None", filters: Filters) -> "Callable[[date], Tip | None]":
    """Return what says which tip a day has: as `today` says it for these filters, or the same rule for named tips."""
    if named is None:
        return lambda day: library.today(filters.replace(rotation=True), day)
    from tipcli.deal import order, spread

    tips = list(named)

    def kinds(places: list[int]) -> list[tuple[str, str]]:
        return [(tips[place].notes.format, tips[place].notes.idea) for place in places]

    return lambda day: tips[spread.turn(order.step_of_day(day), len(tips), order.DAY, kinds)]


def _format(asked: str, place: Place, names: list[str]) -> str:
    """Return the format that was chosen, or that the path's ending names. Raises UsageError."""
    if [name.casefold() for name in names] in (["all"], ["everything"]):
        raise NotFoundError(f"{quoted(names[0])} is no tip", f"All are taken where none is named: {_all_to(place)}")
    if place.path is None and names:
        _ask_about_names(names)
    if place.file is None:
        if asked and formats.needs_path(asked):
            raise UsageError(f"--format {asked} does not go to standard output", "Say where with -o PATH.")
        return asked or "jsonl"
    return asked or formats.of_path(place.file, " ".join(("tips export", *names)))


def _all_to(place: Place) -> str:
    return line_of(["export", "-o", place.path or "tips.html"])


def _ask_about_names(names: list[str]) -> None:
    """Raise UsageError where the last of the names is that of a format or a file."""
    *before, last = names
    if not before and (form := formats.meant(last)):
        raise UsageError(
            f"{quoted(last)} is taken for a tip", f"For {formats.ABOUT[form]}: tips export -f {form} -o FILE"
        )
    if formats.is_file(last):
        before = before[:-1] if before and before[-1].casefold() in ("to", "as", "into", "in") else before
        formats.of_path(last, " ".join(("tips export", *before)))  # it says what to take instead of what there is not
        line = line_of(["export", *before, "-o", last])
        raise UsageError(f"{shown(last)} is taken for a tip", f"Did you mean {line}?")


def _about(library: Library, filters: Filters, called: str) -> Collection:
    """Return what the export says of the whole: what it is to be called, of one collection what it says itself."""
    names = filters.collections or tuple(library.indexes)
    name = names[0] if len(names) == 1 else "tips"
    described = [library.described(one) for one in names]
    topics = {topic.slug: topic for _, all_topics in reversed(described) for topic in all_topics}
    title = described[0][0] if len(names) == 1 else ""
    return Collection(name, called or title, tuple(topics.values()), formats.now())
