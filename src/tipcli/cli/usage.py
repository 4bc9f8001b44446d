"""What was wrong with a line, in words of the person who typed it, and the line that was likely meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.cli import needless
from tipcli.cli.commands import COMMANDS
from tipcli.cli.neighbours import option_meant
from tipcli.cli.words import line_of, word_places
from tipcli.model.text import clean_line

if TYPE_CHECKING:
    import typer

    Said = tuple[str, str]

_MISSING = {
    "search": ("what to search for?", "As in: tips search angry customer"),
    "import": ("what to import?", "A file, a folder or an address, or - for standard input: tips import team.csv"),
    "remove": ("which collection?", "See 'tips collections'."),
}


def explained(error: typer.TyperException, arguments: list[str]) -> Said:
    """Return what to say of a line that the parser refused, and what to type."""
    context = getattr(error, "ctx", None)
    name = next((argument for argument in arguments if argument in COMMANDS), "")
    see = f"See 'tips {name} --help'." if name else "See 'tips --help'."
    known = [option for parameter in context.command.params for option in parameter.opts] if context else []
    long = next((one for one in arguments if len(one) > 2 and one[1] != "-" and f"-{one}" in known), "")
    if long:  # to the parser -topic is -t with a value
        return f"{name} has no option {clean_line(long)}", f"Did you mean '-{clean_line(long)}'? {see}"
    made = {"MissingParameter": _missing, "BadParameter": _bad_value, "BadOptionUsage": _no_value}
    kind = type(error).__name__
    if kind in made:
        return made[kind](error, name, see)
    if kind == "NoSuchOption":
        return _no_option(str(getattr(error, "option_name", "")), name, context, arguments, see)
    if "unexpected extra" in str(error):
        places = word_places(arguments)
        options = [argument for place, argument in enumerate(arguments) if place not in places]
        words = [arguments[place] for place in places if arguments[place] != name]
        return needless.explained(name, words, options, arguments)
    return _as_it_is(error, see)


def _as_it_is(error: Any, see: str) -> Said:
    return error.format_message().replace("\n\t", " ").rstrip("."), see


def _missing(error: Any, name: str, see: str) -> Said:
    """Return what to say of a word that is missing."""
    if "TIP" in str(getattr(error.param, "metavar", "")):
        return "which tip?", f"Its number, words of its title, or that of today: tips {name} 12, tips {name} today"
    return _MISSING.get(name) or _as_it_is(error, see)


def _no_value(error: Any, _: str, see: str) -> Said:
    return f"{getattr(error, 'option_name', 'an option')} needs a value after it", see


def _bad_value(error: Any, _: str, see: str) -> Said:
    """Return what is wrong with the value of an option or an argument, and what to type."""
    named = getattr(error, "param", None)
    options = sorted(getattr(named, "opts", ()), key=len)
    name = f"{options[-1]}: " if options and options[-1].startswith("-") else ""
    choices = list(getattr(getattr(named, "type", None), "choices", ()))
    value, is_choice, _ = error.message.partition(" is not one of ")
    if is_choice and choices:
        listed = [str(getattr(one, "value", one)) for one in choices]
        others = _VALUES.get(options[-1], {})
        if near := next((one for one in others if value.strip("'").casefold() in others[one].split()), ""):
            see = f"Did you mean '{options[-1]} {near}'? {see}"
        return f"{name}{value} is not {', '.join(listed[:-1])} or {listed[-1]}", see
    typed = error.message.partition("'")[2].partition("'")[0]
    if "--limit" in options and typed.casefold() in ("all", "everything", "max"):
        see = f"All is 0: -n 0. {see}"
    elif typed[:1] == "=" and len(options) > 1:
        see = f"Did you mean '{options[0]} {typed[1:]}'? {see}"
    return f"{name}{error.message}", see


def _no_option(typed: str, name: str, context: Any, arguments: list[str], see: str) -> Said:
    parameters = context.command.params if context else ()
    known = [option for parameter in parameters for option in parameter.opts]
    message = f"{f'{name} has' if name else 'there is'} no option {clean_line(typed)}"
    if name not in ("export", "import") and typed in ("-o", "--output"):
        return message, f"To write a file: {_to_file(name, arguments)}"
    if any(parameter.nargs == -1 for parameter in parameters) and typed[:2] != "--":
        see += " Words that begin with '-' go after '--'."
    if typed[1:].isdigit() and "--limit" in known:
        number = next((one for one in arguments if one.startswith(typed)), typed)
        return message, f"Did you mean '-n {clean_line(number)[1:]}'? {see}"
    left_out = _without_word(typed, arguments) if name == "search" else []
    near = option_meant(typed, [*known, "--help"])
    if left_out or near:
        return message, f"To leave a word out: {line_of(left_out)}" if left_out else f"Did you mean '{near}'? {see}"
    if line := _without_option(typed, name, arguments):
        return message, f"Did you mean {line_of(line)}? {see}"
    if name == "search":
        words = [one for one in arguments[1:] if not one.startswith("--")]
        if len(words) > 1 and not words[0].startswith("-"):
            return message, f"To leave a word out, put all in quotes: {line_of(['search', ' '.join(words)])}"
    return message, see


def _without_word(typed: str, arguments: list[str]) -> list[str]:
    """Return the search that leaves out the word after an option that says so; nothing where it does not."""
    if typed not in ("--not", "--without", "--exclude", "--except", "--minus"):
        return []
    place = next(place for place, one in enumerate(arguments) if one.partition("=")[0] == typed)
    value = arguments[place].partition("=")[2]
    after = arguments[place + 1 :]
    left_out, rest = (value, after) if value else (after[0], after[1:]) if after else ("", [])
    words = arguments[1:place]
    return ["search", f"{' '.join(words)} -{left_out}", *rest] if words and left_out else []


def _to_file(name: str, arguments: list[str]) -> str:
    """Return the line that writes a file instead of the one that was typed."""
    place = next(place for place, one in enumerate(arguments) if one.partition("=")[0] in ("-o", "--output"))
    if name in ("list", "show"):
        return line_of(["export", *arguments[1:]])
    if name == "today":
        return line_of(["export", "today", *arguments[1:]])
    if name in ("search", "random"):
        file = arguments[place].partition("=")[2] or next(iter(arguments[place + 1 :]), "FILE")
        ending = clean_line(file).rpartition(".")[2] if "." in file else "html"
        return f"{line_of([*arguments[:place], '-f', ending])[1:-1]} >{clean_line(file)}"
    return "tips export -o FILE"


# What people say for a value of an option that takes a few only.
_VALUES = {
    "--sort": {
        "date": "newest latest recent new time added created",
        "date --reverse": "oldest first -date",
        "title": "name alphabetical alpha abc",
        "title --reverse": "-title -name",
        "number": "id ref no",
        "number --reverse": "-number -id",
    },
    "--for": {
        "lead": "leads leader leaders manager managers supervisor supervisors boss team trainer trainers",
        "desk": "desks agent agents staff front-desk frontdesk clerk everyone",
    },
}  # fmt: skip


# What says with an option what its word says by itself.
_PLAIN_WORDS = {
    "remove": ("-c", "--collection", "--name"),
    "sync": ("-c", "--collection", "--name", "--all", "-a"),
    "init": ("--shell", "-s"),
    "pause": ("--for", "--until", "--days"),
    "import": ("--file", "--url", "--source", "-i"),
    "add": ("--title", "--name"),
    "forget": ("--yes", "-y", "--force", "-f", "--all"),
    **dict.fromkeys(("show", "open", "export", "star", "hide", "note"), ("--id", "--number", "--tip")),
}


_FEW = {"star": "--starred", "hide": "--hidden"}  # commands that list all, and the filter that lists some


def _without_option(typed: str, name: str, arguments: list[str]) -> list[str]:
    """Return the line without an option that its word needs not, or with the command that it names; else nothing."""
    if typed in _PLAIN_WORDS.get(name, ()):
        return [one.removeprefix(f"{typed}=") for one in arguments if one != typed]
    if name in _FEW and typed in ("-n", "--limit"):
        return ["list", _FEW[name], *arguments[1:]]
    if typed in ("--search", "--grep", "--find", "--query", "-q"):
        return ["search", *(one.removeprefix(f"{typed}=") for one in arguments[1:] if one != typed)]
    return []
