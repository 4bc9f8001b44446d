"""The words of a line: which they are beside options, and how they are typed again."""

from __future__ import annotations

from tipcli.model.text import clean_line
from tipcli.search.names import refs

ALIASES = {"find": "search", "ls": "list", "view": "show", "rand": "random"}
_WITH_VALUE = frozenset(
    "-t --topic -T --not-topic -c --collection --since --until --for -n --limit -f --format --color --date --seed "
    "--sort -o --output --name --from --title --show-completion".split()
)


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
