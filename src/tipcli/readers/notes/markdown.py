"""Markdown: a file that is one tip, with front matter or none, or one that `tips export` put many into."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line
from tipcli.readers.base import LEKTOR, MARKDOWN, About, Bad, Item, Reader, Skipped, decode
from tipcli.readers.fields import role_of, text_of, truth_of
from tipcli.readers.markup.inline import words_of_line
from tipcli.readers.notes import habits
from tipcli.readers.notes.directives import directed
from tipcli.readers.notes.front import fields_of, front_matter, toml
from tipcli.readers.notes.headings import heading, plain_heading, title_heading, title_of_name
from tipcli.readers.notes.heads import other_head
from tipcli.readers.notes.many import MANY, many
from tipcli.readers.notes.outlines import is_hollow
from tipcli.readers.notion import stem_of
from tipcli.readers.objects import item_of_object
from tipcli.readers.orders import order_of
from tipcli.readers.states import unready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options
    from tipcli.readers.orders import Order

_THESAURI = {"synonyms.toml", "everyday.toml"}
_ENDINGS = frozenset({*MARKDOWN, LEKTOR})
_MARK = re.compile(r"\{\{|\{%|<%")  # of a template, which is no title
# A day, a place in an order, or the identifier of a Zettelkasten; a year belongs to what it is the year of.
_BEFORE = re.compile(r"(?:\d{4}[-_]\d\d[-_]\d\d|(?!(?:19|20)\d\d\D)\d{1,17})[-_. ]+(?=.*[^\W\d_])")
_VARIABLE = re.compile(r"\{\{ ?fm\.([\w-]{1,60}) ?\}\}")  # of Dendron, a field of the head
_LISTING = frozenset({"readme", "index", "_index"})  # names of files that are about a folder


class MarkdownReader(Reader):
    """A file a tip, or the one file of many tips that `tips export` writes."""

    name = "markdown"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by front matter."""
        if document.ending in _ENDINGS or document.media_type == "text/markdown":
            return True
        if document.name in {"topics.toml", *_THESAURI}:
            return True
        head = document.head.removeprefix(b"\xef\xbb\xbf")
        return head.startswith(MANY) or (b"\0" not in head and front_matter(decode(head)) is not None)

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield the tip of the file, or its tips. Raises AccessError where it cannot be read."""
        if document.name == "topics.toml":
            yield _topics(document)
        elif document.name in _THESAURI:
            yield Skipped("line 1", "a thesaurus is not imported")
        elif document.head.removeprefix(b"\xef\xbb\xbf").startswith(MANY):
            yield from many(document)
        else:
            yield _note(document, order_of((), options.dates))


def _topics(document: Document) -> About:
    """Return what a topics.toml describes. Raises AccessError."""
    from tipcli.store.jsonl import header_topics

    try:
        table = toml(document.text())
    except ValueError as error:
        raise AccessError(f"{document.place}: no TOML: {clean_line(str(error))[:200]}") from None
    return About(topics=tuple(header_topics({"topics": table})))


def title_of(document: Document) -> str:
    """Return the title that the tip of a note has; empty where it has none. Raises AccessError."""
    parts = _parts(document)
    if not isinstance(parts, tuple):
        return ""
    fields, body = parts
    if not text_of(fields.get("gist")):
        others = _parts_of_others(fields, body, document)
        fields, _ = _titled(*others, document) if isinstance(others, tuple) else (fields, body)
    titles = [text for key, value in fields.items() if (role_of(key) or " ")[0] == "title" and (text := text_of(value))]
    return titles[0] if titles else ""


def dates_of(document: Document) -> Iterator[str]:
    """Yield the texts of the dates that a note gives itself. Raises AccessError."""
    parts = _parts(document)
    others = _parts_of_others(*parts, document) if isinstance(parts, tuple) else ""
    for key, value in others[0].items() if isinstance(others, tuple) else ():
        if (role_of(key) or " ")[0] == "date" and (text := text_of(value)):
            yield text


def _note(document: Document, order: Order) -> Item | Bad | Skipped:
    parts = _parts(document)
    if not isinstance(parts, tuple):
        return parts
    fields, body = parts
    if reason := unready(fields):
        return Skipped("line 1", reason)
    if document.ending == LEKTOR and not body.strip():
        return Skipped("line 1", "a page without a text")
    if truth_of(fields.get("published")):
        del fields["published"]
    if text_of(fields.get("gist")):  # of our own form
        return _item(fields, body, document, order)
    others = _parts_of_others(fields, body, document)
    return _of_others(*others, document, order) if isinstance(others, tuple) else Skipped("line 1", others)


def _parts(document: Document) -> tuple[dict[str, Any], str] | Bad | Skipped:
    """Return the fields of the head of a note, of whatever form it is, and the text below."""
    text = document.text().removeprefix("\ufeff")
    fence, head, body = front_matter(text) or ("", "", text.strip("\n"))
    fields: dict[str, Any] | None = {}
    if fence:
        found = fields_of(fence, head)
        if isinstance(found, Bad):
            return found
        fields = found
    elif other := other_head(text, document):
        fields, body = other
    elif document.stem.lower() in _LISTING:
        return Skipped("line 1", "about its folder, by its name; with front matter it would be a tip")
    return (fields, body) if fields is not None else ({}, text.strip("\n"))  # prose between two rules


def _parts_of_others(fields: dict[str, Any], body: str, document: Document) -> tuple[dict[str, Any], str] | str:
    """Return fields and text of a note that another program may have written, or why it is left out."""
    note = habits.joplin(body)
    if isinstance(note, str):
        return note
    if "excalidraw-plugin" in fields:
        return "a drawing"
    if "_drafts" in document.inside.split("/"):
        return "a draft"
    if document.stem == "_index" and not body.strip():
        return "about its folder, by its name"
    if note:
        fields, body = fields | note[0], note[1]
    if "layout" in fields or "_posts" in document.inside.split("/"):
        fields = habits.words_of(fields)
    fields, body = directed(fields, body)
    return habits.properties(document, fields, body)


def _of_others(fields: dict[str, Any], body: str, document: Document, order: Order) -> Item | Bad | Skipped:
    if not body.strip() and (reason := habits.why_empty(fields)):
        return Skipped("line 1", reason)
    body = _VARIABLE.sub(lambda found: text_of(fields.get(found[1])) or "", body)
    body = habits.plain_markdown(body, is_mdx=document.ending == ".mdx")
    if is_hollow(body):
        return Skipped("line 1", "nothing but a frame: headings, bullets and what it embeds")
    item = _item(fields, body, document, order)
    if isinstance(item, Item):
        item.gist = words_of_line(item.gist) if any(mark in item.gist for mark in "[*`_<") else item.gist
        item.topics = tuple(dict.fromkeys((*item.topics, *habits.tags_in(item.body, is_titled=bool(item.title)))))
    return item


def _item(fields: dict[str, Any], body: str, document: Document, order: Order) -> Item | Bad | Skipped:
    """Make the item; heading and name of the file stand in where the front matter has no title, slug, number, date."""
    ours = bool(text_of(fields.get("gist")))  # nobody else calls it so
    if not ours:
        fields, body = _titled(fields, body, document)
    link = text_of(fields.pop("link", None)) if ours else None  # of ours, any text comes back
    item = item_of_object(fields, "line 1", body=body, order=order)
    if isinstance(item, Item) and item.doubtful and document.order:
        item = item_of_object(fields, "line 1", body=body, order=order_of((), document.order()))
    if not isinstance(item, Item):
        return item
    item.link = link or item.link
    _name(item, document, ours=ours)
    return item


def _titled(fields: dict[str, Any], body: str, document: Document) -> tuple[dict[str, Any], str]:
    """Return fields with a title, and the text without the heading that it is.

    It is that of the front matter, else the only first-level heading at the top, else the name of the file; where
    nobody gave it one, the first heading.
    """
    titles = [text for key, value in fields.items() if (role_of(key) or " ")[0] == "title" and (text := text_of(value))]
    first = heading(body)
    said = plain_heading(first[0]) if first else ""
    if titles and not _MARK.search(titles[0]):
        is_same = first and said.casefold() == titles[0].strip().casefold()
        return fields, first[1] if first and is_same else body
    only = title_heading(body)
    if only and said:
        return fields | {"title": said}, only[1]
    named = title_of_name(_own_name(document)) if body.strip() or fields else ""
    named = named or (habits.day_of(stem_of(document)) if first else "")  # a journal, whose headings recur
    if named:
        return fields | {"title": named}, body
    return (fields | {"title": said}, first[1]) if first and said else (fields, body)


def _own_name(document: Document) -> str:
    """Return the name of a file without its ending and the number or day before it, or that of its folder."""
    stem = stem_of(document).strip()
    if (stem.lower() in _LISTING or document.ending == LEKTOR) and "/" in document.inside:
        stem = document.inside.rsplit("/", 2)[-2]
    stem = stem.replace("___", "/")  # as Logseq writes it
    before = _BEFORE.match(stem)
    return stem[before.end() :] if before else stem


def _name(item: Item, document: Document, *, ours: bool) -> None:
    """Take slug, number and date from a name like 001-a-slug.md or 2025-03-04-a-slug.md."""
    from tipcli.readers.dates import day

    stem = document.stem if ours else stem_of(document)
    item.date = item.date or day(habits.day_of(stem))
    if (stem.lower() in _LISTING or document.ending == LEKTOR) and "/" in document.inside:
        stem = document.inside.rsplit("/", 2)[-2]
    written, slug = (day(stem[:10]), stem[11:]) if stem[4:5] == "-" and stem[10:11] == "-" else (None, "")
    if written and slug:
        item.date = item.date or written
    else:
        number, _, slug = stem.partition("-")
        is_number = 3 <= len(number) <= 9 and number.isascii() and number.isdigit() and int(number) > 0 and slug
        if is_number and (ours or not (len(number) == 4 and number[:2] in {"19", "20"})):  # 2025-review.md is a year
            item.number = item.number or int(number)
        else:
            slug = stem
    item.slug = item.slug or slug
