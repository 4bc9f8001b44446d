"""HTML to Markdown and to plain text, whole or an element of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.escaping import escaped, safe_lines
from tipcli.readers.markup.nodes import collapsed, node_text
from tipcli.readers.markup.parsing import TangledError, parse
from tipcli.readers.markup.rewriting import rewritten
from tipcli.readers.markup.rules import converter

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_CONVERTED = 10_000  # elements; each costs beautifulsoup4 and markdownify some 100 µs
_BLOCK = re.compile(r"</?(?:blockquote|br|div|h[1-6]|hr|li|[ou]l|p|pre|t[dhr])(?:[\s/][^<>]*)?>", re.IGNORECASE)


def to_markdown(html: str, base: str = "") -> str:
    """Return an HTML fragment or page as Markdown, links made absolute with `base`.

    What would take too long to parse comes back as its text without structure. Raises AccessError beyond `LONGEST`.
    """
    if "<" not in html and "&" not in html:
        return safe_lines(escaped(collapsed(html).strip()))
    try:
        return node_markdown(parse(html), base)
    except TangledError:
        return _paragraphs(html)


def to_text(html: str) -> str:
    """Return the text of some HTML on one line, as for a title. Raises AccessError beyond `LONGEST`."""
    if "<" not in html and "&" not in html:
        return collapsed(html).strip()
    try:
        return node_text(parse(html))
    except TangledError:
        return _words(html)


def node_markdown(node: Any, base: str = "", leave_out: Iterable[Any] = ()) -> str:
    """Return an element of a parsed tree as Markdown, without the elements in `leave_out`."""
    from bs4 import BeautifulSoup

    written = rewritten(node, base, {id(one) for one in leave_out})
    if written.count("<") > 2 * _MOST_CONVERTED:
        return _paragraphs(written)
    made: str = converter().convert_soup(BeautifulSoup(written, "html.parser")) if written else ""
    return made.strip()


def _words(html: str) -> str:
    """Return what is left of HTML without its tags; scripts and styles go with their content."""
    for name in ("script", "style"):
        parts = re.split(f"(?i)<{name}(?=[\\s>])", html)
        html = parts[0] + " ".join(re.split(f"(?i)</{name}", part, maxsplit=1)[-1] for part in parts[1:])
    return collapsed(unescape(re.sub(r"<[^<>]*>", " ", html))).strip()


def _paragraphs(html: str) -> str:
    """Return the words of HTML as Markdown, a paragraph for each block."""
    blocks = _words(_BLOCK.sub("\v", html)).split("\v")
    return "\n\n".join(safe_lines(escaped(block.strip())) for block in blocks if block.strip())
