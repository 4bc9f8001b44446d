"""An export of Substack: `posts.csv` lists the posts, and their texts lie in `posts/` as HTML, one file each."""

from __future__ import annotations

import os
import re
from functools import partial
from typing import TYPE_CHECKING

from tipcli.readers.base import LARGEST_TEXT, Bad, Record, Skipped, decode
from tipcli.readers.fields import role_of, truth_of
from tipcli.readers.nearby import beside
from tipcli.readers.objects import item_of_object

if TYPE_CHECKING:
    from tipcli.readers.base import Document, Item

_COLUMNS = frozenset(("post_id", "post_date", "is_published", "title"))
_NAME = re.compile(r"\d{1,20}(?:\.[\w.-]{1,200})?")


def is_listing(header: list[str]) -> bool:
    """Tell by the names of its columns whether a table lists posts."""
    return frozenset(header) >= _COLUMNS


def is_of_readers(header: list[str]) -> bool:
    """Tell whether a table says who was sent a post, or opened it."""
    is_text = any((role_of(name.strip()) or " ")[0] in ("title", "body", "gist") for name in header)
    return header[:1] == ["post_id"] and "email" in header and not is_text


def is_listed(document: Document) -> bool:
    """Tell whether a page of a folder is the text of a post that the table of the folder lists."""
    folder, _, last = os.path.dirname(document.path).rpartition(os.sep)
    is_inside = "/" in document.inside and last == "posts" and _NAME.fullmatch(document.stem)
    first = beside(os.path.join(folder, "posts.csv"), 4096).partition(b"\n")[0] if is_inside else b""
    return is_listing([name.strip('" ') for name in decode(first.removeprefix(b"\xef\xbb\xbf")).strip().split(",")])


def post(raw: bytes, cells: list[str], header: list[str], document: Document, place: str) -> Record | Skipped:
    """Return a row with its text as a record; a row that is too short has no text in its last columns."""
    fields = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    if not truth_of(fields["is_published"]):
        return Skipped(place, "a draft")
    name = fields["post_id"].strip()
    path = os.path.join(os.path.dirname(document.path), "posts", f"{name}.html")
    html = beside(path, LARGEST_TEXT) if _NAME.fullmatch(name) else b""
    return Record(raw + html, partial(_item, fields, html, place))


def _item(fields: dict[str, str], html: bytes, place: str) -> Item | Bad | Skipped:
    number, _, slug = fields.pop("post_id").strip().partition(".")
    said = {"id": number, "slug": slug, "gist": fields.pop("subtitle", ""), "content_html": decode(html)}
    del fields["is_published"]
    fields |= {key: value for key, value in said.items() if value}
    return item_of_object({key: value for key, value in fields.items() if value}, place)
