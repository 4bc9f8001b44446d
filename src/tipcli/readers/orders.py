"""In which order a column of dates has day, month and year, as the whole column says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipcli.readers.dates import ORDERS, readings

if TYPE_CHECKING:
    from collections.abc import Iterable


class Order(NamedTuple):
    """One of `dates.ORDERS`, or no name for the first that each date allows; `is_sure` where something decided it."""

    name: str = ""
    is_sure: bool = False

    def doubts(self, text: str) -> bool:
        """Tell whether a date means another day in another order, and nothing decided which one holds."""
        return not self.is_sure and len(set(readings(text).values())) > 1


USUAL = Order()


def order_of(texts: Iterable[str], chosen: str = "") -> Order:
    """Return the order in which all dates of a column can be read; `chosen`, by a person, is not questioned.

    Where several are left it is the usual one of them, where none is left no order; neither is sure.
    """
    if chosen:
        return Order(chosen, is_sure=True)
    left = dict.fromkeys(ORDERS)
    for text in texts:
        if found := readings(text):
            left = {order: None for order in left if order in found}
            if not left:
                return Order()
    names = list(left)
    return Order(names[0], len(names) == 1) if len(names) < len(ORDERS) else Order()
