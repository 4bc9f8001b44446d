"""Documents of Word and LibreOffice: their headings say where a tip begins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Bad, Item, Reader, Record, Skipped
from tipcli.readers.kinds import office_ending
from tipcli.readers.markup.converting import to_markdown
from tipcli.readers.office.contained import parsed
from tipcli.readers.office.sections import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options
    from tipcli.readers.office.sections import Section

_KINDS = {".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt"}
_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}
_ZIP = b"PK\x03\x04"


class DocumentReader(Reader):
    """A section a tip; a document without sections is one."""

    name = "document"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, and by how it begins."""
        return bool(_kind(document)) and document.head.startswith(_ZIP)

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield the tips of a document. Raises AccessError where it cannot be read, or holds no text."""
        with parsed(document, _kind(document) or "docx") as path, open(path, encoding="utf-8") as file:
            parts = parts_of(file.read())
        if parts.title:
            yield About(title=parts.title)
        if to_markdown(parts.lead):
            yield Skipped("section 0", "what stands before the first heading")
        count = 0
        for number, section in enumerate(parts.sections, 1):
            if section.title or section.html.strip():
                count += 1
                key = section.title or parts.title or document.stem
                raw = "\0".join((key, section.html, *section.topics)).encode()
                yield Record(raw, partial(_item, section, key, number))
        if not count:
            raise AccessError(f"{document.place}: no text is in it")


def _kind(document: Document) -> str:
    return _KINDS.get(document.ending or office_ending(document)) or _TYPES.get(document.media_type, "")


def _item(section: Section, title: str, number: int) -> Item | Bad:
    place = f"section {number}"
    try:
        body = to_markdown(section.html)
    except AccessError as error:
        return Bad(place, error.message)
    return Item(place, title=title, body=body, topics=section.topics)
