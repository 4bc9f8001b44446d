"""Heads of notes in other forms than front matter: of Pelican and MultiMarkdown, of Nikola, and in JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.base import LEKTOR, decode
from tipcli.readers.fields import role_of
from tipcli.readers.nearby import beside
from tipcli.readers.notes.lektor import lektor

if TYPE_CHECKING:
    from tipcli.readers.base import Document

_PAIR = re.compile(r"(?P<key>[^\W\d_][\w -]{0,39}):[ \t]+(?P<value>\S.*)|(?P<empty>[^\W\d_][\w-]{0,39}):[ \t]*")
_MORE = re.compile(r"(?: {4}|\t)\s*(\S.*)")  # of the value above
_NIKOLA = re.compile(r"\.\. (?P<key>[a-z][\w-]{0,39}):[ \t]*(?P<value>.*)")
_COMMENT = re.compile(r"\s*<!--\s*(?=\.\. [a-z][\w-]*:)(?P<inside>.*?)-->\s*", re.DOTALL)
_MOST_LINES = 60
_LARGEST = 100_000  # bytes of a file beside a note
# What a head has beside a title; one line `Title: ...` is one too, any other single line is prose.
_USUAL = frozenset("date modified category tags slug author authors summary status lang keywords".split())


def other_head(text: str, document: Document) -> tuple[dict[str, Any], str] | None:
    """Return the fields of a head and the text below, None where there is no head."""
    if document.ending == LEKTOR:
        return lektor(text)
    return _nikola(text) or _json(text) or _pairs(text) or _meta(text, document)


def _pairs(text: str) -> tuple[dict[str, Any], str] | None:
    """Read lines `Key: value` at the top, up to a blank line."""
    head, _, body = text.lstrip("\n").partition("\n\n")
    lines = head.split("\n")
    fields: dict[str, Any] = {}
    key = ""
    for line in lines[: _MOST_LINES + 1]:
        if key and (more := _MORE.fullmatch(line)):
            fields[key] = f"{fields[key]} {more[1].strip()}".strip()
        elif pair := _PAIR.fullmatch(line):
            key = (pair["key"] or pair["empty"]).strip().lower()
            fields[key] = (pair["value"] or "").strip()
        else:
            return None
    is_head = "title" in fields or len(_USUAL & fields.keys()) > 1
    known = sum(bool(role_of(name)) or name in _USUAL for name in fields)
    return (fields, body.strip("\n")) if is_head and 2 * known >= len(fields) and len(lines) <= _MOST_LINES else None


def _nikola(text: str) -> tuple[dict[str, Any], str] | None:
    """Read comments with lines `.. key: value` at the top."""
    fields: dict[str, Any] = {}
    while found := _COMMENT.match(text):
        fields |= _dotted(found["inside"])
        text = text[found.end() :]
    return (fields, text.strip("\n")) if fields else None


def _dotted(text: str) -> dict[str, Any]:
    pairs = (_NIKOLA.fullmatch(line.strip()) for line in text.split("\n"))
    return {pair["key"]: pair["value"].strip() for pair in pairs if pair and pair["value"].strip()}


def _meta(text: str, document: Document) -> tuple[dict[str, Any], str] | None:
    """Read what lies beside a post of Nikola, `post.meta` beside `post.md`."""
    if document.address or not document.ending:
        return None
    path = document.path[: -len(document.ending)] + ".meta"
    fields = _dotted(decode(beside(path, _LARGEST)))
    return (fields, text.strip("\n")) if "title" in fields or "slug" in fields else None


def _json(text: str) -> tuple[dict[str, Any], str] | None:
    """Read an object at the top, as Hugo has it."""
    if not re.match(r'\{\s*"', text) or len(text) > 10 * _LARGEST:
        return None
    try:
        fields, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    rest = text[end:]
    is_head = isinstance(fields, dict) and rest.startswith("\n") and any(role_of(str(name)) for name in fields)
    return (fields, rest.strip("\n")) if is_head else None
