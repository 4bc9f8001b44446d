"""The line of a table that names its columns."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tipcli.readers.fields import role_of, understood

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDED = frozenset({"title", "body", "gist"})  # without one of these no row is a tip
DELIMITERS = (",", ";", "\t", "|")
_WIDE = 2  # cells; a line with more, one of them a name that is needed, is the header below what a program says first


def delimiter_of(line: str) -> str:
    """Return the delimiter that gives most names of fields, then most cells."""
    found = [(split(line, delimiter), delimiter) for delimiter in DELIMITERS]
    return max(found, key=lambda pair: (sum(map(is_name, pair[0])), len(pair[0])))[1]


def split(line: str, delimiter: str) -> Sequence[str]:
    """Return the cells of one line."""
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return [line]


def is_header(line: str, delimiter: str, least: int) -> bool:
    """Tell whether a line names a column for a title or a text, and so many that are understood."""
    cells = split(line, delimiter or delimiter_of(line))
    least = 1 if sum(map(bool, cells)) > _WIDE else least
    return sum(map(is_name, cells)) >= least and not NEEDED.isdisjoint(map(role_named, cells))


def role_named(cell: str) -> str:
    """Return the field of a tip that a cell of the header names; empty for none."""
    role = role_of(cell.strip())
    return role[0] if role else ""


def is_name(cell: str) -> bool:
    """Tell whether a cell is the name of a column that is understood."""
    return understood(cell.strip())
