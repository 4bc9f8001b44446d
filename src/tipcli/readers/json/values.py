"""One value of JSON as an item, and why a text is no JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tipcli.model.text import clean_line
from tipcli.readers.base import Bad, Item, Skipped
from tipcli.readers.objects import item_of_object

if TYPE_CHECKING:
    from tipcli.readers.json.keys import Keys


def item_of_value(value: Any, place: str, keys: Keys | None = None) -> Item | Bad | Skipped:
    """Return the item of an object or a text; other values are bad. `keys` are those of the list that it is from."""
    if isinstance(value, dict):
        return keys.item(value, place) if keys else item_of_object(value, place)
    if isinstance(value, str):
        return Item(place, body=value) if value.strip() else Bad(place, "no title and no text")
    kind = "a list" if isinstance(value, list) else "null" if value is None else "a number, true or false"
    return Bad(place, f"{kind}, not an object or a text")


def reason(error: ValueError | RecursionError) -> str:
    """Return why a text is no JSON, for a line on standard error."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{clean_line(error.msg[1:])}, column {error.colno}"
    return "a number of more than 4,300 digits"
