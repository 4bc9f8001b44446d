"""What the keys of a list of objects are, as the whole list says."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tipcli.model.text import quoted
from tipcli.readers.base import Bad, Skipped
from tipcli.readers.columns import SAMPLE, Columns, columns_of
from tipcli.readers.fields import role_of, text_of
from tipcli.readers.objects import OURS, item_of_object
from tipcli.readers.orders import Order, order_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.readers.base import Document, Item, Options

_SHOWN = 10  # keys in a message
_TEXTS = frozenset({"title", "body", "gist"})


class Keys(NamedTuple):
    """The names that the keys go by, and the order of the numbers of their dates."""

    columns: Columns
    order: Order

    def item(self, fields: dict[str, Any], place: str) -> Item | Bad | Skipped:
        """Make the item of an object."""
        found = item_of_object(self.columns.renamed(fields) if self.columns.names else fields, place, order=self.order)
        if isinstance(found, Bad) and fields and not any((role_of(name) or " ")[0] in _TEXTS for name in fields):
            found.reason += f"; its keys are {', '.join(map(quoted, islice(fields, _SHOWN)))}"
        return found

    @property
    def form(self) -> bytes:
        """What is different from an object that stands alone; it is a part of what the objects say."""
        names, order = self.columns.names, self.order.name
        return repr((names, order)).encode("utf-8", "replace") if names or order else b""


def keys_of(objects: Iterable[Any], dates: Iterable[str], options: Options, document: Document) -> Keys:
    """Return what a sample of the objects and all their dates say, and put what is to be told into the document."""
    sample = [entry for entry in islice(objects, SAMPLE) if isinstance(entry, dict)]
    names = list(dict.fromkeys(name for entry in sample for name in entry))
    columns = columns_of(names, sample, options.columns)
    columns.tell(document, options.columns, is_own=any(entry.keys() >= OURS for entry in sample))
    return Keys(columns, order_of(dates if not options.dates else (), options.dates))


def dates_in(entry: Any) -> Iterator[str]:
    """Yield the texts of an object that should be dates."""
    for name, value in entry.items() if isinstance(entry, dict) else ():
        if (role := role_of(name)) and role[0] == "date" and (text := text_of(value)):
            yield text
