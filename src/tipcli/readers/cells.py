"""Lists as programs write them into one cell of a table: PostgreSQL, Python, JSON, and YAML on one line."""

from __future__ import annotations

import json
import re

_QUOTED = r"""\s*(?:"((?:[^"\\]|\\.|"")*)"|'((?:[^'\\]|\\.|'')*)'|([^,"'][^,]*)?)\s*"""
_ENTRY = re.compile(_QUOTED + "(?:,|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)|([\"'])\2", re.DOTALL)
_NOTHING = frozenset({"null", "none"})
_LONGEST = 20_000  # characters of a cell that are read as a list


def list_in(cell: str) -> list[str] | None:
    """Return the texts of a list between brackets or braces, none of an empty one; None for a cell that is no list."""
    text = cell.strip()
    if len(text) > _LONGEST or text[:1] + text[-1:] not in ("[]", "{}") or text.startswith("[["):
        return None
    if text[0] == "[":
        try:
            return [entry for entry in json.loads(text) if isinstance(entry, str)]
        except (ValueError, RecursionError):
            pass
    elif text.startswith('{"') and re.match(r'\{"[^"]*"\s*:', text):  # an object
        return None
    return _entries(text[1:-1].strip())


def _entries(inner: str) -> list[str] | None:
    found, at = [], 0
    while at < len(inner):
        entry = _ENTRY.match(inner, at)
        if not entry or entry.end() == at:
            return None
        at = entry.end()
        double, single, bare = entry.groups()
        quoted = double if double is not None else single
        if quoted is not None:
            found.append(_ESCAPED.sub(lambda mark: mark[1] or mark[2], quoted))
        elif bare and bare.strip().casefold() not in _NOTHING:
            found.append(bare.strip())
    return found
