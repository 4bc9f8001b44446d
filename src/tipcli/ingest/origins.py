"""Where tips come from: what a person names on the command line, as documents for the readers.

A source is a file, a folder or an address. Of a folder every regular file is taken, links are not followed; a listing
on the web is followed from page to page on the same server.
"""

from __future__ import annotations

import os
import re
from functools import cache, partial
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from tipcli.ingest.clock import Clock
from tipcli.ingest.crosslinks import CrossLinks
from tipcli.ingest.folders import folder_documents, order_in
from tipcli.ingest.packed import documents, is_packed, unpacked
from tipcli.ingest.paging import Pages
from tipcli.ingest.source import ZIP
from tipcli.ingest.stdin import standard_input
from tipcli.ingest.subjects import folder_topics
from tipcli.model.errors import AccessError, TipsError
from tipcli.model.text import shown
from tipcli.readers.base import Bad, Document, EmptyError, Item, NotTipsError, Skipped
from tipcli.readers.registry import FORMATS, chosen_reader, reader, reader_for, refuse_others

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.ingest.source import Source
    from tipcli.readers.base import Found, Reader, Remark
    from tipcli.web.page import Web

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62}\.)){1,9}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_CUT = ("end of the feed", "end of the export")  # places of what says that a document breaks off
_TOLD = ("html", "feed", "wp-json")  # formats that are told by what is in them, whatever a name says
_KINDS = {
    "feed": "a feed",
    "wp-json": "a listing of posts",
    "html": "a web page",
    "archive": "a page of an archive",
    "jsonl": "JSON Lines",
    "json": "JSON",
    "csv": "a table",
    "markdown": "a note",
    "fortune": "a fortune file",
    "sheet": "a plain sheet",
    "workbook": "a workbook",
    "document": "a document",
    "mail": "mail",
    "clippings": "clippings of a Kindle",
}


