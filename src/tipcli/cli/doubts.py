"""What is asked about and never run: a line that may be meant as a command, with a slip in it or under another name."""

from __future__ import annotations

from tipcli.cli.commands import COMMANDS
from tipcli.cli.words import ALIASES, is_ref, line_of, word_places
from tipcli.model.errors import NotFoundError, UsageError
from tipcli.model.text import clean_line, quoted
from tipcli.model.tip import OWN

_OF_TIPS = frozenset("show export open copy star unstar hide unhide practice done edit delete note".split())
_SHELLS = ("bash", "zsh", "fish", "powershell")
# Options that are of one command, or of several with one that is likeliest meant where no command is named.
OWNERS = {
    **dict.fromkeys(("--seed",), "random"),
    **dict.fromkeys(("--date", "--week", "--once", "--prepare"), "today"),
    **dict.fromkeys(
        "-t --topic -T --not-topic -c --collection --since --until --for --short --starred --unseen "
        "--hidden -n --limit --sort --reverse".split(),
        "list",
    ),
    **dict.fromkeys(("--json", "-f", "--format", "--color", "-q", "--quiet", "--pager"), "today"),
}


def ask_about_option(arguments: list[str]) -> None:
    """Raise UsageError where the line begins with a command that was typed as an option: --list, --show 30."""
    name = arguments[0][2:].casefold() if arguments and arguments[0][:2] == "--" else ""
    command = ALIASES.get(name, name)
    if command in COMMANDS or command in ("help", "version"):
        line = [command, *arguments[1:]] if _fits([command, *arguments[1:]]) else [command]
        if f"--{command}" not in ("--help", "--version", *OWNERS):
            raise UsageError(f"there is no option {clean_line(arguments[0])}", f"Did you mean {line_of(line)}?")
    elif "completion" in name and arguments[0] != "--show-completion":
        line = ["--show-completion", *(arguments[1:] or ["bash"])]
        raise UsageError(f"there is no option {clean_line(arguments[0])}", f"Did you mean {line_of(line)}?")


def ask_about_line(words: list[str], arguments: list[str]) -> None:
    """Raise UsageError where the only word is a whole line, as a shell has it in quotes: 'show 30'."""
    first, *rest = words[0].split() or [""]
    command = ALIASES.get(first.casefold(), first.casefold())
    if len(words) == 1 and rest and command in COMMANDS and command != "search" and _fits([command, *rest]):
        others = [one for one in arguments if one != words[0]]
        raise UsageError(
            f"{quoted(words[0])} is one word to the shell",
            f"Did you mean {line_of([command, *rest, *others])}? To search for it: {line_of(['search', *arguments])}",
        )


def ask(word: str, arguments: list[str], rest: list[str], words: list[str]) -> None:
    """Ask about a word that may be meant as a command: raises UsageError, or NotFoundError where it may be none.

    Words of English that begin what somebody looks for, `new customer`, `how do I`, are asked about only where the line
    would be a command's.
    """
    from tipcli.cli.neighbours import ENGLISH, is_slip, lines_meant

    if lines := lines_meant(word, rest, COMMANDS):
        near = next((line for line in lines if _fits(line)), [])
        is_meant = bool(near)
        is_doubted = False
    else:
        found = next((name for name in (*COMMANDS, "help", *ALIASES) if is_slip(word, name)), "")
        near = [ALIASES.get(found, found), *rest]
        is_meant = bool(found) and _fits(near)
        is_doubted = bool(found) and (word not in ENGLISH or len(words) == 1)
    if not (is_meant or is_doubted):
        return
    message = f"there is no command {quoted(arguments[word_places(arguments)[0]])}"
    search = line_of(["search", *words])
    if is_meant:
        raise UsageError(message, f"Did you mean {line_of(near)}? To search for it: {search}")
    raise NotFoundError(message, f"To search for it: {search}; or see {line_of([*near[:1], '--help'])}.")


def _fits(line: list[str]) -> bool:
    """Tell whether a command can be meant with the words and values after it."""
    command, rest = line[0], line[1:]
    words = [rest[place] for place in word_places(rest)]
    if "-n" in rest[:-1] and not rest[rest.index("-n") + 1].isdigit():
        return False
    if command in _OF_TIPS:
        is_own = command != "delete" or all(one.startswith(f"{OWN}/") for one in words)
        return is_own and all(is_ref(one) or one == "today" for one in (words[:1] if command == "note" else words))
    if command == "import":
        return all(set(one) & set("./-") for one in words)
    if command == "pause" and words:
        return _is_time(words)
    firsts = {"--show-completion": _SHELLS, "help": (*COMMANDS, *_SHELLS, "sh"), "init": (*COMMANDS, *_SHELLS, "sh")}
    if words and command in firsts:
        return words[0] in firsts[command]
    return command == "search" or len(words) <= (command in ("sync", "remove"))


def _is_time(words: list[str]) -> bool:
    """Tell whether words are a time to pause until, or for so long."""
    from tipcli.cli.days import current_day, span

    text = " ".join(words[1:] if words[0].casefold() in ("for", "until", "till", "to") else words)
    return text.casefold() == "forever" or span(text, current_day()) is not None
