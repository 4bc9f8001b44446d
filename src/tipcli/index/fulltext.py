"""Questions to the full-text index: which tips match an expression of FTS5, and how many.

All of these may raise what DAMAGE lists.
"""

from __future__ import annotations

from tipcli.index.columns import SEARCHED
from tipcli.index.rows import FIELDS, DamagedError, condition, text, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipcli.index.opened import Index
    from tipcli.index.rows import Row
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip

    Found = tuple[Row, list[str]]  # a tip's row of FIELDS, and its COLUMNS, perhaps with match marks

# The fields of a tip as columns of the full-text table, in its order.
COLUMNS = ("title", "topics", "gist", "action", "asked", "body")
NAMES = dict(zip(COLUMNS, SEARCHED, strict=True))  # of the columns in an expression of FTS5
BEST = "bm25(fts, 10, 4, 5, 2, 4, 2), fts.rowid desc"
EVENLY = "bm25(fts, 4, 2, 4, 2, 2, 2), fts.rowid desc"  # in a collection whose titles are of any kind
NEWEST = "fts.rowid desc"
ANY = "fts.rowid"
_MARKED = ", ".join([f"highlight(fts, {column}, char(2), char(3))" for column in range(len(COLUMNS))])
_MATCHES = f"select {FIELDS}, {_MARKED} from fts join tip on tip.number = fts.rowid where fts match ?"


def numbers(index: Index, expression: str, filters: Filters, order: str) -> Iterator[int]:
    """Yield the numbers of the tips that match and pass, in an order; their texts are for `marked`."""
    where, values = condition(filters, index.name)
    joined = "" if where == "1" else "join tip on tip.number = fts.rowid"
    query = f"select fts.rowid from fts {joined} where fts match ? and {where} order by {order}"
    for (number,) in index._connection.execute(query, (expression, *values)):
        yield whole(number)


def marked(index: Index, expression: str, matching: Sequence[int]) -> dict[int, Found]:
    """Return for each of the numbers, which all match, the tip's row of FIELDS and its COLUMNS with match marks."""
    # The + has the matches walked through once; each number would be looked for in the full-text index by itself.
    query = f"{_MATCHES} and fts.rowid between ? and ? and +fts.rowid in ({', '.join('?' * len(matching))})"
    rows = index._connection.execute(query, (expression, min(matching), max(matching), *matching))
    found = dict(map(_found, rows))
    if len(found) != len(matching):
        raise DamagedError("a match of no tip")
    return found


def _found(row: Row) -> tuple[int, Found]:
    width = len(COLUMNS)
    return whole(row[0]), (row[:-width], [str(value or "") for value in row[-width:]])


def passing(index: Index, some: list[int], filters: Filters) -> list[int]:
    """Return those of the numbers that a tip has which passes, in their order."""
    where, values = condition(filters, index.name)
    query = f"select number from tip where number in ({', '.join('?' * len(some))}) and {where} order by number"
    return [whole(number) for (number,) in index._connection.execute(query, (*some, *values))]


def titles(index: Index, some: Sequence[int]) -> dict[int, str]:
    """Return the titles of the tips with these numbers, as they are searched."""
    query = f"select number, title from searched where number in ({', '.join('?' * len(some))})"
    return {whole(number): text(title) for number, title in index._connection.execute(query, tuple(some))}


def matching(index: Index, expression: str) -> list[int]:
    """Return the numbers of all tips that match, in no order: for collections that are not large."""
    rows = index._connection.execute("select rowid from fts where fts match ?", (expression,))
    return [whole(number) for (number,) in rows]


def chosen(index: Index, some: Sequence[int], filters: Filters) -> dict[int, Found]:
    """Return by number what `marked` does of the tips with these numbers that pass, without any mark."""
    where, values = condition(filters, index.name)
    query = (
        f"select {FIELDS}, {', '.join(f'searched.{name}' for name in SEARCHED)} from tip join searched using (number) "
        f"where tip.number in ({', '.join('?' * len(some))}) and {where}"
    )
    return dict(map(_found, index._connection.execute(query, (*some, *values))))


def relevance(index: Index, expression: str, some: list[int]) -> dict[int, float]:
    """Return how relevant tips with these numbers are by BM25, from 0 to 1 for the best; the rest are left out."""
    query = (
        "select rowid, -bm25(fts, 1, 1, 1, 1, 1, 1) from fts where fts match ? "
        f"and rowid between ? and ? and +rowid in ({', '.join('?' * len(some))})"
    )
    values = (expression, min(some), max(some), *some)
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
