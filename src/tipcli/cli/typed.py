"""What a typed line means where its first word is no command, and what to ask where that is in doubt.

`tips 30` shows, `tips angry customer` searches, `tips --json list` is `tips list --json`. A command always wins, and
what may be one with a slip in it, or under another name, is asked about and never run.
"""

from __future__ import annotations

from tipcli.cli import doubts, spoken
from tipcli.cli.commands import COMMANDS
from tipcli.cli.doubts import OWNERS
from tipcli.cli.words import ALIASES, line_of, word_places
from tipcli.model.errors import TipsError, UsageError
from tipcli.model.text import quoted
from tipcli.search.names import pasted, refs

_DATES = ("--since", "--until", "--date")
_LONGEST_DATE = 4  # words
_OF_NO_COMMAND = ("--version", "-V", "--show-completion")


def meant(arguments: list[str]) -> list[str]:
    """Return the line as the parser takes it: the command first, its words and options as they stood.

    Raises UsageError, or NotFoundError where it is in doubt, with what to type.
    """
    # The name of the program may be typed twice, or pasted with a line.
    arguments = _with_dates(arguments[1:] if arguments[:1] == ["tips"] and len(arguments) > 1 else arguments)
    places = word_places(arguments)
    doubts.ask_about_option(arguments)
    if not places or arguments[0] in _OF_NO_COMMAND:
        return _without_words(arguments)
    word = arguments[places[0]].casefold()
    rest = [one for place, one in enumerate(arguments) if place != places[0]]
    command = ALIASES.get(word, word)
    if command in COMMANDS:
        return [command, *rest]
    if command == "version" and not rest:
        return ["--version"]
    words = [arguments[place] for place in places]
    if command == "help":
        return _help(words[1:])
    if spoken.numbers(words) or _is_name(words):
        return ["show", *arguments]
    doubts.ask_about_line(words, arguments)
    doubts.ask(word, arguments, rest, words)
    return ["search", *arguments]


def _with_dates(arguments: list[str]) -> list[str]:
    """Return the line with the words of a date as one argument: --since 3 months ago."""
    made = list(arguments)
    for place in range(len(made) - 2, -1, -1):
        if made[place] not in _DATES:
            continue
        from tipcli.cli.days import current_day, span

        after = made[place + 1 : place + 1 + _LONGEST_DATE]
        for size in range(len(after), 1, -1):
            if span(date := " ".join(after[:size]), current_day()):
                made[place + 1 : place + 1 + size] = [date]
                break
    return made


def _without_words(arguments: list[str]) -> list[str]:
    """Return a line of options only with the command that they are of; nothing typed at all is today's tip."""
    names = [one.partition("=")[0] if one[:2] == "--" else one[:2] for one in arguments if one[:1] == "-"]
    owners = [OWNERS[name] for name in names if name in OWNERS]
    if len(owners) < len(names):
        return arguments
    return [next((one for one in ("random", "list") if one in owners), "today"), *arguments]


def _help(words: list[str]) -> list[str]:
    if not words:
        return ["--help"]
    word = words[0].casefold()
    if (command := ALIASES.get(word, word)) in COMMANDS:
        return [command, "--help"]
    if command == "help":
        return ["--help"]
    from tipcli.cli.neighbours import nearest

    near = ["help", nearest(word, COMMANDS)] if nearest(word, COMMANDS) else []
    if spoken.numbers(words):
        near = ["show", *words]
    hint = f"Did you mean {line_of(near)}?" if near else "See 'tips --help'."
    raise UsageError(f"there is no command {quoted(word)}", hint)


def _is_name(words: list[str]) -> bool:
    """Tell whether words are the slug of a tip, one in a collection that there is, or a line as tips are printed.

    Raises UsageError for the name of a collection and a number.
    """
    name, slash, slug = words[0].casefold().rpartition("/")
    is_slug = len(words) == 1 and bool(slash or "-" in slug)
    is_number = len(words) == 2 and words[1].isdigit()
    is_line = refs(words[0].partition(" ")[0]) != [] and ". " in " ".join(words)
    if not (is_slug or is_number or is_line):
        return False
    from tipcli.library import Library

    try:
        with Library() as library:
            indexes = library.indexes
            if is_line:
                return pasted(indexes, " ".join(words)) is not None
            if slash:
                return name in indexes
            if is_slug:
                return any(tip.slug == slug for index in indexes.values() for tip in index.by_slug(slug, 1))
            is_number = slug in indexes
    except (TipsError, OSError):  # whatever it is, the command that runs will tell it
        return False
    if is_number:
        message = f"{quoted(words[0])} is a collection"
        raise UsageError(message, f"Did you mean {line_of(['show', f'{slug}/{words[1]}'])}?")
    return False
