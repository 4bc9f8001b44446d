"""From the rows of an index to values, and from filters and orders to SQL.

What is not of the type that was written is damage: it is found here, so that no error behind this border means any.
"""

from __future__ import annotations

from tipcli.model.text import clean, is_clean
from tipcli.model.tip import CRISIS, Credit, Tip
from tipcli.system.sqlite import DatabaseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from tipcli.model.results import Filters

    Value = str | int | float | bytes | None
    Row = tuple[Value, ...]

SCHEMA = 13  # of the layout that is read, see `schema`; here, so that reading loads nothing of writing
BESIDE = 12  # tips that go with one, as far as an index keeps which
# A column for each field of a tip in its order, and for the credit one for each of its fields.
_NOT_KEPT: list[Any] = [False, ""]  # no star and no note: what a person keeps is in no index
_FIELDS = Tip.__slots__[1:-2]  # the collection is that of the index
_DATE, _TOPICS, _ACTION, _CREDIT, _COMPLETE = map(_FIELDS.index, ("date", "topics", "action", "credit", "complete"))
_CREDITS = slice(_CREDIT, _CREDIT + len(Credit.__slots__))
_NAMES = (*_FIELDS[:_CREDIT], *[f"credit_{name}" for name in Credit.__slots__], *_FIELDS[_CREDIT + 1 :])
FIELDS = ", ".join([f"tip.{name}" for name in _NAMES])
_LISTED = ("number", "slug", "title", "gist", "date", "topics")  # what a list shows of a tip
LISTED = ", ".join([f"tip.{name}" for name in _LISTED])
_UNLISTED: list[Any] = [Tip._defaults[name] for name in Tip.__slots__[Tip.__slots__.index("topics") + 1 :]]
# The types that a column may hold, by how its field is declared; the rest are texts, those of a credit perhaps none.
_DECLARED: dict[str, set[type]] = {"int": {int}, "bool": {int}, "str | None": {str, type(None)}}
_TYPES: list[set[type]] = [
    {str, type(None)} if name.startswith("credit_") else _DECLARED.get(Tip.__annotations__[name], {str})
    for name in _NAMES
]
_LISTED_TYPES = [_TYPES[_NAMES.index(name)] for name in _LISTED]
_sound: set[tuple[type, ...]] = set()  # types of rows as they should be: there are few
ORDERS = {
    "date": "date {down}, number {down}",
    "title": "title collate nocase {up}, number {up}",
    "number": "number {up}",
}
_SHORT = 60  # words of gist and body


class DamagedError(Exception):
    """An index holds what was never written into it."""


# What reading a damaged index raises; SQLite may quote the damaged bytes in its message, which are no UTF-8 then.
DAMAGE = (DatabaseError, DamagedError, UnicodeDecodeError)


def tip_of(row: Row, collection: str) -> Tip:
    """Return the tip of a row of FIELDS, every text cleaned. Raises DamagedError."""
    _check(row, _TYPES)
    values: list[Any] = list(row)
    if not is_clean("".join([value for value in row if isinstance(value, str)])):  # all at once: hardly any is not
        values = [clean(value) if isinstance(value, str) else value for value in row]
    title, *rest = values[_CREDITS]
    values[_CREDITS] = [None if title is None else Credit(title, *[part or None for part in rest])]
    values[_TOPICS] = tuple(values[_TOPICS].split(",")) if values[_TOPICS] else ()
    values[_DATE], values[_ACTION] = values[_DATE] or None, values[_ACTION] or None
    values[_COMPLETE] = bool(values[_COMPLETE])
    return Tip(collection, *values, *_NOT_KEPT)


def listed_of(row: Row, collection: str) -> Tip:
    """Return a tip with nothing but what LISTED has, every text cleaned. Raises DamagedError."""
    _check(row, _LISTED_TYPES)
    values: list[Any] = list(row)
    number, *texts = values
    if not is_clean("".join([text for text in texts if text])):
        texts = [text and clean(text) for text in texts]
    slug, title, gist, date, topics = texts
    return Tip(
        collection, number, slug, title, gist, "", date or None, tuple(topics.split(",")) if topics else (), *_UNLISTED
    )


def _check(row: Row, allowed: list[set[type]]) -> None:
    """Raise DamagedError where a row has a value of another type than its column may hold."""
    if (types := tuple(map(type, row))) not in _sound:
        if not all(kind in kinds for kind, kinds in zip(types, allowed, strict=True)):
            raise DamagedError(f"a tip with the number {row[0]!r:.60}")
        _sound.add(types)


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


def condition(filters: Filters, name: str = "") -> tuple[str, tuple[str | int, ...]]:
    """Return the filters as an SQL condition on `tip` of a collection, and its values; "1" where every tip passes."""
    parts: list[str] = []
    values: list[str | int] = []
    for topics, negation in ((filters.topics, ""), (filters.without, "not ")):
        if topics:
            part, slugs = _of_topics(topics)
            parts.append(negation + part)
            values += slugs
    if filters.since:
        parts.append("tip.date >= ?")
        values.append(filters.since)
    if filters.until:
        parts.append("tip.date <= ?")
        values.append(filters.until)
    if filters.short:
        parts.append("tip.words <= ?")
        values.append(_SHORT)
    if filters.audience:
        parts.append("tip.audience = ?")
        values.append(filters.audience)
    if filters.dealable:
        # An index has the few of them: to look at each tip would be to read all there is.
        parts.append("tip.number not in (select number from tip where risk != '' and risk = ?)")
        values.append(CRISIS)
    for numbers, negation in ((filters.only, ""), (filters.but, "not ")):
        if numbers is not None:
            parts.append(f"tip.number {negation}in (select value from json_each(?))")
            values.append(str([*dict(numbers).get(name, ())]))
    return " and ".join(parts) or "1", tuple(values)


def _of_topics(topics: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return the condition of any of some topics, and its values; of those joined by + a tip has to have all."""
    single = [topic for topic in topics if "+" not in topic]
    several = [topic.split("+") for topic in topics if "+" in topic]
    of = "tip.number in (select number from tip_topic where topic {})"
    parts = [of.format(f"in ({', '.join('?' * len(single))})")] if single else []
    parts += [f"({' and '.join([of.format('= ?')] * len(slugs))})" for slugs in several]
    return f"({' or '.join(parts)})", [*single, *(slug for slugs in several for slug in slugs)]


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
