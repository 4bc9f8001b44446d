"""Names that programs make for what lay within something else, as `fields.title` or `tags/0`, or that came twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.readers.fields import role_of
from tipcli.readers.names import NAMES, blind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BETWEEN = re.compile(r"[./\[\]]+|__")
_AGAIN = re.compile(r"(.+) \((\d+)\)")  # a second column of a name
# What lies around all fields of a tip, and what lies below one.
_AROUND = frozenset("meta metadata fields properties attributes data item post node snippet frontmatter".split())
_BELOW = frozenset("rendered text value plain html markdown raw name label time".split())
_SEVERAL = frozenset({"topics"})  # fields that more than one column may be about
_LONGEST = 80  # characters of such a name


def within(names: Sequence[str], made: Mapping[str, str]) -> dict[str, str]:
    """Return for names of such a kind those of fields, where no other column has the field; `made` are taken."""
    taken = {role[0] for name in names if (role := role_of(made.get(name, name)))}
    used = {*made.values(), *map(str.casefold, names)}
    found: dict[str, str] = {}
    for name in names:
        field = "" if name in made or role_of(name) else _role_within(name)
        if field and (field in _SEVERAL or field not in taken):
            free = next((one for one in NAMES[field].split() if one not in used), "")
            if free:
                found[name] = free
                used.add(free)
                taken.add(field)
    return found


def _role_within(name: str) -> str:
    """Return the field that such a name is about; empty where it is none, or of a person or a thing."""
    if len(name) > _LONGEST:
        return ""
    if again := _AGAIN.fullmatch(name):
        role = _role(again[1])
        return role if role in _SEVERAL else ""
    parts = [part for part in _BETWEEN.split(name) if part and not part.isdigit()]
    if not parts or parts == [name]:
        return ""
    first = _role(parts[0])
    if first:
        return first if all(blind(part) in _BELOW for part in parts[1:]) else ""
    if blind(parts[0]) not in _AROUND:
        return ""
    rest = parts[1:]
    return _role(rest[0]) if rest and all(blind(part) in _BELOW for part in rest[1:]) else ""


def _role(name: str) -> str:
    role = role_of(name)
    return role[0] if role else ""
