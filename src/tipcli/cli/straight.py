"""A line with options, read by a table instead of the parser, and answered by what answers the parsed one.

The table is made from the parser's own tree. Only what is plain is read here: a command by its name, options in full
or as one letter, each value once, and of a kind that it must be. All else, and whatever is wrong, is the parser's: it
knows what to say.
"""

from __future__ import annotations

from tipcli.cli import answers, values
from tipcli.cli.option_table import DEFAULTS, OPTIONS, WORDS
from tipcli.cli.printer import Printer
from tipcli.model.errors import TipsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tipcli.today.cache_read import Rendering

    Chosen = dict[str, Any]  # the value of each option, by its name in the parser

_DATES = ("--since", "--until", "--date")  # whose value may go on in the words behind it


class Line:
    """A line that was read: the command, its words, and the value of each of its options."""

    __slots__ = ("chosen", "command", "words")

    def __init__(self, command: str, words: list[str], chosen: Chosen) -> None:
        self.command = command
        self.words = words
        self.chosen = chosen


def read(arguments: list[str]) -> Line | None:
    """Return what a line says, or None where the parser has to be asked."""
    if not arguments or arguments[0] not in OPTIONS:
        return None
    command, *rest = arguments
    line = Line(command, [], {})
    try:
        while rest:
            if rest[0][:1] != "-":
                line.words.append(rest.pop(0))
            else:
                del rest[: _option(line, rest)]
    except (ValueError, TipsError):
        return None
    least, most = WORDS[command]
    if not least <= len(line.words) <= most:
        return None
    line.chosen = DEFAULTS[command] | line.chosen
    return line


def _option(line: Line, rest: list[str]) -> int:
    """Take the option that stands in front, and return how many arguments it is.

    Raises ValueError where it is in doubt, and that, or UsageError, for a value that it cannot have.
    """
    options = OPTIONS[line.command]
    spelling, value, size = rest[0], "", 1
    if spelling not in options:  # the value may be in the same argument: --limit=3, -n3
        spelling, _, value = spelling.partition("=") if spelling[:2] == "--" else (spelling[:2], "", spelling[2:])
    if spelling not in options or (spelling != rest[0] and not value):
        raise ValueError(rest[0])
    name, kind = options[spelling]
    if kind in ("yes", "no"):
        if value:
            raise ValueError(rest[0])
        line.chosen[name] = kind == "yes"
        return 1
    if not value:
        value, size = _after(spelling, rest), 2
    _choose(line, name, kind, value)
    return size


def _after(spelling: str, rest: list[str]) -> str:
    """Return the value that stands behind an option. Raises ValueError where that is none for sure."""
    value = rest[1] if len(rest) > 1 else ""
    if value[:1] in ("", "-") or (spelling in _DATES and _may_go_on(value, rest[2:3])):
        raise ValueError(value)
    return value


def _choose(line: Line, name: str, kind: str, value: str) -> None:
    """Take a value for an option. Raises ValueError, or UsageError, where it cannot be, and for a second one."""
    if kind == "many":
        line.chosen.setdefault(name, []).append(value)
    elif name in line.chosen or (kind.startswith("one of ") and value not in kind.split()[2:]):
        raise ValueError(value)
    else:
        line.chosen[name] = value if kind.startswith("one of ") else getattr(values, kind)(value)


def _may_go_on(value: str, after: list[str]) -> bool:
    """Tell whether what stands behind a date may belong to it, as in --since march 2025; no YYYY-MM-DD goes on."""
    is_day = len(value) == 10 and value[4] == value[7] == "-"
    return bool(after) and after[0][:1] != "-" and not is_day


def answer(line: Line, rendering: Rendering | None) -> None:
    """Answer a line; of `today` keep the rendering. Raises TipsError."""
    ANSWERS[line.command](line, rendering)


def _printer(line: Line) -> Printer:
    chosen = line.chosen
    form, color = values.form(chosen), chosen["color"] or ""
    return Printer(line.command, form=form, color=color, quiet=chosen["quiet"], pager=chosen["pager"])


def _list(line: Line, _: object) -> None:
    printer, chosen = _printer(line), line.chosen
    filters = values.filters(chosen)
    answers.list_tips(printer, filters, chosen["limit"], order=chosen["sort"], reverse=chosen["reverse"])


def _search(line: Line, _: object) -> None:
    printer, chosen = _printer(line), line.chosen
    answers.search(printer, line.words, values.filters(chosen), chosen["limit"], everything=chosen["everything"])


def _random(line: Line, _: object) -> None:
    printer, chosen = _printer(line), line.chosen
    answers.random(printer, values.filters(chosen, rotation=True), chosen["limit"], chosen["seed"])


def _today(line: Line, rendering: Rendering | None) -> None:
    from tipcli.cli import daily

    daily.answer(line.chosen, rendering)


ANSWERS: dict[str, Callable[[Line, Rendering | None], None]] = {
    "list": _list,
    "search": _search,
    "show": lambda line, _: answers.show(_printer(line), line.words),
    "random": _random,
    "today": _today,
    "topics": lambda line, _: answers.topics(_printer(line)),
}
