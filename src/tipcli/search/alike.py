"""New tips that other collections may hold already: they are named, never dropped."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import token_sort_ratio

from tipcli.model.results import Filters
from tipcli.model.text import slugify
from tipcli.search.rank import search

if TYPE_CHECKING:
    from tipcli.index.opened import Index
    from tipcli.index.pool import Indexes
    from tipcli.model.tip import Tip

_NEAR = 85  # of 100: texts that differ by a word in ten or so
_CANDIDATES = 3  # of each collection
_COMPARED = 4000  # characters of a text
_SEARCHED = 50  # new tips; more are looked up by link and slug only, which takes no time


def near(indexes: Indexes, name: str, numbers: list[int]) -> list[tuple[Tip, Tip]]:
    """Return (new tip, tip of another collection) where titles are the same or texts nearly so.

    `numbers` are those of the new tips in the collection `name`. Candidates have the same link or slug, or where few
    tips are new every word of the title in theirs, typos included.
    """
    is_few = len(numbers) <= _SEARCHED
    tips = indexes[name].numbered(numbers)
    found: list[tuple[int, Tip]] = []  # the place of the new tip, and the other
    for other in indexes.values():  # one after the other: perhaps not all can be open
        if other.name != name:
            for place, tip in enumerate(tips):
                known = _known(other, tip) or (_titled(other, tip) if is_few else [])
                found += [(place, near) for near in known if _is_near(tip, near)][:1]
    return [(tips[place], other) for place, other in sorted(found, key=lambda pair: pair[0])]


def _known(index: Index, tip: Tip) -> list[Tip]:
    known = [other for other in index.by_slug(tip.slug, _CANDIDATES) if other.slug == tip.slug]
    return known + index.by_link(tip.link, _CANDIDATES)


def _titled(index: Index, tip: Tip) -> list[Tip]:
    return [hit.tip for hit in islice(search(index, index, tip.title, Filters(), title_only=True), _CANDIDATES)]


def _is_near(tip: Tip, other: Tip) -> bool:
    slug = slugify(tip.title)
    if (slug and slug == slugify(other.title)) or tip.title == other.title or (tip.link and tip.link == other.link):
        return True
    texts = (f"{each.title}\n{each.gist}\n{each.body}"[:_COMPARED].casefold() for each in (tip, other))
    return token_sort_ratio(*texts) >= _NEAR
