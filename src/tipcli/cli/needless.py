"""Words after a command that takes none, or fewer: what they stand for, and the line that was likely meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.cli.commands import COMMANDS
from tipcli.cli.words import line_of
from tipcli.model.errors import TipsError
from tipcli.model.text import clean_line, quoted, shown
from tipcli.search.names import refs, topics_meant
from tipcli.system import paths

if TYPE_CHECKING:
    Said = tuple[str, str]

_SINCE = {"since": "--since", "after": "--since", "until": "--until", "before": "--until"}
_HELP = ("help", "?", "usage", "-help")
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_ANY_OF = ("-t", "--topic", "-T", "--not-topic", "-c", "--collection")  # whose value may be several, with commas


def explained(name: str, words: list[str], options: list[str], arguments: list[str]) -> Said:
    """Return what to say of words after a command that takes none, or one only."""
    if name == "remove":
        return "remove takes one collection at a time", f"As in: {line_of(['remove', *words[:1]])}"
    if name == "edit":
        tip = words[0] if all(refs(word) for word in words) else " ".join(words)
        return "edit takes one tip", f"As in: {line_of(['edit', tip])}"
    if name == "init":
        return "init takes one shell", f"As in: {line_of(['init', *words[:1]])}"
    if name == "config":
        return _of_settings(words)
    line = _joined(words, arguments) or _with(_meant(name, words), options) if words else []
    said = f"{name} takes no words; {quoted(' '.join(words))} is too much"
    return said, f"Did you mean {line_of(line)}?" if line else f"See 'tips {name} --help'."


def _with(line: list[str], options: list[str]) -> list[str]:
    return [*line, *options] if line else []


def _joined(words: list[str], arguments: list[str]) -> list[str]:
    """Return the line with words that go on with the value of an option joined to it: -t empathy, patience."""
    place = arguments.index(words[0])
    if place < 2 or arguments[place - 2] not in _ANY_OF or arguments[place : place + len(words)] != words:
        return []
    names = [one.strip(",") for one in (arguments[place - 1], *words) if one.strip(",") not in ("", "and", "or")]
    return [*arguments[: place - 1], ",".join(names), *arguments[place + len(words) :]]


def _of_settings(words: list[str]) -> Said:
    """Return what to say of words after config, which only shows."""
    path = paths.config_file() or "config.toml"
    is_question = words[0] in ("get", "show", "list", "ls", "print", "path", "where")
    if (len(words) > 1 and not is_question) or words[0] in ("set", "edit", "change", "add", "unset"):
        setting = f'{words[-2]} = "{words[-1]}"' if len(words) > 1 else 'color = "never"'
        return (
            "config shows what is in force",
            f"To change it, write it into {shown(path)}, as in: {clean_line(setting)}",
        )
    return f"config takes no words; {quoted(words[0])} is too much", "Did you mean 'tips config'?"


def _of_command(name: str, words: list[str]) -> list[str]:
    """Return the line of a command that the first word names, as in `collections remove blog`; else nothing."""
    from tipcli.cli.neighbours import lines_meant

    first, rest = words[0].casefold(), words[1:]
    if first in _HELP and not rest:
        return [name, "--help"]
    if name != "collections":
        return []
    if first in ("list", "ls", "show", "info"):
        return ["list", "-c", *rest] if len(rest) == 1 else [name] if not rest else []
    first = {"add": "import", "new": "import", "delete": "remove"}.get(first, first)  # of a whole collection
    if first in ("import", "sync", "remove", "export"):
        return [first, *rest]
    if first == "rename":  # which no command does
        return [name, "--help"]
    return next(iter(lines_meant(first, rest, COMMANDS)), [])


def _meant(name: str, words: list[str]) -> list[str]:
    """Return the line that words after a command stand for: a topic, a collection, a date, a number, else a search."""
    text = " ".join(words)
    day = _one_day(text)
    is_tip = all(refs(word) for word in words)
    dealt = name if name in ("random", "today") else "list"
    found: list[str] = ["search", *words]
    if command := _of_command(name, words):
        found = command
    elif name in ("doctor", "status", "resume") or text.casefold() in ("tip", "tips", "a tip"):
        found = [name]
    elif name == "list" and words[0] in _SINCE and len(words) > 1:
        found = ["list", _SINCE[words[0]], " ".join(words[1:])]
    elif name in ("list", "random") and (text.isdigit() or text in _SMALL):
        is_year = len(text) == 4 and text[:2] in ("19", "20")
        found = [name, "--since", text, "--until", text] if is_year else [name, "-n", str(_SMALL.get(text, text))]
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
