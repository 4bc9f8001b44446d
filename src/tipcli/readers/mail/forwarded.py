"""Messages within a message: forwarded as attachments, in each other, or many in a digest; each is one of its own."""

from __future__ import annotations

import re
from email import message_from_bytes
from typing import TYPE_CHECKING

from tipcli.readers.base import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

MOST = 1_000  # messages within one, and parts that are looked at for them
_MAY_CARRY = re.compile(rb"message/(?:rfc822|global|news)|multipart/digest|\.eml\b", re.IGNORECASE)
_KINDS = frozenset({"message/rfc822", "message/global", "message/news"})


def parsed(raw: bytes) -> Message | None:
    """Return the message that bytes are; None where its parts lie in each other deeper than can be followed."""
    try:
        return message_from_bytes(raw)
    except RecursionError:
        return None


def may_carry(raw: bytes) -> bool:
    """Tell, without parsing it, whether a message may have others within."""
    return bool(_MAY_CARRY.search(raw))


def is_digest(message: Message) -> bool:
    """Tell whether a message is there for those within it only (RFC 2046, multipart/digest)."""
    return any(part.get_content_type() == "multipart/digest" for part in _parts(message))


def forwarded(message: Message) -> Iterator[Message | Bad]:
    """Yield the messages within one, each before those within itself; a Bad for one that cannot be read."""
    stack, left = [_parts(message)], MOST
    while stack:
        part = next(stack[-1], None)
        if part is None:
            stack.pop()
            continue
        if not (left := left - 1):
            yield Bad("", f"more than {MOST:,} messages and parts in one message; the others are left out")
            return
        if part.get_content_type() in _KINDS or _is_file(part):
            within = _message(part)
            yield within or Bad("", "a forwarded message that cannot be decoded")
            if within:
                stack.append(_parts(within))


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that are no multipart, in their order, but none of a message within it."""
    stack = [message]
    while stack:
        part = stack.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart":
            yield part
            stack += [one for one in reversed(payload) if not isinstance(one, str)] if isinstance(payload, list) else []
        elif part is not message:
            yield part


def _is_file(part: Message) -> bool:
    """Tell whether a part is a file of a message: some programs send it as bytes of no kind."""
    return part.get_content_maintype() != "multipart" and (part.get_filename() or "").lower().endswith(".eml")


def _message(part: Message) -> Message | None:
    """Return the message that a part is; None where its bytes are none."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        raw = part.get_payload(decode=True)
        return _with_fields(raw) if isinstance(raw, bytes) else None
    within = payload[0] if payload else None
    if within is None or isinstance(within, str):
        return None
    if within.keys():
        return within
    # Python takes the text of an encoded message for one without fields. RFC 2046 forbids to encode it, and some do.
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return None
    within["content-transfer-encoding"] = "base64"
    raw = within.get_payload(decode=True)
    return _with_fields(raw) if isinstance(raw, bytes) else None


def _with_fields(raw: bytes) -> Message | None:
    message = parsed(raw.lstrip(b"\r\n"))
    return message if message is not None and message.keys() else None
