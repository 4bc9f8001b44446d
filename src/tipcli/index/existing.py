"""What an import asks of the tips that a collection has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index
    from tipcli.model.tip import Tip

    Content = tuple[str, str, str | None]  # title, body, date

_MOST = 20  # tips with one guid, link or slug that are looked at


class ExistingTips:
    """The tips of a collection as its index has them; with None, of a new collection, which has none."""

    def __init__(self, index: Index | None) -> None:
        self._index = index
        self._run = index._connection.execute if index else None

    def __len__(self) -> int:
        """Return their number."""
        return self._index.size if self._index else 0

    def with_value(self, column: str, value: str) -> list[int]:
        """Return the numbers of the first few tips with this `guid`, `link` or `slug`."""
        if self._run is None:
            return []
        query = f"select number from tip where {column} = ? and {column} != '' order by number limit ?"
        return [number for (number,) in self._run(query, (value, _MOST))]

    def of_source(self, key: str) -> list[int]:
        """Return the numbers of the first two tips that a source told of, known by its `Source.key`."""
        query = "select number from tip where instr(seen, ?) order by number limit 2"
        return [number for (number,) in self._run(query, (f"{key}:",))] if self._run else []

    def fingerprints(self) -> dict[int, int]:
        """Return the numbers of tips by the fingerprint of the raw item that each was made of."""
        if self._run is None:
            return {}
        found = dict(self._run("select mark, number from tip where mark != 0"))
        for seen, number in self._run("select seen, number from tip where instr(seen, ' ')"):
            for entry in seen.split():
                mark = entry.rpartition(":")[2]
                found.setdefault(int(mark, 16) if _is_hexadecimal(mark) else 0, number)
        return found

    def named(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, guid and link of the tips that have any, by number."""
        query = "select number, guid, link from tip where guid != '' or link != '' order by number"
        yield from self._run(query) if self._run else ()

    def bodies(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of every tip, by number."""
        yield from self._run("select number, body from tip order by number") if self._run else ()

    def texts(self) -> Iterator[tuple[int, str, str, str]]:
        """Yield number, title, text and gist of every tip, by number."""
        yield from self._run("select number, title, body, gist from tip order by number") if self._run else ()

    def has_guid(self, start: str) -> bool:
        """Tell whether any tip has an identifier that starts so."""
        query = "select 1 from tip where substr(guid, 1, ?) = ? limit 1"
        return bool(self._run and self._run(query, (len(start), start)).fetchone())

    def numbers(self) -> Iterator[int]:
        """Yield all numbers, in order."""
        for (number,) in self._run("select number from tip order by number") if self._run else ():
            yield number

    def largest_number(self) -> int:
        """Return the largest number, or 0."""
        return int(self._run("select coalesce(max(number), 0) from tip").fetchone()[0]) if self._run else 0

    def tip(self, number: int) -> Tip:
        """Return a tip. Raises KeyError where there is none."""
        for tip in self._index.numbered([number]) if self._index else ():
            return tip
        raise KeyError(number)

    def family(self, slug: str) -> list[tuple[int, Content]]:
        """Return number and content of the tips called `slug`, `slug-2`, `slug-3` and so on, by number."""
        if self._run is None:
            return []
        query = (
            "select number, slug, title, body, date from tip "
            "where slug = ?1 or slug >= ?2 and slug < ?3 order by number"
        )
        return [
            (number, (title, body, date))
            for number, name, title, body, date in self._run(query, (slug, f"{slug}-1", f"{slug}-:"))
            if name == slug or name[len(slug) + 1 :].isdigit()
        ]


def _is_hexadecimal(text: str) -> bool:
    return 0 < len(text) <= 16 and all(letter in "0123456789abcdef" for letter in text)
