"""Keeps tips of one kind apart: no two of one format and no two of one idea on neighbouring days.

The order of a round is not stored, so it is changed in small runs only: the tips of a run change places among
themselves, but for its last one, which stays, so that each run can be arranged without a look at any other but for the
last tip before it. Every tip still has its turn once a round, and a day its tip whoever asks for it, and when.
"""

from __future__ import annotations

from tipcli.deal.order import dealt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Kinds = tuple[str, ...]  # what a tip has in common with others, such as its format and its idea; "" is nothing

RUN = 24  # steps
_STARTS = 4  # more do not help where one kind has most of the tips, as under a filter


def turn(step: int, size: int, seed: int, kinds: Callable[[list[int]], Sequence[Kinds]]) -> int:
    """Return which of `size` tips has its turn at `step`, as `order.dealt` does, with tips of one kind kept apart.

    `kinds` is asked once for those of the tips of a run and of the one before it. Raises ValueError as `dealt` does.
    """
    first, last = _run(step, size)
    steps = range(max(0, first - 1), last)
    places = [dealt(one, size, seed) for one in steps]
    found = kinds(places)
    before = found[0] if first else ("",)
    skipped = len(steps) - (last - first)
    return places[skipped:][_arranged(before, found[skipped:])[step - first]]


def _run(step: int, size: int) -> tuple[int, int]:
    """Return the first step of the run that a step is in, and the one after its last; none crosses half a round."""
    start, place = step - step % size, step % size
    half = (size + 1) // 2
    low, high = (0, half) if place < half else (half, size)
    runs = max(1, round((high - low) / RUN))
    number = ((place - low + 1) * runs - 1) // (high - low)  # so that none is much shorter than the others
    first, last = (low + (high - low) * one // runs for one in (number, number + 1))
    return start + first, start + last


def _arranged(before: Kinds, kinds: Sequence[Kinds]) -> list[int]:
    """Return an order of a run in which as few neighbours as can be are alike; the last one keeps its place.

    It starts with the order as it is and makes exchanges that mend something; where that does not mend all, it starts
    anew with the order turned by one.
    """
    whole = list(range(len(kinds)))
    found: list[tuple[int, list[int]]] = []
    for turned in range(min(_STARTS, max(1, len(kinds) - 1))):
        order = [*whole[turned:-1], *whole[:turned], *whole[-1:]]
        clashes = _mended(before, kinds, order)
        if not clashes:
            return order
        found.append((clashes, order))
    return min(found)[1]


def _mended(before: Kinds, kinds: Sequence[Kinds], order: list[int]) -> int:
    """Change an order by exchanges as long as one mends something, and return how many neighbours are alike then."""

    def clashes(*places: int) -> int:
        """Count what the tips at these places have in common with those before and behind them."""
        row = [before, *(kinds[place] for place in order)]
        pairs = {pair for place in places for pair in (place, place + 1) if pair < len(order)}
        return sum(a == b != "" for pair in pairs for a, b in zip(row[pair], row[pair + 1], strict=False))

    movable = range(len(order) - 1)
    is_better = True
    while is_better:
        is_better = False
        for left in filter(clashes, movable):
            for right in movable:
                worse = clashes(left, right)
                order[left], order[right] = order[right], order[left]
                if clashes(left, right) < worse:
                    is_better = True
                    break
                order[left], order[right] = order[right], order[left]
    return clashes(*range(len(order)))
