"""The one door for the faces: each command is one call on `Library`, and its answer goes to a view.

A library is the bundled collection and every imported one. A collection that cannot be read is left out, and said to
be; an index that turns out to be damaged is built anew, and the question asked again.
"""

from __future__ import annotations

from itertools import islice

from tipcli.index.opened import open_index, sort_key
from tipcli.model.errors import AccessError, NotFoundError, TipsError
from tipcli.model.results import Filters, Holding, TopicCount
from tipcli.model.text import quoted, shown
from tipcli.model.tip import BUNDLED
from tipcli.store.sources import Seeds, imported
from tipcli.system.paths import package_file
from tipcli.system.sqlite import DatabaseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import Self, TypeVar

    from tipcli.index.opened import Index
    from tipcli.model.results import Hit
    from tipcli.model.tip import Tip, Topic
    from tipcli.store.sources import Source

    Answer = TypeVar("Answer")

_RELATED = 3
_ALL = 2**62  # tips: more than there are
# What reading a damaged index raises: SQLite's errors, and those of a field that holds another type than was written.
_DAMAGE = (DatabaseError, TypeError, ValueError, AttributeError)


class Library:
    """All collections, opened for reading. Use it as a context manager, or call `close`.

    `warn` is called with a line for each collection that had to be left out.
    """

    def __init__(self, warn: Callable[[str], None] = lambda _: None) -> None:
        self._warn = warn
        self._is_mended = False
        self._is_listed = True  # what collections there are
        seeds = Seeds()
        self._sources: dict[str, Source] = {BUNDLED: seeds}
        bundled = package_file("service.index")
        self._indexes = {BUNDLED: open_index(seeds, bundled, trust=not seeds.is_checkout)}
        try:
            sources = imported()
        except OSError as error:
            sources, self._is_listed = [], False
            warn(f"{shown(str(error.filename))}: {error.strerror}; its collections are left out")
        for source in sources:
            self._sources[source.name] = source
            self._open(source)

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
        """Return the filters with each topic by its slug.

        Raises NotFoundError for an unknown topic or collection, AccessError for one that may be there unread.
        """
        if not (filters.topics or filters.without or filters.collections):
            return filters
        from tipcli.search.names import did_you_mean, topics_meant

        for name in filters.collections:
            if name not in self._indexes:
                if name in self._sources or not self._is_listed:
                    raise AccessError(f"the collection {quoted(name)} could not be read", "See 'tips doctor'.")
                raise NotFoundError(f"no collection is called {quoted(name)}", did_you_mean(name, list(self._indexes)))
        topics = tuple(slugs for name in filters.topics for slugs in topics_meant(self._indexes, name))
        without = tuple(slugs for name in filters.without for slugs in topics_meant(self._indexes, name))
        return Filters(
            topics=topics,
            without=without,
            collections=filters.collections,
            since=filters.since,
            until=filters.until,
            short=filters.short,
            rotation=filters.rotation,
        )

    def list_tips(
        self, filters: Filters, *, order: str = "date", reverse: bool = False, limit: int = 0
    ) -> Iterator[Tip]:
        """Yield the tips that pass, `limit` of them (0 is all), ordered by date (newest first), title or number."""
        wanted = min(limit, _ALL) or _ALL

        def tips() -> Iterator[Tip]:
            parts = [
                index.tips(filters, order, reverse=reverse, limit=wanted) for index in self._chosen(filters).values()
            ]
            if len(parts) == 1:
                return parts[0]
            from heapq import merge

            return islice(merge(*parts, key=sort_key(order), reverse=reverse != (order == "date")), wanted)

        done = 0
        try:
            for tip in tips():
                yield tip
                done += 1
        except _DAMAGE:
            self._mend()
            yield from islice(tips(), done, None)

    def count(self, filters: Filters) -> int:
        """Return how many tips pass."""
        return self._asked(lambda: sum(index.count(filters) for index in self._chosen(filters).values()))

    def search(self, query: str, filters: Filters, limit: int = 0) -> list[Hit]:
        """Return the hits of all collections, best first, `limit` of them (0 is all). Any text is a query."""
        from heapq import merge

        from tipcli.search.rank import search

        def ask() -> list[Hit]:
            parts = [search(index, self._indexes[BUNDLED], query, filters) for index in self._chosen(filters).values()]
            return list(islice(merge(*parts, key=lambda hit: -hit.score), min(limit, _ALL) or None))

        return self._asked(ask)

    def hits(self, query: str, filters: Filters, most: int) -> int:
        """Return how many hits there are, at most `most` in each collection."""
        from tipcli.search.rank import count

        def ask() -> int:
            chosen = self._chosen(filters).values()
            return sum(count(index, self._indexes[BUNDLED], query, filters, most) for index in chosen)

        return self._asked(ask)

    def suggestions(self, query: str) -> list[str]:
        """Return up to three words of the library that are near to words of a query without hits."""
        from tipcli.search.corrections import corrections

        def ask() -> list[str]:
            near = {
                better: cost
                for word in query[:1000].casefold().split()[:10]
                for index in self._indexes.values()
                for better, _, _, cost in corrections(index.connection, word)
            }
            return sorted(near, key=lambda word: near[word])[:3]

        return self._asked(ask)

    def resolve(self, names: list[str]) -> list[Tip]:
        """Return the tips that the arguments of `show` mean; see `names.resolve`. Raises NotFoundError."""
        from tipcli.search.names import resolve

        return self._asked(lambda: resolve(self._indexes, names))

    def complete(self, start: str, most: int) -> list[tuple[str, Tip]]:
        """Return at most `most` names of tips that start so: refs, and once a letter is typed slugs."""
        from tipcli.search.names import starting

        return self._asked(lambda: starting(self._indexes, start, most))

    def related(self, tip: Tip) -> list[Tip]:
        """Return three tips of the same collection that go with it; fewer where there are not three others."""
        from tipcli.search.related import related

        return self._asked(lambda: related(self._indexes[tip.collection], tip, _RELATED))

    def random(self, filters: Filters, count: int = 1, seed: int | None = None) -> list[Tip]:
        """Return `count` tips (0 is all), none twice until all were dealt; with `seed` the same ones each time."""
        from tipcli.deal import bag

        size = self.count(filters)
        wanted = min(count or size, size)
        if seed is not None:
            places = bag.draw_by_seed(seed, size, wanted) if size else []
        else:
            places = bag.draw(self._key(filters), size, wanted) if size else []
        return [self._at(filters, place) for place in places]

    def today(self, filters: Filters, day: date, *, week: bool = False) -> Tip | None:
        """Return the tip of the day, or of its ISO week: a function of the date and the tips that pass."""
        from tipcli.deal import order

        size = self.count(filters)
        if not size:
            return None
        purpose = order.WEEK if week else order.DAY
        return self._at(filters, order.dealt(order.step_of_day(day, week=week), size, purpose))

    def collections(self) -> list[Holding]:
        """Return what the library holds, the bundled collection first."""
        from tipcli.store import syncs

        return [
            Holding(
                name,
                index.size,
                index.meta.get("origin", ""),
                syncs.read(name).synced or index.meta.get("synced", ""),
                in_rotation=index.meta.get("rotation") != "no",
            )
            for name, index in self._indexes.items()
        ]

    def described(self, name: str) -> tuple[str, tuple[Topic, ...]]:
        """Return title and described topics of a collection, as far as it has them."""
        source = self._sources[name]
        return source.title(), tuple(source.topics())

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

    def _open(self, source: Source, *, anew: bool = False) -> None:
        """Open the index of an imported collection, or leave the collection out and say why."""
        try:
            self._indexes[source.name] = open_index(source, anew=anew)
        except (TipsError, OSError, *_DAMAGE) as error:
            if source.name == BUNDLED:
                raise
            self._warn(f"{error}; the collection {source.name} is left out")

    def _asked(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer; where an index is damaged, build the indexes anew and ask once more."""
        try:
            return question()
        except _DAMAGE:
            self._mend()
            return question()

    def _mend(self) -> None:
        """Build every index anew, once; called in the handler of an exception, which a second call lets through."""
        if self._is_mended:
            raise  # noqa: PLE0704 - the exception that is being handled
        self._is_mended = True
        for name in list(self._indexes):
            self._indexes.pop(name).close()
            self._open(self._sources[name], anew=True)

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
