"""Pages that are no article: a home page, a listing, a search, an error; and the feed that has what they list."""

from __future__ import annotations

import json
from typing import Any

from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.nodes import attribute, node_text
from tipcli.readers.pages.html_kind import classes_of, lies_around

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
# Classes of `body`, as WordPress, Ghost, Drupal, Blogger, Squarespace and Hugo's themes have them.
_ONE = frozenset("single singular single-post post-template page-template item view-item page".split())
_NONE = (
    ("an error page", frozenset("error404 error-404 not-found page-404".split())),
    ("a page of search results", frozenset("search-results search-no-results search-page".split())),
    (
        "a listing",
        frozenset("archive paged hfeed-archive view-list home-template tag-template author-template".split()),
    ),
    ("a listing", frozenset("archive-page tax-post_tag".split())),
    ("a home page", frozenset("home path-frontpage".split())),
)
# Words that a site may also have for what lies around an article: they count where the page has several entries.
_WEAK = (
    ("a page of search results", frozenset(("search",))),
    ("a home page", frozenset("blog front index".split())),
    ("a listing", frozenset("category tag author date list taxonomy term".split())),
)
_KINDS = (
    ("a listing", frozenset(("CollectionPage", "ItemList", "Blog", "ProfilePage"))),
    ("a page of search results", frozenset(("SearchResultsPage",))),
)
_ARTICLES = frozenset("Article BlogPosting NewsArticle TechArticle Report HowTo Recipe SocialMediaPosting".split())
_ENTRIES = frozenset("hentry h-entry post-card wp-block-post post-preview post-item entry-summary".split())
_FEWEST_WORDS = 25  # of a page that says more than where it leads
_LARGEST = 200_000  # characters of JSON-LD


def why_no_article(elements: list[Any], *, is_home: bool) -> str:
    """Return what a page is, where it is no article; empty where it may be one. `is_home`: its address has no path."""
    body = next((node for node in elements if node.name == "body"), None)
    classes = frozenset(classes_of(body)) if body is not None else frozenset()
    if what := _refused(elements, body, classes):
        return what
    said = _types(elements)
    if classes & _ONE or said & _ARTICLES:
        return ""
    count = _count_entries(elements)
    weak = _WEAK if count > 1 else ()
    found: list[str] = [what for what, names in (*_NONE, *weak) if classes & names]
    found += [what for what, names in _KINDS if said & names]
    if found:
        return found[0]
    return ("a home page" if is_home else "a listing") if count > 2 - is_home else ""


def _refused(elements: list[Any], body: Any, classes: frozenset[str]) -> str:
    """Return what a page is that has no text to read, even where it is of one thing."""
    if classes & {"attachment", "single-attachment"}:
        return "a page of a picture"
    if any("post-password-form" in classes_of(node) for node in elements if node.name == "form"):
        return "a page behind a password"
    if any(attribute(node, "http-equiv").lower() == "refresh" for node in elements if node.name == "meta"):
        text = node_text(body) if body is not None else ""
        if len(text.split()) < _FEWEST_WORDS:
            return "a redirect"
    is_error = body is not None and attribute(body, "id") == "error-page"
    return "an error page" if is_error or _is_missing(elements) else ""


def _types(elements: list[Any]) -> frozenset[str]:
    """Return the types of what the page's JSON-LD describes at its outermost level."""
    found: set[str] = set()
    for node in elements:
        if node.name == "script" and attribute(node, "type") == "application/ld+json":
            text = node_text(node, everything=True)
            try:
                value = json.loads(text) if len(text) <= _LARGEST else None
            except (ValueError, RecursionError):
                continue
            graph = value.get("@graph") if isinstance(value, dict) else None
            for entry in (value, *(graph if isinstance(graph, list) else value if isinstance(value, list) else ())):
                kinds = entry.get("@type") if isinstance(entry, dict) else None
                found |= {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
    return frozenset(found)


def _is_missing(elements: list[Any]) -> bool:
    """Tell whether the title says that there is no such page."""
    title = next((node_text(node, everything=True) for node in elements if node.name == "title"), "").lower()
    heading = next((node_text(node) for node in elements if node.name == "h1"), "").lower().rstrip(".! ")
    said = (
        "404",
        "page not found",
        "404 not found",
        "not found",
        "404: not found",
        "error 404",
        "error 404 not found",
    )
    return heading in said or title.startswith(("404 ", "page not found", "404: ", "not found |")) or title == "404"


def _count_entries(elements: list[Any]) -> int:
    return sum(1 for node in elements if not _ENTRIES.isdisjoint(classes_of(node)) and not lies_around(node))


def feed_of(elements: list[Any], base: str) -> str:
    """Return the address of the site's own feed: the shortest, for a category's is longer, and none of comments."""
    found = []
    for node in elements:
        if node.name == "link" and attribute(node, "type").lower() in _FEEDS:
            address = web_address(attribute(node, "href"), base)
            is_of_comments = "comment" in f"{address} {attribute(node, 'title')}".lower()
            if address:
                found.append((is_of_comments, len(address), address))
    return min(found)[2] if found else ""
