"""The one article of a web page: its text, and what the page says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.model.tip import Credit
from tipcli.readers.base import Item, NotTipsError, Skipped, decode
from tipcli.readers.dates import day
from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.converting import node_markdown
from tipcli.readers.markup.nodes import attribute, find, node_text
from tipcli.readers.markup.parsing import parse
from tipcli.readers.pages.entries import leads_elsewhere
from tipcli.readers.pages.facts import author_of, day_of, pages_of, topics_of
from tipcli.readers.pages.html_kind import classes_of, is_around, is_byline, lies_around
from tipcli.readers.pages.listing import feed_of, says_one, why_no_article
from tipcli.readers.pages.medium import story_of
from tipcli.readers.pages.saved import article_of, saved_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document

LARGEST_PAGE = 32 * 2**20  # bytes; embedded images count here, and no longer when the page is parsed
_DATES = (
    "article:published_time datepublished date dcterms.date dcterms.created dc.date dc.date.issued og:published_time"
    " citation_publication_date parsely-pub-date publish-date pubdate"
).split()
_FEWEST_WORDS = 25  # of a page without an article: what has less, and a form or a script, is not there to be read
_CONTENT = frozenset("articleBody entry-content post-content article-content post-body e-content gh-content".split())
_TITLES = frozenset("entry-title post-title wp-block-post-title p-name headline article-title".split())
_ELEMENTS = (
    "a abbr address article aside b base body cite div dl figure footer form h1 h2 header input li link main meta nav"
    " ol p script section span strong table time title ul".split()
)


def item_of_page(document: Document) -> Item | Skipped:
    """Return the article of a page, or why it is left out. Raises AccessError where nothing in it is a text to read."""
    root = _tree(document)
    elements = list(find(root, *_ELEMENTS))
    scripts = [node for node in elements if node.name == "script" and attribute(node, "type") == "application/ld+json"]
    meta = article_of([node_text(node, everything=True) for node in scripts]) | _meta(elements)
    story = story_of(elements)
    if story and story.is_draft:
        return Skipped("item 1", "a draft")
    link, base = _addresses(document, elements, meta, story.link if story else "")
    home = link.partition("://")[2].partition("?")[0].rstrip("/")
    what = "" if story else why_no_article(elements, is_home=bool(home) and "/" not in home)
    if what:
        raise _no_article(document, what, "" if "password" in what else feed_of(elements, base))
    content = _content(root, elements)
    heading, title = _title(elements, content, meta)
    left_out = [node for node in elements if node is not content and (node is heading or _is_left_out(node))]
    left_out += _names_of_site(elements, heading)
    if not story and not says_one(elements) and leads_elsewhere(content, left_out, base, link):
        raise _no_article(document, "a listing", feed_of(elements, base))
    if story:
        meta = {"author": story.author, "description": story.gist} | meta
        content, left_out = story.text, story.repeated
    body = node_markdown(content, base, left_out)
    _check_usable(document, elements, content, body, base)
    date = _date(meta) or day_of(elements, root if story else content)
    author = next((meta[key] for key in ("author", "article:author") if not meta.get(key, "://").count("://")), "")
    author = author or author_of(elements)
    site = meta.get("og:site_name", "")
    return Item(
        "item 1",
        title=title,
        body=body,
        gist=meta.get("description") or meta.get("og:description", ""),
        date=date,
        topics=_topics(meta, elements),
        credit=Credit(title, author or site or None, date, link or None) if author or site or link else None,
        complete=not any(pages_of(elements)),
        guid=link,
        link=link,
        extra={"author": author} if author else {},
    )


def _addresses(document: Document, elements: list[Any], meta: dict[str, str], own: str) -> tuple[str, str]:
    """Return the address of the article, and the one from which its links go out; empty where neither is known."""
    address = document.address or saved_from(document.head)
    said = next((attribute(node, "href") for node in elements if node.name == "base"), "")
    base = web_address(said, address) or address
    canonical = next(
        (attribute(node, "href") for node in elements if node.name == "link" and _is(node, "canonical")), own
    )
    link = web_address(canonical or meta.get("og:url", ""), base) or address
    return link, base or link


def _topics(meta: dict[str, str], elements: list[Any]) -> tuple[str, ...]:
    """Return the topics that the page shows; where it shows none, those that it names for programs."""
    said = tuple(dict.fromkeys(filter(None, meta.get("topics", "").split("\n"))))
    return topics_of(elements) or said


def _tree(document: Document) -> Any:
    html = decode(document.read(LARGEST_PAGE), document.charset)
    try:
        return parse(html)
    except AccessError as error:
        raise AccessError(f"{document.place}: {error.message}") from None


def _date(meta: dict[str, str]) -> str | None:
    texts = (meta.get(name, "") for name in _DATES)
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
            elif value and key == "author" and made.get(key, value) != value:
                made[key] = f"{made[key]}, {value}"
            elif value:
                made.setdefault(key, value)
    return made


def _is(node: Any, relation: str) -> bool:
    return relation in attribute(node, "rel").lower().split()


def _content(root: Any, elements: list[Any]) -> Any:
    """Return the element with the text: what is marked as that, an article, a main part, or the body.

    Of several, one that has most of the text of all.
    """
    marked = [node for node in elements if _is_marked(node) and not lies_around(node)]
    outer = [node for node in marked if not any(_is_marked(above) for above in _above(node))]
    articles = [node for node in elements if node.name == "article" and not _is_within_article(node)]
    for nodes in (outer, articles):
        sizes = [len(node_text(node)) for node in nodes]
        if nodes and 2 * max(sizes) > sum(sizes):
            return nodes[sizes.index(max(sizes))]
    for node in elements:
        if node.name == "main" or attribute(node, "role") == "main":
            return node
    return next((node for node in elements if node.name == "body"), root)


def _is_marked(node: Any) -> bool:
    return node.name != "body" and not _CONTENT.isdisjoint((*classes_of(node), attribute(node, "itemprop")))


def _above(node: Any) -> Iterator[Any]:
    for _ in range(100):
        node = node.parent
        if node is None:
            return
        yield node


def _is_within_article(node: Any) -> bool:
    depth = 0
    while (node := node.parent) is not None and depth < 100:
        if node.name in ("article", "aside", "footer", "nav"):
            return True
        depth += 1
    return False


def _names_of_site(elements: list[Any], heading: Any) -> list[Any]:
    """Return headings with which the name of the page ends, behind that of the article."""
    named = next((node_text(node, everything=True) for node in elements if node.name == "title"), "")
    own = node_text(heading) if heading else ""
    rest = named.removeprefix(own).strip(" |-–—»·") if own and named.startswith(own) else ""
    return [node for node in elements if rest and node.name == "h1" and node_text(node) == rest]


def _title(elements: list[Any], content: Any, meta: dict[str, str]) -> tuple[Any, str]:
    """Return the element that is the title, to leave it out of the text, and the title."""
    named_so = (
        node for node in elements if not _TITLES.isdisjoint(classes_of(node)) and node.name in ("h1", "h2", "a")
    )
    own = next((node for node in named_so if not lies_around(node)), None)
    named = next((node_text(node, everything=True) for node in elements if node.name == "title"), "")
    heads = list(find(content, "h1"))
    # Of several, such as the name of the site above all, the one with which the name of the page begins.
    first = next((node for node in heads if len(heads) > 1 and named.startswith(node_text(node) or "\0")), None)
    heading = first or next(iter(heads), own) or next((node for node in elements if node.name == "h1"), None)
    heading_text = node_text(heading) if heading else ""
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
    is_head = node.name in ("header", "footer") and not in_quote
    return is_around(node) or is_byline(node) or is_head or (node.name == "time" and _stands_alone(node))


def _stands_alone(node: Any) -> bool:
    """Tell whether an element is no word of a sentence: it stands among elements, in one that is no line."""
    parent = node.parent
    if parent is None or parent.name not in ("article", "body", "div", "header", "main", "section"):
        return False
    return not any((child.data or "").strip() for child in parent.children or () if child.name == "#text")


def _check_usable(document: Document, elements: list[Any], content: Any, body: str, base: str) -> None:
    """Raise AccessError where a page is none to read, with what to do instead where the page says it."""
    count = sum(node.name == "article" for node in elements)
    kinds = [(node.name, attribute(node, "type").lower()) for node in elements]
    is_busy = any(name == "form" or (name == "script" and kind != "application/ld+json") for name, kind in kinds)
    feed = feed_of(elements, base)
    is_listing = count > 1 and content.name == "main" and bool(feed)
    is_short = not (content.name in ("article", "main") or _is_marked(content)) and len(body.split()) < _FEWEST_WORDS
    if not body or is_listing or (is_short and (is_busy or feed)):
        is_login = ("input", "password") in kinds and not feed
        what = "a page to sign in" if is_login else "a web page without text to read"
        raise _no_article(document, "a web page without one article" if feed else what, feed)


def _no_article(document: Document, what: str, feed: str) -> NotTipsError:
    if feed:
        address = feed if feed.isprintable() else quoted(feed)
        what = f"{what}; import its feed instead: {address}"
    return NotTipsError(f"{document.place}: {what}", reason=what)
