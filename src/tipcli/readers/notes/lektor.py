"""The files `contents.lr` of Lektor: fields parted by lines of three hyphens, of which one is the text."""

from __future__ import annotations

import re
from typing import Any

from tipcli.readers.fields import role_of

_FIELD = re.compile(r"(?P<key>[\w-]{1,60}):(?:[ \t]+(?P<value>.*))?")
_ESCAPED = re.compile(r"(?m)^-(-{3,})[ \t]*$")  # a line of hyphens in a value has one more than it means


def lektor(text: str) -> tuple[dict[str, Any], str] | None:
    """Return the fields of a file and its text; None where it has no fields."""
    fields: dict[str, Any] = {}
    for block in re.split(r"(?m)^---[ \t]*$", text):
        first, _, rest = block.strip("\n").partition("\n")
        if found := _FIELD.fullmatch(first.rstrip()):
            value = (found["value"] or "").strip() or rest.strip("\n")
            fields[found["key"]] = _ESCAPED.sub(r"\1", value)
    if not fields:
        return None
    body = next((key for key in fields if (role_of(key) or " ")[0] == "body"), "")
    return _usual({key: value for key, value in fields.items() if key != body}), fields.get(body, "")


def _usual(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields under the names that all notes have, without those of the program; a list has a line each."""
    made: dict[str, Any] = {key: value for key, value in fields.items() if key[0] != "_"}
    made = {key: value.split("\n") if "\n" in value else value for key, value in made.items()}
    if fields.get("_slug"):
        made["slug"] = fields["_slug"]
    if fields.get("_hidden", "").casefold() in ("yes", "true", "1"):
        made["draft"] = True
    return made
