"""One message as an item: what its head says, and its text without what stands around it."""

from __future__ import annotations

import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from tipcli.model.text import clean_line
from tipcli.model.tip import Credit
from tipcli.readers.base import Item, Skipped, decode
from tipcli.readers.dates import LONGEST, day
from tipcli.readers.mail.forwarded import is_digest
from tipcli.readers.mail.written import text_of
from tipcli.readers.markup.addresses import web_address

if TYPE_CHECKING:
    from email.message import Message

_ANSWER = re.compile(r"(?:(?:re|aw|fwd?|wg|tr|rv|sv|vs|antw|odp)(?:\[\d\])?: ?)+", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_MUTT = re.compile(r"\[[^\s@]+@[^\s:]+: (.+)\]")  # how mutt calls what it forwards
_LIST = re.compile(r"\[[^\[\]]{1,40}\] ?")
_KINDS = {
    "multipart/encrypted": "encrypted",
    "application/pkcs7-mime": "encrypted",
    "multipart/report": "a report of a mail server",
    "text/calendar": "an invitation",
}
_STATES = {"D": "a draft", "T": "in the trash"}


def item_of_message(message: Message, place: str, name: str = "", *, carries: bool = False) -> Item | Skipped:
    """Return a message as an item, or why it is left out.

    `name` is that of its file, where Maildir keeps its state; `carries`: others are forwarded in it.
    """
    if reason := left_out(message, name):
        return Skipped(place, reason)
    if carries and is_digest(message):
        return Skipped(place, "a digest, of which each message is taken by itself")
    text = text_of(message)
    title = _title(message)
    if not text.strip():
        return Skipped(place, "no text but that of what it forwards" if carries else "no text in it")
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


def _title(message: Message) -> str:
    title = _field(message, "subject")
    while found := _MUTT.fullmatch(title):
        title = found[1]
    title = _ANSWER.sub("", title, count=1).strip()
    if message["list-id"]:
        title = _ANSWER.sub("", _LIST.sub("", title, count=1), count=1).strip()
    return title


def left_out(message: Message, name: str) -> str:
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
    value = _FOLD.sub("", value)
    if is_name:
        value = parseaddr(value)[0]
    with suppress(LookupError, ValueError, HeaderParseError):  # then it is as it stands there
        value = str(make_header(decode_header(value)))
    return clean_line(value)
