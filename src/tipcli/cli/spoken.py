"""Names of tips as people say them: tip 30, 1 to 3, 12 and 30, `30.`; and words that look like a name and are none."""

from __future__ import annotations

from tipcli.model.errors import NotFoundError
from tipcli.model.text import clean_line, quoted
from tipcli.search.names import refs, topic_slugs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.index.pool import Indexes

_BEFORE = ("tip", "tips", "number", "no", "no.", "nr", "nr.", "me", "#")  # before a number or today they add nothing
_BETWEEN = ("and", "&", "+", "or", ",")
_TO = ("-", "–", "—", "to", "till", "until", "through")
# One word that names no tip, and what it names.
_OTHERS = {
    **dict.fromkeys(("all", "everything"), "tips list"),
    **dict.fromkeys(("latest", "newest", "recent"), "tips list -n 1"),
    **dict.fromkeys(("random", "rand", "any"), "tips random"),
    **dict.fromkeys(("yesterday", "tomorrow"), "tips today --date {}"),
    **dict.fromkeys(("topics", "collections"), "tips {}"),
}
# What takes back, and the option by which those are listed that it takes.
_KEPT = {"unstar": "--starred", "unhide": "--hidden"}


def numbers(words: list[str]) -> list[str]:
    """Return the refs, ranges, lists of them and today that words stand for; nothing where they say something else."""
    split = [part for word in words for part in word.split()]
    made: list[str] = []
    is_range = False
    for place, word in enumerate(split):
        low = word.casefold()
        if low in _BEFORE and place + 1 < len(split):
            continue
        if made and low in _TO and place + 1 < len(split) and made[-1].isdigit():
            is_range = True
        elif made and low in _BETWEEN and place + 1 < len(split):
            continue
        elif low == "today" and not is_range:
            made.append(low)
        elif not refs(word) or (is_range and not word.isdigit()):
            return []
        elif is_range:
            made[-1] += f"-{word}"
            is_range = False
        else:
            made.append(word)
    return [] if is_range else made


def tell_topic(error: NotFoundError, names: list[str], indexes: Indexes, command: str) -> None:
    """Add to an error that the only name is that of a topic too, with what `command` then wants."""
    try:
        [slug] = topic_slugs(indexes, names[0]) if len(names) == 1 else []
    except (NotFoundError, ValueError):
        return
    all_of_it = f"all of the topic: tips {command} -t {slug}"
    if error.message.endswith(":"):
        error.message = f"{error.message[:-1]} ({all_of_it}):"
    elif not error.details:
        error.hint = f"{error.hint} A{all_of_it[1:]}".strip()


def refuse_all(names: list[str], verb: str) -> None:
    """Raise NotFoundError for `all` after unstar or unhide, which take tips by name."""
    if verb in _KEPT and [one.casefold() for one in names] in (["all"], ["everything"]):
        raise NotFoundError(f"{quoted(names[0])} is no tip", f"To see which there are: 'tips list {_KEPT[verb]}'")


def refuse_other(names: list[str], collections: Iterable[str], command: str) -> None:
    """Raise NotFoundError for a word that is the name of something else, with what to type."""
    if len(names) != 1:
        return
    word = clean_line(names[0]).casefold()
    if word == "-":
        takes = "show" if command == "list" else command
        raise NotFoundError("no tip is called '-'", f"What comes by standard input: xargs tips {takes}")
    if word in _OTHERS:
        raise NotFoundError(f"{quoted(names[0])} is no tip", f"Did you mean '{_OTHERS[word].format(word)}'?")
    if word in collections:
        raise NotFoundError(f"{quoted(names[0])} is a collection", f"To see its tips: 'tips list -c {word}'")
