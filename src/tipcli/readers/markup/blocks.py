"""Elements that are blocks: headings, rules, code, lists and their items, quotes, films."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.nodes import below
from tipcli.readers.markup.output import nothing
from tipcli.readers.markup.runs import styled

if TYPE_CHECKING:
    from tipcli.readers.markup.output import Entered, Output
    from tipcli.readers.markup.runs import Style

_DEEPEST = 30  # lists and quotes within each other; markdownify needs three Python frames a level
WHOLE = frozenset(("audio", "iframe", "pre", "video"))  # what is below them is not visited
_LANGUAGE = re.compile(r"(?:^|[\s\"';])(?:lang(?:uage)?-|brush:\s?)([\w+#-]{1,20})")


def embedded(output: Output, node: Any, style: Style) -> Entered:
    """Leave a link to a film or a sound."""
    attrs = (one.attrs or {} for one in (node, *below(node, 10)) if one.name[0] != "#")
    address = next((url for each in attrs if (url := web_address(each.get("src"), output.base))), "")
    if address and node.name in WHOLE:
        output.flush()
        output.run.append((styled((), f"a {address}"), address))
    return style, output.flush


def rule(output: Output, _node: Any, style: Style) -> Entered:
    """Write a rule between blocks, none in a list or a table."""
    output.flush()
    if output.open[-1][0] in ("", "blockquote"):
        output.out.append("<hr>")
    return style, nothing


def code_block(output: Output, node: Any, style: Style) -> Entered:
    """Write code as it is, line ends and all, with the language that its classes name."""
    output.flush()
    text = "".join("\n" if child.name == "br" else getattr(child, "data", "") or "" for child in below(node))
    classes = " ".join((child.attrs or {}).get("class") or "" for child in below(node, 3) if child.name[0] != "#")
    language = _LANGUAGE.search(f"{(node.attrs or {}).get('class') or ''} {classes}"[:500])
    if text.strip() and output.open[-1][0] not in ("ul", "ol"):
        output.out.append(f'<pre lang="{escape(language[1]) if language else ""}">{escape(text, quote=False)}</pre>')
    return style, nothing


def heading(output: Output, node: Any, style: Style) -> Entered:
    """Begin a heading; in a list, a table or another heading it is a plain block."""
    output.flush()
    if output.tag or output.open[-1][0] not in ("", "blockquote"):
        return style, output.flush
    output.tag = node.name
    return style, output.end_block


def group(output: Output, node: Any, style: Style) -> Entered:
    """Open a list or a quote."""
    output.flush()
    if len(output.open) > _DEEPEST or output.tag:
        return style, output.flush
    end = f"</{node.name}>"
    if output.open[-1][0] in ("ul", "ol"):  # a list that stands between the items of another belongs to the last one
        if output.out[-1] == "</li>":
            output.out.pop()
        else:
            output.out.append(output.item_tag())
        end += "</li>"
    start = (node.attrs or {}).get("start") or "1"
    is_number = start.isascii() and start.isdigit() and len(start) < 9
    output.open.append([node.name, int(start) if is_number else 1])
    output.out.append(f"<{node.name}>")
    return style, lambda: output.close(end)


def item(output: Output, node: Any, style: Style) -> Entered:
    """Begin an item of a list; without a list it is a plain block."""
    output.flush()
    if output.open[-1][0] not in ("ul", "ol"):
        return style, output.flush
    output.out.append(output.item_tag())
    output.open.append([node.name, 0])
    return style, lambda: output.close("</li>")
