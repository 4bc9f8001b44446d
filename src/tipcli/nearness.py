"""New tips that other collections may hold already: they are named, never dropped."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import token_sort_ratio

from tipcli.results import Filters
from tipcli.search import search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tipcli.index import Index
    from tipcli.tip import Tip

_NEAR = 85  # of 100: texts that differ by a word in ten or so
_CANDIDATES = 3  # of each collection
_COMPARED = 4000  # characters of a text


def near(indexes: Mapping[str, Index], name: str, numbers: list[int]) -> Iterator[tuple[Tip, Tip]]:
    """Yield (new tip, tip of another collection) where titles are the same or texts nearly so.

    `numbers` are those of the new tips in the collection `name`. Candidates have the same link or slug, or every word
    of the title in theirs, typos included.
    """
    for tip in indexes[name].numbered(numbers):
        for other in indexes.values():
            if other.name != name:
                found = next((one for one in _candidates(other, tip) if _is_near(tip, one)), None)
                if found:
                    yield tip, found


def _candidates(index: Index, tip: Tip) -> list[Tip]:
    known = [one for one in index.by_slug(tip.slug, _CANDIDATES) if one.slug == tip.slug]
    if tip.link:
        query = "select number from tip where link = ? and link != '' limit ?"
        known += index.numbered([n for (n,) in index.connection.execute(query, (tip.link, _CANDIDATES))])
    hits = islice(search(index, index, tip.title, Filters(), title_only=True), _CANDIDATES)
    return known or [hit.tip for hit in hits]


def _is_near(tip: Tip, other: Tip) -> bool:
    if tip.slug == other.slug or (tip.link and tip.link == other.link):
        return True
    texts = (f"{one.title}\n{one.gist}\n{one.body}"[:_COMPARED].casefold() for one in (tip, other))
    return token_sort_ratio(*texts) >= _NEAR
