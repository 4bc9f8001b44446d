"""Questions to the full-text index: which tips match an expression of FTS5, and how many.

All of these may raise what DAMAGE lists.
"""

from __future__ import annotations

from tipcli.index.columns import SEARCHED
from tipcli.index.rows import FIELDS, DamagedError, condition, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index
    from tipcli.index.rows import Row
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip

# The fields of a tip as columns of the full-text table, in its order.
COLUMNS = ("title", "topics", "gist", "action", "asked", "body")
BEST = "bm25(fts, 10, 4, 5, 2, 4, 2), fts.rowid desc"
NEWEST = "fts.rowid desc"
PAGE = 120  # matches that are read at a time, where the best are asked for
_MARKED = ", ".join([f"highlight(fts, {column}, char(2), char(3))" for column in range(len(COLUMNS))])
_MATCHES = f"select {FIELDS}, {_MARKED} from fts join tip on tip.number = fts.rowid where fts match ?"


def matches(index: Index, expression: str, filters: Filters, order: str) -> Iterator[tuple[int, Row, list[str]]]:
    """Yield (number, row of FIELDS, COLUMNS with match marks) of the tips that match and pass."""
    where, values = condition(filters, index.name)
    if order == BEST and index.size > PAGE:
        yield from _ranked(index, expression, where, values)
        return
    query = f"{_MATCHES} and {where} order by {order}"
    yield from map(_match, index._connection.execute(query, (expression, *values)))


def _ranked(
    index: Index, expression: str, where: str, values: tuple[str | int, ...]
) -> Iterator[tuple[int, Row, list[str]]]:
    """Yield the matches, best first: to sort them, SQLite would mark and hold the texts of each, not of a page only."""
    run = index._connection.execute
    joined = "" if where == "1" else "join tip on tip.number = fts.rowid"
    numbers = [
        whole(number)
        for (number,) in run(
            f"select fts.rowid from fts {joined} where fts match ? and {where} order by {BEST}", (expression, *values)
        )
    ]
    for start in range(0, len(numbers), PAGE):
        page = numbers[start : start + PAGE]
        # The + has the matches walked through once; each number would be looked for in the full-text index by itself.
        query = f"{_MATCHES} and +fts.rowid in ({', '.join('?' * len(page))})"
        found = {match[0]: match for match in map(_match, run(query, (expression, *page)))}
        if len(found) != len(page):
            raise DamagedError("a match of no tip")
        yield from (found[number] for number in page)


def _match(row: Row) -> tuple[int, Row, list[str]]:
    width = len(COLUMNS)
    return whole(row[0]), row[:-width], [str(text or "") for text in row[-width:]]


def chosen(index: Index, numbers: list[int], filters: Filters) -> Iterator[tuple[int, Row, list[str]]]:
    """Yield the same of the tips with these numbers that pass, without any mark."""
    where, values = condition(filters, index.name)
    query = (
        f"select {FIELDS}, {', '.join(f'searched.{name}' for name in SEARCHED)} from tip join searched using (number) "
        f"where tip.number in ({', '.join('?' * len(numbers))}) and {where}"
    )
    yield from map(_match, index._connection.execute(query, (*numbers, *values)))


def relevance(index: Index, expression: str, numbers: list[int]) -> dict[int, float]:
    """Return how relevant tips with these numbers are by BM25, from 0 to 1 for the best; the rest are left out."""
    query = (
        "select rowid, -bm25(fts, 1, 1, 1, 1, 1, 1) from fts where fts match ? "
        f"and rowid between ? and ? and +rowid in ({', '.join('?' * len(numbers))})"
    )
    values = (expression, min(numbers), max(numbers), *numbers)
    found = {whole(number): float(worth) for number, worth in index._connection.execute(query, values)}
    most = max(found.values(), default=0.0)
    return {number: max(0.0, worth) / most for number, worth in found.items()} if most > 0 else {}


def count(index: Index, expression: str, most: int, filters: Filters | None = None) -> int:
    """Return how many tips match and pass, at most `most`."""
    where, values = condition(filters, index.name) if filters else ("1", ())
    joined = "" if where == "1" else "join tip on tip.number = fts.rowid"
    query = f"select count(*) from (select 1 from fts {joined} where fts match ? and {where} limit ?)"
    return whole(index._connection.execute(query, (expression, *values, most)).fetchone()[0])


def nearest(index: Index, expression: str, but: int, most: int) -> list[Tip]:
    """Return at most `most` tips that match, best first, but the one with the number `but`."""
    # Numbers are ranked first: else SQLite would hold the texts of every match while it sorts.
    query = (
        f"select {FIELDS} from (select rowid as found, bm25(fts, 4, 3, 3, 1, 0, 1) as worth from fts "
        "where fts match ? and rowid != ? order by worth, rowid limit ?) "
        "join tip on tip.number = found order by worth, found"
    )
    return [index.tip(row) for row in index._connection.execute(query, (expression, but, most))]
