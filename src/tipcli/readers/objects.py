"""Objects with named fields as items, for every reader of what has names for its values."""

from __future__ import annotations

from typing import Any

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line
from tipcli.readers.base import Bad, Item, Skipped
from tipcli.readers.fields import TooMuchError
from tipcli.readers.mapping import Mapping
from tipcli.readers.markup.inline import words_of_line
from tipcli.readers.orders import USUAL, Order
from tipcli.readers.records import own_item, plain_item
from tipcli.readers.states import unready

OURS = frozenset({"slug", "title", "gist", "body", "complete"})  # every record that we write has all of these


def item_of_object(
    fields: dict[str, Any], place: str, *, body: str | None = None, order: Order = USUAL
) -> Item | Bad | Skipped:
    """Make an item of named values, by the names in `fields.NAMES`; what no field takes is kept in `extra`.

    `body` is the text in Markdown where it stands apart from the fields, as below front matter, `order` that of the
    numbers of dates. A record that we wrote
    ourselves comes back exactly: no name but ours is looked for in it, and its text is Markdown whatever it looks like.
    """
    is_own = body is None and fields.keys() >= OURS
    if not is_own and (reason := unready(fields)):
        return Skipped(place, reason)
    try:
        if is_own:
            item = own_item(fields, place)
        else:
            item = (plain_item(fields, place) if body is None else None) or Mapping(fields, body, order).item(place)
    except TooMuchError:
        return Bad(place, "more than 1 MB beside title and text")
    except AccessError as error:  # HTML that is not fit to be converted
        return Bad(place, clean_line(error.message))
    if item.title.strip() or item.body.strip():
        if body is None and not is_own and not item.title and item.body.lstrip()[:2] == "# ":
            _take_heading(item)
        return item
    if not item.gist:
        return Bad(place, "no title and no text")
    item.body, item.gist = item.gist, ""
    return item


def _take_heading(item: Item) -> None:
    """Take the only heading of the first level, with which a text begins, for its title."""
    line, _, rest = item.body.lstrip().partition("\n")
    if rest.strip() and not any(one.startswith("# ") for one in rest.split("\n")):
        item.title = words_of_line(line[2:].strip())
        item.body = rest.strip("\n")
