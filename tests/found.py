"""What holds for everything that a reader finds, whatever it was given."""

from __future__ import annotations

import json
from datetime import date

from tipcli.model.text import clean_line
from tipcli.readers.base import About, Bad, Found, Item, More, Record, Skipped
from tipcli.web.address import is_address


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
