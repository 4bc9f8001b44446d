"""An Atom feed (RFC 4287). An entry's `tipcli:record` holds the tip as JSON, so that reading it back loses nothing.

The JSON is ASCII without `<`, `>` and `&`, and the element has no attributes: parsers that mend what they read find
nothing to mend, and feedparser hands it on as `tipcli_record`.
"""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from tipcli.exports.base import Export, in_markup, is_uri
from tipcli.exports.rendering import to_html
from tipcli.model.wording import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry

_ATOM = "http://www.w3.org/2005/Atom"
_RECORD = "urn:tipcli:1"
_NO_TIME = "1970-01-01T00:00:00Z"  # `updated` has to be there
# Beside what `clean` takes out, XML 1.0 has no such characters.
_NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"} | {code: "\ufffd" for code in range(0x20) if code not in (0x09, 0x0A)}


class AtomExport(Export):
    """A feed with the whole text of each tip, for feed readers and other sites."""

    name = "atom"
    about = "an Atom feed"
    ending = ".atom"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the feed, an entry at a time."""
        writer = _Writer()
        writer.startDocument()
        writer.startElement("feed", AttributesImpl({"xmlns": _ATOM, "xmlns:tipcli": _RECORD}))
        updated = about.updated or _NO_TIME
        heading = about.heading or "tips"
        writer.leaf("id", _urn(about.name))
        writer.leaf("title", heading, type="text")
        writer.leaf("updated", updated)
        writer.leaf("generator", "tipcli")
        writer.inside("author", name=heading)
        for entry in tips:
            _write(writer, entry, updated)
            yield writer.taken()
        writer.endElement("feed")
        writer.characters("\n")
        yield writer.taken()


class _Writer(XMLGenerator):
    """Writes elements into memory, from where they are taken."""

    def __init__(self) -> None:
        self._held = StringIO()
        super().__init__(self._held, "utf-8", short_empty_elements=True)

    def taken(self) -> str:
        """Return what was written since the last time."""
        text = self._held.getvalue()
        self._held.seek(0)
        self._held.truncate()
        return text

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        """Write an element on a line of its own; no character that XML 1.0 lacks gets through."""
        self.characters("\n")
        self.startElement(name, AttributesImpl({key: value.translate(_NO_XML) for key, value in attributes.items()}))
        self.characters(text.translate(_NO_XML))
        self.endElement(name)

    def inside(self, outer: str, **leaves: str) -> None:
        """Write an element with these elements in it."""
        self.characters("\n")
        self.startElement(outer, AttributesImpl({}))
        for name, text in leaves.items():
            self.leaf(name, text)
        self.endElement(outer)


def _write(writer: _Writer, entry: Entry, collected: str) -> None:
    tip = entry.tip
    moment = _moment(tip.date)
    writer.characters("\n\n")
    writer.startElement("entry", AttributesImpl({}))
    # A guest's guid may stand in the feed before, and no two entries have the same id.
    writer.leaf(
        "id", tip.guid if is_uri(tip.guid) and not entry.is_guest else _urn(f"{tip.collection}/{tip.number}/{tip.slug}")
    )
    writer.leaf("title", tip.title, type="text")
    if moment:
        writer.leaf("published", moment)
    writer.leaf("updated", moment or collected)
    if tip.credit and tip.credit.publisher:
        writer.inside("author", name=tip.credit.publisher)
    for topic in tip.topics:
        writer.leaf("category", term=topic)
    link = web_address(tip.link) or (web_address(tip.credit.url) if tip.credit else "")
    if link:
        writer.leaf("link", rel="alternate", href=link)
    if tip.gist:
        writer.leaf("summary", tip.gist, type="text")
    writer.leaf("content", to_html(tip.body), type="html")
    writer.leaf("tipcli:record", in_markup(entry.record(), in_ascii=True))
    writer.characters("\n")
    writer.endElement("entry")


def _moment(day: str | None) -> str | None:
    """Return the beginning of an ISO day in the form of RFC 3339; None for anything else."""
    try:
        return f"{date.fromisoformat(day).isoformat()}T00:00:00Z" if day else None
    except ValueError:
        return None


def _urn(name: str) -> str:
    """Return an identifier that is the same in every export: a UUID of version 5 (RFC 4122)."""
    return uuid5(NAMESPACE_URL, f"urn:tipcli:{name}").urn
