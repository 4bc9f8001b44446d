"""Tips as the text that a person edits: Markdown below front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
_WORDS = frozenset("yes no true false on off null y n".split())  # which YAML takes for something else than a text


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
    return composed(fields | ({"from": f"{tip.collection}/{tip.number}"} if has_origin else {}), tip.body)


def changed(text: str, changes: Mapping[str, Any], place: str = "the tip") -> str:
    """Return a text in which some fields, and `body`, have other values. Raises AccessError where it holds none."""
    from tipcli.store.frontmatter import split_front_matter

    fields, body = split_front_matter(text, place)
    new = {key: value for key, value in changes.items() if key != "body"}
    return composed(fields | new, changes.get("body", body))


def fields_that_differ(before: str, after: str) -> list[str]:
    """Return the names of the fields, and body, that differ between two texts."""
    from tipcli.store.frontmatter import split_front_matter

    (old, old_body), (new, new_body) = (split_front_matter(one, "the tip") for one in (before, after))
    names = [key for key in (*_KEYS, *(old.keys() | new.keys()) - set(_KEYS)) if old.get(key) != new.get(key)]
    return names + ["body"] * (old_body != new_body)


def diff(before: str, after: str, names: tuple[str, str]) -> str:
    """Return how one text became the other, as `diff -u` has it."""
    import difflib

    return "".join(difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), *names))


def _line(key: str, value: Any) -> str:
    """Return a key with its value, a list of words on the same line, empty ones as a person would leave them.

    Lines of text are quoted here; what else a person has in front matter is written by the library that reads it.
    """
    if value in ("", None):
        return f"{key}:\n"
    several = value if isinstance(value, list) else [value]
    if key.replace("-", "").isidentifier() and all(isinstance(one, str) and one.isprintable() for one in several):
        said = [_scalar(one, in_list=isinstance(value, list)) for one in several]
        return f"{key}: [{', '.join(said)}]\n" if isinstance(value, list) else f"{key}: {said[0]}\n"
    import yaml

    made: str = yaml.dump({key: value}, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=_WIDE)
    return made


def _scalar(text: str, *, in_list: bool) -> str:
    """Return a text as YAML has it: as it is where that can be nothing else, else in the quotes of JSON."""
    is_date = len(text) == len("2026-01-31") and not text.strip("0123456789-") and not in_list
    marks = (": ", " #", *(",[]{}" if in_list else ""))
    is_plain = text[:1].isalpha() and text[-1:] not in (":", " ") and text.casefold() not in _WORDS
    if is_date or (is_plain and not any(mark in text for mark in marks)):
        return text
    from json import dumps

    return dumps(text, ensure_ascii=False)
