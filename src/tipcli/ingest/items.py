"""From an item, as a source has it, to a tip: every text cleaned, and what is missing made from what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.ingest import derive
from tipcli.ingest.merging import entry_of
from tipcli.model.text import clean, clean_line, slugify
from tipcli.model.tip import Credit, Tip
from tipcli.store.jsonl import is_slug, json_text, topic_name

if TYPE_CHECKING:
    from tipcli.readers.base import Item

# The topic that WordPress gives to what has none, in the languages of most of its sites.
_NO_TOPICS = frozenset(
    "uncategorized uncategorised unkategorisiert non-classe senza-categoria sin-categoria sem-categoria "
    "geen-categorie niet-gecategoriseerd okategoriserade ukategorisert ikke-kategoriseret bez-kategorii nezarazene "
    "kategorisiz без-рубрики 未分類 未分类 미분류 غير-مصنف".split()
)
_DEEPEST = 20  # levels of what else a source says
_LONGEST_SLUG = 80  # characters
_LARGEST_NUMBER = 2**53  # JSON's readers agree up to there
_NOBODYS = (False, "")  # neither starred nor with a note
_LONGEST_LINE = 1000  # characters of a title or gist; what is longer is no line


def tip_of(item: Item, collection: str, topics: tuple[str, ...], mark: int = 0, source: str = "") -> Tip:
    """Return the tip that an item makes, with these topics besides its own; its number and slug are not final.

    `source` is the key of the one that it is seen in.

    The gist is the item's own or the first sentence of its text, the title its own or the first words.
    """
    body = _text(item.body)
    title = derive.cut(item.title, _LONGEST_LINE)
    gist = derive.cut(item.gist, _LONGEST_LINE) or derive.gist(body)
    title = title or derive.title(body or gist) or derive.first_line(body)
    own = (name for topic in item.topics if (name := topic_name(topic)) not in _NO_TOPICS)
    named = dict.fromkeys(name for name in (*own, *map(topic_name, topics)) if name)
    return Tip(  # all fields in their order, which takes two fifths of the time that names take
        collection,
        item.number if item.number and item.number < _LARGEST_NUMBER else 0,
        _no_number(_own_slug(item.slug) or slug_of(title) or "tip", item),
        title,
        gist,
        body,
        item.date,
        tuple(named),
        clean_line(item.action) or None,
        _credit(item.credit),
        item.complete,
        clean_line(item.guid),
        clean_line(item.link),
        json_text(_cleaned(item.extra, _DEEPEST)) if item.extra else "",
        mark,
        clean(item.editorial),
        entry_of(source, mark),
        *_NOBODYS,
    )


def _no_number(slug: str, item: Item) -> str:
    """Return a slug that cannot be taken for the number of a tip, or for several; beside a number of its own it may."""
    return f"tip-{slug}" if slug.replace("-", "").isdigit() and not item.number else slug


def _own_slug(name: str) -> str:
    return name if name and is_slug(name) else slug_of(name)


def slug_of(text: str) -> str:
    """Return the slug of a title, or of a name that a source chose."""
    if not text:
        return ""
    return slugify(text) if text.isascii() else topic_name(text)[:_LONGEST_SLUG].strip("-")


def _text(text: str) -> str:
    """Return a body without white space at the ends of lines, but for the two spaces that break one, and around it."""
    text = clean(text)
    if "\n" not in text:
        return text.rstrip() + "  " * text.endswith("  ") if text.strip() else ""
    if text.isascii() and not (" \n" in text or "\t\n" in text or text.endswith((" ", "\t"))):
        return text.strip("\n")
    lines = text.split("\n")
    return "\n".join(line.rstrip() + "  " * line.endswith("  ") if line.strip() else "" for line in lines).strip("\n")


def _credit(credit: Credit | None) -> Credit | None:
    if credit is None:
        return None
    publisher, url = (clean_line(text or "") or None for text in (credit.publisher, credit.url))
    title = clean_line(credit.title or "")
    return Credit(title, publisher, credit.date, url) if title or publisher or credit.date or url else None


def _cleaned(value: object, levels: int) -> object:
    """Return a value of JSON with every text cleaned; what lies too deep is left out."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean_line(str(key)): _cleaned(inner, levels - 1) for key, inner in value.items()} if levels else {}
    if isinstance(value, (list, tuple)):
        return [_cleaned(inner, levels - 1) for inner in value] if levels else []
    return value if isinstance(value, (int, float, bool)) or value is None else clean(str(value))
