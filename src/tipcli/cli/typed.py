"""What a typed line means where its first word is no command, and what to ask where that is in doubt.

`tips 30` shows, `tips angry customer` searches, `tips --json list` is `tips list --json`. A command always wins, and
what may be one with a slip in it, or under another name, is asked about and never run.
"""

from __future__ import annotations

from tipcli.cli.commands import COMMANDS
from tipcli.model.errors import NotFoundError, TipsError, UsageError
from tipcli.model.text import clean_line, quoted
from tipcli.search.names import refs

ALIASES = {"find": "search", "ls": "list", "view": "show", "rand": "random"}
_WITH_VALUE = frozenset(
    "-t --topic -T --not-topic -c --collection --since --until --for -n --limit -f --format --color --date --seed "
    "--sort -o --output --name --from --show-completion".split()
)
_OF_TIPS = ("show", "export", "open", "star", "unstar", "hide", "unhide", "practice", "done", "edit", "delete")
_DATES = ("--since", "--until", "--date")
_LONGEST_DATE = 4  # words
# Options that are of one command, or of several with one that is likeliest meant where no command is named.
_OWNERS = {
    **dict.fromkeys(("--seed",), "random"),
    **dict.fromkeys(("--date", "--week", "--once", "--prepare"), "today"),
    **dict.fromkeys(
        "-t --topic -T --not-topic -c --collection --since --until --for --short -n --limit --sort --reverse".split(),
        "list",
    ),
    **dict.fromkeys(("--json", "-f", "--format", "--color", "-q", "--quiet", "--pager"), "today"),
}
_OF_NO_COMMAND = ("--version", "-V", "--show-completion")


def meant(arguments: list[str]) -> list[str]:
    """Return the line as the parser takes it: the command first, its words and options as they stood.

    Raises UsageError, or NotFoundError where it is in doubt, with what to type.
    """
    # The name of the program may be typed twice, or pasted with a line.
    arguments = _with_dates(arguments[1:] if arguments[:1] == ["tips"] and len(arguments) > 1 else arguments)
    places = word_places(arguments)
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
    if all(is_ref(one) for one in words) or _is_slug(words):
        return ["show", *arguments]
    _ask(word, arguments, rest, words)
    return ["search", *arguments]


def word_places(arguments: list[str]) -> list[int]:
    """Return the places of the words that are neither options nor their values."""
    places: list[int] = []
    is_value = False
    for place, one in enumerate(arguments):
        if is_value:
            is_value = False
        elif one == "--":
            return [*places, *range(place + 1, len(arguments))]
        elif one[:1] != "-" or one == "-":
            places.append(place)
        else:
            is_value = one in _WITH_VALUE
    return places


def is_ref(word: str) -> bool:
    """Tell whether a word is a ref, or a range or list of refs. Raises UsageError for too wide a range."""
    return bool(refs(word))


def line_of(words: list[str]) -> str:
    """Return a line to type, in quotes where that does not confuse it with quotes inside."""
    line = " ".join(("tips", *(_for_shell(word) for word in words)))
    return line if "'" in line or '"' in line else f"'{line}'"


def _for_shell(word: str) -> str:
    from shlex import quote

    word = clean_line(word)[:60]
    is_apt = "'" in word and not any(letter in word for letter in '"$`\\!')
    return f'"{word}"' if is_apt else quote(word)


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
    owners = [_OWNERS[name] for name in names if name in _OWNERS]
    if len(owners) < len(names):
        return arguments
    return [next((one for one in ("random", "list") if one in owners), "today"), *arguments]


def _help(words: list[str]) -> list[str]:
    if not words:
        return ["--help"]
    word = words[0].casefold()
    if (command := ALIASES.get(word, word)) in COMMANDS:
        return [command, "--help"]
    from tipcli.cli.neighbours import nearest

    near = nearest(word, COMMANDS)
    hint = f"Did you mean {line_of(['help', near])}?" if near else "See 'tips --help'."
    raise UsageError(f"there is no command {quoted(word)}", hint)


def _is_slug(words: list[str]) -> bool:
    """Tell whether the only word is the slug of a tip, or one in a collection that there is."""
    name, slash, slug = words[0].casefold().rpartition("/")
    if len(words) > 1 or not (slash or "-" in slug):
        return False
    from tipcli.library import Library

    try:
        with Library() as library:
            if slash:
                return name in library.indexes
            return any(tip.slug == slug for index in library.indexes.values() for tip in index.by_slug(slug, 1))
    except (TipsError, OSError):  # whatever it is, the command that runs will tell it
        return False


def _ask(word: str, arguments: list[str], rest: list[str], words: list[str]) -> None:
    """Ask about a word that may be meant as a command: raises UsageError, or NotFoundError where it may be none.

    Words of English that begin what somebody looks for, `new customer`, `how do I`, are asked about only where the line
    would be a command's.
    """
    from tipcli.cli.neighbours import ENGLISH, is_slip, line_meant

    if line := line_meant(word, "\0" if rest else "", COMMANDS):
        near = [part for one in line.split() for part in (rest if one == "\0" else [one])]
        is_meant = _fits(near) and (not rest or "\0" in line)
        is_doubted = False
    else:
        found = next((name for name in (*COMMANDS, "help", *ALIASES) if is_slip(word, name)), "")
        near = [ALIASES.get(found, found), *rest]
        is_meant = bool(found) and _fits(near)
        is_doubted = bool(found) and (word not in ENGLISH or len(words) == 1)
    if not (is_meant or is_doubted):
        return
    message = f"there is no command {quoted(arguments[word_places(arguments)[0]])}"
    search = line_of(["search", *arguments])
    if is_meant:
        raise UsageError(message, f"Did you mean {line_of(near)}? To search for it: {search}")
    raise NotFoundError(message, f"To search for it: {search}; or did you mean {line_of(near)}?")


def _fits(line: list[str]) -> bool:
    """Tell whether a command can be meant with the words and values after it."""
    command, rest = line[0], line[1:]
    words = [rest[place] for place in word_places(rest)]
    if "-n" in rest[:-1] and not rest[rest.index("-n") + 1].isdigit():
        return False
    if command == "note":
        return not words or is_ref(words[0]) or words[0] == "today"
    if command in _OF_TIPS:
        return all(is_ref(one) or one == "today" for one in words)
    if command == "import":
        return all(set(one) & set("./-") for one in words)
    if command in ("help", "init"):
        return not words or words[0] in (*COMMANDS, "bash", "zsh", "fish", "powershell", "sh")
    most = {"search": len(words), "sync": 1, "remove": 1}.get(command, 0)
    return len(words) <= most
