"""Pages that are no article: a home page, a listing, a search, an error; and the feed that has what they list."""

from __future__ import annotations

import json
import re
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
    ("a home page", frozenset(("path-frontpage",))),
)
# Words that a site may also have for what lies around an article: they count where the page has several entries.
_WEAK = (
    ("a page of search results", frozenset(("search",))),
    ("a home page", frozenset("blog front home index".split())),
    ("a listing", frozenset("category tag author date".split())),
)
# Words that tell a listing where it has so much as one entry that leads to a text.
_LISTS = (("a listing", frozenset("list taxonomy term".split())),)
_HOME = frozenset(("home", "blog"))  # together, as WordPress has them
_KINDS = (
    ("a listing", frozenset(("CollectionPage", "ItemList", "Blog", "ProfilePage"))),
    ("a page of search results", frozenset(("SearchResultsPage",))),
)
_ARTICLES = frozenset("Article BlogPosting NewsArticle TechArticle Report HowTo Recipe SocialMediaPosting".split())
_PREVIEWS = frozenset("post-card wp-block-post post-preview post-item post-entry entry-summary".split())
_ENTRIES = _PREVIEWS | {"hentry", "h-entry", "inlinepage"}  # the last is of ikiwiki
# What an error page calls itself, and what stands between that and the name of the site.
_SAID = re.compile(
    r"(?:error )?404(?:[ :,-]+(?:error|page|not found|page not found))?|(?:page )?not found"
    r"|seite nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|pagina non trovata"
    r"|página não encontrada|pagina niet gevonden|страница не найдена|ページが見つかりません"
    r"|页面未找到|找不到页面",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|–—·»:-]+\s+|\s*[|»]\s*")
_FEWEST_WORDS = 25  # of a page that says more than where it leads
_LARGEST = 200_000  # characters of JSON-LD


def why_no_article(elements: list[Any], *, is_home: bool) -> str:
    """Return what a page is, where it is no article; empty where it may be one. `is_home`: its address has no path."""
    body = next((node for node in elements if node.name == "body"), None)
    classes = frozenset(classes_of(body)) if body is not None else frozenset()
    if what := _refused(elements, body, classes):
        return what
    if says_one(elements):
        return ""
    said = _types(elements)
    count = _count_entries(elements, _ENTRIES)
    weak = (*(_WEAK if count > 1 or classes >= _HOME else ()), *(_LISTS if _count_entries(elements, _PREVIEWS) else ()))
    found: list[str] = [what for what, names in (*_NONE, *weak) if classes & names]
    found += [what for what, names in _KINDS if said & names]
    if found:
        return found[0]
    return ("a home page" if is_home else "a listing") if count > 2 - is_home else ""


def says_one(elements: list[Any]) -> bool:
    """Tell whether a page says of itself that it is of one text."""
    body = next((node for node in elements if node.name == "body"), None)
    return bool(body is not None and _ONE.intersection(classes_of(body))) or bool(_types(elements) & _ARTICLES)


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
    """Tell whether the title, without the name of the site, says that there is no such page."""
    title = next((node_text(node, everything=True) for node in elements if node.name == "title"), "")
    heading = next((node_text(node) for node in elements if node.name == "h1"), "")
    return any(_SAID.fullmatch(part.strip(" .!:()")) for part in (heading, *_BETWEEN.split(title)[:2]))


def _count_entries(elements: list[Any], names: frozenset[str]) -> int:
    return sum(1 for node in elements if not names.isdisjoint(classes_of(node)) and not lies_around(node))


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
