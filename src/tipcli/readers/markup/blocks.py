"""Elements that are blocks: headings, rules, code, lists and their items, quotes, films."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.nodes import attribute, below
from tipcli.readers.markup.runs import styled
from tipcli.readers.markup.writer import LISTS, Container

if TYPE_CHECKING:
    from tipcli.readers.markup.runs import Style
    from tipcli.readers.markup.writer import Entered, Writer

DEEPEST = 30  # lists and quotes within each other; deeper ones lose their level, not their words
_LONGEST_CLASSES = 500  # characters in which the language of code is looked for
_LANGUAGE = re.compile(r"(?:^|[\s\"';])(?:lang(?:uage)?-|brush:\s?)([\w+#-]{1,20})")
WHOLE = frozenset(("audio", "iframe", "pre", "video"))  # what is below them is not visited


def embedded(writer: Writer, node: Any, style: Style) -> Entered:
    """Leave a link to a film or a sound."""
    elements = (child for child in (node, *below(node, 10)) if child.name[0] != "#")
    address = next((url for child in elements if (url := web_address(attribute(child, "src"), writer.base))), "")
    if address:
        writer.flush()
        writer.run.append((styled((), f"a {address}"), address))
    return style, writer.flush


def rule(writer: Writer, _node: Any, style: Style) -> Entered:
    """Write a rule between blocks, none in a list or a table."""
    writer.flush()
    if _is_outside(writer):
        writer.write(["---"], "rule")
    return style, writer.flush


def code_block(writer: Writer, node: Any, style: Style) -> Entered:
    """Write code as it is, line ends and all, with the language that its classes name."""
    writer.flush()
    text = "".join("\n" if child.name == "br" else getattr(child, "data", "") or "" for child in below(node))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).replace("\xa0", " ").strip("\n")
    elements = (child for child in (node, *below(node, 3)) if child.name[0] != "#")
    language = _LANGUAGE.search(" ".join(attribute(child, "class") for child in elements)[:_LONGEST_CLASSES])
    if lines.strip():
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", lines)), default=0))
        writer.write([f"{fence}{language[1] if language else ''}", *lines.split("\n"), fence], "code")
    return style, writer.flush


def heading(writer: Writer, node: Any, style: Style) -> Entered:
    """Begin a heading; in a list, a table or another heading it is a plain block."""
    writer.flush()
    if writer.tag or not _is_outside(writer):
        return style, writer.flush
    writer.tag = node.name
    return style, writer.end_block


def _is_outside(writer: Writer) -> bool:
    return writer.inner.name in ("", "blockquote") and not writer.table


def group(writer: Writer, node: Any, style: Style) -> Entered:
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
    last = writer.inner.last
    if node.name == "blockquote":
        made = Container("blockquote", "quote", "> ", "> ")
    elif node.name == "ol":
        start = attribute(node, "start")
        is_number = start.isascii() and start.isdigit() and len(start) < 9
        made = Container("ol", ")" if last == "." else ".", number=int(start) if is_number else 1)
    else:  # with the same marks it would be one list with the one above
        made = Container("ul", "*" if last == "-" else "-")
    writer.open.append(made)
    return style, partial(writer.close, depth)


def item(writer: Writer, _node: Any, style: Style) -> Entered:
    """Begin an item of a list; without a list it is a plain block."""
    writer.flush()
    depth = len(writer.open)
    if writer.inner.name not in LISTS:
        return style, writer.flush
    writer.begin_item()
    return style, partial(writer.close, depth)
