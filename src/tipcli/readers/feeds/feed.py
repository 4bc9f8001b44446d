"""Feeds: RSS 0.91 to 2.0, RSS 1.0, Atom, and the export of WordPress, which is one too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers.base import Reader
from tipcli.readers.feeds import prolog, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_ROOTS = frozenset(("rss", "feed", "rdf"))
_EXPORT = b"wordpress.org/export/"  # in the namespace of every version of WordPress's export


class FeedReader(Reader):
    """Feeds and exports of WordPress, from a file or the web."""

    name = "feed"

    def fits(self, document: Document) -> bool:
        """Tell by the root element; what hides it behind declarations is ours to refuse."""
        head, charset = document.head, document.charset
        return prolog.root(head, charset) in _ROOTS or prolog.declares_entities(head, charset)

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield the feed's title, its items and the address of its next page. Raises AccessError."""
        head = document.head
        if prolog.root(head, document.charset) not in _ROOTS:
            raise AccessError(f"{document.place}: {prolog.what_instead(head, document.charset)}")
        parts = xml.split(document.read(), document.charset, document.place)
        if _EXPORT in parts.opening or (not parts.items and _EXPORT in parts.data[: len(head)]):
            from tipcli.readers.feeds.export import read_export

            yield from read_export(parts, document.place, options)
        else:
            from tipcli.readers.feeds.items import read_feed

            yield from read_feed(parts, document, options)
