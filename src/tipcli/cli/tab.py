"""TAB without the parser: a command's name, a tip, a topic or a collection, on a line of plain words.

It speaks the protocol of Typer's completion scripts and prints what Typer would print, but where nothing fits: there
Typer's scripts offer files, and no file is a tip, a topic or a date. A line with anything else in it, an option or a
quote, is left to Typer.
"""

from __future__ import annotations

import os

from tipcli.cli import boundary, complete, terminal
from tipcli.cli.commands import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Offers = list[tuple[str, str]]

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.,:=+ ")
_WITH_FILTERS = ("list", "search", "random", "today", "export", "init")
_FILTERS = {"-t": complete.topics, "--topic": complete.topics, "-c": complete.collections,
            "-T": complete.topics, "--not-topic": complete.topics,
            "--collection": complete.collections,
            "--since": complete.days, "--until": complete.days, "--date": complete.days}  # fmt: skip
_WORDS = {"show": complete.tips, "open": complete.tips, "search": complete.words, "export": complete.tips,
          "sync": complete.imported, "remove": complete.imported}  # fmt: skip


def answer(env: Mapping[str, str] = os.environ) -> int | None:
    """Answer a shell that asks for completions and return the exit status, or None where Typer has to be asked."""
    made = {"complete_bash": _bash, "complete_zsh": _zsh, "complete_fish": _fish}.get(env.get("_TIPS_COMPLETE", ""))
    if made is None:
        return None
    words, start = _bash_line(env) if made is _bash else _line(env)
    option, is_joined, value = start.partition("=")
    joined = ""
    if is_joined and option[:2] == "--":  # to the shells but bash the two are one word
        words, start, joined = [*words, option], value, f"{option}="
    offers = _offers(words, start)
    if offers is None:
        return None
    if made is _fish and env.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0  # where nothing fits, no file does either
    text = made([(joined + name, about) for name, about in offers]) + "\n"
    status = boundary.run(lambda: terminal.write([text]))
    return status or int(not offers and made is _bash)


def _offers(words: list[str], start: str) -> Offers | None:
    """Return the names that fit, with a line on each, after the words of a command; None where a line is not plain."""
    if not _PLAIN.issuperset("".join((*words, start))) or start.startswith("-"):
        return None
    if not words:
        return [(name, about) for name, (_, _, about) in COMMANDS.items() if name.startswith(start)]
    command, *before = words
    source: Callable[[str], Offers] | None = None
    if command in _WITH_FILTERS and before[-1:] and not _has_options(before[:-1]):
        source = _FILTERS.get(before[-1])
    elif command in _WORDS and not _has_options(before) and (command != "remove" or not before):
        source = _WORDS[command]
    return source(start) if source else None


def _has_options(words: list[str]) -> bool:
    return any(word.startswith("-") for word in words)


def _bash(offers: Offers) -> str:
    return "\n".join(name for name, _ in offers)


def _zsh(offers: Offers) -> str:
    shown = [f'"{_quoted(name)}":"{_quoted(about)}"' if about else f'"{_quoted(name)}"' for name, about in offers]
    return "_arguments '*: :((" + "\n".join(shown) + "))'" if shown else ":"


def _quoted(text: str) -> str:
    """Return a text as Typer's script for zsh has it; of names and plain words only colons and apostrophes change."""
    return text.replace("'", "''").replace(":", "\\\\:")


def _fish(offers: Offers) -> str:
    return "\n".join(f"{name}\t{about}" if about else name for name, about in offers)


def _bash_line(env: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the words before the one that is being typed, and that one."""
    words, place = env.get("COMP_WORDS", "").split(), env.get("COMP_CWORD", "")
    at = int(place) if place.isdigit() else 0
    before, start = words[1:at], words[at] if at < len(words) else ""
    if start == "=":
        start = ""
    elif before[-1:] == ["="]:  # bash takes a word apart there
        del before[-1]
    return before, start


def _line(env: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the same for the other shells."""
    line = env.get("_TYPER_COMPLETE_ARGS", "")
    words = line.split()[1:]
    return (words[:-1], words[-1]) if words and not line.endswith(" ") else (words, "")
