"""A folder of Markdown files with YAML front matter, the form of `seeds/`: NNN-slug.md, and topics.toml.

All names are made here, of digits and `[a-z0-9-]`: none can lead out of the folder, name a device, or differ from
another by case only.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from tipcli.exports.base import Export, entries
from tipcli.model.text import slugify
from tipcli.readers.fields import understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.exports.base import Collection, Entry
    from tipcli.model.tip import Tip

MARK = "# Written by `tips export --format folder`, which replaces this folder as a whole when it is told to."
TOPICS = "topics.toml"
_LONGEST_NAME = 80  # characters of the slug in a file name
_ORDERS = frozenset({"draft", "ref", "collection"})  # keys that say what to do with a file, not what is in it
_DEEPEST = 4  # levels of an extra value that stands in YAML
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class FolderExport(Export):
    """A file a tip, to read, edit and import again."""

    name = "folder"
    about = "a folder of Markdown files, a file a tip"
    ending = ""
    is_folder = True

    def files(self, tips: Iterable[Tip], about: Collection) -> Iterator[tuple[str, str]]:
        """Yield topics.toml and then the file of each tip."""
        yield TOPICS, _topics(about.cleaned())
        for entry in entries(tips):
            yield _file(entry)


def _file(entry: Entry) -> tuple[str, str]:
    tip = entry.tip
    slug = slugify(tip.slug, _LONGEST_NAME) or "tip"
    # Numbers are unique in a collection only. A slug has no two hyphens in a row, so this name is nobody else's.
    stem = f"{slug}--{slugify(tip.collection)}" if entry.is_guest else slug
    head = "".join(_yaml(key, value) for key, value in _front(entry, has_slug=stem != tip.slug).items())
    body = f"\n{tip.body}\n" if tip.body else ""
    return f"{tip.number:03}-{stem}.md", f"---\n{head}---\n{body}"


def _front(entry: Entry, *, has_slug: bool) -> dict[str, object]:
    """Return the keys of the front matter; what is empty is left out."""
    tip = entry.tip
    credit = tip.credit and {
        "title": tip.credit.title,
        "publisher": tip.credit.publisher,
        "date": _day(tip.credit.date),
        "url": tip.credit.url,
    }
    fields: dict[str, object] = {
        "title": tip.title,
        "slug": tip.slug if has_slug else None,
        "date": _day(tip.date),
        "topics": list(tip.topics),
        "gist": tip.gist,
        "action": tip.action,
        "credit": credit and {key: value for key, value in credit.items() if value},
        "complete": None if tip.complete else "false",
        **_notes(tip),
        "guid": tip.guid,
        "link": tip.link,
    }
    beside = {key: value for key, value in entry.extra.items() if _may_stand(key, value)}
    inside = {key: value for key, value in entry.extra.items() if key not in beside}
    rest = json.dumps(inside, ensure_ascii=False) if inside else None
    head = {key: value for key, value in fields.items() if value or key == "title"}
    return head | beside | ({"extra": rest} if rest else {})


def _notes(tip: Tip) -> dict[str, object]:
    """Return what editors say of a tip, under the names of `seeds/`."""
    notes = tip.notes
    fields = ("title", "publisher", "year", "url")
    sources = [{key: value for key in fields if (value := getattr(source, key))} for source in notes.sources]
    words = {"format": notes.format, "idea": notes.idea, "for": notes.audience, "risk": notes.risk}
    return words | {
        "place": notes.place,
        "see": list(notes.see),
        "unlike": list(notes.unlike),
        "sources": sources,
    }


def _may_stand(key: str, value: object) -> bool:
    """Tell whether an extra key can stand beside the fields and come back as it was from a reader of texts."""
    plain = key.isascii() and key[:1].isalpha() and key.replace("-", "").replace("_", "").isalnum() and len(key) <= 60
    return plain and not understood(key) and key.lower() not in _ORDERS and _is_of_texts(value)


def _is_of_texts(value: object, depth: int = 1) -> bool:
    if isinstance(value, str):
        return bool(value) and value.isprintable() and value == value.strip()
    if depth >= _DEEPEST or not value:
        return False
    if isinstance(value, list):
        return all(_is_of_texts(inner, depth + 1) for inner in value)
    return isinstance(value, dict) and all(
        _is_of_texts(key) and _is_of_texts(inner, depth + 1) for key, inner in value.items()
    )


def _day(text: str | None) -> date | str | None:
    """Return an ISO day as a date, which YAML writes without quotes."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def _yaml(key: str, value: object) -> str:
    made = yaml.dump(
        {key: value},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**30,  # no folding
        default_flow_style=None if isinstance(value, list) else False,  # lists of words on one line
    )
    return str(made)


def _topics(about: Collection) -> str:
    parts = [f"{MARK}\n"]
    for topic in {topic.slug: topic for topic in about.topics}.values():
        aliases = ", ".join(map(_toml, topic.aliases))
        key = topic.slug if topic.slug and topic.slug == slugify(topic.slug, len(topic.slug)) else _toml(topic.slug)
        parts.append(f"\n[{key}]\nabout = {_toml(topic.about)}\naliases = [{aliases}]\n")
    return "".join(parts)


def _toml(text: str) -> str:
    """Return the text as a basic string of TOML: JSON escapes the same but for DEL, which cleaned text never has."""
    return json.dumps(text, ensure_ascii=False)
