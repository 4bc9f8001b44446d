"""What a page shows of its article beside the text: topics, author and day, by the marks that themes give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.dates import day
from tipcli.readers.markup.nodes import attribute, find, node_text
from tipcli.readers.pages.html_kind import classes_of, lies_around, lies_in_byline

if TYPE_CHECKING:
    from collections.abc import Iterator

_AUTHORS = frozenset("p-author wp-block-post-author__name wp-block-post-author-name author-name".split())
_NAMES = frozenset("fn p-name url".split())
_BYLINES = frozenset("author byline entry-author post-author posted-by p-author vcard".split())
_DAYS = frozenset("published entry-date dt-published post-date wp-block-post-date".split())
_PROFILE = "md-profile__description"  # of Material for MkDocs: the name is in bold, what its owner does is not
# The address of a page of a topic, as WordPress, Hugo, Pelican, Jekyll, MkDocs and Blogger have it.
_FILED = re.compile(r"(?:^|/)(?:tags?|categor(?:y|ies)|topics?|labels?)/[^/?#]{1,200}/?$", re.IGNORECASE)
_DEEPEST = 20  # elements around a link that are looked at
_LONGEST_NAME = 100  # characters
_CHANGED = frozenset("modified updated dt-updated".split())
_DATED = ("title-block-header", "postamble")  # identifiers of what a date stands in
_NO_TOPICS = ("uncategorized", "uncategorised")


def topics_of(elements: list[Any]) -> tuple[str, ...]:
    """Return the topics that links name as such (`rel="tag"`), categories first as the page has them.

    Where none does, those whose pages are linked above or below the text.
    """
    links = [node for node in elements if node.name == "a" and _is_shown(node)]
    found = list(filter(_is_topic, links)) or list(filter(_is_filed, links))
    names = (node_text(node).strip().removeprefix("#") for node in found)
    return tuple(dict.fromkeys(name for name in names if name and name.lower() not in _NO_TOPICS))


def _is_topic(link: Any) -> bool:
    is_tag = not {"tag", "category"}.isdisjoint(attribute(link, "rel").lower().split())
    return is_tag or "p-category" in classes_of(link)


def _is_shown(node: Any) -> bool:
    """Tell whether an element says something of the article: beside its text others do, but for its byline."""
    return not lies_around(node) or lies_in_byline(node)


def _is_filed(link: Any) -> bool:
    if not _FILED.search(attribute(link, "href").removesuffix(".html").removesuffix("/index")):
        return False
    names, node = set(), link.parent
    for _ in range(_DEEPEST):
        if node is None:
            break
        names.add(node.name)
        node = node.parent
    return lies_in_byline(link) or (
        not names.isdisjoint(("header", "footer")) and not names.isdisjoint(("article", "main"))
    )


def author_of(elements: list[Any]) -> str:
    """Return the author that the page shows; empty where it shows none."""
    for node in elements:
        if _is_author(node) and _is_shown(node):
            name = node_text(node).removeprefix("By ").removeprefix("by ").strip()
            if 0 < len(name) <= _LONGEST_NAME:
                return name
    return ""


def _is_author(node: Any) -> bool:
    if "author" in (*attribute(node, "rel").lower().split(), attribute(node, "itemprop")):
        return str(node.name) != "link"
    classes = set(classes_of(node))
    if classes & _AUTHORS or (
        node.name == "strong" and node.parent is not None and _PROFILE in classes_of(node.parent)
    ):
        return True
    is_named = node.parent is not None and not _NAMES.isdisjoint(classes)
    return is_named and not _BYLINES.isdisjoint(_two_above(node))


def _two_above(node: Any) -> list[str]:
    above = node.parent
    further = above.parent
    return classes_of(above) + (classes_of(further) if further is not None else [])


def day_of(elements: list[Any], text: Any) -> str | None:
    """Return the day on which the page says that it was published, else the first of its `text`."""
    shown = [node for node in elements if node.name in ("time", "abbr") and _is_shown(node)]
    times = [*filter(_is_published, shown), *(node for node in find(text, "time") if not lies_around(node))]
    times += [node for node in elements if node.name in ("p", "span") and _is_dated(node)]
    texts = (attribute(node, "datetime") or attribute(node, "title") or node_text(node) for node in times)
    return next(filter(None, (day(text.strip().removeprefix("Date:").strip()) for text in texts)), None)


def _is_dated(node: Any) -> bool:
    """Tell whether an element is the date below a title, as Pandoc and Asciidoctor have it, or in Org's last lines."""
    is_below = "date" in classes_of(node) and node.parent is not None and attribute(node.parent, "id") in _DATED
    return is_below or attribute(node, "id") == "revdate"


def _is_published(node: Any) -> bool:
    names = {*classes_of(node), *(classes_of(node.parent) if node.parent is not None else ())}
    is_said = "datePublished" in attribute(node, "itemprop") or "pubdate" in (node.attrs or {})
    if is_said or (not _DAYS.isdisjoint(names) and "modified" not in names):
        return True
    return node.name == "time" and names.isdisjoint(_CHANGED) and lies_in_byline(node)


def pages_of(elements: list[Any]) -> Iterator[Any]:
    """Yield the links to the other pages of an article that is cut into several."""
    for node in elements:
        if not {"page-links", "post-nav-links"}.isdisjoint(classes_of(node)) or "post-page-numbers" in classes_of(node):
            yield node
