"""The items of a feed, each parsed by feedparser as a document of its own, with the start tags around it.

So an item that is broken spoils no other, memory does not grow with the feed, and items that did not change need not be
parsed at all.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.tip import Credit
from tipcli.readers.base import About, Bad, EmptyError, Item, More, Record, Skipped
from tipcli.readers.dates import moment
from tipcli.readers.feeds import blogger
from tipcli.readers.feeds.fields import (
    address_of,
    author_of,
    link_of,
    set_when,
    texts_of,
    title_text,
    topics_of,
    without_title,
)
from tipcli.readers.feeds.next_page import next_address
from tipcli.readers.feeds.wholeness import is_excerpt, is_protected
from tipcli.readers.objects import item_of_object
from tipcli.readers.orders import Order, order_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options
    from tipcli.readers.feeds.checked import Checked

# What a feedparser that was fed checked bytes was seen to raise, or may: its handlers trust the order of tags.
_FAILURES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RuntimeError, OverflowError)
_TAG = re.compile(rb"<(?:[\w.-]{1,50}:)?(?:category|subject|keywords|tags)[\s/>]", re.IGNORECASE)
# What tells one item from another: its identifiers and addresses.
_NAMED = re.compile(rb"<(?:guid|id|link)\b[^<>]*>[^<>]*|\babout\s*=\s*[\"'][^\"']*", re.IGNORECASE)
# WordPress names itself in an element that depends on the form of the feed, or in a comment.
_WORDPRESS = re.compile(rb"generator(?:Agent)?\b[^<]{0,200}wordpress", re.IGNORECASE)
_FIRST = re.compile(rb"<(?:item|entry)\b")
_DATE = re.compile(rb"(?:[dD]ate|published|created|updated)>\s*(?:<!\[CDATA\[\s*)?(\d{1,2}[/-][^<\]]{1,60})")
MOST_TOPICS = 500  # of one item; feedparser compares each with all others
MOST_TAGS = 40_000  # of one item outside of its CDATA; feedparser takes some 45 µs for each
MOST_LOOKUPS = 50_000_000  # of one item; feedparser looks for the prefix of some tags in all namespaces


def read_feed(parts: Checked, document: Document, options: Options) -> Iterator[Found]:
    """Yield the feed's title, a record for each item, and the address of the next page. Raises AccessError."""
    if not parts.items:
        if parts.is_cut:
            raise AccessError(f"{document.place}: the feed breaks off before its first item")
        raise EmptyError(f"{document.place}: the feed has no items")
    around = parsed(parts.frame)
    told = around.feed if around else {}
    is_wordpress = is_of_wordpress(document.head, parts.frame)
    feed = _Feed(
        title=title_text(told.get("title_detail")),
        author=author_of(told) if around and around.version.startswith("atom") else "",
        link=address_of(told.get("link"), document.address),
        address=document.address,
        pages=options.pages,
        order=order_of((found[1].decode() for found in _DATE.finditer(parts.data)), options.dates),
        is_atom=bool(around) and around.version.startswith("atom"),
        is_wordpress=is_wordpress,
        is_hugo=str(told.get("generator") or "").startswith("Hugo"),
    )
    yield About(title=feed.title)
    kind = "entry" if around and around.version.startswith("atom") else "item"
    context = f"{feed.title}\n{feed.author}\n{feed.link}\n{feed.order.name}\n".encode("utf-8", "replace")
    for number, whole in enumerate(parts.documents(), 1):
        place = f"{kind} {number}"
        if not blogger.is_silent(whole):
            yield Record(context + whole, partial(feed.item, whole, place), b"\n".join(_NAMED.findall(whole)))
    if parts.is_cut:
        yield Bad("end of the feed", "it breaks off there; what was whole before is taken")
    yield from _next_page(told, document.address, is_wordpress=is_wordpress)


def is_of_wordpress(head: bytes, frame: bytes) -> bool:
    """Tell whether WordPress made a feed; `frame` is the checked one without its items and comments."""
    first = _FIRST.search(head)
    return any(_WORDPRESS.search(part) for part in (head[: first.start()] if first else head, frame))


