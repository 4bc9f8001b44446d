"""The names that people give to the fields of a tip, and the kinds of values that they put there."""

from __future__ import annotations

import json
from datetime import date, time
from functools import lru_cache
from math import isfinite
from typing import Any

from tipcli.readers.cells import list_in
from tipcli.readers.names import NAMES, blind

_ROLES = {name: (role, rank) for role, names in NAMES.items() for rank, name in enumerate(map(blind, names.split()))}
_WRAPPERS = ("$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal")
_LONGEST_NAME = 40  # characters; a longer key is no name of a field
_DEEPEST = 40  # levels of nesting that are kept
LARGEST = 2**20  # characters and values beside title and text: YAML's aliases make a thousandfold of a short file
_MOST_BITS = 10_000  # Python refuses to print whole numbers of more than about 14,000


class TooMuchError(Exception):
    """An item says more beside its text than can be kept."""


@lru_cache(4096)
def role_of(name: str) -> tuple[str, int] | None:
    """Return the field that a name stands for and its rank among that field's names, or None.

    A remark behind it in brackets does not matter: `Created At (UTC)`.
    """
    if len(name) > _LONGEST_NAME:
        return None
    bare, opened, remark = name.partition("(") if name.endswith(")") else (name, "", "")
    return _ROLES.get(blind(bare if opened and not remark[:-1].isdigit() else name))


def understood(name: str) -> bool:
    """Tell whether a key of this name is taken for a field of a tip, so that it does not end up among the others."""
    return role_of(name) is not None


def plain(value: dict[str, Any]) -> Any:
    """Return what an object stands for that MongoDB, Firestore or CSL writes for an identifier, a number or a time."""
    if "date-parts" in value:
        return _day_of_parts(value["date-parts"])
    for name in _WRAPPERS if len(value) == 1 else ():
        if name in value:
            inner = value[name]
            return next(iter(inner.values())) if name == "$date" and isinstance(inner, dict) and inner else inner
    return value["_seconds"] if value.keys() == {"_seconds", "_nanoseconds"} else value


def _day_of_parts(value: Any) -> str | None:
    """Return the whole day in `[[2025, 3, 4]]`; None where it is less than a day."""
    parts = value[0] if isinstance(value, list) and value and isinstance(value[0], list) else ()
    is_day = len(parts) == 3 and all(str(one).isdigit() for one in parts)
    return "-".join(str(one).zfill(2) for one in parts) if is_day else None


def text_of(value: Any) -> str | None:
    """Return a single value as text; None for what is blank, a list or an object."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() < _MOST_BITS else hex(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**63 else str(value)
    if isinstance(value, (date, time)):  # TOML has them
        return value.isoformat()
    return None


def body_of(value: Any) -> str | None:
    """Return a text, or a list of texts as paragraphs."""
    if not isinstance(value, list):
        return text_of(value)
    parts = [text_of(part) for part in value]
    return "\n\n".join(filter(None, parts)) or None if None not in parts else None


def names_of(value: Any) -> tuple[str, ...] | None:
    """Return the names in a list of texts or of objects with a name, or in one text with marks between them.

    The marks are commas, semicolons, bars or line ends; the text may be a list as programs write one into a cell, or
    hashtags. Of an object of names with truths, as Firebase has it, those are taken that are true.
    """
    if isinstance(value, str):
        listed = list_in(value)
        found = _apart(value) if listed is None else listed
    elif isinstance(value, dict):
        found = [_name_in(value) or ""]
        if not any(found) and all(one in (True, False) for one in value.values()):
            found = [name for name, is_so in value.items() if is_so]
    elif isinstance(value, (list, tuple)):
        found = [part if type(part) is str else _one_name(part) for part in value]
    else:
        found = [text_of(value) or ""]
    return tuple(name for name in map(str.strip, found) if name) or None


def _apart(text: str) -> list[str]:
    """Return the parts of a text between marks."""
    words = text.split()
    if len(words) > 1 and all(word[0] == "#" for word in words):
        return [word.strip("#,;") for word in words]
    return text.replace(";", ",").replace("|", ",").replace("\n", ",").split(",")


def _one_name(value: Any) -> str:
    return text_of(value) or (_name_in(value) if isinstance(value, dict) else None) or ""


def _name_in(value: dict[str, Any]) -> str | None:
    return next((text for key in ("name", "label", "title", "term", "slug") if (text := text_of(value.get(key)))), None)


def number_of(value: Any) -> int | None:
    """Return a positive whole number that SQLite can hold."""
    if isinstance(value, str) and value.isascii() and len(value) <= 18 and value.isdigit():
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else None


def truth_of(value: Any) -> bool | None:
    """Return yes or no as people, JSON, YAML and spreadsheets write it; None for anything else."""
    word = (text_of(value) or "").strip().casefold()
    if word in {"true", "yes", "y", "1", "on", "t", "x"}:
        return True
    return False if word in {"false", "no", "n", "0", "off", "f"} else None


def object_of(value: Any) -> dict[str, Any] | None:
    """Return an object, also one that stands as JSON in a text."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


class Keeper:
    """Makes copies of values that JSON has, of any kind and size that a source may hold. One for each item."""

    def __init__(self) -> None:
        self.left = LARGEST

    def kept(self, value: Any, depth: int = 0) -> object:
        """Return the copy. Raises TooMuchError."""
        if isinstance(value, (dict, list, tuple)):
            return self._nested(value, depth)
        self._spend(len(value) if isinstance(value, str) else 1)
        if value is None or isinstance(value, (str, bool)):
            return value
        if isinstance(value, float):
            return value if isfinite(value) else str(value)
        if isinstance(value, int) and value.bit_length() < _MOST_BITS:
            return value
        return text_of(value) or str(value)

    def _nested(self, value: dict[str, Any] | list[Any] | tuple[Any, ...], depth: int) -> object:
        self._spend(1)
        if depth >= _DEEPEST:
            return "…"
        if isinstance(value, dict):
            return {self._key(key): self.kept(inner, depth + 1) for key, inner in value.items()}
        return [self.kept(inner, depth + 1) for inner in value]

    def _key(self, key: str) -> str:
        self._spend(len(key))
        return key

    def _spend(self, much: int) -> None:
        self.left -= much + 1
        if self.left < 0:
            raise TooMuchError
