"""The pages of a source on the web, from the first on as long as each brings something new.

Servers that ignore the number of a page, and listings whose pages name one another in a circle, go on for ever; what a
page holds tells it, not its address.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from tipcli.ingest.fingerprints import raw_form
from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line
from tipcli.readers.base import Bad, Document, EmptyError, Item, More, Record, Skipped
from tipcli.readers.feeds.next_page import with_embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Found, Remark
    from tipcli.web.page import Fetched, Web

FULL = timedelta(days=7)  # after which a server is asked for all, whatever it called unchanged meanwhile
_NO_PAGE = (400, 404, 410)  # what servers say of a page after the last one
_MOST_PAGES = 1000  # of a listing on the web
_MOST_BYTES = 2**30  # of all its pages
_MOST_SECONDS = 1800  # for all its pages


class Pages:
    """The pages at an address, which a person named, and those that come after it on the same server.

    `asked` is what the server said of its version when it was read before, see `syncs.Sync`; of the first page only, as
    others may be asked for it too soon. After reading, `is_unchanged` tells that the server says so, `said` is what is
    new to remember.
    """

    def __init__(self, web: Web, named: str, asked: dict[str, str]) -> None:
        self._web = web
        self._named = named
        self._asked = asked if _is_recent(asked.get("full", "")) else {}
        self._next: More | None = More(with_embedded(named))
        self._asked_for = {named}  # addresses
        self._seen: set[bytes] = set()  # hashes of what tells items apart, and of whole pages
        self._status = 200
        self.is_first = True
        self.is_unchanged = False
        self.said: dict[str, str] = {}

    def documents(self) -> Iterator[Document | Bad]:
        """Yield the pages; what is found in each goes through `sift`. Raises AccessError."""
        size, start, count = 0, time.monotonic(), 0
        while page := self._next:
            self._next = None
            count += 1
            if count > _MOST_PAGES or size > _MOST_BYTES or time.monotonic() - start > _MOST_SECONDS:
                about = f"{_MOST_PAGES:,} pages, {_MOST_BYTES // 2**20:,} MB or {_MOST_SECONDS // 60} minutes"
                yield Bad("", f"the listing goes on after {about}, which is the most that is read")
                return
            fetched = self._fetched(page)
            if self.is_unchanged:
                return
            document = _document(fetched)
            size += document.size()
            yield document
            self.is_first = False
            with suppress(OSError):
                os.unlink(fetched.path)

    def sift(
        self, document: Document, found: Iterator[tuple[str, Found | Remark]]
    ) -> Iterator[tuple[str, Found | Remark]]:
        """Yield what is found in a page, without the address of the next, which is noted; nothing where all is known.

        Raises AccessError where the page cannot be read, and is no end of the pages either.
        """
        held: list[tuple[str, Found | Remark]] = []
        is_new, whole, following = self.is_first, blake2b(), None
        try:
            for place, one in found:
                if isinstance(one, More):
                    following = following or one
                    continue
                is_new = self._is_new(one, whole) or is_new
                held.append((place, one))
                if is_new and self._status == 200:
                    yield from held
                    held.clear()
        except EmptyError:
            if self.is_first:
                raise
            return
        except AccessError:
            self._refuse_status(document)
            raise
        self._refuse_status(document)
        # A page of which nothing is taken, as of drafts alone, is known by the reasons.
        is_new = is_new or (not any(_key(one) for _, one in held) and self._note(whole.digest()))
        yield from held if is_new else ()
        if is_new and following:
            yield from self._follow(following, document)

    def _refuse_status(self, document: Document) -> None:
        if self._status != 200:
            raise AccessError(f"{document.place}: the server says {self._status}, with no word of the end of the pages")

    def _follow(self, more: More, document: Document) -> Iterator[tuple[str, Found]]:
        from tipcli.web.address import redacted, same_origin

        if more.address == document.address:
            return
        if same_origin(more.address, document.address):
            self._next = None if more.address in self._asked_for else more
            self._asked_for.add(more.address)
        else:
            yield document.place, Skipped(clean_line(redacted(more.address)), "the next page is on another server")

    def _is_new(self, found: Found | Remark, whole: object) -> bool:
        key = _key(found)
        if key:
            return self._note(key)
        if isinstance(found, (Bad, Skipped)):
            whole.update(f"{found.place}\n{found.reason}\n".encode("utf-8", "replace"))  # type: ignore[attr-defined]
        return False

    def _note(self, key: bytes) -> bool:
        """Note what tells an item from others, and return whether it is the first one."""
        short = blake2b(key, digest_size=12).digest()
        count = len(self._seen)
        self._seen.add(short)
        return len(self._seen) > count

    def _fetched(self, page: More) -> Fetched:
        """Fetch a page. Raises AccessError."""
        from tipcli.web.page import StatusError

        also = _NO_PAGE if page.is_guess else ()
        asked = {key: self._asked.get(key, "") for key in ("etag", "modified")} if self.is_first else {}
        try:
            fetched = self._web.fetch(page.address, typed=self._named, also=also, **asked)
        except StatusError as error:
            if not self.is_first or page.address == self._named or error.code >= 500:
                raise
            fetched = self._web.fetch(self._named, typed=self._named, also=(), **asked)  # a listing that embeds nothing
        if fetched.status == 304 and fetched.address == self._asked.get("at", fetched.address):
            self.is_unchanged = True
        elif fetched.status == 304:  # another address answers, of which nothing is known
            fetched = self._web.fetch(page.address, typed=self._named)
        self._status = fetched.status
        if self.is_first and not self.is_unchanged and (fetched.etag or fetched.modified):
            said = {"etag": fetched.etag, "modified": fetched.modified, "at": fetched.address, "full": _now()}
            self.said = {key: value for key, value in said.items() if value}
        return fetched


def _document(fetched: Fetched) -> Document:
    from tipcli.web.address import redacted

    return Document(
        fetched.path,
        clean_line(redacted(fetched.address)),
        fetched.address.partition("?")[0].rstrip("/").rpartition("/")[2],
        media_type=fetched.media_type,
        charset=fetched.charset,
        address=fetched.address,
    )


def _key(found: Found | Remark) -> bytes:
    """Return what tells an item from all others whatever it says by now; nothing for what is no item."""
    if isinstance(found, Record):
        return found.key or found.raw
    if not isinstance(found, Item):
        return b""
    named = f"{found.guid}\n{found.link}" if found.guid or found.link else ""
    return named.encode("utf-8", "replace") or raw_form(found)


def _is_recent(text: str) -> bool:
    try:
        age = datetime.now(UTC) - datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return False
    return timedelta() <= age < FULL


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
