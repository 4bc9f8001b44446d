"""Templates: pages and notes with places for what a program puts in, and no tips before it did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.readers.base import MARKDOWN

if TYPE_CHECKING:
    from tipcli.readers.base import Document

_PAGES = frozenset({".html", ".htm", ".xhtml", ".xml"})
_NOTES = frozenset(MARKDOWN)
# A page may show such marks: in these elements, and in comments, they are shown.
_SHOWN = re.compile(r"<(?:(pre|code|script|style|textarea|xmp|samp|kbd)\b|!--)", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>[^<]{0,500}?(?:\{\{|\{%|<%)", re.IGNORECASE)
_STATEMENT = re.compile(
    r"\{%-?\s*(?:assign|block|extends|for|if|import|include|layout|load|macro|render|set|unless)\b"
    r"|\{\{[-~>#&/{]?\s*(?:\.[A-Z]|(?:page|site|post|block|this)\.|(?:body|content|contents|yield)\b|template\b|partial\b)"
    r"|<%[-=#@ \n]|<\?php\b|<\?="
)
# In a note, they are shown as often as they are meant; what its name or first heading is made of is meant.
_NAMED = re.compile(
    r"\A\ufeff?---[ \t]*\n(?:(?!---)[^\n]{0,2000}\n){0,60}?title:[ \t\"']{0,9}(?:\{\{|\{%|<%)", re.IGNORECASE
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.{0,9})", re.MULTILINE)
_FENCED = re.compile(r"^[ \t]{0,9}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]{0,9}\1|\Z)", re.MULTILINE | re.DOTALL)
_MARKS = ("{{", "{%", "<%")
_LOOKED_AT = 16_000  # characters of a note
_TEMPLATER = re.compile(r"<%[-_*+]{0,2}\s{0,9}tp\.")


def is_template(document: Document) -> bool:
    """Tell whether a page or a note waits for a program to fill it. Raises AccessError where it cannot be read."""
    if document.address or document.ending not in _PAGES | _NOTES:
        return False
    head = document.head
    if not any(mark in head for mark in (b"{{", b"{%", b"<%", b"<?")):
        return False
    text = head.decode("utf-8", "replace").replace("\r\n", "\n")
    if document.ending in _NOTES:
        text = _FENCED.sub("", text[:_LOOKED_AT])
        first = _HEADING.search(text)
        is_headed = first is not None and first[1].lstrip("\"' ").startswith(_MARKS)
        return is_headed or bool(_NAMED.search(text) or _TEMPLATER.search(text))
    return bool(_TITLE.search(text[:8000]) or _STATEMENT.search(_without_shown(text)))


def _without_shown(text: str) -> str:
    """Return a page without comments and the elements in which marks are shown; one that is not closed stays."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that is longer in lower case: places would not agree
        return text
    made, at, open_for_ever = [], 0, set()
    for found in _SHOWN.finditer(text):
        end = f"</{found[1].lower()}" if found[1] else "-->"
        if found.start() < at or end in open_for_ever:
            continue
        closed = lowered.find(end, found.end())
        if closed < 0:
            open_for_ever.add(end)
            continue
        made.append(text[at : found.start()])
        at = closed + len(end)
    return " ".join((*made, text[at:]))
