"""New tips that other collections may hold already: they are named, never dropped."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import token_sort_ratio

from tipcli.model.results import Filters
from tipcli.model.text import slugify
from tipcli.search.rank import search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tipcli.index.opened import Index
    from tipcli.model.tip import Tip

_NEAR = 85  # of 100: texts that differ by a word in ten or so
_CANDIDATES = 3  # of each collection
_COMPARED = 4000  # characters of a text
_SEARCHED = 50  # new tips; more are looked up by link and slug only, which takes no time


def near(indexes: Mapping[str, Index], name: str, numbers: list[int]) -> Iterator[tuple[Tip, Tip]]:
    """Yield (new tip, tip of another collection) where titles are the same or texts nearly so.

    `numbers` are those of the new tips in the collection `name`. Candidates have the same link or slug, or where few
    tips are new every word of the title in theirs, typos included.
    """
    is_few = len(numbers) <= _SEARCHED
    for tip in indexes[name].numbered(numbers):
        for other in indexes.values():
            if other.name != name:
                known = _known(other, tip) or (_titled(other, tip) if is_few else [])
                found = next((one for one in known if _is_near(tip, one)), None)
                if found:
                    yield tip, found


def _known(index: Index, tip: Tip) -> list[Tip]:
    known = [one for one in index.by_slug(tip.slug, _CANDIDATES) if one.slug == tip.slug]
    if tip.link:
        query = "select number from tip where link = ? and link != '' limit ?"
        known += index.numbered([n for (n,) in index.connection.execute(query, (tip.link, _CANDIDATES))])
    return known


def _titled(index: Index, tip: Tip) -> list[Tip]:
    return [hit.tip for hit in islice(search(index, index, tip.title, Filters(), title_only=True), _CANDIDATES)]


def _is_near(tip: Tip, other: Tip) -> bool:
    slug = slugify(tip.title)
    if (slug and slug == slugify(other.title)) or tip.title == other.title or (tip.link and tip.link == other.link):
        return True
    texts = (f"{one.title}\n{one.gist}\n{one.body}"[:_COMPARED].casefold() for one in (tip, other))
    return token_sort_ratio(*texts) >= _NEAR
