"""One message as an item: what its head says, and its text without what stands around it."""

from __future__ import annotations

import re
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line
from tipcli.model.tip import Credit
from tipcli.readers.base import Bad, Item, Skipped, decode
from tipcli.readers.dates import LONGEST, day
from tipcli.readers.mail.around import without_around
from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.converting import node_markdown, to_markdown
from tipcli.readers.markup.nodes import attribute, below
from tipcli.readers.markup.parsing import TangledError, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from typing import Any

_PARTS = 200  # of one message that are looked at
_ANSWER = re.compile(r"(?:(?:re|aw|fwd?|wg|tr|rv|sv|vs|antw|odp)(?:\[\d\])?: ?)+", re.IGNORECASE)
_LIST = re.compile(r"\[[^\[\]]{1,40}\] ?")
_HIDDEN = ("max-height:0", "visibility:hidden", "opacity:0;")  # a line for the overview of a mailbox, not for the page
_PADDING = re.compile("(?:[\u034f\u200b\u200c\u200d\u00ad\u2007\ufeff][ \u00a0]*){4,}")
_KINDS = {
    "multipart/encrypted": "encrypted",
    "application/pkcs7-mime": "encrypted",
    "multipart/report": "a report of a mail server",
    "text/calendar": "an invitation",
}
_STATES = {"D": "a draft", "T": "in the trash"}


def item_of_message(raw: bytes, place: str, name: str) -> Item | Bad | Skipped:
    """Return a message as an item, or why it is left out; `name` is that of its file, where Maildir keeps its state."""
    message = message_from_bytes(raw)
    if reason := _left_out(message, name):
        return Skipped(place, reason)
    text = _text(message)
    title = _ANSWER.sub("", _field(message, "subject"), count=1).strip()
    if message["list-id"]:
        title = _ANSWER.sub("", _LIST.sub("", title, count=1), count=1).strip()
    if not text.strip():
        return Skipped(place, "no text in it")
    author = _field(message, "from", is_name=True)
    link = web_address(_field(message, "archived-at").strip("<> "), "")
    said = _field(message, "date")
    date = day(said) if said else None
    return Item(
        place,
        title=title,
        body=text,
        date=date,
        credit=Credit(title, author, date, link or None) if author else None,
        guid=_field(message, "message-id").strip("<> "),
        link=link,
        extra={"author": author} if author else {},
        undated=said[:LONGEST] if said and not date else "",
    )


def _left_out(message: Message, name: str) -> str:
    """Return why a message is none to read, empty for one that is."""
    kind = message.get_content_type()
    flags = name.partition(":2,")[2] + _field(message, "x-status")
    reason = next((why for flag, why in _STATES.items() if flag in flags.upper()), "") if flags else ""
    if not reason and message.get("x-mozilla-draft-info"):
        reason = "a draft"
    if not reason and _field(message, "auto-submitted").lower().startswith("auto-replied"):
        reason = "an automatic reply"
    return reason or _KINDS.get(kind, "")


def _field(message: Message, name: str, *, is_name: bool = False) -> str:
    """Return a field on one line, decoded; with `is_name` the name in an address."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    value = decode(raw.encode("ascii", "surrogateescape")) if not raw.isascii() else raw
    if is_name:
        value = parseaddr(value)[0]
    with suppress(LookupError, ValueError, HeaderParseError):  # then it is as it stands there
        value = str(make_header(decode_header(value)))
    return clean_line(value)


def _text(message: Message) -> str:
    """Return the text of a message as Markdown: its HTML where it has some, else its plain text."""
    texts = {"text/html": "", "text/plain": ""}
    for part in _parts(message):
        kind = part.get_content_type()
        if kind not in texts or texts[kind] or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        written = decode(payload, part.get_content_charset("")) if isinstance(payload, bytes) else ""
        written = written.replace("\r\n", "\n")
        if kind == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
            written = _unfolded(written)
        texts[kind] = _of_html(written) if kind == "text/html" else without_around(written, is_plain=True)
    return texts["text/html"] or texts["text/plain"]


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message in their order, but for those of messages that are attached to it."""
    stack, left = [message], _PARTS
    while stack and (left := left - 1) >= 0:
        part = stack.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack += [one for one in reversed(payload) if not isinstance(one, str)]
        elif part.get_content_maintype() == "text":
            yield part


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
    return without_around(_PADDING.sub("", markdown), is_plain=False)


def _is_hidden(node: Any) -> bool:
    if node.name[0] in "#!":  # text, comments
        return False
    if node.name == "img":  # a sign of the house, or one that counts who reads
        return True
    style = attribute(node, "style").replace(" ", "").lower() + ";"
    return any(sign in style for sign in _HIDDEN)
