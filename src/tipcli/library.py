"""What every command reads through: each is one call on `Library`, and its answer goes to a view.

A library is the bundled collection and every imported one. A collection that cannot be read is left out, and said to
be; an index that turns out to be damaged is built anew, and the question asked again.
"""

from __future__ import annotations

import os
from itertools import islice

from tipcli.index.opened import raise_where_full
from tipcli.index.pool import Pool
from tipcli.index.rows import DAMAGE
from tipcli.model.errors import AccessError
from tipcli.model.results import Filters, Holding
from tipcli.model.text import quoted, shown
from tipcli.model.tip import BUNDLED, CRISIS, OWN
from tipcli.store.sources import Seeds, imported, of_system, own_folder
from tipcli.system.paths import data_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import Self, TypeVar

    from tipcli.deal.deck import Deck
    from tipcli.index.marked import Marked
    from tipcli.model.results import Hit, TopicCount
    from tipcli.model.tip import Tip, Topic
    from tipcli.store.sources import Source

    Answer = TypeVar("Answer")

_RELATED, _ALL = 3, 2**62  # tips beside one; more tips than there are


class Library:
    """All collections, opened for reading as they are asked for. Use it as a context manager, or call `close`.

    `warn` is called with a line for each collection that had to be left out. Raises OSError where too many files are
    open to read on.
    """

    def __init__(self, warn: Callable[[str], None] = lambda _: None) -> None:
        self._is_mended = False
        self._is_listed = True  # what collections there are
        self._sources: dict[str, Source] = {BUNDLED: Seeds()} | {source.name: source for source in of_system()}
        try:
            self._sources |= {source.name: source for source in imported()}
        except OSError as error:
            raise_where_full(error.filename)
            self._is_listed = False
            warn(f"{shown(str(error.filename))}: {error.strerror}; its collections are left out")
        folder = own_folder()
        if folder and OWN not in self._sources and os.path.isdir(folder):
            from tipcli.store.own import Own

            self._sources[OWN] = Own(folder)
        self._indexes = Pool(self._sources, warn)
        self._warn = warn
        self.marked: Marked | None = None  # what a person keeps; None where that is nothing
        self.look_again()

    def look_again(self) -> None:
        """Read anew what a person keeps."""
        data = data_folder()
        if data and os.path.isdir(os.path.join(data, "kept")):
            from tipcli.index.marked import Marked

            self.marked = Marked(self._indexes, self._warn)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every index."""
        self._indexes.close()

    @property
    def indexes(self) -> Pool:
        """The indexes by the name of the collection, the bundled one first, opened as they are asked for."""
        return self._indexes

    def checked(self, filters: Filters) -> Filters:
        """Return the filters with each topic and each collection by its name.

        Raises NotFoundError for an unknown topic or collection, AccessError for one that may be there unread.
        """
        if filters.starred or filters.unseen or filters.hidden or filters.useful:
            filters = self._asked(lambda: self._kept(filters))
        if not (filters.topics or filters.without or filters.collections):
            return filters
        from tipcli.search.names import topics_meant
        from tipcli.search.shelves import collections_meant, unknown

        collections = collections_meant(filters.collections, list(self._sources))
        for name in collections:
            if name not in self._indexes:
                if name in self._sources or not self._is_listed:
                    raise AccessError(f"the collection {quoted(name)} could not be read", "See 'tips doctor'.")
                raise unknown(name, list(self._indexes))
        topics = tuple(slugs for name in filters.topics for slugs in topics_meant(self._indexes, name))
        without = tuple(slugs for name in filters.without for slugs in topics_meant(self._indexes, name))
        return filters.replace(topics=topics, without=without, collections=collections)

    def list_tips(
        self, filters: Filters, *, order: str = "date", reverse: bool = False, limit: int = 0, brief: bool = False
    ) -> Iterator[Tip]:
        """Yield the tips that pass, `limit` of them (0 is all), ordered by date (newest first), title or number.

        With `brief` they have only what a list shows, see `Index.tips`.
        """
        from tipcli.index import combined

        wanted = min(limit, _ALL) or _ALL

        def tips() -> Iterator[Tip]:
            found = combined.listed(self._indexes, filters, order, reverse=reverse, limit=wanted, brief=brief)
            return map(self.marked.on, found) if self.marked else found

        done = 0
        try:
            for tip in tips():
                yield tip
                done += 1
        except DAMAGE as error:
            self._mend(error)
            yield from islice(tips(), done, None)

    def count(self, filters: Filters) -> int:
        """Return how many tips pass."""
        from tipcli.index import combined

        return sum(self._asked(lambda: combined.counts(self._indexes, filters)).values())

    def search(self, query: str, filters: Filters, limit: int = 0, *, everything: bool = False) -> list[Hit]:
        """Return the hits of all collections, best first, `limit` of them (0 is all). Any text is a query.

        With `everything` also those that have only a little of the query.
        """
        from tipcli.index import combined
        from tipcli.search.rank import search
        from tipcli.search.shown import Cut, shown

        most = min(limit, _ALL) or None
        # What a collection has below its own cut is below that of all; but a note may raise it.
        cut = None if everything or self.marked else query

        def ask() -> list[Hit]:
            thesaurus = self._indexes[BUNDLED]
            exact = combined.written(self._indexes, filters, query)
            hits = [
                hit
                for index in combined.indexes(self._indexes, filters)
                for hit in islice(search(index, thesaurus, query, filters, exact=exact, cut=Cut(cut)), most)
            ]
            if self.marked:
                from tipcli.search.noted import with_notes

                hits = with_notes(hits, self.marked, combined.indexes(self._indexes, filters), query, filters)
            best = sorted(hits, key=lambda hit: -hit.score)[:most]
            return best if everything else list(shown(best, query))

        return self._asked(ask)

    def hits(self, query: str, filters: Filters, most: int, *, everything: bool = False) -> int:
        """Return how many hits there are, at most `most` in each collection."""
        from tipcli.index import combined
        from tipcli.search.rank import count_hits

        if not everything:
            return len(self.search(query, filters, most))

        def ask() -> int:
            thesaurus = self._indexes[BUNDLED]
            chosen = combined.indexes(self._indexes, filters)
            return sum(count_hits(index, thesaurus, query, filters, most) for index in chosen)

        return self._asked(ask)

    def is_trouble(self, query: str) -> bool:
        """Tell whether somebody may be in danger who types this."""
        from tipcli.search.rank import is_trouble

        return self._asked(lambda: is_trouble(self._indexes[BUNDLED], query))

    def suggestions(self, query: str) -> list[str]:
        """Return up to three words of the library that are near to words of a query without hits."""
        from tipcli.search.corrections import corrections

        def ask() -> list[str]:
            near = {
                better: cost
                for word in query[:1000].casefold().split()[:10]
                for index in self._indexes.values()
                for better, _, _, cost in corrections(index, word)
            }
            return sorted(near, key=lambda word: near[word])[:3]

        return self._asked(ask)

    def resolve(self, names: list[str]) -> list[Tip]:
        """Return the tips that the arguments of `show` mean; see `names.resolve`. Raises NotFoundError."""
        from tipcli.search.names import resolve

        return self._asked(lambda: self._with_marks(resolve(self._indexes, names)))

    def complete(self, start: str, most: int) -> list[tuple[str, Tip]]:
        """Return at most `most` names of tips that start so: refs, and once a letter is typed slugs."""
        from tipcli.search.names import starting

        return self._asked(lambda: starting(self._indexes, start, most))

    def related(self, tip: Tip) -> list[Tip]:
        """Return up to three tips of the same collection that go with it: those that it names itself come first.

        Beside a tip for a crisis stand only those: nothing that happens to share a word.
        """
        notes = tip.notes

        def ask() -> list[Tip]:
            index = self._indexes[tip.collection]
            named = index.numbered(list(notes.see)) if notes.see else []
            others = [] if notes.risk == CRISIS else index.related(tip, _RELATED + len(named))
            return self._with_marks(list({other.ref: other for other in (*named, *others)}.values())[:_RELATED])

        return self._asked(ask)

    def random(self, filters: Filters, count: int = 1, seed: int | None = None) -> list[Tip]:
        """Return `count` tips (0 is all), none twice until all were dealt; with `seed` the same ones each time.

        What a person has hidden is passed over.
        """
        return self._deck(filters).random(count, seed)

    def today(self, filters: Filters, day: date, *, week: bool = False) -> Tip | None:
        """Return the tip of the day, or of its ISO week: a function of the date and the tips that pass."""
        return self._deck(filters).of_day(day, week=week)

    def _deck(self, filters: Filters) -> Deck:
        from tipcli.deal.deck import Deck

        return Deck(self._indexes, self.marked, filters, self._asked)

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
        from tipcli.index import combined

        return self._asked(lambda: combined.topics(self._indexes))

    def _with_marks(self, tips: list[Tip]) -> list[Tip]:
        return [*map(self.marked.on, tips)] if self.marked else tips

    def _kept(self, filters: Filters) -> Filters:
        from tipcli.index import combined
        from tipcli.index.marked import Marked
        from tipcli.kept import history

        marked = self.marked or Marked(self._indexes, self._warn)
        return marked.chosen(filters, combined.names(self._indexes, filters), history.seen())

    def _asked(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer; where an index is damaged, build the indexes anew, once, and ask again."""
        try:
            return question()
        except DAMAGE as error:
            self._mend(error)
            return question()

    def _mend(self, damage: Exception) -> None:
        """Have every index built anew, once; what is damaged again is raised."""
        if self._is_mended:
            raise damage
        self._is_mended = True
        self._indexes.rebuild()
