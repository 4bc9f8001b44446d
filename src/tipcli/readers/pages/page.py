"""Web pages: the HTML that `export` writes, and any page with one article."""

from __future__ import annotations

import json
import re
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.model.tip import Credit
from tipcli.readers import substack
from tipcli.readers.base import About, Bad, Item, Reader, Record, Skipped, decode
from tipcli.readers.pages.medium import story_of
from tipcli.readers.pages.saved import article_of, saved_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

LARGEST_PAGE = 32 * 2**20  # bytes; embedded images count here, and no longer when the page is parsed
_ENDINGS = (".html", ".htm", ".xhtml")
_TYPES = ("text/html", "application/xhtml+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_FEWEST_WORDS = 25  # of a page without an article: what has less, and a form or a script, is not there to be read
_COLLECTION = re.compile(rb'<html\b[^<>]{0,1000}?\sdata-collection="([^"<>]{0,1000})"')
_RECORD = re.compile(rb'<article\b[^<>]{0,1000}?\sdata-record="([^"]*)"')
_AROUND = frozenset(
    "breadcrumbs comments comments-area nav-links navigation page-navigation pagination post-navigation related-posts"
    " secondary sidebar site-footer site-header widget widget-area wp-pagenavi".split()
)
_BYLINES = frozenset("author-box byline entry-footer entry-meta post-meta".split())
_CONTENT = frozenset("articleBody entry-content post-content article-content post-body e-content".split())
_ELEMENTS = (
    "a article aside base body div footer form h1 h2 header input link main meta nav p script section span time title"
    " ul".split()
)


class PageReader(Reader):
    """A web page: the tips of an export, or one tip."""

    name = "html"
    about = "a web page with one article, or what export --format html wrote"

    def fits(self, document: Document) -> bool:
        """Tell by the media type, the first tags or the name, where it is no archive page."""
        from tipcli.readers.pages.archive import ArchiveReader

        if _COLLECTION.search(document.head):
            return True
        likely = is_html(document) or (document.ending in _ENDINGS and b"<" in document.head)
        return likely and not ArchiveReader().fits(document)

    def read(self, document: Document, options: Options) -> Iterator[Found]:  # noqa: ARG002 - the same for all readers
        """Yield the records of an export, else one item. Raises AccessError where nothing in it is a text to read."""
        if (named := _COLLECTION.search(document.head)) or b"data-record=" in document.head:
            if named:
                yield About(unescape(decode(named[1])))
            yield from _records(document)
        elif not substack.is_listed(document):
            yield _item(document)


def is_html(document: Document) -> bool:
    """Tell by the media type or the first tag whether a document is a web page."""
    if document.media_type in _TYPES:
        return True
    head = decode(document.head[:4096]).lstrip("\ufeff \t\r\n").lower()
    while head.startswith(("<!--", "<?xml")):
        head = head.partition("-->" if head[1] == "!" else "?>")[2].lstrip()
    return head.startswith(("<!doctype html", "<html", "<head", "<body"))


def attribute(node: Any, name: str) -> str:
    """Return the value of an element's attribute; empty where it has none."""
    return (node.attrs or {}).get(name) or ""


def is_around(node: Any) -> bool:
    """Tell whether an element stands beside the text of a page: navigation, the side, comments, a pager."""
    return node.name == "aside" or not _AROUND.isdisjoint((*attribute(node, "class").split(), attribute(node, "id")))


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
        from tipcli.readers.markup import find, parse

        for number, node in enumerate(find(parse(decode(document.read(LARGEST_PAGE))), "article"), 1):
            count += 1
            yield _item_of_text(attribute(node, "data-record"), f"item {number}")
    if not count:
        raise AccessError(f"{document.place}: no tips are in this export")


def _item_of_record(raw: bytes, number: int) -> Item | Bad:
    return _item_of_text(unescape(decode(raw)), f"item {number}")


def _item_of_text(text: str, place: str) -> Item | Bad:
    from tipcli.readers.objects import item_of_object

    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return Bad(place, "its data-record is no JSON")
    return item_of_object(fields, place) if isinstance(fields, dict) else Bad(place, "its data-record is no object")


def _item(document: Document) -> Item | Skipped:
    from tipcli.readers.dates import day
    from tipcli.readers.markup import find, node_markdown, node_text, parse, web_address

    try:
        root = parse(decode(document.read(LARGEST_PAGE), document.charset))
    except AccessError as error:
        message = error.message.removeprefix(f"{document.place}: ")
        raise AccessError(f"{document.place}: {message}") from None
    elements = list(find(root, *_ELEMENTS))
    scripts = [one for one in elements if one.name == "script" and attribute(one, "type") == "application/ld+json"]
    meta = article_of([node_text(one, everything=True) for one in scripts]) | _meta(elements)
    base = next((attribute(one, "href") for one in elements if one.name == "base"), "")
    address = document.address or saved_from(document.head)
    base = web_address(base, address) or address
    canonical = next((attribute(one, "href") for one in elements if one.name == "link" and _is(one, "canonical")), "")
    story = story_of(elements)
    if story and story.is_draft:
        return Skipped("item 1", "a draft")
    canonical = canonical or (story.link if story else "")
    link = web_address(canonical or meta.get("og:url", ""), base) or address
    content = _content(root, elements)
    heading, title = _title(elements, content, meta)
    left_out = [one for one in elements if one is not content and (one is heading or _is_left_out(one))]
    if story:
        meta = {"author": story.author, "description": story.gist} | meta
        content, left_out = story.text, story.repeated
    body = node_markdown(content, base or link, left_out)
    _check_usable(document, elements, content, body, base)
    times = (attribute(one, "datetime") or node_text(one) for one in find(root if story else content, "time"))
    dates = (meta.get("article:published_time", ""), meta.get("datepublished", ""), meta.get("date", ""), *times)
    date = next(filter(None, map(day, map(str.strip, dates))), None)
    author = next((meta[key] for key in ("author", "article:author") if not meta.get(key, "://").count("://")), "")
    site = meta.get("og:site_name", "")
    return Item(
        "item 1",
        title=title,
        body=body,
        gist=meta.get("description") or meta.get("og:description", ""),
        date=date,
        topics=tuple(dict.fromkeys(meta.get("topics", "").split("\n"))) if meta.get("topics") else (),
        credit=Credit(title, author or site or None, date, link or None) if author or site or link else None,
        guid=link,
        link=link,
        extra={"author": author} if author else {},
    )


def _meta(elements: list[Any]) -> dict[str, str]:
    """Return what the page says of itself, by the lower-case name; `topics` has its sections and tags, one a line."""
    made: dict[str, str] = {}
    for one in elements:
        if one.name == "meta":
            key = attribute(one, "property") or attribute(one, "name") or attribute(one, "itemprop")
            key, value = key.strip().lower(), " ".join(attribute(one, "content").split())
            if value and key in ("article:section", "article:tag"):
                made["topics"] = f"{made['topics']}\n{value}" if "topics" in made else value
            elif value:
                made.setdefault(key, value)
    return made


def _is(node: Any, relation: str) -> bool:
    return relation in attribute(node, "rel").lower().split()


def _content(root: Any, elements: list[Any]) -> Any:
    """Return the element with the text: an article with most of the text of all, a main part, or the body."""
    from tipcli.readers.markup import node_text

    articles = [one for one in elements if one.name == "article" and not _is_within_article(one)]
    sizes = [len(node_text(one)) for one in articles]
    if articles and 2 * max(sizes) > sum(sizes):
        return articles[sizes.index(max(sizes))]
    for one in elements:
        if one.name == "main" or attribute(one, "role") == "main":
            return one
    named = (one for one in elements if {*attribute(one, "class").split(), attribute(one, "itemprop")} & _CONTENT)
    return next(named, next((one for one in elements if one.name == "body"), root))


def _is_within_article(node: Any) -> bool:
    depth = 0
    while (node := node.parent) is not None and depth < 100:
        if node.name in ("article", "aside", "footer", "nav"):
            return True
        depth += 1
    return False


def _title(elements: list[Any], content: Any, meta: dict[str, str]) -> tuple[Any, str]:
    """Return the element that is the title, to leave it out of the text, and the title."""
    from tipcli.readers.markup import find, node_text

    heading = next(find(content, "h1"), None) or next((one for one in elements if one.name == "h1"), None)
    heading_text = node_text(heading) if heading else ""
    named = next((node_text(one, everything=True) for one in elements if one.name == "title"), "")
    site = meta.get("og:site_name", "")
    for sign in (" | ", " - ", " – ", " — ", " » ", " · "):
        named = named.removesuffix(sign + site) if site else named
    title = meta.get("og:title") or heading_text or named
    if heading_text and title.startswith(heading_text):  # the name of the site follows
        return heading, heading_text
    if heading_text and heading_text not in (title, site, named):
        return None, title
    return heading, title


def _is_left_out(node: Any) -> bool:
    in_quote = node.parent is not None and node.parent.name in ("blockquote", "figure")
    is_byline = not _BYLINES.isdisjoint(attribute(node, "class").split())
    return is_around(node) or is_byline or (node.name in ("header", "footer") and not in_quote)


def _check_usable(document: Document, elements: list[Any], content: Any, body: str, base: str) -> None:
    """Raise AccessError where a page is none to read, with what to do instead where the page says it."""
    from tipcli.readers.markup import web_address

    count = sum(one.name == "article" for one in elements)
    kinds = [(one.name, attribute(one, "type").lower()) for one in elements]
    is_busy = any(name == "form" or (name == "script" and kind != "application/ld+json") for name, kind in kinds)
    feeds = (web_address(attribute(one, "href"), base) for one in elements if attribute(one, "type").lower() in _FEEDS)
    feed = next(filter(None, feeds), "")
    is_listing = count > 1 and content.name != "article" and feed
    is_short = content.name not in ("article", "main") and len(body.split()) < _FEWEST_WORDS
    if body and not is_listing and not (is_short and (is_busy or feed)):
        return
    if feed:
        address = feed if feed.isprintable() else quoted(feed)
        raise AccessError(f"{document.place}: a web page without one article; import its feed instead: {address}")
    if ("input", "password") in kinds:
        raise AccessError(f"{document.place}: a page to sign in, without an article")
    raise AccessError(f"{document.place}: a web page without text to read")
