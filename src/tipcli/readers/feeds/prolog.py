"""The beginning of an XML document: its encoding, often not the one that it or its server names, and its root."""

from __future__ import annotations

import codecs
import re

from tipcli.model.text import quoted
from tipcli.readers.base import HEAD

_ROOT = re.compile(rb"""<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>]|\Z)""")
_FEED = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_SKIPPED = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!", b">"))  # before the root element
_JUNK = (b"<br", b"warning:", b"notice:", b"deprecated:", b"php ")
_ENCODING = re.compile(rb"""\s*<\?xml[^<>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_OTHERS = {
    "html": "a web page, not a feed",
    "opml": "a list of feeds (OPML), not a feed",
    "urlset": "a site map, not a feed",
    "sitemapindex": "a site map, not a feed",
}
# Python's codecs for encodings of texts. Others decode as well and take quadratic time (punycode) or run escapes.
_CODEC = re.compile(r"(?:iso8859|cp\d|koi8|mac|euc|shift_jis|gb|big5|hz|iso2022|tis|johab|ptcp|kz1048)", re.IGNORECASE)
_WESTERN = frozenset(("ascii", "iso8859-1", "cp1252", "utf-8", "utf-8-sig"))
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
_WIDE = ((b"\0\0\0<", "utf-32-be"), (b"<\0\0\0", "utf-32-le"), (b"\0<\0", "utf-16-be"), (b"<\0", "utf-16-le"))
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_STEP = 2**20  # bytes that are decoded at a time, which keeps the peak of memory near the size of the document


def utf8(data: bytes, charset: str = "") -> bytes:
    """Return `data` in UTF-8: by its byte order mark, else as UTF-8 if it is that, else as declared, else as `charset`.

    Bytes that no encoding explains are taken for Windows-1252, one by one: a text pasted into a feed of UTF-8.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _recoded(data[len(mark) :], name)
    for mark, name in _WIDE:
        if data.lstrip(b" \t\r\n").startswith(mark):
            return _recoded(data, name)
    declared = _ENCODING.match(data)
    names = [name for text in (declared[1].decode() if declared else "", charset) if (name := _codec(text))]
    stateful = next((name for name in names if name.startswith(("iso2022", "hz"))), None)
    if stateful:
        return _recoded(data, stateful)
    if data.isascii() or _is_utf8(data):
        return data
    return _recoded(data, next((name for name in names if name not in _WESTERN), "utf-8"))


def _codec(charset: str) -> str:
    """Return the codec of an encoding for texts, empty for any other."""
    try:
        name = codecs.lookup(charset.strip()).name if charset.isascii() and charset.isprintable() else ""
    except (LookupError, ValueError):
        return ""
    name = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}.get(name, name)
    return name if name in _WESTERN or _CODEC.match(name) else ""


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _STEP):
            decoder.decode(data[at : at + _STEP])
    except UnicodeDecodeError:
        return False
    return True


def _as_western(error: UnicodeError) -> tuple[str, int]:
    """Decode a byte as Windows-1252; where what follows it is no UTF-8 either, all bytes up to the next of ASCII."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start = error.start
    run = _NOT_ASCII.match(error.object, start)
    end = run.end() if run and not _is_utf8(error.object[start + 1 : run.end()]) else start + 1
    return error.object[start:end].decode("cp1252", "replace"), end


codecs.register_error("tipcli.western", _as_western)


def _recoded(data: bytes, name: str) -> bytes:
    decoder = codecs.getincrementaldecoder(name)("tipcli.western" if name == "utf-8" else "replace")
    made = bytearray()
    for at in range(0, len(data), _STEP):
        made += decoder.decode(data[at : at + _STEP]).encode("utf-8", "replace")
    made += decoder.decode(b"", final=True).encode("utf-8", "replace")
    return bytes(made)


def root(head: bytes, charset: str = "") -> str:
    """Return the root element's name in lower case, without a prefix; empty where the beginning is none of XML."""
    data = utf8(head, charset)
    at = start_of(data)
    while (less := data.find(b"<", at)) >= 0 and not data[at:less].strip():
        if match := _ROOT.match(data, less):
            return match[1].decode().lower()
        end = next((end for start, end in _SKIPPED if data.startswith(start, less)), b"")
        close = data.find(end, less) if end else -1
        if close < 0:
            break
        at = close + len(end)
    return ""


def start_of(data: bytes) -> int:
    """Return where the XML declaration begins: white space or warnings of a server's scripts may stand before it."""
    at = data.find(b"<?xml ", 0, HEAD)
    before = data[: max(at, 0)].lstrip()
    feed = _FEED.search(data, 0, HEAD)
    is_junk = not before or before.lower().startswith(_JUNK)
    return at if at > 0 and is_junk and (not feed or at < feed.start()) else 0


def declares_entities(head: bytes, charset: str = "") -> bool:
    """Tell whether an XML document begins with declarations of its own; it is never parsed, which has to be said."""
    text = utf8(head, charset).lstrip(b" \t\r\n\0").upper()
    declared = any(mark in text for mark in (b"<!ENTITY", b"<!ELEMENT", b"<!ATTLIST"))
    return declared and text.startswith((b"<?XML", b"<!DOCTYPE"))


def what_instead(head: bytes, charset: str) -> str:
    """Say what a document is that is no feed."""
    text = utf8(head, charset).strip(b" \t\r\n\0")
    if not text:
        return "empty, not a feed"
    if head.startswith(b"\x1f\x8b"):
        return "compressed data, not a feed"
    if declares_entities(head, charset):
        return "XML that declares entities or elements of its own, which may be an attack and is not read"
    name = root(head, charset)
    if text[:9].lower() == b"<!doctype" and b"html" in text[:100].lower():
        name = "html"
    if name:
        return _OTHERS.get(name, f"XML with the root element {quoted(name)}, not a feed")
    return "JSON, not a feed" if text[:1] in b"{[" else "no XML, so not a feed"
