"""The one door for the faces: each command is one call on `Library`, and its answer goes to a view.

A library is the bundled collection and every imported one. A collection that cannot be read is left out and named in
`warnings`; an index that turns out to be damaged is built anew, and the question asked again.
"""

from __future__ import annotations

import sqlite3
from heapq import merge
from itertools import islice

from tipcli import bag, deal
from tipcli.collections import Seeds, imported
from tipcli.errors import NotFoundError, TipsError
from tipcli.index import open_index
from tipcli.names import resolve
from tipcli.paths import package_file
from tipcli.query import corrections
from tipcli.results import Filters, TopicCount
from tipcli.text import quoted, slugify
from tipcli.tip import BUNDLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import Self, TypeVar

    from tipcli.collections import Source
    from tipcli.index import Index
    from tipcli.results import Hit
    from tipcli.tip import Tip

    Answer = TypeVar("Answer")

_RELATED = 3


class Library:
    """All collections, opened for reading. Use it as a context manager, or call `close`."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._is_mended = False
        seeds = Seeds()
        self._sources: dict[str, Source] = {BUNDLED: seeds}
        bundled = package_file("service.index")
        self._indexes = {BUNDLED: open_index(seeds, bundled, trust=not seeds.is_checkout)}
        for source in imported():
            try:
                self._indexes[source.name] = open_index(source)
                self._sources[source.name] = source
            except TipsError as error:
                self.warnings.append(f"{error.message}; the collection {source.name} is left out")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close every index."""
        self.close()

    def close(self) -> None:
        """Close every index."""
        for index in self._indexes.values():
            index.close()

    @property
    def indexes(self) -> dict[str, Index]:
        """The open indexes by the name of the collection, the bundled one first."""
        return self._indexes

    def checked(self, filters: Filters) -> Filters:
        """Return the filters with each topic by its slug. Raises NotFoundError for an unknown topic or collection."""
        topics = tuple(slug for name in filters.topics for slug in self._topic(name))
        for name in filters.collections:
            if name not in self._indexes:
                raise NotFoundError(f"no collection is called {quoted(name)}", _did_you_mean(name, list(self._indexes)))
        return Filters(
            topics=topics,
            collections=filters.collections,
            since=filters.since,
            until=filters.until,
            short=filters.short,
            rotation=filters.rotation,
        )

    def list_tips(
        self, filters: Filters, *, order: str = "date", reverse: bool = False, limit: int = 0
    ) -> Iterator[Tip]:
        """Return the tips that pass, `limit` of them (0 is all), ordered by date (newest first), title or number."""

        def ask() -> Iterator[Tip]:
            parts = [
                index.tips(filters, order, reverse=reverse, limit=limit or -1)
                for index in self._chosen(filters).values()
            ]
            tips = (
                parts[0]
                if len(parts) == 1
                else merge(*parts, key=_sort_key(order), reverse=reverse != (order == "date"))
            )
            return _started(islice(tips, limit or None))

        return self._asked(ask)

    def count(self, filters: Filters) -> int:
        """Return how many tips pass."""
        return self._asked(lambda: sum(index.count(filters) for index in self._chosen(filters).values()))

    def search(self, query: str, filters: Filters, limit: int = 0) -> list[Hit]:
        """Return the hits of all collections, best first, `limit` of them (0 is all). Any text is a query."""
        from tipcli.search import search

        def ask() -> list[Hit]:
            parts = [search(index, self._indexes[BUNDLED], query, filters) for index in self._chosen(filters).values()]
            return list(islice(merge(*parts, key=lambda hit: -hit.score), limit or None))

        return self._asked(ask)

    def suggestions(self, query: str) -> list[str]:
        """Return up to three words of the library that are near to words of a query without hits."""
        near = {
            better: cost
            for word in query[:1000].casefold().split()[:10]
            for index in self._indexes.values()
            for better, _, _, cost in corrections(index.connection, word)
        }
        return sorted(near, key=lambda word: near[word])[:3]

    def resolve(self, names: list[str]) -> list[Tip]:
        """Return the tips that the arguments of `show` mean; see `names.resolve`. Raises NotFoundError."""
        return self._asked(lambda: resolve(self._indexes, names))

    def related(self, tip: Tip) -> list[Tip]:
        """Return three tips of the same collection that go with it; fewer where there are not three others."""
        from tipcli.related import related

        return self._asked(lambda: related(self._indexes[tip.collection], tip, _RELATED))

    def random(self, filters: Filters, count: int = 1, seed: int | None = None) -> list[Tip]:
        """Return `count` tips (0 is all), none twice until all were dealt; with `seed` the same ones each time."""
        size = self.count(filters)
        wanted = min(count or size, size)
        if seed is not None:
            places = bag.draw_by_seed(seed, size, wanted) if size else []
        else:
            places = bag.draw(self._key(filters), size, wanted) if size else []
        return [self._at(filters, place) for place in places]

    def today(self, filters: Filters, day: date, *, week: bool = False) -> Tip | None:
        """Return the tip of the day, or of its ISO week: a function of the date and the tips that pass."""
        size = self.count(filters)
        if not size:
            return None
        purpose = deal.WEEK if week else deal.DAY
        return self._at(filters, deal.dealt(deal.step_of_day(day, week=week), size, purpose))

    def topics(self) -> list[TopicCount]:
        """Return the topics of all collections with the number of tips that have each, by slug."""

        def ask() -> list[TopicCount]:
            found: dict[str, TopicCount] = {}
            for index in self._indexes.values():
                for slug, about, _, tips in index.topics():
                    topic = found.setdefault(slug, TopicCount(slug, 0, about))
                    topic.count += tips
                    topic.about = topic.about or about
            return [found[slug] for slug in sorted(found)]

        return self._asked(ask)

    def _asked(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer; where an index is damaged, build the indexes anew and ask once more."""
        try:
            return question()
        except sqlite3.DatabaseError:
            if self._is_mended:
                raise
            self._is_mended = True
            for name, source in self._sources.items():
                self._indexes[name].close()
                self._indexes[name] = open_index(source, anew=True)
            return question()

    def _chosen(self, filters: Filters) -> dict[str, Index]:
        if filters.collections:
            return {name: index for name, index in self._indexes.items() if name in filters.collections}
        return {
            name: index
            for name, index in self._indexes.items()
            if not filters.rotation or index.meta.get("rotation") != "no"
        }

    def _at(self, filters: Filters, place: int) -> Tip:
        def ask() -> Tip:
            rest = place
            for index in self._chosen(filters).values():
                size = index.count(filters)
                if rest < size:
                    return index.nth(filters, rest)
                rest -= size
            raise IndexError(place)

        return self._asked(ask)

    def _key(self, filters: Filters) -> str:
        """Return what a bag of `random` belongs to: the filters and the collections as they are now."""
        state = [f"{name} {index.meta['digest']}" for name, index in self._chosen(filters).items()]
        return "\n".join((filters.key(), *state))

    def _topic(self, name: str) -> list[str]:
        wanted = slugify(name) or name
        by_name: dict[str, list[str]] = {}
        for index in self._indexes.values():
            for slug, _, aliases, _ in index.topics():
                by_name.setdefault(slug, []).insert(0, slug)
                for alias in aliases:
                    by_name.setdefault(slugify(alias), []).append(slug)
        for key in (name, wanted):
            if key in by_name:
                slugs = by_name[key]
                return [key] if key in slugs else list(dict.fromkeys(slugs))
        raise NotFoundError(
            f"no topic is called {quoted(name)}", _did_you_mean(wanted, list(by_name), "See 'tips topics'.")
        )


def _did_you_mean(name: str, known: list[str], otherwise: str = "") -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else otherwise or f"There is: {', '.join(known)}."


def _started(tips: Iterator[Tip]) -> Iterator[Tip]:
    """Return the same tips with the first one read already, so that damage shows before anything is printed."""
    from itertools import chain

    first = list(islice(tips, 1))
    return chain(first, tips)


def _sort_key(order: str) -> Callable[[Tip], tuple[object, ...]]:
    """Return the key by which an index orders tips, to merge several: undated first where older come first."""
    if order == "title":
        return lambda tip: (_ascii_lower(tip.title), tip.collection, tip.number)
    if order == "number":
        return lambda tip: (tip.number, tip.collection)
    return lambda tip: (tip.date or "", tip.number)


def _ascii_lower(text: str) -> str:
    """Return `text` as SQLite's NOCASE compares it."""
    return text.translate({code: code + 32 for code in range(65, 91)})
