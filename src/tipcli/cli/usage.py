"""What was wrong with a line, in words of the person who typed it, and the line that was likely meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.cli.commands import COMMANDS
from tipcli.cli.neighbours import option_meant
from tipcli.cli.typed import line_of, word_places
from tipcli.model.errors import TipsError
from tipcli.model.text import clean_line, quoted
from tipcli.search.names import refs, topics_meant

if TYPE_CHECKING:
    import typer

    Said = tuple[str, str]

_SINCE = {"since": "--since", "after": "--since", "until": "--until", "before": "--until"}
_MISSING = {
    "show": ("which tip?", "Its number, or words of its title: tips show 12, or the one of today: tips show today"),
    "search": ("what to search for?", "As in: tips search angry customer"),
    "import": ("what to import?", "A file, a folder or an address, or - for standard input: tips import team.csv"),
    "remove": ("which collection?", "See 'tips collections'."),
}


def explained(error: typer.TyperException, arguments: list[str]) -> Said:
    """Return what to say of a line that the parser refused, and what to type."""
    context = getattr(error, "ctx", None)
    name = next((argument for argument in arguments if argument in COMMANDS), "")
    see = f"See 'tips {name} --help'." if name else "See 'tips --help'."
    kind = type(error).__name__
    options = [argument for place, argument in enumerate(arguments) if place not in word_places(arguments)]
    words = [arguments[place] for place in word_places(arguments) if arguments[place] != name]
    if kind == "MissingParameter" and name in _MISSING:
        return _MISSING[name]
    if kind == "NoSuchOption":
        return _no_option(str(getattr(error, "option_name", "")), name, context, arguments, see)
    if kind == "BadOptionUsage":
        return f"{getattr(error, 'option_name', 'an option')} needs a value after it", see
    if kind == "BadParameter":
        return _bad_value(error), see
    if "unexpected extra" in str(error):
        return _words_too_many(name, words, options)
    return error.format_message().replace("\n\t", " ").rstrip("."), see


def _bad_value(error: Any) -> str:
    """Return what is wrong with the value of an option or an argument."""
    named = getattr(error, "param", None)
    options = sorted(getattr(named, "opts", ()), key=len)
    name = f"{options[-1]}: " if options and options[-1].startswith("-") else ""
    choices = list(getattr(getattr(named, "type", None), "choices", ()))
    value, is_choice, _ = error.message.partition(" is not one of ")
    if not (is_choice and choices):
        return f"{name}{error.message}"
    listed = [str(getattr(one, "value", one)) for one in choices]
    return f"{name}{value} is not {', '.join(listed[:-1])} or {listed[-1]}"


def _no_option(typed: str, name: str, context: Any, arguments: list[str], see: str) -> Said:
    known = [option for parameter in context.command.params for option in parameter.opts] if context else []
    message = f"{f'{name} has' if name else 'there is'} no option {clean_line(typed)}"
    if name not in ("export", "import") and typed in ("-o", "--output"):
        line = line_of(["export", *arguments[1:]]) if name in ("list", "show") else "tips export -o FILE"
        return message, f"To write a file: {line}"
    if near := option_meant(typed, [*known, "--help"]):
        return message, f"Did you mean '{near}'? {see}"
    if name == "search":
        words = [one for one in arguments[1:] if not one.startswith("--")]
        if len(words) > 1 and not words[0].startswith("-"):
            return message, f"To leave a word out, put all in quotes: {line_of(['search', ' '.join(words)])}"
    if any(parameter.nargs == -1 for parameter in (context.command.params if context else ())) and typed[:2] != "--":
        see += " Words that begin with '-' go after '--'."
    return message, see


def _words_too_many(name: str, words: list[str], options: list[str]) -> Said:
    """Return what to say of words after a command that takes none, or one only."""
    if name == "remove":
        return "remove takes one collection at a time", f"As in: {line_of(['remove', *words[:1]])}"
    if name == "init":
        return "init takes one shell", f"As in: {line_of(['init', *words[:1]])}"
    line = _meant(name, words) if words else []
    said = f"{name} takes no words; {quoted(' '.join(words))} is too much"
    return said, f"Did you mean {line_of([*line, *options])}?" if line else f"See 'tips {name} --help'."


def _meant(name: str, words: list[str]) -> list[str]:
    """Return the line that words after a command stand for: a topic, a collection, a date, a number, else a search."""
    text = " ".join(words)
    day = _one_day(text)
    is_tip = all(refs(word) for word in words)
    dealt = name if name in ("random", "today") else "list"
    found: list[str] = ["search", *words]
    if name == "doctor":
        found = ["doctor"]
    elif name == "list" and words[0] in _SINCE and len(words) > 1:
        found = ["list", _SINCE[words[0]], " ".join(words[1:])]
    elif name in ("list", "random") and text.isdigit():
        found = [name, "-n", text]
    elif is_tip:
        found = ["show", *words]
    elif name == "today" and day:
        found = ["today", "--date", text]
    elif _is_topic(text):
        found = [dealt, "-t", text]
    elif _is_collection(text):
        found = [dealt, "-c", text]
    elif name == "list" and day:
        found = ["list", "--since", text]
    return found


def _one_day(text: str) -> bool:
    from tipcli.cli.days import current_day, span

    return (found := span(text, current_day())) is not None and found[0] == found[1]


def _is_topic(text: str) -> bool:
    return _library_has(lambda library: bool(topics_meant(library.indexes, text)))


def _is_collection(text: str) -> bool:
    return _library_has(lambda library: text in library.indexes)


def _library_has(question: Any) -> bool:
    from tipcli.library import Library

    try:
        with Library() as library:
            return bool(question(library))
    except (TipsError, OSError):
        return False
