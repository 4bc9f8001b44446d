"""Records as we write them ourselves, and what they share with everybody else's: credits, dates, links."""

from __future__ import annotations

from typing import Any

from tipcli.model.tip import Credit
from tipcli.readers.base import Item
from tipcli.readers.dates import LONGEST, day, moment
from tipcli.readers.fields import Keeper, names_of, number_of, object_of, text_of, truth_of
from tipcli.readers.orders import USUAL, Order
from tipcli.store.jsonl import EDITORIAL, editorial_text

CREDIT = ("title", "publisher", "date", "url")
_RECORD = frozenset(
    (
        "ref number slug collection title date topics gist body action credit complete guid link extra mark seen "
        "starred note"
    ).split()
) | {f"credit_{part}" for part in CREDIT}
_LONGEST_DATE = 1000  # characters that are kept of a date that cannot be read
_MOMENTS = ("published", "created", "date", "start", "updated", "modified")
_PLAIN = frozenset("title body gist date topics action link guid slug".split())


def plain_item(fields: dict[str, Any], place: str) -> Item | None:
    """Return what `Mapping` makes of texts under our own names, in a tenth of the time; None for anything else."""
    if not fields.keys() <= _PLAIN:
        return None
    for name, value in fields.items():
        if type(value) is not str:
            if name != "topics" or type(value) is not list:
                return None
        elif value.isspace():
            return None
    get = fields.get
    body, date, link, topics = get("body"), get("date"), get("link", ""), get("topics")
    if not body or body.lstrip()[0] == "<":  # a description may stand for it; HTML
        return None
    if (date and (len(date) != 10 or _day(date) != date)) or (link and web_link(link) != link):
        return None
    names = tuple(dict.fromkeys(names_of(topics) or ())) if topics else ()
    title, action, slug, guid = get("title", ""), get("action", ""), get("slug", ""), get("guid", "")
    return Item(place, title, body, get("gist", ""), date or None, names, action, slug=slug, guid=guid, link=link)


def own_item(fields: dict[str, Any], place: str) -> Item:
    """Read one of our records: what is in it is what the tip had. Raises TooMuchError."""
    get = fields.get
    topics = get("topics") or ()
    extra = object_of(get("extra")) or {}
    rest = {
        key: value for key, value in fields.items() if key not in (*_RECORD, *EDITORIAL) and value not in (None, "")
    }
    if rest or extra:
        keeper = Keeper()
        extra = {key: keeper.kept(value) for key, value in (*rest.items(), *extra.items())}
    item = Item(
        place,
        title=text_of(get("title")) or "",
        body=text_of(get("body")) or "",
        gist=text_of(get("gist")) or "",
        topics=tuple(topics.split(",")) if isinstance(topics, str) else names_of(topics) or (),
        action=text_of(get("action")) or "",
        credit=credit_of(get("credit")) or credit_of({part: get(f"credit_{part}") for part in CREDIT}),
        complete=truth_of(get("complete")) is not False,
        number=number_of(get("number")),
        slug=text_of(get("slug")) or "",
        guid=text_of(get("guid")) or "",
        link=text_of(get("link")) or "",
        extra=extra,
        editorial=editorial_text(fields),
    )
    set_date(item, [get("date")])
    return item


def credit_of(value: Any) -> Credit | None:
    """Return the credit in an object or a text; None where nothing is in it."""
    if isinstance(value, str) and value.strip():
        return Credit(value.strip())
    if not isinstance(value, dict):
        return None
    title, publisher, date, url = (text_of(value.get(part)) for part in CREDIT)
    return Credit(title or "", publisher, _day(date), url) if title or publisher or date or url else None


def _day(text: str | None) -> str | None:
    return day(text) if text else None


def set_date(item: Item, values: list[Any], order: Order = USUAL) -> str | None:
    """Set the date of the first value that is one, its numbers in this order, and return its text.

    Its time is kept in `extra`; where none is a date, the first text is. `published: yes` tells of no day.
    """
    texts = [text for value in values if truth_of(value) is None and (text := _date_text(value))]
    for text in texts:
        if found := day(text, order.name):
            item.date = found
            if order.doubts(text):
                item.doubtful = text
            if len(text) > len("2025-03-04") and "T" in (full := moment(text, order.name) or ""):
                item.extra.setdefault("published", full)
            return text
    if texts:
        item.extra.setdefault("date", texts[0][:_LONGEST_DATE])
        item.undated = texts[0][:LONGEST]
    return None


def _date_text(value: Any) -> str | None:
    """Return the text of a date, also of one that stands among others of a tip, as Material for MkDocs has them."""
    if isinstance(value, dict):
        return next((text for name in _MOMENTS if (text := text_of(value.get(name)))), None)
    return text_of(value)


def web_link(value: Any) -> str | None:
    """Return an address of the web, None for anything else."""
    text = (text_of(value) or "").strip()
    return text if text[:8].lower().startswith(("http://", "https://")) else None
