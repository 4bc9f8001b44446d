"""What TAB offers.

Shells evaluate what they are given, so only names of `[a-z0-9/-]` go out, and help is mere words. TAB says nothing of
errors: where the library cannot be read, it offers nothing.
"""

from __future__ import annotations

from tipcli.model.text import clean_line, so_many_tips
from tipcli.model.tip import BUNDLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.library import Library

_MOST = 100


def topics(incomplete: str) -> list[tuple[str, str]]:
    """Return the topics that start with `incomplete`, each with what it is about."""
    return _offered(incomplete, lambda library: [(topic.slug, topic.about) for topic in library.topics()])


def collections(incomplete: str) -> list[tuple[str, str]]:
    """Return the collections that start with `incomplete`, each with its number of tips."""
    return _offered(
        incomplete, lambda library: [(name, so_many_tips(index.size)) for name, index in library.indexes.items()]
    )


def imported(incomplete: str) -> list[tuple[str, str]]:
    """Return the same without the bundled one: what `sync` and `remove` take."""
    return [(name, about) for name, about in collections(incomplete) if name != BUNDLED]


def formats(incomplete: str) -> list[tuple[str, str]]:
    """Return the formats that start with `incomplete`, each with what it is for."""
    from tipcli.cli.formats import ABOUT

    return [(name, _words(f"for {about}")) for name, about in ABOUT.items() if name.startswith(incomplete)]


def tips(incomplete: str) -> list[tuple[str, str]]:
    """Return the refs, and once a letter is typed the titles as slugs, that start with `incomplete`."""
    start = clean_line(incomplete).casefold()
    return _offered(start, lambda library: [(name, tip.title) for name, tip in library.complete(start, _MOST)])


def _offered(incomplete: str, names: Callable[[Library], list[tuple[str, str]]]) -> list[tuple[str, str]]:
    from tipcli.library import Library

    try:
        with Library() as library:
            known = names(library)
    except Exception:  # noqa: BLE001 - nothing that goes wrong may reach the line that is being typed
        return []
    fitting = [(name, about) for name, about in known if name.startswith(incomplete) and _is_ours(name)]
    return [(name, _words(about)) for name, about in fitting[:_MOST]]


def _is_ours(name: str) -> bool:
    return all(c.isascii() and (c.islower() or c.isdigit() or c in "/-") for c in name) and not name.startswith("-")


def _words(text: str) -> str:
    """Return only the letters and digits of `text`, in words: nothing that any shell could evaluate."""
    return " ".join("".join(c if c.isalnum() else "" if c in "'’" else " " for c in text).split())
