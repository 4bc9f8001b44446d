"""What the reading commands do once their options are known: one call on the library, and one on a view.

The parsed commands call these functions, and so does a bare one, for which nothing is parsed; Typer is not needed here.
"""

from __future__ import annotations

from tipcli.cli.printer import Printer
from tipcli.library import Library
from tipcli.model.errors import NotFoundError
from tipcli.model.results import Filters
from tipcli.model.text import quoted

SCREENFUL = 100  # tips of a list on a terminal, where no limit was given
HITS = 10
_TROUBLE = "Nothing here for that; if somebody is in danger, call your local emergency number."
_COUNTED = 1000  # hits; more are not counted


def bare(command: str, words: list[str]) -> None:
    """Answer a command that has words only, with every option at its default. Raises TipsError."""
    printer = Printer(command)
    if command == "list":
        list_tips(printer, Filters())
    elif command == "search":
        search(printer, words, Filters())
    elif command == "show":
        show(printer, words)
    elif command == "random":
        random(printer, Filters(rotation=True))
    else:
        topics(printer)


def nothing_passes() -> NotFoundError:
    """Return the error of a command whose filters leave no tip."""
    return NotFoundError("no tip passes these filters", "See 'tips topics' and 'tips list'.")


def list_tips(
    printer: Printer, filters: Filters, limit: int | None = None, *, order: str = "date", reverse: bool = False
) -> None:
    """Show the tips that pass; `limit` 0 is all, None all or on a terminal a screenful. Raises NotFoundError."""
    with Library(printer.warn) as library:
        filters = library.checked(filters)
        size = library.count(filters)
        is_cut = limit is None and printer.on_terminal and size > SCREENFUL
        limit = (limit or 0) if not is_cut else SCREENFUL
        printer.show(printer.view.tips(library.list_tips(filters, order=order, reverse=reverse, limit=limit)))
    if not size:
        raise nothing_passes()
    if is_cut:
        printer.note(f"{limit} of {size:,} tips; '--limit 0' shows all.")


def search(
    printer: Printer, words: list[str], filters: Filters, limit: int = HITS, *, everything: bool = False
) -> None:
    """Show what matches, best first; `limit` 0 is all, `everything` faint ones too. Raises NotFoundError."""
    text = " ".join(words)
    with Library(printer.warn) as library:
        filters = library.checked(filters)
        hits = library.search(text, filters, limit, everything=everything)
        printer.show(printer.view.hits(hits))
        if not hits:
            if library.is_trouble(text):
                raise NotFoundError(_TROUBLE)
            near = library.suggestions(text)
            otherwise = f"Did you mean: {', '.join(near)}?" if near else "See 'tips topics' for what there is."
            raise NotFoundError(f"nothing matches {quoted(text)}", otherwise)
        if (
            printer.on_terminal
            and len(hits) == limit
            and (found := library.hits(text, filters, _COUNTED, everything=everything)) > limit
        ):
            printer.note(f"{limit} of {'over ' if found >= _COUNTED else ''}{found:,} hits; '--limit 0' shows all.")


def show(printer: Printer, names: list[str]) -> None:
    """Show whole tips, each with its related ones. Raises NotFoundError."""
    with Library(printer.warn) as library:
        tips = library.resolve(names)
        printer.show(printer.view.whole([(tip, library.related(tip)) for tip in tips]))


def random(printer: Printer, filters: Filters, limit: int = 1, seed: int | None = None) -> None:
    """Show tips that the bag deals, or those of a seed; `limit` 0 is all. Raises NotFoundError."""
    with Library(printer.warn) as library:
        tips = library.random(library.checked(filters), limit, seed)
        if not tips:
            raise nothing_passes()
        printer.show(printer.view.whole([(tip, ()) for tip in tips]))


def topics(printer: Printer) -> None:
    """Show the topics."""
    with Library(printer.warn) as library:
        printer.show(printer.view.topics(library.topics()))
