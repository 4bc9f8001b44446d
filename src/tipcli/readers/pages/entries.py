"""Pages whose text is a list of other pages, though nothing else tells them from an article."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tipcli.readers.dates import day
from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.nodes import attribute, below, is_dropped, node_text

_DEEPEST = 5  # elements between a link and its entry
_WORD = re.compile(r"\w+")


def leads_elsewhere(content: Any, left_out: list[Any], base: str, link: str) -> bool:
    """Tell whether a text is a list of other pages: little but links, or each heading in it is one within the site."""
    skipped = set(map(id, left_out))
    links: list[Any] = []
    headings: list[Any] = []
    own = _own_words(content, skipped, links, headings)
    if links and own <= len(links) and (len(links) > 1 or _is_listed(links[0])):
        return True
    return bool(headings) and all(_is_entry(node, base, link) for node in headings)


def _own_words(content: Any, skipped: set[int], links: list[Any], headings: list[Any]) -> int:
    """Return the number of words outside of links that are no part of a date; collect links and lower headings."""
    words, stack = 0, [content]
    while stack:
        node = stack.pop()
        if isinstance(node, str) or node.name == "#text":
            text = node if isinstance(node, str) else node.data or ""
            if day(text.strip()):
                continue
            words += sum(word.isalpha() for word in _WORD.findall(text))
            words += sum(letter >= "\u2e80" for letter in text)
            continue
        if id(node) in skipped or (node is not content and is_dropped(node)):
            continue
        if node.name in ("h2", "h3"):
            headings.append(node)
        elif node.name == "a" and attribute(node, "href")[:1] not in ("", "#"):
            links.append(node)
            continue
        stack += reversed(node.children or ())
    return words


def _is_listed(link: Any) -> bool:
    """Tell whether a link is all of an entry of a list, or of a heading."""
    node = link
    for _ in range(_DEEPEST):
        node = node.parent
        if node is None or node.name in ("li", "dd", "dt", "td", "h2", "h3"):
            return node is not None
    return False


def _is_entry(heading: Any, base: str, link: str) -> bool:
    """Tell whether a heading is a link to another page of the same site, and nothing else."""
    links = [node for node in below(heading) if node.name == "a" and attribute(node, "href")[:1] not in ("", "#")]
    if len(links) != 1 or node_text(links[0]) != node_text(heading) or not node_text(heading):
        return False
    href = attribute(links[0], "href")
    if "://" not in href:
        return True
    address, site = web_address(href, base), urlsplit(link or base).netloc
    return urlsplit(address).netloc == site and address.partition("#")[0] != link.partition("#")[0]