def _next_page(told: Any, address: str, *, is_wordpress: bool) -> Iterator[More]:
    """Yield the address of the next page, for a feed from the web: reading a file leads to no connection."""
    if not address:
        return
    following = [str(link.get("href") or "") for link in told.get("links", ()) if link.get("rel") == "next"]
    if following and (found := address_of(following[0], address)):
        yield More(found)
    elif is_wordpress:
        yield More(next_address(address, "paged"), is_guess=True)


def parsed(data: bytes) -> Any:
    """Return what feedparser makes of a checked document, or None where it fails.

    It gets a stream: bytes it would first try as the name of a file. It neither sanitizes nor resolves, which `markup`
    does, with a parser that takes linear time; and it is not told the address, which it would take for an `xml:base`.
    """
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    options = {"response_headers": headers, "resolve_relative_uris": False, "sanitize_html": False}
    try:
        made = feedparser.parse(BytesIO(data), **options)
    except _FAILURES:
        return None
    return made if "version" in made else None  # it gives up early where there is nothing


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says of all its items.

    `link` is the site's address, `address` the feed's; `pages` as in Options; `order` that of the numbers of dates.
    """

    title: str
    author: str
    link: str
    address: str
    pages: bool
    order: Order
    is_atom: bool
    is_wordpress: bool
    is_hugo: bool

    def item(self, whole: bytes, place: str) -> Item | Bad | Skipped:
        """Make the item of a document that has only this one."""
        if whole.count(b"<") * whole.count(b"xmlns") > MOST_LOOKUPS:
            return Bad(place, "too many namespaces")
        if _tags(whole) > MOST_TAGS:
            return Bad(place, f"more than {MOST_TAGS:,} tags")
        if sum(1 for _ in _TAG.finditer(whole)) > MOST_TOPICS:
            return Bad(place, f"more than {MOST_TOPICS} categories")
        found = parsed(whole)
        if not found or not found.entries:
            return Bad(place, "it cannot be read as XML")
        try:
            return self._made(found.entries[0], whole, place)
        except AccessError as error:
            return Bad(place, error.message)

    def _made(self, entry: Any, whole: bytes, place: str) -> Item | Bad | Skipped:
        # FeedParserDict.get maps names onto one another, with warnings; a plain dictionary does not.
        fields = dict(entry)
        if own := _own(fields.get("tipcli_record"), place):
            return own
        if reason := blogger.reason(fields, pages=self.pages):
            return Skipped(place, reason)
        if is_protected(fields):
            return Skipped(place, "protected by a password")
        base = self.link or self.address
        link = link_of(fields, base)
        title = title_text(fields.get("title_detail"))
        body, gist, complete = texts_of(fields, link or base)
        if not title and not body:
            return Bad(place, "no title and no text")
        body = without_title(body, title)
        author = author_of(fields) or self.author
        changed = moment(str(fields.get("updated") or "")) if self.is_atom else None
        item = Item(
            place,
            title=title,
            body=body,
            gist=gist,
            topics=topics_of(fields.get("tags") or ()),
            complete=complete and not self._is_excerpt(fields, whole),
            guid=str(fields.get("id") or ""),
            link=link,
            extra={key: value for key, value in (("author", author), ("modified", changed)) if value},
        )
        set_when(item, fields, self.order)
        item.credit = Credit(title, author or self.title or None, item.date, link or None)
        return item

    def _is_excerpt(self, fields: dict[str, Any], whole: bytes) -> bool:
        kinds = {"is_atom": self.is_atom, "is_wordpress": self.is_wordpress, "is_hugo": self.is_hugo}
        return is_excerpt(fields, whole, **kinds)


def _tags(data: bytes) -> int:
    """Return the number of `<` outside of CDATA."""
    count, at = 0, 0
    while (start := data.find(b"<![CDATA[", at)) >= 0 and (end := data.find(b"]]>", start)) >= 0:
        count += data.count(b"<", at, start)
        at = end + 3
    return count + data.count(b"<", at)


def _own(record: object, place: str) -> Item | Bad | Skipped | None:
    """Return the tip that one of our exports keeps in an entry, or None where there is none."""
    try:
        fields = json.loads(record) if isinstance(record, str) else None
    except (ValueError, RecursionError):
        return None
    return item_of_object(fields, place) if isinstance(fields, dict) else None
