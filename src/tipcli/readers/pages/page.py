"""Web pages: the HTML that `export` writes, and any page with one article."""

from __future__ import annotations

import json
import re
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers import substack
from tipcli.readers.base import About, Bad, Item, Reader, Record, Skipped, decode
from tipcli.readers.markup.nodes import attribute, find
from tipcli.readers.markup.parsing import parse
from tipcli.readers.objects import item_of_object
from tipcli.readers.pages.html_kind import is_html
from tipcli.readers.pages.saved import is_beside_its_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_ENDINGS = (".html", ".htm", ".xhtml")
_COLLECTION = re.compile(rb'<html\b[^<>]{0,1000}?\sdata-collection="([^"<>]{0,1000})"')
_RECORD = re.compile(rb'<article\b[^<>]{0,1000}?\sdata-record="([^"]*)"')


class PageReader(Reader):
    """A web page: the tips of an export, or one tip."""

    name = "html"

    def fits(self, document: Document) -> bool:
        """Tell by the media type, the first tags or the name, where it is no archive page."""
        from tipcli.readers.pages.archive.reader import ArchiveReader

        if _COLLECTION.search(document.head):
            return True
        likely = is_html(document) or (document.ending in _ENDINGS and b"<" in document.head)
        return likely and not ArchiveReader().fits(document)

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield the records of an export, else one item. Raises AccessError where nothing in it is a text to read."""
        if (named := _COLLECTION.search(document.head)) or b"data-record=" in document.head:
            if named:
                yield About(unescape(decode(named[1])))
            yield from _records(document)
        elif is_beside_its_json(document):
            yield Skipped("item 1", "the same note lies beside it as JSON")
        elif not substack.is_listed(document):
            from tipcli.readers.pages.article import item_of_page

            yield item_of_page(document)


def _records(document: Document) -> Iterator[Found]:
    """Yield the tips of an export, line by line as it was written, or as elements where somebody laid it out anew."""
    from tipcli.readers.lines import TOO_LONG, raw_lines

    count = 0
    for number, line in enumerate(raw_lines(document), 1):
        if line is None:
            yield Bad(f"line {number}", TOO_LONG)
        elif b"data-record=" in line:
            for match in _RECORD.finditer(line):
                count += 1
                yield Record(match[1], partial(_item_of_record, match[1], count))
    if not count:
        from tipcli.readers.pages.article import LARGEST_PAGE

        for number, node in enumerate(find(parse(decode(document.read(LARGEST_PAGE))), "article"), 1):
            count += 1
            yield _item_of_text(attribute(node, "data-record"), f"item {number}")
    if not count:
        raise AccessError(f"{document.place}: no tips are in this export")


def _item_of_record(raw: bytes, number: int) -> Item | Bad | Skipped:
    return _item_of_text(unescape(decode(raw)), f"item {number}")


def _item_of_text(text: str, place: str) -> Item | Bad | Skipped:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return Bad(place, "its data-record is no JSON")
    return item_of_object(fields, place) if isinstance(fields, dict) else Bad(place, "its data-record is no object")
