"""What TAB offers.

Shells evaluate what they are given, so only names of `[a-z0-9/-]` go out, and help is mere words.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tipcli.errors import TipsError
from tipcli.results import Filters

if TYPE_CHECKING:
    from tipcli.library import Library

_MOST = 100


def topics(incomplete: str) -> list[tuple[str, str]]:
    """Return the topics that start with `incomplete`, each with what it is about."""
    return _offered([(topic.slug, topic.about) for library in _library() for topic in library.topics()], incomplete)


def collections(incomplete: str) -> list[tuple[str, str]]:
    """Return the collections that start with `incomplete`, each with its number of tips."""
    return _offered(
        [(name, f"{index.size} tips") for library in _library() for name, index in library.indexes.items()], incomplete
    )


def tips(incomplete: str) -> list[tuple[str, str]]:
    """Return the refs, and once a letter is typed the titles as slugs, that start with `incomplete`."""
    offered = []
    for library in _library():
        found = islice(library.list_tips(Filters(), order="number"), 10_000)
        offered = [(name, tip.title) for tip in found for name in ((tip.ref, tip.slug) if incomplete else (tip.ref,))]
    return _offered(offered, incomplete)


def _library() -> list[Library]:
    """Return the library, or nothing where it cannot be opened: TAB says nothing of errors."""
    import sqlite3

    from tipcli.library import Library

    try:
        return [Library()]
    except (TipsError, OSError, sqlite3.Error):
        return []


def _offered(names: list[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    fitting = ((name, help_text) for name, help_text in names if name.startswith(incomplete) and _is_ours(name))
    return [(name, _words(help_text)) for name, help_text in islice(fitting, _MOST)]


def _is_ours(name: str) -> bool:
    return all(c.isascii() and (c.islower() or c.isdigit() or c in "/-") for c in name) and not name.startswith("-")


def _words(text: str) -> str:
    """Return only the letters and digits of `text`, in words: nothing that any shell could evaluate."""
    return " ".join("".join(c if c.isalnum() else " " if c not in "'’" else "" for c in text).split())
