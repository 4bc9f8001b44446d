"""Where tips come from: what a person names on the command line, as documents for the readers.

A source is a file, a folder or an address. Of a folder every regular file is taken, links are not followed; a listing
on the web is followed from page to page on the same server.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError, TipsError
from tipcli.model.text import clean_line, shown
from tipcli.readers.base import Bad, Document, More, Options, Skipped
from tipcli.readers.dates import ORDERS
from tipcli.readers.registry import FORMATS, reader, reader_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.readers.base import Found, Remark
    from tipcli.web.page import Fetched, Web

_MOST_FILES = 100_000  # of a folder
_NO_PAGE = (400, 404, 410)  # what servers say of a page after the last one
_MOST_PAGES = 1000  # of a listing on the web
_MOST_BYTES = 2**30  # of all its pages
_MOST_SECONDS = 1800  # for all its pages


class Source:
    """One thing to import: a path or an address, and how to read it.

    `format` is a name of FORMATS, or empty; `how` are fields of `Options`.
    """

    def __init__(self, named: str, format: str = "", **how: Any) -> None:  # noqa: A002
        from tipcli.web.address import is_address

        self.is_web = is_address(named)
        self.named = named if self.is_web else os.path.abspath(named)
        self.format = format
        self.options = Options(**how)

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
        said |= {"dates": self.options.dates, "columns": dict(self.options.columns)}
        return {key: value for key, value in said.items() if value}


def source_of(origin: dict[str, Any]) -> Source:
    """Return the source that a header remembers, in the form of `Source.as_object`."""
    is_rot13, has_pages = bool(origin.get("rot13")), bool(origin.get("pages"))
    dates, columns = str(origin.get("dates", "")), origin.get("columns")
    pairs = tuple((name, str(field)) for name, field in columns.items()) if isinstance(columns, dict) else ()
    how = {"rot13": is_rot13, "pages": has_pages, "dates": dates if dates in ORDERS else "", "columns": pairs}
    return Source(origin["source"], origin.get("format", ""), **how)


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
        self.mapped: set[str] = set()  # names of columns that a document has, of those that a person named
        self.unchanged: list[str] = []  # addresses of which the server says that nothing is new

    def read(self, source: Source) -> Iterator[tuple[str, Found | Remark]]:
        """Yield (place of the document, what is in it). Raises AccessError where nothing of the source can be read."""
        documents = self._pages(source) if source.is_web else self._files(source)
        for document in documents:
            if isinstance(document, (Bad, Skipped)):
                yield source.shown, document
            else:
                yield from self._document(source, document)

    def _document(self, source: Source, document: Document) -> Iterator[tuple[str, Found | Remark]]:
        is_all = document.path == source.named or (bool(document.address) and document.address == self._first)
        try:
            chosen = reader(source.format) if source.format else reader_for(document)
            if chosen is None:
                if not is_all:
                    yield source.shown, Skipped(document.inside, "of no known format")
                    return
                hint = f"Say which with --from: {', '.join(FORMATS)}."
                raise AccessError(f"{document.place}: of no format that is known", hint)
            for count, found in enumerate(chosen.read(document, source.options)):
                if isinstance(found, More):
                    self._more.append(found)
                else:
                    yield document.place, found
                if count % 256 == 0:
                    self._taken(document.position(), document.size())
            self.mapped |= document.mapped
            for remark in document.remarks:
                yield document.place, remark
        except (TipsError, OSError) as error:
            if isinstance(error, OSError):
                error = AccessError(f"{document.place}: {error.strerror}")
            # Of a folder the other files are kept, and of a listing the pages before.
            if is_all:
                raise error from None
            yield document.place, Bad("", error.message.removeprefix(f"{document.place}: "))

    def _files(self, source: Source) -> Iterator[Document | Skipped]:
        path = source.named
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "no such file"
            raise AccessError(
                f"{shown(path)}: {reason}", "See that the name is right; an address begins with http:// or https://."
            ) from None
        if S_ISREG(mode):
            yield Document(path, shown(path), os.path.basename(path))
        elif not S_ISDIR(mode):
            raise AccessError(f"{shown(path)}: neither a file nor a folder")
        else:
            yield from _folder(path)

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


def _folder(top: str) -> Iterator[Document | Skipped]:
    """Yield the regular files below a folder by name, its description of topics first."""
    taken = 0

    def failed(error: OSError) -> None:
        raise AccessError(f"{shown(str(error.filename))}: {error.strerror}") from None

    for folder, folders, names in os.walk(top, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if os.path.islink(path := os.path.join(folder, name)):
                yield Skipped(shown(os.path.relpath(path, top)), "a link, which is not followed")
        for name in sorted(names, key=lambda name: (name != "topics.toml", name)):
            path = os.path.join(folder, name)
            inside = os.path.relpath(path, top)
            if name.startswith("."):
                continue
            if not S_ISREG(os.lstat(path).st_mode):
                reason = "a link, which is not followed" if os.path.islink(path) else "no regular file"
                yield Skipped(shown(inside), reason)
                continue
            taken += 1
            if taken > _MOST_FILES:
                raise AccessError(f"{shown(top)}: more than {_MOST_FILES:,} files", "Import its folders one by one.")
            yield Document(path, shown(path), name, inside=inside)
