"""From the rows of an index to values, and from filters and orders to SQL.

What is not of the type that was written is damage: it is found here, so that no error behind this border means any.
"""

from __future__ import annotations

from tipcli.model.text import clean
from tipcli.model.tip import Credit, Tip
from tipcli.system.sqlite import DatabaseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tipcli.model.results import Filters

    Value = str | int | float | bytes | None
    Row = tuple[Value, ...]

SCHEMA = 4  # of the layout that is read, see `schema`; here, so that reading loads nothing of writing
# The columns that hold what they say, and before them those that are more than a text.
_TEXTS = ("slug", "title", "gist", "body", "guid", "link", "extra")
_CREDIT = tuple([f"credit_{name}" for name in Credit.__slots__])
_OTHERS = ("number", "complete", "mark", "date", "action", "topics")
FIELDS = ", ".join([f"tip.{name}" for name in (*_OTHERS, *_CREDIT, *_TEXTS)])
ORDERS = {
    "date": "date {down}, number {down}",
    "title": "title collate nocase {up}, number {up}",
    "number": "number {up}",
}
_SHORT = 60  # words of gist and body


class DamagedError(Exception):
    """An index holds what was never written into it."""


DAMAGE = (DatabaseError, DamagedError)  # what reading a damaged index raises


def tip_of(row: Row, collection: str) -> Tip:
    """Return the tip of a row of FIELDS, every text cleaned. Raises DamagedError."""
    number, complete, mark, date, action, topics, title, publisher, day, url, *texts = [
        clean(value) if isinstance(value, str) else value for value in row
    ]
    return Tip(
        collection=collection,
        number=whole(number),
        complete=bool(complete),
        mark=whole(mark),
        date=_text_or_none(date),
        action=_text_or_none(action),
        topics=tuple(text(topics).split(",")) if topics else (),
        credit=None if title is None else Credit(text(title), *map(_text_or_none, (publisher, day, url))),
        **dict(zip(_TEXTS, map(text, texts), strict=True)),
    )


def _text_or_none(value: Value) -> str | None:
    return text(value) if value else None


def text(value: object) -> str:
    """Return a value that was written as a text. Raises DamagedError."""
    if isinstance(value, str):
        return value
    raise DamagedError(f"{value!r:.60} is no text")


def whole(value: object) -> int:
    """Return a value that was written as a whole number. Raises DamagedError."""
    if isinstance(value, int):
        return value
    raise DamagedError(f"{value!r:.60} is no whole number")


def number(value: object) -> int:
    """Return a whole number that was written as a text. Raises DamagedError."""
    if text(value).isdecimal():
        return int(text(value))
    raise DamagedError(f"{value!r:.60} is no whole number")


def terms(rows: Iterable[Row]) -> list[tuple[str, str, int]]:
    """Return rows of (word, stem, number of tips). Raises DamagedError."""
    return [(text(word), text(stem), whole(tips)) for word, stem, tips in rows]


def condition(filters: Filters) -> tuple[str, tuple[str | int, ...]]:
    """Return the filters as an SQL condition on `tip` and its values; "1" where every tip passes."""
    parts: list[str] = []
    values: list[str | int] = []
    if filters.topics:
        marks = ", ".join("?" * len(filters.topics))
        parts.append(f"tip.number in (select number from tip_topic where topic in ({marks}))")
        values += filters.topics
    if filters.since:
        parts.append("tip.date >= ?")
        values.append(filters.since)
    if filters.until:
        parts.append("tip.date <= ?")
        values.append(filters.until)
    if filters.short:
        parts.append("tip.words <= ?")
        values.append(_SHORT)
    return " and ".join(parts) or "1", tuple(values)


def sort_key(order: str) -> Callable[[Tip], tuple[object, ...]]:
    """Return the key by which an index orders tips (see ORDERS), to merge several; undated ones are the oldest."""
    if order == "title":
        return lambda tip: (_ascii_lower(tip.title), tip.collection, tip.number)
    if order == "number":
        return lambda tip: (tip.number, tip.collection)
    return lambda tip: (tip.date or "", tip.number)


def _ascii_lower(title: str) -> str:
    """Return a title as SQLite's NOCASE compares it."""
    return title.translate({code: code + 32 for code in range(65, 91)})
