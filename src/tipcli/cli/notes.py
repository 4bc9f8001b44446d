"""Notes as JSON, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = ("ref", "title", "note", "gone")


def as_json(notes: list[tuple[str, str, str, bool]], form: str) -> Iterator[str]:
    """Yield notes as objects: with the form jsonl one a line, else an array."""
    made = [dict(zip(_KEYS, one, strict=True)) for one in notes]
    if form == "jsonl":
        yield from (json.dumps(one, ensure_ascii=False) + "\n" for one in made)
    else:
        yield json.dumps(made, indent=2, ensure_ascii=False) + "\n"
