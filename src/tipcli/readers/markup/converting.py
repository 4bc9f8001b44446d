"""HTML to Markdown and to plain text, whole or an element of it.

A tree of any depth is walked once, with a stack of our own. Each element adds to a `Writer`; what is to be done at its
end waits on the stack below its children.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.elements import WHOLE, enter
from tipcli.readers.markup.escaping import literal
from tipcli.readers.markup.nodes import below, collapsed, is_dropped, node_text
from tipcli.readers.markup.parsing import TangledError, parse
from tipcli.readers.markup.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.readers.markup.runs import Style

_BLOCK = re.compile(r"</?(?:blockquote|br|div|h[1-6]|hr|li|[ou]l|p|pre|t[dhr])(?:[\s/][^<>]*)?>", re.IGNORECASE)
_MOST_SEARCHED = 2000  # nodes of a form in which the text of a page is looked for


def to_markdown(html: str, base: str = "") -> str:
    """Return an HTML fragment or page as Markdown, links made absolute with `base`.

    What would take too long to parse comes back as its text without structure. Raises AccessError beyond `LONGEST`.
    """
    if "<" not in html and "&" not in html:
        return literal(collapsed(html).strip())
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


def node_markdown(root: Any, base: str = "", leave_out: Iterable[Any] = ()) -> str:
    """Return an element of a parsed tree as Markdown, without the elements in `leave_out`."""
    writer, left_out = Writer(base), {id(node) for node in leave_out}
    stack: list[tuple[Any, Style]] = [(root, ())]
    while stack:
        node, style = stack.pop()
        if callable(node):
            node()
        elif node.name == "#text":
            writer.run.append((style, node.data or ""))
        elif node.name[0] == "#" and node.name != "#comment":
            stack += [(child, ()) for child in reversed(node.children or ())]
        elif node.name[0] not in "#!" and id(node) not in left_out and not _is_left(node):
            inner, leave = enter(writer, node, style)
            stack.append((leave, ()))
            if node.name not in WHOLE:
                stack += [(child, inner) for child in reversed(node.children or ())]
    writer.flush()
    return "\n".join(writer.lines)


def _is_left(node: Any) -> bool:
    if node.name == "form":  # a page may be one form
        return not any(child.name in ("main", "article", "h1") for child in below(node, _MOST_SEARCHED))
    return is_dropped(node)


def _words(html: str) -> str:
    """Return what is left of HTML without its tags; scripts and styles go with their content."""
    for name in ("script", "style"):
        parts = re.split(f"(?i)<{name}(?=[\\s>])", html)
        html = parts[0] + " ".join(re.split(f"(?i)</{name}", part, maxsplit=1)[-1] for part in parts[1:])
    return collapsed(unescape(re.sub(r"<[^<>]*>", " ", html))).strip()


def _paragraphs(html: str) -> str:
    """Return the words of HTML as Markdown, a paragraph for each block."""
    blocks = _words(_BLOCK.sub("\v", html)).split("\v")
    return "\n\n".join(literal(block.strip()) for block in blocks if block.strip())
