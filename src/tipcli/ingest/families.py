"""The tips of a collection that share a slug but for the number at its end, as `calm`, `calm-2` and `calm-3` do."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.index.opened import Index
    from tipcli.model.tip import Tip

_FEW = 20  # free ones that are looked at


class Siblings:
    """The tips of before that share a slug but for its last number, by what they say."""

    def __init__(self, index: Index | None, slug: str) -> None:
        self.numbers: list[int] = []
        self._by_content: dict[int, list[int]] = {}
        self._next = 0
        if index is None:
            return
        query = (
            "select number, slug, title, body, date from tip "
            "where slug = ?1 or slug >= ?2 and slug < ?3 order by number"
        )
        for number, name, *content in index.connection.execute(query, (slug, f"{slug}-1", f"{slug}-:")):
            if name == slug or name[len(slug) + 1 :].isdigit():
                self.numbers.append(number)
                self._by_content.setdefault(hash(tuple(content)), []).append(number)

    def saying(self, tip: Tip) -> list[int]:
        """Return the numbers of those with the same title, body and date."""
        return self._by_content.get(hash((tip.title, tip.body, tip.date)), [])

    def first_free(self, is_taken: Callable[[int], bool], differs: Callable[[int], bool]) -> int | None:
        """Return the lowest number that is not taken and of a tip that does not differ, or None."""
        while self._next < len(self.numbers) and is_taken(self.numbers[self._next]):
            self._next += 1
        rest = islice(self.numbers, self._next, self._next + _FEW)
        return next((number for number in rest if not is_taken(number) and not differs(number)), None)
