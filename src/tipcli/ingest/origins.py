"""Where tips come from: what a person names on the command line, as documents for the readers.

A source is a file, a folder or an address. Of a folder every regular file is taken, links are not followed; a listing
on the web is followed from page to page on the same server.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any

from tipcli.ingest.folders import folder_documents
from tipcli.model.errors import AccessError, TipsError, UsageError
from tipcli.model.text import clean_line, shown
from tipcli.readers.base import Bad, Document, More, NotTipsError, Options, Skipped
from tipcli.readers.registry import chosen_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.readers.base import Found
    from tipcli.web.page import Fetched, Web

_NO_PAGE = (400, 404, 410)  # what servers say of a page after the last one
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62}\.)){1,9}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_MOST_PAGES = 1000  # of a listing on the web
_MOST_BYTES = 2**30  # of all its pages
_MOST_SECONDS = 1800  # for all its pages


class Source:
    """One thing to import: a path or an address, and how to read it. `format` is a name of FORMATS, or empty.

    Raises UsageError where `named` is blank: as a path it would be the folder of the moment.
    """

    def __init__(self, named: str, format: str = "", *, rot13: bool = False, pages: bool = False) -> None:  # noqa: A002
        from tipcli.web.address import is_address

        if not named.strip():
            raise UsageError("a source has no name", "Say a file, a folder or an address.")
        self.typed = named
        self.is_web = is_address(named)
        self.named = named if self.is_web else os.path.abspath(named)
        self.format = format
        self.options = Options(rot13=rot13, pages=pages)

    @property
    def shown(self) -> str:
        """What the source is called in messages: without a password, and without what a terminal would obey."""
        from tipcli.web.address import redacted

        return clean_line(redacted(self.named)) if self.is_web else shown(self.named)

    @property
    def stem(self) -> str:
        """A name for a collection from this source: of a file or folder without its ending, or of a server."""
        if self.is_web:
            host = self.shown.partition("://")[2].partition("/")[0].rpartition("@")[2]
            return host.partition(":")[0].removeprefix("www.")
        name = os.path.basename(self.named.rstrip(os.sep))
        return name.rpartition(".")[0] or name if os.path.isfile(self.named) else name

    def as_object(self) -> dict[str, object]:
        """Return what the header of a collection remembers, to read the source again."""
        said = {"source": self.named, "format": self.format, "rot13": self.options.rot13, "pages": self.options.pages}
        return {key: value for key, value in said.items() if value}


def source_of(origin: dict[str, Any]) -> Source:
    """Return the source that a header remembers, in the form of `Source.as_object`."""
    is_rot13, has_pages = bool(origin.get("rot13")), bool(origin.get("pages"))
    return Source(origin["source"], origin.get("format", ""), rot13=is_rot13, pages=has_pages)


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
        self._more: list[More] = []
        self._first = ""  # the address of the first page, after redirects
        self.unchanged: list[str] = []  # addresses of which the server says that nothing is new

    def read(self, source: Source) -> Iterator[tuple[str, Found]]:
        """Yield (place of the document, what is in it). Raises AccessError where nothing of the source can be read."""
        documents = self._pages(source) if source.is_web else self._files(source)
        for document in documents:
            if isinstance(document, (Bad, Skipped)):
                yield source.shown, document
            else:
                yield from self._document(source, document)

    def _document(self, source: Source, document: Document) -> Iterator[tuple[str, Found]]:
        is_all = document.path == source.named or (bool(document.address) and document.address == self._first)
        try:
            chosen = chosen_reader(document, source.format)
            for count, found in enumerate(chosen.read(document, source.options)):
                if isinstance(found, More):
                    self._more.append(found)
                else:
                    yield document.place, found
                if count % 256 == 0:
                    self._taken(document.position(), document.size())
        except (TipsError, OSError) as error:
            if isinstance(error, OSError):
                error = AccessError(f"{document.place}: {error.strerror}")
            # Of a folder the other files are kept, and of a listing the pages before.
            if is_all:
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

    def _pages(self, source: Source) -> Iterator[Document | Bad | Skipped]:
        """Yield the page at an address, and as long as its documents name one, the next page of the same server."""
        from tipcli.web.address import redacted, same_origin
        from tipcli.web.page import StatusError

        seen = {source.named}
        size, start = 0, time.monotonic()
        self._more = [More(source.named)]
        while self._more:
            page = self._more.pop(0)
            asked = self._asked.get(page.address, {})
            try:
                fetched = self._web.fetch(page.address, typed=source.named, **asked)
            except StatusError as error:
                if page.is_guess and error.code in _NO_PAGE:
                    return
                raise
            if fetched.status == 304:
                self.unchanged.append(page.address)
                return
            self._remember(page.address, fetched)
            place = clean_line(redacted(fetched.address))
            name = fetched.address.partition("?")[0].rstrip("/").rpartition("/")[2]
            document = Document(
                fetched.path,
                place,
                name,
                media_type=fetched.media_type,
                charset=fetched.charset,
                address=fetched.address,
            )
            if page.address == source.named:
                self._first = fetched.address
            self._more = []
            size += document.size()
            yield document
            with suppress(OSError):
                os.unlink(fetched.path)
            for more in self._more:
                if not same_origin(more.address, fetched.address):
                    yield Skipped(clean_line(redacted(more.address)), "the next page is on another server")
            following = [more for more in self._more if same_origin(more.address, fetched.address)]
            self._more = [more for more in following if more.address not in seen][:1]
            seen.update(more.address for more in self._more)
            if len(seen) > _MOST_PAGES or size > _MOST_BYTES or time.monotonic() - start > _MOST_SECONDS:
                about = f"{_MOST_PAGES:,} pages, {_MOST_BYTES // 2**20:,} MB or {_MOST_SECONDS // 60} minutes"
                yield Bad("", f"the listing goes on after {about}, which is the most that is read")
                return

    def _remember(self, address: str, fetched: Fetched) -> None:
        said = {"etag": fetched.etag, "modified": fetched.modified}
        self.validators[address] = {key: value for key, value in said.items() if value}


def _hint(typed: str) -> str:
    """Return what to do where a path does not exist: it may be an address without its beginning."""
    if _HOST.fullmatch(typed):
        return f"See that the name is right; if it is an address: tips import https://{typed}"
    return "See that the name is right; an address begins with http:// or https://."
