"""The one article of a web page: its text, and what the page says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.model.tip import Credit
from tipcli.readers.base import Item, Skipped, decode
from tipcli.readers.dates import day
from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.converting import node_markdown
from tipcli.readers.markup.nodes import attribute, find, node_text
from tipcli.readers.markup.parsing import parse
from tipcli.readers.pages.html_kind import is_around
from tipcli.readers.pages.medium import story_of
from tipcli.readers.pages.saved import article_of, saved_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.readers.base import Document

LARGEST_PAGE = 32 * 2**20  # bytes; embedded images count here, and no longer when the page is parsed
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_FEWEST_WORDS = 25  # of a page without an article: what has less, and a form or a script, is not there to be read
_BYLINES = frozenset("author-box byline entry-footer entry-meta post-meta".split())
_CONTENT = frozenset("articleBody entry-content post-content article-content post-body e-content".split())
_ELEMENTS = (
    "a article aside base body div footer form h1 h2 header input link main meta nav p script section span time title"
    " ul".split()
)


def item_of_page(document: Document) -> Item | Skipped:
    """Return the article of a page, or why it is left out. Raises AccessError where nothing in it is a text to read."""
    root = _tree(document)
    elements = list(find(root, *_ELEMENTS))
    scripts = [node for node in elements if node.name == "script" and attribute(node, "type") == "application/ld+json"]
    meta = article_of([node_text(node, everything=True) for node in scripts]) | _meta(elements)
    base = next((attribute(node, "href") for node in elements if node.name == "base"), "")
    address = document.address or saved_from(document.head)
    base = web_address(base, address) or address
    canonical = next(
        (attribute(node, "href") for node in elements if node.name == "link" and _is(node, "canonical")), ""
    )
    story = story_of(elements)
    if story and story.is_draft:
        return Skipped("item 1", "a draft")
    canonical = canonical or (story.link if story else "")
    link = web_address(canonical or meta.get("og:url", ""), base) or address
    content = _content(root, elements)
    heading, title = _title(elements, content, meta)
    left_out = [node for node in elements if node is not content and (node is heading or _is_left_out(node))]
    if story:
        meta = {"author": story.author, "description": story.gist} | meta
        content, left_out = story.text, story.repeated
    body = node_markdown(content, base or link, left_out)
    _check_usable(document, elements, content, body, base)
    date = _date(meta, find(root if story else content, "time"))
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


def _tree(document: Document) -> Any:
    html = decode(document.read(LARGEST_PAGE), document.charset)
    try:
        return parse(html)
    except AccessError as error:
        raise AccessError(f"{document.place}: {error.message}") from None


def _date(meta: dict[str, str], times: Iterable[Any]) -> str | None:
    said = (meta.get(name, "") for name in ("article:published_time", "datepublished", "date"))
    texts = (*said, *(attribute(node, "datetime") or node_text(node) for node in times))
    return next(filter(None, map(day, map(str.strip, texts))), None)


def _meta(elements: list[Any]) -> dict[str, str]:
    """Return what the page says of itself, by the lower-case name; `topics` has its sections and tags, one a line."""
    made: dict[str, str] = {}
    for node in elements:
        if node.name == "meta":
            key = attribute(node, "property") or attribute(node, "name") or attribute(node, "itemprop")
            key, value = key.strip().lower(), " ".join(attribute(node, "content").split())
            if value and key in ("article:section", "article:tag"):
                made["topics"] = f"{made['topics']}\n{value}" if "topics" in made else value
            elif value:
                made.setdefault(key, value)
    return made


def _is(node: Any, relation: str) -> bool:
    return relation in attribute(node, "rel").lower().split()


def _content(root: Any, elements: list[Any]) -> Any:
    """Return the element with the text: an article with most of the text of all, a main part, or the body."""
    articles = [node for node in elements if node.name == "article" and not _is_within_article(node)]
    sizes = [len(node_text(node)) for node in articles]
    if articles and 2 * max(sizes) > sum(sizes):
        return articles[sizes.index(max(sizes))]
    for node in elements:
        if node.name == "main" or attribute(node, "role") == "main":
            return node
    named = (node for node in elements if {*attribute(node, "class").split(), attribute(node, "itemprop")} & _CONTENT)
    return next(named, next((node for node in elements if node.name == "body"), root))


def _is_within_article(node: Any) -> bool:
    depth = 0
    while (node := node.parent) is not None and depth < 100:
        if node.name in ("article", "aside", "footer", "nav"):
            return True
        depth += 1
    return False


def _title(elements: list[Any], content: Any, meta: dict[str, str]) -> tuple[Any, str]:
    """Return the element that is the title, to leave it out of the text, and the title."""
    heading = next(find(content, "h1"), None) or next((node for node in elements if node.name == "h1"), None)
    heading_text = node_text(heading) if heading else ""
    named = next((node_text(node, everything=True) for node in elements if node.name == "title"), "")
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
    count = sum(node.name == "article" for node in elements)
    kinds = [(node.name, attribute(node, "type").lower()) for node in elements]
    is_busy = any(name == "form" or (name == "script" and kind != "application/ld+json") for name, kind in kinds)
    feeds = (
        web_address(attribute(node, "href"), base) for node in elements if attribute(node, "type").lower() in _FEEDS
    )
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
