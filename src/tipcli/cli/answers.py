"""What the reading commands do once their options are known: one call on the library, and one on a view.

The parsed commands call these functions, and so does a bare one, for which nothing is parsed; Typer is not needed here.
"""

from __future__ import annotations

from tipcli.cli.printer import Printer
from tipcli.kept import history
from tipcli.library import Library
from tipcli.model.errors import AccessError, NotFoundError
from tipcli.model.results import Filters
from tipcli.model.text import quoted
from tipcli.model.tip import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.model.tip import Tip

_KEEPING = ("star", "unstar", "hide", "unhide", "note", "practice", "done")
SCREENFUL = 100  # tips of a list on a terminal, where no limit was given
HITS = 10
_TROUBLE = "Nothing here for that; if somebody is in danger, call your local emergency number."
_COUNTED = 1000  # hits; more are not counted


def bare(command: str, words: list[str]) -> None:
    """Answer a command that has words only, with every option at its default. Raises TipsError."""
    if command in _KEEPING:
        _keep(command, words)
        return
    printer = Printer(command)
    if command == "list":
        list_tips(printer, Filters())
    elif command == "search":
        search(printer, words, Filters())
    elif command == "show":
        show(printer, words)
    elif command == "random":
        random(printer, Filters(rotation=True))
    elif command == "doctor":
        doctor(printer)
    else:
        topics(printer)


def _keep(command: str, words: list[str]) -> None:
    printer = Printer("list")
    if command in ("practice", "done"):
        from tipcli.cli import habits

        if command == "done":
            habits.done(printer, words)
        else:
            habits.begin(printer, words) if words else habits.show()
    else:
        from tipcli.cli import keeps

        getattr(keeps, command)(printer, words)


def nothing_passes() -> NotFoundError:
    """Return the error of a command whose filters leave no tip."""
    return NotFoundError("no tip passes these filters", "See 'tips topics' and 'tips list'.")


def list_tips(
    printer: Printer, filters: Filters, limit: int | None = None, *, order: str = "date", reverse: bool = False
) -> None:
    """Show the tips that pass; `limit` 0 is all, None all or on a terminal a screenful. Raises NotFoundError."""
    with Library(printer.warn) as library:
        filters = library.checked(filters)
        _tell_unseen(printer, filters)
        size = library.count(filters)
        is_cut = limit is None and printer.on_terminal and size > SCREENFUL
        limit = (limit or 0) if not is_cut else SCREENFUL
        brief = not printer.view.bodies
        tips = library.list_tips(filters, order=order, reverse=reverse, limit=limit, brief=brief)
        printer.show(printer.view.tips(tips))
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
        _tell_unseen(printer, filters)
        hits = library.search(text, filters, limit, everything=everything)
        ref = _ref(library, words)
        printer.show(printer.view.hits(hits))
        if not hits:
            if library.is_trouble(text):
                raise NotFoundError(_TROUBLE)
            near = library.suggestions(text)
            hint = f"Did you mean: {', '.join(near)}?" if near else "See 'tips topics' for what there is."
            raise NotFoundError(f"nothing matches {quoted(text)}", f"To read it: tips show {ref}" if ref else hint)
        if (
            printer.on_terminal
            and len(hits) == limit
            and (found := library.hits(text, filters, _COUNTED, everything=everything)) > limit
        ):
            printer.note(f"{limit} of {'over ' if found >= _COUNTED else ''}{found:,} hits; '--limit 0' shows all.")
        if ref:
            printer.note(f"To read tip {ref}: tips show {ref}")
        elif len(words) == 1 and words[0] in library.indexes:
            printer.note(f"To see the collection of this name: tips list -c {words[0]}")


def _ref(library: Library, words: list[str]) -> str:
    """Return the ref that was searched for, if a tip has it."""
    if len(words) != 1 or not words[0][-1:].isdigit():
        return ""
    from tipcli.search.names import refs

    if not refs(words[0]):
        return ""
    try:
        tips = library.resolve(words)
    except NotFoundError:
        return ""
    return tips[0].ref if len(tips) == 1 else ""


