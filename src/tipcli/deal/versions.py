"""A person's own version of a tip takes its place: it comes on the days of the other, and has none besides."""

from __future__ import annotations

from tipcli.index import combined, versions
from tipcli.model.tip import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.index.pool import Pool
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip

    Key = tuple[str, int]  # collection, number


def stand_ins(pool: Pool, filters: Filters, is_hidden: Callable[[Tip], bool]) -> dict[Key, Tip]:
    """Return the version of each tip that has one, where both may be dealt and neither is hidden."""
    names = combined.names(pool, filters)
    own = pool.get(OWN) if OWN in names else None
    found = versions.origins(own) if own else {}
    if not own or not found:
        return {}
    others = {tip.number: tip for tip in own.passing(filters, sorted(found.values())) if not is_hidden(tip)}
    passing = {
        (name, tip.number)
        for name in {name for name, _ in found}.intersection(names) - {OWN}
        if (index := pool.get(name))
        for tip in index.passing(filters, [number for one, number in found if one == name])
        if not is_hidden(tip)
    }
    return {key: others[number] for key, number in found.items() if key in passing and number in others}


def without(filters: Filters, moved: dict[Key, Tip]) -> Filters:
    """Return the filters without the versions that come in the place of others."""
    if not moved:
        return filters
    but = dict(filters.but or ())
    but[OWN] = tuple(sorted({*but.get(OWN, ()), *(tip.number for tip in moved.values())}))
    return filters.replace(but=tuple(but.items()))
