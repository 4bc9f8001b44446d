"""Several collections as one: which are meant, and their tips counted, listed and found by their place.

Filters pass tips; collections are in the order of the pool. A collection that cannot be read has no tips.
"""

from __future__ import annotations

from itertools import count, islice

from tipcli.index.rows import sort_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index
    from tipcli.index.pool import Pool
    from tipcli.model.results import Filters, TopicCount
    from tipcli.model.tip import Tip

_LONGEST_QUERY = 1000  # characters
ROWS = 50_000  # tips of all collections together that are held while many collections are listed as one


def names(pool: Pool, filters: Filters) -> list[str]:
    """Return the names of the collections that are meant."""
    if filters.collections:
        return [name for name in pool.names() if name in filters.collections]
    if filters.rotation:
        return [name for name in pool.names() if pool.meta(name).get("rotation") != "no"]
    return pool.names()


def indexes(pool: Pool, filters: Filters) -> Iterator[Index]:
    """Yield the index of each collection that is meant, one after the other: see `Pool.items`."""
    for name in names(pool, filters):
        if index := pool.get(name):
            yield index


def written(pool: Pool, filters: Filters, query: str) -> frozenset[str]:
    """Return the words of a query that one of several collections has as they stand; none where only one is meant."""
    if len(names(pool, filters)) < 2:
        return frozenset()
    from tipcli.index import terms
    from tipcli.index.words import plain

    found: set[str] = set()
    typed = query[:_LONGEST_QUERY].split()
    split = plain(typed)
    for index in indexes(pool, filters):
        if split is None:
            split = [[word for word, _ in pairs] for pairs in index.tokenizer.split(typed)]
        found |= terms.known(index, {word for words in split for word in words})
    return frozenset(found)


def counts(pool: Pool, filters: Filters) -> dict[str, int]:
    """Return how many tips of each collection pass."""
    return {index.name: index.count(filters) for index in indexes(pool, filters)}


def listed(
    pool: Pool, filters: Filters, order: str, *, reverse: bool, limit: int, brief: bool = False
) -> Iterator[Tip]:
    """Yield the tips that pass, at most `limit`, by one of ORDERS, with `brief` as a list shows them."""
    chosen = names(pool, filters)
    together = pool.together(chosen)
    if together is not None:
        parts = [index.tips(filters, order, reverse=reverse, limit=limit, brief=brief) for index in together]
    else:
        size = max(1, min(limit, ROWS // len(chosen)))
        parts = [_by_pages(pool, name, filters, order, reverse=reverse, size=size) for name in chosen]
    if len(parts) == 1:
        return islice(parts[0], limit)
    from heapq import merge

    return islice(merge(*parts, key=sort_key(order), reverse=reverse != (order == "date")), limit)


def _by_pages(pool: Pool, name: str, filters: Filters, order: str, *, reverse: bool, size: int) -> Iterator[Tip]:
    """Yield the tips of a collection whose index cannot stay open, `size` of them held at a time."""
    for start in count(0, size):
        index = pool.get(name)
        page = list(index.tips(filters, order, reverse=reverse, limit=size, start=start)) if index else []
        yield from page
        if len(page) < size:
            return


def at(pool: Pool, filters: Filters, sizes: dict[str, int], places: list[int]) -> list[Tip]:
    """Return the tips at these places, from 0, among all that pass; `sizes` is what `counts` said."""
    found: dict[int, Tip] = {}
    wanted, start = sorted(set(places), reverse=True), 0
    for name, size in sizes.items():
        inside: list[int] = []
        while wanted and wanted[-1] < start + size:
            inside.append(wanted.pop() - start)
        if inside:
            tips = pool[name].at(filters, inside)
            found |= zip([start + place for place in inside], tips, strict=True)
        start += size
    return [found[place] for place in places]


def state(pool: Pool, filters: Filters) -> str:
    """Return a text that is equal for the same filters and the same collections with the same tips in them."""
    digests = [f"{name} {meta['digest']}" for name in names(pool, filters) if (meta := pool.meta(name))]
    return "\n".join((filters.key(), *digests))


def topics(pool: Pool) -> list[TopicCount]:
    """Return the topics of all collections with the number of tips that have each, by slug."""
    from tipcli.model import results

    found: dict[str, TopicCount] = {}
    for index in pool.values():
        for slug, about, _, tips in index.topics():
            known = found.get(slug, results.TopicCount(slug, 0, ""))
            found[slug] = results.TopicCount(slug, known.count + tips, known.about or about)
    return [found[slug] for slug in sorted(found)]
