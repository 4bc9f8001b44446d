"""What tells a web page from other documents, and the text of a page from what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.base import decode
from tipcli.readers.markup.nodes import attribute

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.readers.base import Document

_TYPES = ("text/html", "application/xhtml+xml")
# Classes and ids of what themes and plugins put beside a text, or among it.
_AROUND = frozenset(
    "breadcrumb breadcrumbs comment comments comments-area comment-list commentlist comment-respond nav-links"
    " navigation page-navigation pagination pager post-navigation related related-posts related-articles related_posts"
    " relatedposts more-posts secondary sidebar site-footer site-header widget widget-area wp-pagenavi"
    " wp-block-comments wp-block-post-comments wp-block-query wp-block-latest-posts wp-block-post-navigation-link"
    " jp-relatedposts yarpp yarpp-related crp_related rp4wp-related-posts disqus_thread giscus utterances"
    " page-links post-nav-links post-page-numbers toc table-of-contents table_of_contents postamble footer".split()
)
_BYLINES = frozenset(
    "author-bio author-box about-author byline cat-links edit-link entry-byline entry-footer entry-meta entry-tags"
    " post-byline post-categories post-meta post-tags posted-on posts-by tags-links wp-block-post-author"
    " wp-block-post-author-name wp-block-post-date wp-block-post-terms wp-block-post-featured-image post-thumbnail"
    " addtoany_content heateor_sss_sharing_container sd-sharing share-buttons sharing social-share newsletter-signup"
    " docinfo reading-time back-to-top post-info md-post__authors md-post__meta".split()
)
# An `aside` that is a part of the text: what Sphinx, Docutils, Starlight and Notion make of notes and footnotes.
_NOTE = re.compile(r"footnote|admonition|callout|starlight-aside|\bnote\b|\btip\b|\bwarning\b")
_DEEPEST = 200  # elements around one that are looked at


def is_html(document: Document) -> bool:
    """Tell by the media type or the first tag whether a document is a web page."""
    if document.media_type in _TYPES:
        return True
    head = decode(document.head[:4096]).lstrip("\ufeff \t\r\n").lower()
    while head.startswith(("<!--", "<?xml")):
        head = head.partition("-->" if head[1] == "!" else "?>")[2].lstrip()
    return head.startswith(("<!doctype html", "<html", "<head", "<body"))


def classes_of(node: Any) -> list[str]:
    """Return the classes of an element."""
    return attribute(node, "class").split()


def is_around(node: Any) -> bool:
    """Tell whether an element stands beside the text of a page: navigation, the side, comments, a pager."""
    names = (*classes_of(node), attribute(node, "id"))
    if node.name == "aside":
        is_note = attribute(node, "role").startswith(("doc-", "note")) or any(map(_NOTE.search, names))
        return not is_note or not _AROUND.isdisjoint(names)
    return node.name == "nav" or not _AROUND.isdisjoint(names)


def is_byline(node: Any) -> bool:
    """Tell whether an element says who wrote a text when and under which topics, or offers to share it."""
    classes = classes_of(node)
    if "details" in classes and node.parent is not None and attribute(node.parent, "id") == "header":  # Asciidoctor
        return True
    return not _BYLINES.isdisjoint(classes)


def lies_in_byline(node: Any) -> bool:
    """Tell whether an element lies in what says who wrote a text when and under which topics."""
    return _lies_in(node, is_byline, too_deep=False)


def lies_around(node: Any) -> bool:
    """Tell whether an element lies in what stands beside the text."""
    return _lies_in(node, is_around, too_deep=True)


def _lies_in(node: Any, is_one: Callable[[Any], bool], *, too_deep: bool) -> bool:
    """Tell whether an element or one around it, up to the body, is one; `too_deep` is said of what has no end."""
    for _ in range(_DEEPEST):
        if node is None or node.name == "body":
            return False
        if is_one(node):
            return True
        node = node.parent
    return too_deep
