"""Tips as the text that a person edits: Markdown below front matter."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import yaml

from tipcli.store.frontmatter import split_front_matter
from tipcli.store.own_text import FROM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipcli.model.tip import Tip

_COMMENTS = """\
# topics: one to four words, the main one first
# gist: the whole tip in one plain sentence
# action: one thing to do today
"""
_WIDE = 10_000  # columns: no value is broken
_KEYS = ("title", "date", "topics", "gist", "action", "credit")
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def template(day: str) -> str:
    """Return what a person finds in the editor for a new tip of an ISO day, before it has a title."""
    return composed({"title": "", "date": day, "topics": [], "gist": "", "action": ""}, "")


def composed(fields: Mapping[str, Any], body: str) -> str:
    """Return a text with this front matter and this body; what may be filled in is explained above it."""
    head = "".join(_line(key, value) for key, value in fields.items())
    comments = _COMMENTS if fields.get("gist") == "" else ""
    return f"---\n{comments}{head}---\n" + (f"\n{body.strip(chr(10))}\n" if body.strip() else "")


def of_tip(tip: Tip, *, has_origin: bool) -> str:
    """Return a tip as such a text; with `has_origin` it says of which tip it is a version."""
    credit = tip.credit
    said = credit and {"title": credit.title, "publisher": credit.publisher, "date": credit.date, "url": credit.url}
    values: dict[str, Any] = {
        "title": tip.title,
        "date": tip.date,
        "topics": list(tip.topics),
        "gist": tip.gist,
        "action": tip.action,
        "credit": {key: value for key, value in said.items() if value} if said else None,
    }
    fields = {key: value for key, value in values.items() if value}
    return composed(fields | ({FROM: f"{tip.collection}/{tip.number}"} if has_origin else {}), tip.body)


def changed(text: str, changes: Mapping[str, Any]) -> str:
    """Return a text in which some fields, and `body`, have other values. Raises AccessError where it is none."""
    fields, body = split_front_matter(text, "the file")
    new = {key: value for key, value in changes.items() if key != "body"}
    return composed(fields | new, changes.get("body", body))


def fields_that_differ(before: str, after: str) -> list[str]:
    """Return the names of the fields, and body, that differ between two texts."""
    (old, old_body), (new, new_body) = (split_front_matter(one, "the tip") for one in (before, after))
    names = [key for key in (*_KEYS, *(old.keys() | new.keys()) - set(_KEYS)) if old.get(key) != new.get(key)]
    return names + ["body"] * (old_body != new_body)


def diff(before: str, after: str, names: tuple[str, str]) -> str:
    """Return how one text became the other, as `diff -u` has it."""
    return "".join(difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), *names))


def _line(key: str, value: Any) -> str:
    """Return a key with its value, a list of words on the same line, empty ones as a person would leave them."""
    if value in ("", None):
        return f"{key}:\n"
    if key == "date" and isinstance(value, str) and not value.strip("0123456789-"):
        return f"{key}: {value}\n"
    if isinstance(value, list):
        return f"{_dumped([key], is_flow=True)[1:-2]}: {_dumped(value, is_flow=True)}"
    return _dumped({key: value}, is_flow=False)


def _dumped(value: Any, *, is_flow: bool) -> str:
    made: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, default_flow_style=is_flow, sort_keys=False, width=_WIDE
    )
    return made
