"""What tells a web page from other documents, and the text of a page from what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.readers.base import decode
from tipcli.readers.markup.nodes import attribute

if TYPE_CHECKING:
    from tipcli.readers.base import Document

_TYPES = ("text/html", "application/xhtml+xml")
_AROUND = frozenset(
    "breadcrumbs comments comments-area nav-links navigation page-navigation pagination post-navigation related-posts"
    " secondary sidebar site-footer site-header widget widget-area wp-pagenavi".split()
)


def is_html(document: Document) -> bool:
    """Tell by the media type or the first tag whether a document is a web page."""
    if document.media_type in _TYPES:
        return True
    head = decode(document.head[:4096]).lstrip("\ufeff \t\r\n").lower()
    while head.startswith(("<!--", "<?xml")):
        head = head.partition("-->" if head[1] == "!" else "?>")[2].lstrip()
    return head.startswith(("<!doctype html", "<html", "<head", "<body"))


def is_around(node: Any) -> bool:
    """Tell whether an element stands beside the text of a page: navigation, the side, comments, a pager."""
    return node.name == "aside" or not _AROUND.isdisjoint((*attribute(node, "class").split(), attribute(node, "id")))