class Origins:
    """Reads sources. `validators` maps addresses to what the server said of their version, for questions and answers.

    `taken` is called with bytes read so far and the bytes in all, or None where that is not known.
    """

    def __init__(
        self, web: Web, validators: dict[str, dict[str, str]], taken: Callable[[int, int | None], None]
    ) -> None:
        self._web = web
        self._asked = validators
        self._taken = taken
        self.validators: dict[str, dict[str, str]] = {}
        self.mapped: set[str] = set()  # names of columns that a document has, of those that a person named
        self.unchanged: list[str] = []  # addresses of which the server says that nothing is new
        self.topics: tuple[str, ...] = ()  # by the folders of the document that is being read
        self.empty: list[str] = []  # places of sources that had tips once, and are empty now as they may be

    def read(self, source: Source) -> Iterator[tuple[str, Found | Remark]]:
        """Yield (place of the document, what is in it). Raises AccessError where something cannot be read.

        What was yielded before stands. Of a folder, a file that cannot be read is a bad one among the others.
        """
        is_known = bool(source.found)
        try:
            if source.is_web:
                yield from self._pages(source)
                return
            if source.is_standard_input:
                for came_in in standard_input():
                    yield from self._document(source, came_in)
                return
            yield from self._all(source, source.named, self._files(source))
        except EmptyError as error:
            if not is_known:
                raise
            self.empty.append(error.message)

    def _all(
        self, source: Source, top: str, documents: Iterator[Document | Skipped]
    ) -> Iterator[tuple[str, Found | Remark]]:
        """Yield what is in the documents of the folder `top`, or in the one that is there."""
        links, order = CrossLinks(top), cache(partial(order_in, top))
        for document in documents:
            if isinstance(document, Skipped):
                yield source.shown, document
            else:
                document.order = order if document.path != top else None
                yield from self._document(source, document, None if document.path == top else links)

    def _pages(self, source: Source) -> Iterator[tuple[str, Found | Remark]]:
        pages = Pages(self._web, source.named, self._asked.get(source.named, {}))
        for page in pages.documents():
            if isinstance(page, Bad):
                yield source.shown, page
            else:
                yield from pages.sift(page, self._document(source, page))
        if pages.is_unchanged:
            self.unchanged.append(source.named)
        if pages.said:
            self.validators[source.named] = pages.said

    def _document(
        self, source: Source, document: Document, links: CrossLinks | None = None
    ) -> Iterator[tuple[str, Found | Remark]]:
        """Yield what is in a document; `links` are those of the folder that it is one file of."""
        if links is None and source.found in ("", ZIP) and is_packed(document):
            source.found = ZIP
            with unpacked(document) as folder:
                yield from self._all(source, folder, documents(folder, document))
        else:
            yield from self._read(source, document, links)

    def _read(
        self, source: Source, document: Document, links: CrossLinks | None
    ) -> Iterator[tuple[str, Found | Remark]]:
        """Yield what the reader of a document finds in it."""
        self.topics = folder_topics(document) if source.has_folder_topics else ()
        try:
            chosen = _reader(source, document) if links is None else chosen_reader(document, source.format)
            clock = Clock(document)
            for count, found in enumerate(chosen.read(document, source.options)):
                clock.check()
                if source.is_web and isinstance(found, Bad) and found.place in _CUT:
                    raise AccessError(f"{document.place}: {found.reason}", "Try again later.")
                if links and isinstance(found, Item):
                    found.file = document.inside
                    links.resolve(found, document)
                yield document.place, found
                if count % 256 == 0:
                    self._taken(document.position(), document.size())
            self.mapped |= document.mapped
            for remark in document.remarks:
                yield document.place, remark
        except (TipsError, OSError) as error:
            if isinstance(error, OSError):
                error = AccessError(f"{document.place}: {error.strerror}")
            if links is None:
                raise error from None
            if isinstance(error, NotTipsError):
                yield source.shown, Skipped(shown(document.inside), error.reason)
                return
            yield document.place, Bad("", error.message.removeprefix(f"{document.place}: "))

    def _files(self, source: Source) -> Iterator[Document | Skipped]:
        path = source.named
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "no such file"
            raise AccessError(f"{shown(path)}: {reason}", _hint(source.typed)) from None
        if S_ISREG(mode):
            yield Document(path, shown(path), os.path.basename(path))
        elif not S_ISDIR(mode):
            raise AccessError(f"{shown(path)}: neither a file nor a folder")
        else:
            yield from folder_documents(path)


def _reader(source: Source, document: Document) -> Reader:
    """Return the reader of all that a source is. Raises AccessError where it is not what it was, or of no format."""
    if source.found == ZIP:
        raise AccessError(f"{document.place}: something else now, not a zip of files", "Look at it.")
    refuse_others(document, source.format or source.found)
    guessed = reader_for(document)
    name = guessed.name if guessed else ""
    if not (source.format or source.found or guessed):
        hint = f"Say which with --from, markdown for a plain text: {', '.join(FORMATS)}."
        raise AccessError(f"{document.place}: of no format that is known", hint)
    before = reader(source.found) if source.found else None
    is_other = before is not None and name != before.name and not (name and name == source.format)
    if before and is_other and (name in _TOLD or not (source.format or before.fits(document))):
        was, now = _KINDS.get(before.name, before.name), _KINDS.get(name, name) or "something else"
        hint = f"Look at it. To read it as it is now: --from {name}." if name else "Look at it."
        raise AccessError(f"{document.place}: {now} now, not {was}", hint)
    source.found = source.found or name
    chosen = reader(source.format) if source.format else before or guessed
    if chosen is None:
        raise AssertionError("a format was found above")
    return chosen


def _hint(typed: str) -> str:
    """Return what to do where a path does not exist: it may be an address without its beginning."""
    if _HOST.fullmatch(typed):
        return f"See that the name is right; an address begins with http:// or https://: tips import https://{typed}"
    return "See that the name is right; an address begins with http:// or https://."
