"""Elements within a line: links, images, quotation marks, raised and lowered letters, line breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.nodes import attribute, below, collapsed
from tipcli.readers.markup.runs import BREAK, styled

if TYPE_CHECKING:
    from tipcli.readers.markup.runs import Style
    from tipcli.readers.markup.writer import Entered, Writer

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")  # of an image that is loaded late, too


def nothing() -> None:
    """Do nothing at the end of an element."""


def link(writer: Writer, node: Any, style: Style) -> Entered:
    """Add a link to the style, where the address is one of the web."""
    address = web_address(attribute(node, "href"), writer.base)
    return (styled(style, f"a {address}") if address else style), nothing


def image(writer: Writer, node: Any, style: Style) -> Entered:
    """Add an image, or its alternative text alone where that says the same."""
    attrs = node.attrs or {}
    source = next((url for key in _SOURCES if (url := web_address(attrs.get(key), writer.base))), "")
    alt = attrs.get("alt")
    if alt is None and source and "1" not in (attrs.get("width"), attrs.get("height")):
        alt = "image"
    if alt and alt.strip():
        is_text = not source or (len(alt) <= 4 and not alt.isascii())  # an emoji that is shown as an image
        writer.run.append((style if is_text else styled(style, f"img {source}"), alt))
    return style, nothing


def quotes(writer: Writer, _node: Any, style: Style) -> Entered:
    """Put quotation marks around what is in an element."""
    writer.run.append((style, "“"))
    return style, lambda: writer.run.append((style, "”"))


def shifted(_writer: Writer, node: Any, style: Style) -> Entered:
    """Write raised and lowered digits as characters of their own, where Unicode has all of them."""
    table = _RAISED if node.name == "sup" else _LOWERED
    texts = [child for child in below(node, 20) if child.name == "#text"]
    if all(ord(character) in table for text in texts for character in text.data or ""):
        for text in texts:
            text.data = (text.data or "").translate(table)
    return style, nothing


def line_break(writer: Writer, _node: Any, style: Style) -> Entered:
    """Break the line; a second break in a row ends the paragraph."""
    last = next((text for _, text in reversed(writer.run) if text == BREAK or collapsed(text).strip()), "")
    if writer.tag:
        writer.run.append((style, " "))
    elif last == BREAK:  # two of them end a paragraph
        writer.flush()
    else:
        writer.run.append(((), BREAK))
    return style, nothing
