"""What each element adds to the Markdown.

A function of `_ENTER` is called with the writer, the element and the style around it; it returns the style of what is
in the element, and what is to be done at its end.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup import tables
from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.nodes import BLOCKS, HEADINGS, attribute, below, collapsed
from tipcli.readers.markup.runs import BREAK, GAP, fence, styled
from tipcli.readers.markup.writer import LISTS, Container

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.readers.markup.runs import Style
    from tipcli.readers.markup.writer import Entered, Writer

DEEPEST = 30  # lists and quotes within each other; deeper ones lose their level, not their words
WHOLE = frozenset(("audio", "iframe", "pre", "video"))  # what is below them is not visited
_LONGEST_CLASSES = 500  # characters in which the language of code is looked for
_LANGUAGE = re.compile(r"(?:^|[\s\"';])(?:lang(?:uage)?-|brush:\s?)([\w+#-]{1,20})")
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")  # of an image that is loaded late, too
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def enter(writer: Writer, node: Any, style: Style) -> Entered:
    """Begin an element."""
    name = node.name
    if name in _ENTER:
        return _ENTER[name](writer, node, style)
    inner = styled(style, _STYLES[name]) if name in _STYLES else style
    if name not in BLOCKS:
        return inner, _nothing
    writer.flush()
    return inner, writer.flush


def _nothing() -> None:
    pass


def _link(writer: Writer, node: Any, style: Style) -> Entered:
    address = web_address(attribute(node, "href"), writer.base)
    if not address:
        return style, _nothing
    last, text = writer.run[-1] if writer.run else ((), "")
    if any(kind == "a" for kind, _ in last) and not text[-1:].isspace():  # buttons, which stand apart by their style
        writer.run.append((style, GAP))
    return styled(style, "a", address), _nothing


def _image(writer: Writer, node: Any, style: Style) -> Entered:
    attrs = node.attrs or {}
    source = next((url for key in _SOURCES if (url := web_address(attrs.get(key), writer.base))), "")
    alt = attrs.get("alt")
    if alt is None and source and "1" not in (attrs.get("width"), attrs.get("height")):
        alt = "image"
    if alt and alt.strip():
        is_text = not source or (len(alt) <= 4 and not alt.isascii())  # an emoji that is shown as an image
        writer.run.append((style if is_text else styled(style, "img", source), alt))
    return style, _nothing


def _quotes(writer: Writer, _node: Any, style: Style) -> Entered:
    writer.run.append((style, "“"))
    return style, lambda: writer.run.append((style, "”"))


def _shifted(_writer: Writer, node: Any, style: Style) -> Entered:
    """Write raised and lowered digits as characters of their own, where Unicode has all of them."""
    table = _RAISED if node.name == "sup" else _LOWERED
    texts = [child for child in below(node, 20) if child.name == "#text"]
    if all(ord(character) in table for text in texts for character in text.data or ""):
        for text in texts:
            text.data = (text.data or "").translate(table)
    return style, _nothing


def _line_break(writer: Writer, _node: Any, style: Style) -> Entered:
    last = next((text for _, text in reversed(writer.run) if text == BREAK or collapsed(text).strip()), "")
    if writer.tag:
        writer.run.append((style, " "))
    elif last == BREAK:  # two of them end a paragraph
        writer.flush()
    else:
        writer.run.append(((), BREAK))
    return style, _nothing


def _embedded(writer: Writer, node: Any, style: Style) -> Entered:
    """Leave a link to a film or a sound."""
    elements = (child for child in (node, *below(node, 10)) if child.name[0] != "#")
    address = next((url for child in elements if (url := web_address(attribute(child, "src"), writer.base))), "")
    if address:
        writer.flush()
        writer.run.append((styled((), "a", address), address))
    return style, writer.flush


def _rule(writer: Writer, _node: Any, style: Style) -> Entered:
    writer.flush()
    if writer.is_outside():
        writer.write(["---"], "rule")
    return style, _nothing


def _code_block(writer: Writer, node: Any, style: Style) -> Entered:
    """Write code as it is, line ends and all, with the language that its classes name."""
    writer.flush()
    text = "".join("\n" if child.name == "br" else getattr(child, "data", "") or "" for child in below(node))
    code = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).replace("\xa0", " ").strip("\n")
    elements = (child for child in (node, *below(node, 3)) if child.name[0] != "#")
    language = _LANGUAGE.search(" ".join(attribute(child, "class") for child in elements)[:_LONGEST_CLASSES])
    if code.strip():
        marks = fence(code, 3)
        writer.write([f"{marks}{language[1] if language else ''}", *code.split("\n"), marks], "code")
    return style, _nothing


def _heading(writer: Writer, node: Any, style: Style) -> Entered:
    """Begin a heading; in a list, a table or another heading it is a plain block."""
    writer.flush()
    if writer.tag or not writer.is_outside():
        return style, writer.flush
    writer.tag = node.name
    return style, writer.end_block


def _group(writer: Writer, node: Any, style: Style) -> Entered:
    """Open a list or a quote; one that stands between the items of a list belongs to the last item."""
    writer.flush()
    depth = len(writer.open)
    if depth > DEEPEST or writer.tag:
        return style, writer.flush
    if writer.inner.name in LISTS:
        if writer.inner.item:
            writer.open.append(writer.inner.item)
        else:
            writer.begin_item()
    last, start = writer.inner.last, attribute(node, "start")
    if node.name == "blockquote":
        made = Container("blockquote", "quote", "> ", "> ")
    elif node.name == "ol":
        is_number = start.isascii() and start.isdigit() and len(start) < 9
        made = Container("ol", ")" if last == "." else ".", number=int(start) if is_number else 1)
    else:  # with the same marks it would be one list with the one above
        made = Container("ul", "*" if last == "-" else "-")
    writer.open.append(made)
    return style, partial(writer.close, depth)


def _item(writer: Writer, _node: Any, style: Style) -> Entered:
    writer.flush()
    depth = len(writer.open)
    if writer.inner.name not in LISTS:
        return style, writer.flush
    writer.begin_item()
    return style, partial(writer.close, depth)


_STYLES = {
    **dict.fromkeys(("b", "strong", "dt", "summary"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var", "figcaption", "caption"), "em"),
    **dict.fromkeys(("s", "del", "strike"), "del"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
}
# Elements that more is to be done for than to begin a block or to change the style.
_ENTER: dict[str, Callable[[Writer, Any, Style], Entered]] = {
    "a": _link,
    "img": _image,
    "br": _line_break,
    "hr": _rule,
    "li": _item,
    "pre": _code_block,
    "q": _quotes,
    "table": tables.table,
    "tr": tables.row,
    **dict.fromkeys(("audio", "iframe", "video"), _embedded),
    **dict.fromkeys(("blockquote", "ol", "ul"), _group),
    **dict.fromkeys(("sub", "sup"), _shifted),
    **dict.fromkeys(("td", "th"), tables.cell),
    **dict.fromkeys(HEADINGS, _heading),
}
