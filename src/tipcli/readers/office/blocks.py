"""Code, quotations and what goes on in an item of a list, which odfdo 3.27 writes as mere paragraphs.

They are set aside before it writes Markdown, with marks in their place, and put back into the HTML that is made of it.
The marks are two noncharacters of Unicode, which no text holds (section 23.7 of its standard).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from tipcli.readers.office.roles import CODE, QUOTE, role

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE, _QUOTE, _AGAIN = "\ufdd0", "\ufdd1", "\ufdd2"
_STYLE = "text:style-name"
_END = r"(?=</p>|</li>|\s*</?(?:ul|ol|li)\b|\ufdd2)"
_PUT_BACK = re.compile("\ufdd0([0-9]+)\ufdd0")
_BLOCK = re.compile("<p>(\ufdd0[0-9]+\ufdd0)</p>|(?<=<li>)(\ufdd0[0-9]+\ufdd0)(?=</li>)")
_FURTHER = re.compile(f"\ufdd2(.*?){_END}", re.DOTALL)
_QUOTED = re.compile("<p>\ufdd1(.*?)</p>", re.DOTALL)
_QUOTED_ITEM = re.compile(f"(?<=<li>)\ufdd1(.*?){_END}", re.DOTALL)


def set_aside(body: Any, above: Mapping[str, str]) -> list[str]:
    """Put marks into the body of a text; return the code that they stand for. `above` is as `role` has it."""
    codes: list[str] = []
    _aside_code(body, above, codes)
    for span in body.get_elements("descendant::text:span"):
        if role(span.style or "", above, in_line=True) == CODE and span.inner_text.strip():
            _put(span, codes, span.inner_text)
    for paragraph in body.get_elements("descendant::text:p"):
        if role(paragraph.style or "", above) == QUOTE and paragraph.inner_text.strip():
            paragraph.text = _QUOTE + paragraph.text
            paragraph.del_attribute(_STYLE)  # that quotations are in italics says nothing more
    _join_items(body)
    return codes


def _aside_code(body: Any, above: Mapping[str, str], codes: list[str]) -> None:
    """Make one mark of the lines of code that follow each other, each a paragraph of its own."""
    blocks: list[list[Any]] = []
    for paragraph in body.get_elements("descendant::text:p"):
        if role(paragraph.style or "", above) == CODE:
            before = paragraph.xpath("preceding-sibling::*[1][self::text:p]")
            if blocks and before and role(before[0].style or "", above) == CODE:
                blocks[-1].append(paragraph)
            else:
                blocks.append([paragraph])
    for first, *others in blocks:
        text = "\n".join(str(one.inner_text) for one in (first, *others)).strip("\n")
        for one in others:
            one.delete()
        if text.strip():
            _put(first, codes, text)


def _put(element: Any, codes: list[str], text: str) -> None:
    for child in element.children:
        element.delete(child, keep_tail=False)
    element.text = f"{_CODE}{len(codes)}{_CODE}"
    element.del_attribute(_STYLE)
    codes.append(text)


def _join_items(body: Any) -> None:
    """Put what follows in an item of a list into its first paragraph: odfdo makes an item of each."""
    from odfdo import Element

    for header in body.get_elements("descendant::text:list-header"):  # an item without a number; odfdo leaves it out
        header.tag = "text:list-item"
        before = header.xpath("preceding-sibling::*[1][self::text:list-item]")
        if before and not before[0].get_elements("text:list"):
            for child in header.children:
                before[0].append(child)
            header.delete()
    for item in body.get_elements("descendant::text:list-item"):
        first: Any = None
        for child in item.children:
            if child.tag != "text:p":
                break
            if first is None:
                first = child
                continue
            further = Element.from_tag("text:span")
            further.text = _AGAIN + child.text
            for one in child.children:
                further.append(one)
            first.append(further)
            child.delete()


def restored(html: str, codes: list[str]) -> str:
    """Put code back into HTML, and make quotations and further paragraphs of what is marked as such."""
    html = _FURTHER.sub(r"<p>\1</p>", html)
    html = _QUOTED_ITEM.sub("<p>\ufdd1\\1</p>", html)
    html = _QUOTED.sub(r"<blockquote><p>\1</p></blockquote>", html)
    html = re.sub(r"</blockquote>\s*<blockquote>", "", html)
    html = _BLOCK.sub(lambda found: f"<pre>{_code(found[1] or found[2], codes)}</pre>", html)
    html = _PUT_BACK.sub(lambda found: _code(found[0], codes), html)
    return html.translate({ord(mark): None for mark in (_CODE, _QUOTE, _AGAIN)})


def _code(mark: str, codes: list[str]) -> str:
    number = int(mark.strip(_CODE))
    return f"<code>{escape(codes[number], quote=False)}</code>" if number < len(codes) else ""
