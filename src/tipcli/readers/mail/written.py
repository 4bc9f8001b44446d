"""What is written in a message, of all its parts that are to be read, as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers.base import decode
from tipcli.readers.mail.around import unsigned, without_around
from tipcli.readers.markup.converting import node_markdown, to_markdown
from tipcli.readers.markup.nodes import attribute, below
from tipcli.readers.markup.parsing import TangledError, parse

if TYPE_CHECKING:
    from email.message import Message
    from typing import Any

_DEEPEST = 20  # parts in parts
_PARTS = 200  # of one part that are looked at
_SAME = 80  # letters by which a text is the same in another form
_HIDDEN = ("max-height:0", "visibility:hidden", "opacity:0;")  # a line for the overview of a mailbox, not for the page
_PADDING = re.compile("(?:[\u034f\u200b\u200c\u200d\u00ad\u2007\ufeff][ \u00a0]*){4,}")


def text_of(message: Message) -> str:
    """Return the text of a message: of two forms of one text its HTML, and what stands around attachments."""
    return without_around(_text(message, _DEEPEST), is_plain=False)


def _text(part: Message, deepest: int) -> str:
    kind, payload = part.get_content_type(), part.get_payload()
    if kind.startswith("multipart/"):
        if not isinstance(payload, list) or not deepest or kind == "multipart/digest":
            return ""
        within = [one for one in payload[:_PARTS] if not isinstance(one, str)]
        if kind == "multipart/alternative":
            return _best(within, deepest - 1)
        return _joined(within[:1] if kind == "multipart/related" else within, deepest - 1)
    if kind not in ("text/html", "text/plain") or part.get_content_disposition() == "attachment":
        return ""
    raw = part.get_payload(decode=True)
    text = (decode(raw, part.get_content_charset("")) if isinstance(raw, bytes) else "").replace("\r\n", "\n")
    if kind == "text/html":
        return _of_html(text)
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return unsigned(_unfolded(text) if is_flowed else text)


def _best(parts: list[Message], deepest: int) -> str:
    """Return the richest of several forms of one text: plain text where there is no other."""
    texts = [(part.get_content_type() == "text/plain", _text(part, deepest)) for part in parts]
    return next((text for _, text in sorted(texts, key=lambda one: one[0]) if text.strip()), "")


def _joined(parts: list[Message], deepest: int) -> str:
    """Return the texts of parts one after the other: programs write on after an attachment."""
    texts: list[str] = []
    for part in parts:
        if texts and part.get_filename():
            continue
        text = _text(part, deepest).strip("\n")
        if texts and _letters(texts[-1]) == _letters(text):  # two forms of it, in a message that does not say so
            texts.pop()
        texts += [text] if text.strip() else []
    return "\n\n".join(texts)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)[:_SAME]


def _unfolded(text: str) -> str:
    """Return text of `format=flowed` (RFC 3676): a line that ends with a blank goes on in the next."""
    made: list[str] = []
    for line in text.split("\n"):
        unstuffed = line.removeprefix(" ")
        if made and made[-1].endswith(" ") and made[-1] != "-- ":
            made[-1] += unstuffed
        else:
            made.append(unstuffed)
    return "\n".join(made)


def _of_html(html: str) -> str:
    try:
        root = parse(html)
        markdown = node_markdown(root, leave_out=[node for node in below(root) if _is_hidden(node)])
    except TangledError:
        markdown = to_markdown(html)
    except AccessError:
        return ""
    return _PADDING.sub("", markdown)


def _is_hidden(node: Any) -> bool:
    if node.name[0] in "#!":  # text, comments
        return False
    if node.name == "img":  # a sign of the house, or one that counts who reads
        return True
    style = attribute(node, "style").replace(" ", "").lower() + ";"
    return any(sign in style for sign in _HIDDEN)
