"""What ikiwiki has among its Markdown: `[[!meta title="…"]]`, `[[!tag one two]]`, and others that are no text."""

from __future__ import annotations

import re
from typing import Any

_DIRECTIVE = re.compile(r"^\[\[!(\w{1,20}) ([^\[\]\n]{0,1000})\]\][ \t]*\n?", re.MULTILINE)
_SAID = re.compile(r'(\w{1,30})=(?:"{3}([^"]*)"{3}|"([^"]*)"|(\S+))')
_FIELDS = ("title", "date", "author", "guid", "description", "permalink")


def directed(fields: dict[str, Any], body: str) -> tuple[dict[str, Any], str]:
    """Return fields and text without lines that are directives; what these say goes before what was known."""
    if "[[!" not in body:
        return fields, body
    said: dict[str, Any] = {}
    tags: list[str] = []
    for name, inner in _DIRECTIVE.findall(body):
        if name == "meta":
            pairs = {key: one or other or bare for key, one, other, bare in _SAID.findall(inner)}
            said |= {key: value for key, value in pairs.items() if key in _FIELDS}
        elif name == "tag":
            tags += inner.split()
    if not (said or tags):
        return fields, body
    made = fields | said | ({"tags": tags} if tags else {})
    return made, _DIRECTIVE.sub("", body).strip("\n")
