"""The archive pages of a tip site: a listing of one topic, as the text of a saved page or as its HTML.

Such a page has a heading, teasers (a title, a cut text that ends in "Read more") and posts (a title, a line like
"Posted on … in …", the text). Both forms become blocks first, and the same rules find the entries in them. A title ends
in a date that is written M/D/YY, mostly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted, slugify
from tipcli.model.tip import Credit
from tipcli.readers.base import About, Bad, Item, More, Reader, decode
from tipcli.readers.dates import day
from tipcli.readers.markup.wordpress import without_more
from tipcli.readers.pages.archive.blocks import DATED, LONGEST_TITLE, Page, blocks_of_text, page_of_html
from tipcli.readers.pages.archive.entries import REMARK, Entry, entries_of, is_entry, is_footer
from tipcli.readers.pages.html_kind import is_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_OTHER_FORMATS = (".md", ".markdown", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".rss", ".atom")
_LARGEST = 4 * 2**20  # bytes; all blocks of a page are held at once
_TOW = re.compile(r"\s[-–—]?\s?TOW$")
_PAGE_NUMBER = re.compile(r"\s*[-–—|(]?\s*page \d+(?: of \d+)?\)?$", re.IGNORECASE)
_KIND_OF_PAGE = re.compile(r"(?:category|tag|topic|archives?)(?: archives?)?(?: for)?: ?| archives?$", re.IGNORECASE)


class ArchiveReader(Reader):
    """Saved archive pages: teasers, which are cut, and whole posts."""

    name = "archive"

    def fits(self, document: Document) -> bool:
        """Tell by entries that look like no other page's: two, or one below a heading like "topic | publisher"."""
        if document.ending in _OTHER_FORMATS or b"\0" in document.head[:1000]:
            return False
        try:
            lower = decode(document.read(_LARGEST), document.charset).lower()
            if lower.lstrip("\ufeff \n\r\t").startswith(("---\n", "---\r\n", "+++", "#", "{", "%")):
                return False
            if "posted on" not in lower and lower.count("read more") < 2:
                return False
            page = _page(document)
        except AccessError:
            return False
        entries = entries_of(page.blocks)
        sure = sum(1 for entry in entries if DATED.fullmatch(entry.title.plain) and (entry.posted or entry.is_cut))
        posted = sum(1 for entry in entries if entry.posted)
        # A single page of any blog may have "title | site" as its title, and one line "Posted on".
        enough = sure if is_html(document) else sure + posted
        return sure > 1 or posted > 1 or (enough > 0 and " | " in page.heading)

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield an item for each entry. Raises AccessError for a page without any."""
        page = _page(document)
        entries = entries_of(page.blocks)
        if not entries:
            raise AccessError(f"{document.place}: no entries of an archive page are in it")
        topic, publisher = _heading(page.heading)
        if publisher:
            yield About(publisher)
        for number, entry in enumerate(entries, 1):
            yield _item(entry, f"entry {number}", topic, publisher)
        if document.address and page.next_page:
            yield More(page.next_page)


def _page(document: Document) -> Page:
    text = decode(document.read(_LARGEST), document.charset).replace("\r\n", "\n").replace("\r", "\n")
    if not is_html(document):
        blocks = blocks_of_text(text)
        starts = bool(blocks) and not is_entry(blocks)
        return Page(blocks[0].plain if starts else "", blocks[starts:])
    try:
        return page_of_html(text, document.address)
    except AccessError as error:
        raise AccessError(f"{document.place}: {error.message}") from None


def _heading(heading: str) -> tuple[str, str]:
    """Return the topic and the publisher of a heading like "topic | publisher - Page 2"."""
    topic, _, publisher = _PAGE_NUMBER.sub("", heading[:LONGEST_TITLE]).rpartition(" | ")
    if not topic:
        topic, publisher = publisher, ""
    return _KIND_OF_PAGE.sub("", _PAGE_NUMBER.sub("", topic.strip())).strip(" :"), publisher.strip()


def _item(entry: Entry, place: str, topic: str, publisher: str) -> Item | Bad:
    dated = DATED.fullmatch(entry.title.plain)
    date = day(dated["date"]) if dated else None
    title = (dated["title"] or "") if dated and date else entry.title.plain
    title = _TOW.sub("", title).rstrip(" –—-") if title != entry.title.plain or not dated else title
    if not title:
        return Bad(place, f"no title but {quoted(entry.title.plain)}")
    topics: tuple[str, ...] = ()
    if entry.posted:
        date = date or day((entry.posted["date"] or "").strip(" ,"))
        topics = tuple(dict.fromkeys(filter(None, (topic, *map(str.strip, entry.posted["topics"].split(","))))))
    blocks = entry.body
    while blocks and is_footer(blocks[-1]) and not entry.is_cut:
        blocks.pop()
    while blocks and REMARK.fullmatch(blocks[0].plain[:LONGEST_TITLE].rstrip(".")):
        blocks = blocks[1:]
    body = "\n\n".join(block.markdown for block in blocks)
    return Item(
        place,
        title=title,
        body=without_more(body)[0] if entry.is_cut else body,
        date=date,
        topics=topics,
        credit=Credit(title, publisher or None, date, entry.title.url or None),
        complete=not entry.is_cut and bool(body),
        adds_up=True,
        guid=f"archive:{slugify(title) or '-'.join(title.casefold().split())} {date or ''}".strip(),
        link=entry.title.url,
    )
