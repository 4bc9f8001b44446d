"""Mail: a message in a file of its own, as programs save them and Maildir keeps them, or many in one file (mbox)."""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from tipcli.readers.base import Bad, Reader, Record
from tipcli.readers.lines import raw_lines
from tipcli.readers.mail.forwarded import forwarded, may_carry, parsed
from tipcli.readers.mail.message import item_of_message, left_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Item, Options, Skipped

LARGEST = 32 * 2**20  # bytes of one message, whose attachments count
_ENDINGS = frozenset({".eml", ".emlx", ".mbox", ".mbx"})
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|$)")
# A message names who sent it and when, and one of these, which no head of a note has.
_NEEDED = frozenset({b"from", b"date"})
_OWN = frozenset(b"message-id received return-path mime-version delivered-to x-mozilla-status content-type".split())
_MARK = re.compile(rb"From \S{1,300} .{0,60}\d{4}")  # the line before each message of an mbox
_QUOTED_MARK = re.compile(rb"(?m)^>(>*From )")
_COUNT = re.compile(rb"\d{1,9} *\r?\n")  # the first line of a message as Apple's Mail keeps it: how long it is


class MailReader(Reader):
    """A message a tip."""

    name = "mail"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by the fields that a message begins with."""
        head = document.head
        if document.ending in _ENDINGS or document.media_type in ("message/rfc822", "application/mbox"):
            return b"\0" not in head[:1]
        return bool(_MARK.match(head)) or _is_head(head)

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield a record for each message. Raises AccessError where the document cannot be read."""
        if _MARK.match(document.head):
            yield from _messages(document)
            return
        raw = document.read(LARGEST)
        if document.ending == ".emlx" and (found := _COUNT.match(raw)):
            raw = raw[found.end() : found.end() + int(found[0])]
        if document.ending in _ENDINGS and not _is_some_head(raw):
            yield Bad("item 1", "no fields of a message, such as From: and Date:")
            return
        yield from _found(raw, "item 1", document.name)


def _is_head(head: bytes) -> bool:
    names = _fields(head)
    return names >= _NEEDED and not _OWN.isdisjoint(names)


def _is_some_head(raw: bytes) -> bool:
    return not _fields(raw).isdisjoint(_NEEDED | _OWN | {b"subject"})


def _fields(head: bytes) -> set[bytes]:
    """Return the names of the fields at the top, in lower case; none where another line stands among them."""
    names: set[bytes] = set()
    for line in head[:65_536].splitlines()[:200]:
        if not line.strip():
            return names
        if line[:1] in b" \t" and names:
            continue
        if not (found := _FIELD.match(line)):
            return set()
        names.add(found[1].lower())
    return names


def _messages(document: Document) -> Iterator[Found]:
    """Yield the messages of an mbox: each begins with a line `From …` after a blank one."""
    lines: list[bytes] = []
    size, begin, is_blank, is_cut = 0, 0, True, False
    for number, line in enumerate(raw_lines(document), 1):
        if line and is_blank and _MARK.match(line):
            if begin:
                yield from _message(lines, begin, is_cut=is_cut)
            lines, size, begin, is_cut = [], 0, number, False
            continue
        size += len(line or b"")
        is_cut = is_cut or line is None or size > LARGEST
        if line and not is_cut:
            lines.append(line)
        is_blank = line is not None and not line.strip()
    yield from _message(lines, begin, is_cut=is_cut)


def _message(lines: list[bytes], number: int, *, is_cut: bool) -> Iterator[Found]:
    place = f"line {number}"
    if is_cut:
        yield Bad(place, f"a message of more than {LARGEST // 2**20} MB, or of a line that is too long")
        return
    raw = _QUOTED_MARK.sub(rb"\1", b"".join(lines))
    yield from _found(raw, place, "")


def _found(raw: bytes, place: str, name: str) -> Iterator[Found]:
    """Yield a message as a record and then what is forwarded in it, but for that of a draft or a failed delivery."""
    message = parsed(raw) if may_carry(raw) else None
    if message is None or left_out(message, name):
        yield Record(raw, partial(_item, raw, place, name))
        return
    within = list(forwarded(message))
    yield Record(raw, partial(item_of_message, message, place, name, carries=bool(within)))
    digest = sha256(raw).digest()
    for number, one in enumerate(within, 1):
        where = f"{place}, message {number} in it"
        if isinstance(one, Bad):
            yield Bad(where, one.reason)
        else:
            yield Record(b"%d " % number + digest, partial(item_of_message, one, where, carries=any(forwarded(one))))


def _item(raw: bytes, place: str, name: str) -> Item | Bad | Skipped:
    message = parsed(raw)
    return Bad(place, "parts in parts, too deep") if message is None else item_of_message(message, place, name)
