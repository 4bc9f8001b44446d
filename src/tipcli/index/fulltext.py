"""Questions to the full-text index: which tips match an expression of FTS5, and how many.

All of these may raise what DAMAGE lists.
"""

from __future__ import annotations

from tipcli.index.columns import SEARCHED
from tipcli.index.rows import FIELDS, condition, whole

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
_MARKED = ", ".join([f"highlight(fts, {column}, char(2), char(3))" for column in range(len(COLUMNS))])


def matches(index: Index, expression: str, filters: Filters, order: str) -> Iterator[tuple[int, Row, list[str]]]:
    """Yield (number, row of FIELDS, COLUMNS with match marks) of the tips that match and pass."""
    where, values = condition(filters, index.name)
    query = (
        f"select {FIELDS}, {_MARKED} from fts join tip on tip.number = fts.rowid "
        f"where fts match ? and {where} order by {order}"
    )
    width = len(COLUMNS)
    for row in index._connection.execute(query, (expression, *values)):
        yield whole(row[0]), row[:-width], [str(text or "") for text in row[-width:]]


def chosen(index: Index, numbers: list[int], filters: Filters) -> Iterator[tuple[int, Row, list[str]]]:
    """Yield the same of the tips with these numbers that pass, without any mark."""
    where, values = condition(filters, index.name)
    query = (
        f"select {FIELDS}, {', '.join(f'searched.{name}' for name in SEARCHED)} from tip join searched using (number) "
        f"where tip.number in ({', '.join('?' * len(numbers))}) and {where}"
    )
    width = len(COLUMNS)
    for row in index._connection.execute(query, (*numbers, *values)):
        yield whole(row[0]), row[:-width], [str(text or "") for text in row[-width:]]


def relevance(index: Index, expression: str, numbers: list[int]) -> dict[int, float]:
    """Return how relevant tips with these numbers are by BM25, from 0 to 1 for the best; the rest are left out."""
    query = (
        "select rowid, -bm25(fts, 1, 1, 1, 1, 1, 1) from fts where fts match ? "
        f"and rowid in ({', '.join('?' * len(numbers))})"
    )
    found = {whole(number): float(worth) for number, worth in index._connection.execute(query, (expression, *numbers))}
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
    query = (
        f"select {FIELDS} from fts join tip on tip.number = fts.rowid "
        "where fts match ? and tip.number != ? order by bm25(fts, 4, 3, 3, 1, 0, 1), tip.number limit ?"
    )
    return [index.tip(row) for row in index._connection.execute(query, (expression, but, most))]