def show(printer: Printer, names: list[str]) -> None:
    """Show whole tips, each with its related ones. Raises NotFoundError, also where only some were found."""
    with Library(printer.warn) as library:
        tips, missing = chosen(library, names)
        printer.show(printer.view.whole([(one, library.related(one)) for one in tips]))
        if any(tip.collection == OWN and tip.extra for tip in tips):
            from tipcli.cli import versions

            for line in versions.news(library, tips):
                printer.note(line)
    remember(printer, "show", tips)
    if missing:
        raise missing


def chosen(library: Library, names: list[str], command: str = "list") -> tuple[list[Tip], NotFoundError | None]:
    """Return the tips that are named, `today` among refs being that of the day, and what to say of missing ones.

    Raises NotFoundError where there is none at all; `command` is what takes all tips of a topic.
    """
    from tipcli.search.names import MissingError, refs

    if all(name.isdecimal() for name in names):  # the usual way: nothing to be understood
        try:
            return library.resolve(names), None
        except MissingError as error:
            return error.found, error
    from tipcli.cli import spoken

    names = spoken.numbers(names) or names
    if all(name.casefold() == "today" or refs(name) for name in names):
        names = [_today(library) if name.casefold() == "today" else name for name in names]
    spoken.refuse_other(names, library.indexes, command)
    try:
        return library.resolve(names), None
    except MissingError as error:
        return error.found, error
    except NotFoundError as error:
        spoken.tell_topic(error, names, library.indexes, command)
        raise


def _today(library: Library) -> str:
    from tipcli.cli import preferences
    from tipcli.cli.days import current_day

    tip = library.today(preferences.load().dealt(library, Filters(rotation=True)), current_day())
    if tip is None:
        raise nothing_passes()
    return tip.ref


def random(printer: Printer, filters: Filters, limit: int = 1, seed: int | None = None) -> None:
    """Show tips that the bag deals, or those of a seed; `limit` 0 is all. Raises NotFoundError."""
    with Library(printer.warn) as library:
        _tell_unseen(printer, filters)
        tips = library.random(library.checked(filters), limit, seed)
        if not tips:
            raise nothing_passes()
        printer.show(printer.view.whole([(tip, ()) for tip in tips]))
    if seed is None:
        remember(printer, "random", tips)


def _tell_unseen(printer: Printer, filters: Filters) -> None:
    if filters.unseen and not history.is_kept():
        printer.note("No history is kept, so that nothing counts as seen. To keep one: tips history --on")


def remember(printer: Printer, command: str, tips: list[Tip], day: str = "") -> None:
    """Put what was shown into the history, where one is wanted."""
    wanted = printer.preferences.history
    if wanted is not False:
        history.add(command, tips, day, anew=wanted is True)


def topics(printer: Printer) -> None:
    """Show the topics."""
    with Library(printer.warn) as library:
        printer.show(printer.view.topics(library.topics()))


def doctor(printer: Printer) -> None:
    """Show whether all is well. Raises AccessError where it is not."""
    from tipcli import doctor as health
    from tipcli.today.profiles import shells

    def today() -> str:
        from tipcli.cli.days import current_day

        return current_day().isoformat()

    checks = health.examine(today)
    for path in shells.asking():
        from tipcli.cli.pausing import profile_check

        if (check := profile_check(path)) and check.state != "ok":
            checks.append(check)
    printer.show(printer.view.checks(checks))
    if all(check.state == "ok" for check in checks):
        printer.note(f"All {len(checks)} checks are fine.")
    if wrong := sum(check.state == "wrong" for check in checks):
        raise AccessError(f"{wrong} of {len(checks)} checks found something wrong", "What to do stands with each.")
