"""The tips that may be dealt, as numbered places over all collections, and which of them random and today take."""

from __future__ import annotations

from tipcli.index import combined
from tipcli.model.tip import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from tipcli.index.marked import Marked
    from tipcli.index.pool import Pool
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip


class Deck:
    """The tips that pass the filters and may come by chance.

    `marked` is what a person keeps, None for nothing: what is hidden is passed over, unless the filters ask for it.
    `asked` puts a question to the indexes, and once more where one had to be mended.
    """

    def __init__(
        self, indexes: Pool, marked: Marked | None, filters: Filters, asked: Callable[[Callable[[], Any]], Any]
    ) -> None:
        self._indexes = indexes
        self._marked = marked
        dealable = filters.replace(dealable=True)
        self._versions = self._stand_ins(dealable, asked) if OWN in indexes.names() else {}
        self._filters = dealable
        if self._versions:
            from tipcli.deal.versions import without

            self._filters = without(dealable, self._versions)
        self._asked = asked
        self._sizes: dict[str, int] = asked(lambda: combined.counts(indexes, self._filters))
        self._size = sum(self._sizes.values())
        self._skipping = marked if not filters.hidden else None

    def _stand_ins(self, filters: Filters, asked: Callable[[Callable[[], Any]], Any]) -> dict[tuple[str, int], Tip]:
        from tipcli.deal.versions import stand_ins

        is_hidden = self._marked.is_hidden if self._marked and not filters.hidden else lambda _: False
        found: dict[tuple[str, int], Tip] = asked(lambda: stand_ins(self._indexes, filters, is_hidden))
        return found

    def random(self, count: int, seed: int | None) -> list[Tip]:
        """Return `count` tips (0 is all), none twice until all were dealt; with `seed` the same ones each time."""
        size = self._size
        if not self._skipping:
            return self._draw(min(count or size, size), seed) if size else []
        from tipcli.deal.skipping import drawn

        free = size - len(self._skipping.hidden_among(self._filters, self._sizes))
        is_hidden, wanted = self._skipping.is_hidden, min(count or free, free)
        return drawn(lambda several: self._draw(several, seed), is_hidden, wanted, size, is_repeatable=seed is not None)

    def _draw(self, several: int, seed: int | None) -> list[Tip]:
        from tipcli.deal import shuffle_bag

        if seed is None:
            places = shuffle_bag.draw(combined.state(self._indexes, self._filters), self._size, several)
        else:
            places = shuffle_bag.draw_by_seed(seed, self._size, several)
        return [*map(self._marks, self._at(places))]

    def of_day(self, day: date, *, week: bool = False) -> Tip | None:
        """Return the tip of the day, or of its ISO week; None where no tip passes."""
        from tipcli.deal import order, spread

        if not self._size:
            return None

        def kinds(places: list[int]) -> list[tuple[str, str]]:
            return [(tip.notes.format, tip.notes.idea) if tip.editorial else ("", "") for tip in self._at(places)]

        step, purpose = order.step_of_day(day, week=week), order.WEEK if week else order.DAY

        def of_step(one: int) -> Tip:
            return self._marks(self._at([spread.turn(one, self._size, purpose, kinds)])[0])

        if not self._skipping:
            return of_step(step)
        from tipcli.deal.skipping import steps

        is_hidden = self._skipping.is_hidden
        return next((tip for one in steps(step, self._size) if not is_hidden(tip := of_step(one))), None)

    def _at(self, places: list[int]) -> list[Tip]:
        found: list[Tip] = self._asked(lambda: combined.at(self._indexes, self._filters, self._sizes, places))
        return found

    def _marks(self, tip: Tip) -> Tip:
        tip = self._versions.get((tip.collection, tip.number), tip) if self._versions else tip
        return self._marked.on(tip) if self._marked else tip
