"""The tips of a collection that share a slug but for the number at its end, as `calm`, `calm-2` and `calm-3` do."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.index.existing import Content, ExistingTips
    from tipcli.model.tip import Tip

_MOST = 20  # free ones that are looked at


class SlugFamily:
    """The existing tips that share a slug but for its last number, by what they say."""

    def __init__(self, existing: ExistingTips, slug: str) -> None:
        family = existing.family(slug)
        self.numbers = [number for number, _ in family]
        self._by_content: dict[int, list[int]] = {}  # a hash instead of the texts, which may be long
        for number, content in family:
            self._by_content.setdefault(hash(content), []).append(number)
        self._next = 0

    def saying(self, tip: Tip) -> list[int]:
        """Return the numbers of those with the same title, body and date."""
        content: Content = tip.title, tip.body, tip.date
        return self._by_content.get(hash(content), [])

    def first_free(self, is_taken: Callable[[int], bool], differs: Callable[[int], bool]) -> int | None:
        """Return the lowest number that is not taken and of a tip that does not differ, or None."""
        while self._next < len(self.numbers) and is_taken(self.numbers[self._next]):
            self._next += 1
        rest = islice(self.numbers, self._next, self._next + _MOST)
        return next((number for number in rest if not is_taken(number) and not differs(number)), None)
