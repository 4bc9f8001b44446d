"""What holds for everything that a reader finds, whatever it was given."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from tipcli.model.text import clean_line
from tipcli.readers.base import About, Bad, Document, Found, Item, More, Options, Record, Skipped
from tipcli.readers.json.document import JsonReader
from tipcli.web.address import is_address

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Reader


def sound(found: Found) -> None:
    """Assert that what a reader yields is as `readers/base.py` promises."""
    if isinstance(found, Record):
        found = found.parse()
    if isinstance(found, Item):
        assert found.date is None or date.fromisoformat(found.date).isoformat() == found.date
        assert found.number is None or 0 < found.number < 2**63
        assert all(name.strip() for name in found.topics)
        assert json.loads(json.dumps(found.extra, allow_nan=False)) == found.extra
        assert found.place
    elif isinstance(found, (Bad, Skipped)):
        assert clean_line(found.reason).strip()
        assert len(found.reason.splitlines()) == 1
    elif isinstance(found, More):
        assert is_address(found.address)
    else:
        assert isinstance(found, About)
        slugs = [topic.slug for topic in found.topics]
        assert len(set(slugs)) == len(slugs)


def parsed(found: Found) -> Item | Bad | Skipped | More | About:
    """Return what a reader yields, a record as what it is, after a look that it is `sound`."""
    sound(found)
    return found.parse() if isinstance(found, Record) else found


def read(reader: Reader, data: bytes, folder: Path, name: str = "x") -> list[Found]:
    """Return what a reader finds in a document of these bytes; records as what they are."""
    path = folder / name
    path.write_bytes(data)
    found = reader.read(Document(str(path), "'x'", name), Options())
    return [one.parse() if isinstance(one, Record) else one for one in found]


def whole(value: object, folder: Path) -> list[Found]:
    """Return what is found in a document of JSON."""
    return read(JsonReader(), value if isinstance(value, bytes) else json.dumps(value).encode(), folder)


def credit_of(item: Item) -> tuple[str | None, ...] | None:
    """Return all that the credit of an item says, to compare."""
    credit = item.credit
    return (credit.title, credit.publisher, credit.date, credit.url) if credit else None
