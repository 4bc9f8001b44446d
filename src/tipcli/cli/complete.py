"""What TAB offers.

Shells evaluate what they are given, so only names of `[a-z0-9/-]` go out, and help is mere words. TAB says nothing of
errors: where the library cannot be read, it offers nothing.
"""

from __future__ import annotations

from tipcli.model.text import clean_line, so_many_tips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.library import Library

    Offers = list[tuple[str, str]]

_MOST = 100
_WORDS = 20
_DAYS = {
    "today": "this day",
    "yesterday": "the day before",
    "7d": "a week ago",
    "30d": "thirty days ago",
    "3m": "three months ago",
    "1y": "a year ago",
    "monday": "the last one and so any day of the week",
    "march": "the last one and so any month",
}


def topics(incomplete: str) -> list[tuple[str, str]]:
    """Return the topics that start with `incomplete`, each with what it is about; without any, their other names.

    Of several, `a,b` and `a+b`, the last one is completed.
    """

    def other_names(library: Library) -> list[tuple[str, str]]:
        every = (row for index in library.indexes.values() for row in index.topics())
        return sorted({(alias, slug) for slug, _, aliases, _ in every for alias in aliases})

    def of_one(start: str) -> Offers:
        found = _offered(start, lambda library: [(topic.slug, topic.about) for topic in library.topics()])
        return found or _offered(start, other_names)

    return _of_several(incomplete, ",+", of_one)


def collections(incomplete: str) -> list[tuple[str, str]]:
    """Return the collections that start with `incomplete`, each with its number of tips; the last one of several."""

    def sizes(library: Library) -> Offers:
        return [(name, so_many_tips(index.size)) for name, index in library.indexes.items()]

    return _of_several(incomplete, ",", lambda start: _offered(start, sizes))


def imported(incomplete: str) -> list[tuple[str, str]]:
    """Return those of this person: what `sync` and `remove` take."""
    from tipcli.store import sources

    own = {one.name for one in sources.imported()}
    return [(name, about) for name, about in collections(incomplete) if name in own]


def formats(incomplete: str) -> list[tuple[str, str]]:
    """Return the formats that start with `incomplete`, each with what it is for."""
    from tipcli.cli.formats import ABOUT

    return [(name, _words(f"for {about}")) for name, about in ABOUT.items() if name.startswith(incomplete)]


def tips(incomplete: str) -> list[tuple[str, str]]:
    """Return the refs, and once a letter is typed the titles as slugs, that start with `incomplete`.

    Without any, the words of titles that start so: they mean the tip, or tell which there are. Of several, `12,30`, the
    last one is completed.
    """
    return _of_several(clean_line(incomplete).casefold(), ",", _tips)


def _tips(start: str) -> Offers:
    from tipcli.index import offers

    def of_titles(library: Library) -> list[tuple[str, str]]:
        slugs = [slug for index in library.indexes.values() for slug in offers.slugs_with(index, start, _MOST)]
        words = sorted({word for slug in slugs for word in slug.split("-")})
        return [(word, "in a title") for word in words]

    found = _offered(start, lambda library: [(name, tip.title) for name, tip in library.complete(start, _MOST)])
    return found or (_offered(start, of_titles) if start.isalnum() else [])


def words(incomplete: str) -> list[tuple[str, str]]:
    """Return the words of the tips that start with `incomplete`, of two letters or more; the commonest first."""
    start = clean_line(incomplete).casefold()
    if len(start) < 2:
        return []

    from tipcli.index import offers

    def known(library: Library) -> list[tuple[str, str]]:
        found: dict[str, int] = {}
        for index in library.indexes.values():
            for word, size in offers.words_starting(index, start, _WORDS):
                found[word] = found.get(word, 0) + size
        common = sorted(found, key=lambda word: (-found[word], word))[:_WORDS]
        return [(word, f"in {so_many_tips(found[word])}") for word in common]

    return _offered(start, known)


def days(incomplete: str) -> list[tuple[str, str]]:
    """Return the words for days that start with `incomplete`, each with what it means."""
    return [(name, about) for name, about in _DAYS.items() if name.startswith(incomplete)]


def _of_several(incomplete: str, marks: str, names: Callable[[str], Offers]) -> Offers:
    """Return what the last of several names may be, with those before it, but for these; `marks` stand between them."""
    cut = max(incomplete.rfind(mark) for mark in marks) + 1
    if not cut:
        return names(incomplete)
    before = incomplete[:cut]
    known = before[:-1].translate({ord(mark): "," for mark in marks}).split(",")
    if not all(name and _is_ours(name) for name in known):
        return []
    return [(before + name, about) for name, about in names(incomplete[cut:]) if name not in known]


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
