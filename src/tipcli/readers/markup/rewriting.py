"""A tree is written anew as a small, well-nested HTML, whatever it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.readers.markup import blocks, inlines, tables
from tipcli.readers.markup.nodes import BLOCKS, HEADINGS, below, is_dropped
from tipcli.readers.markup.output import Output, nothing
from tipcli.readers.markup.runs import styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.readers.markup.output import Entered
    from tipcli.readers.markup.runs import Style

_STYLES = {
    **dict.fromkeys(("b", "strong", "dt", "summary"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var", "figcaption", "caption"), "em"),
    **dict.fromkeys(("s", "del", "strike"), "del"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
}
# Tags that more is to be done for than to begin a block or to change the style.
_ENTER: dict[str, Callable[[Output, Any, Style], Entered]] = {
    "a": inlines.link,
    "img": inlines.image,
    "br": inlines.line_break,
    "hr": blocks.rule,
    "li": blocks.item,
    "pre": blocks.code_block,
    "q": inlines.quotes,
    "table": tables.table,
    "tr": tables.row,
    **dict.fromkeys(("audio", "iframe", "video"), blocks.embedded),
    **dict.fromkeys(("blockquote", "ol", "ul"), blocks.group),
    **dict.fromkeys(("sub", "sup"), inlines.shifted),
    **dict.fromkeys(("td", "th"), tables.cell),
    **dict.fromkeys(HEADINGS, blocks.heading),
}


def rewritten(root: Any, base: str, left_out: set[int]) -> str:
    """Return the HTML of what is in `root`, without the nodes whose `id` is in `left_out`."""
    output = Output(base)
    stack: list[tuple[Any, Style]] = [(root, ())]
    while stack:
        node, style = stack.pop()
        if callable(node):
            node()
        elif node.name == "#text":
            output.run.append((style, node.data or ""))
        elif node.name[0] == "#" and node.name != "#comment":
            stack += [(child, ()) for child in reversed(node.children or ())]
        elif node.name[0] not in "#!" and id(node) not in left_out and not _is_left(node):
            style, leave = _enter(output, node, style)
            stack.append((leave, style))
            if node.name not in blocks.WHOLE:
                stack += [(child, style) for child in reversed(node.children or ())]
    output.flush()
    return "".join(output.out)


def _is_left(node: Any) -> bool:
    if node.name == "form":  # a page may be one form
        return not any(child.name in ("main", "article", "h1") for child in below(node, 2000))
    return is_dropped(node)


def _enter(output: Output, node: Any, style: Style) -> Entered:
    name = node.name
    leave: Callable[[], None] = nothing
    if name in _ENTER:
        return _ENTER[name](output, node, style)
    if name in BLOCKS:
        output.flush()
        leave = output.flush
    return (styled(style, _STYLES[name]) if name in _STYLES else style), leave
