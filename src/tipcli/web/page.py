"""Pages from the web, each into a temporary file: only from where it was asked for, and always with an end.

Redirects are followed by hand. Of each hop the host is looked up once, every address found is checked, and the
connection goes to the address that was checked, so that no second look-up can lead elsewhere. What a person typed may
be on a private network; what a server names may not. Bytes, seconds and redirects have caps. Each failure is told in
one line.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipcli import __version__
from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.web import resuming
from tipcli.web.address import join, parse
from tipcli.web.connection import Call, Connector
from tipcli.web.downloads import Downloads
from tipcli.web.failures import reason
from tipcli.web.heads import LONGEST_HEADER, StatusError, content_type, refusal, sendable
from tipcli.web.proxies import basic
from tipcli.web.unpack import CODINGS, OTHER_CODINGS, PIECE, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import Self

    from urllib3 import BaseHTTPResponse

    from tipcli.web.address import Address

__all__ = ["Fetched", "StatusError", "Web"]

CONNECT = 10.0  # seconds until a connection stands, TLS included
SILENCE = 20.0  # seconds without a byte
WHOLE = 120.0  # seconds of one fetch, all redirects included
MOST = 200 * 2**20  # bytes of a page, as sent and as unpacked
REDIRECTS = 5
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, application/json;q=0.9, text/html;q=0.8, "
    "text/markdown;q=0.8, */*;q=0.5"
)
_MOVED = (301, 302, 303, 307, 308)


@dataclass(slots=True)
class Fetched:
    """A page. `path` is its file, mode 0600, which goes with its `Web`; empty where `status` is 304.

    Any other status is 200, or one that was asked for.

    `address` is the last one, after redirects, without a user. `media_type` is in lower case without parameters,
    `charset` the encoding that the server named, if Python has it. `etag` and `modified` are for the next time.
    """

    path: str
    address: str
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    status: int = 200


class Web:
    """What fetches pages; as a context manager it deletes their files at its end.

    `connect`, `silence` and `whole` are seconds, `most` bytes. `progress` is called with the bytes that came so far
    and those that will come, None where the server does not say. `resolve` gives the IP addresses of a host and port.
    """

    def __init__(
        self,
        *,
        connect: float = CONNECT,
        silence: float = SILENCE,
        whole: float = WHOLE,
        most: int = MOST,
        progress: Callable[[int, int | None], None] | None = None,
        resolve: Callable[[str, int], list[str]] | None = None,
    ) -> None:
        self.whole = whole
        self.most = most
        self.progress = progress
        self._connector = Connector(connect, silence, resolve)
        self._downloads = Downloads()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._downloads.close()

    def fetch(
        self,
        address: str,
        *,
        etag: str = "",
        modified: str = "",
        accept: str = ACCEPT,
        typed: str = "",
        also: tuple[int, ...] = (),
    ) -> Fetched:
        """Fetch a page, or learn by `etag` and `modified` that it is still the same one (status 304).

        `typed` is what the person gave, where `address` is not that itself but comes out of a document: then its host
        must be public, unless it is the one that was typed. A user in what was typed is sent to that origin alone.
        `also` are statuses beside 200 of which the page is wanted.
        Raises AccessError, and its StatusError for what the server says.
        """
        first = parse(address)
        home = parse(typed) if typed else first
        conditions = {"If-None-Match": sendable(etag), "If-Modified-Since": sendable(modified)}
        headers = {"User-Agent": f"tipcli/{__version__}", "Accept": accept or ACCEPT}
        headers |= {"Accept-Encoding": "gzip, deflate"} | {name: said for name, said in conditions.items() if said}
        with Call(first, home, self.whole) as call, self._told(call):
            for _ in range(REDIRECTS + 1):
                own = {"Host": call.hop.netloc, **headers}
                if home.user and call.hop[:3] == home[:3]:
                    own["Authorization"] = basic(home.user)
                with self._connector.answer(call, own) as response:
                    if response.status not in _MOVED:
                        body = self._body(call, response, own)
                        return self._received(call, response, body, (etag, modified, also))
                    call.hop = _next(call, response)
            raise AccessError(f"{call.place}: more than {REDIRECTS} redirects")

    def _received(
        self,
        call: Call,
        response: BaseHTTPResponse,
        body: Iterator[bytes],
        asked: tuple[str, str, tuple[int, ...]],
    ) -> Fetched:
        etag, modified, also = asked
        kept_etag, kept_date = (sendable(response.headers.get(name, "")) for name in ("ETag", "Last-Modified"))
        if response.status == 304 and (etag or modified):
            return Fetched("", call.hop.text, etag=kept_etag or etag, modified=kept_date or modified, status=304)
        if response.status not in (200, 203, *also):
            raise refusal(call, response)
        media_type, charset = content_type(response.headers.get("Content-Type", ""))
        path = self._downloads.save(body)
        status = response.status if response.status in also else 200
        return Fetched(path, call.hop.text, media_type, charset, kept_etag, kept_date, status)

    def _body(self, call: Call, response: BaseHTTPResponse, own: dict[str, str]) -> Iterator[bytes]:
        """Yield the body as it is on the other side, at least one byte."""
        said = response.headers.get("Content-Encoding", "").lower()[:LONGEST_HEADER]
        codings = [one for part in said.split(",") if (one := part.strip()) in (*CODINGS, *OTHER_CODINGS)]
        if len(codings) > 1 or (codings and codings[0] in OTHER_CODINGS):
            raise AccessError(f"{call.place}: the page is packed as {quoted(said)}, which was not asked for")
        sent = self._sent(call, response, own)
        size = 0
        for piece in unpacked(sent, codings[0]) if codings else sent:
            size += len(piece)
            if size > self.most:
                raise self._too_large(call)
            call.left()
            yield piece
        if not size:
            raise AccessError(f"{call.place}: the server sent nothing", hint="Is this the address of a feed or a page?")

    def _sent(self, call: Call, response: BaseHTTPResponse, own: dict[str, str]) -> Iterator[bytes]:
        """Yield the body as it is sent."""
        length = response.headers.get("Content-Length", "")
        total = int(length) if length.isascii() and length.isdigit() and len(length) < 20 else None
        if total is not None and total > self.most:
            raise self._too_large(call)
        count = 0

        def ask(more: dict[str, str]) -> AbstractContextManager[BaseHTTPResponse]:
            same = {name: value for name, value in own.items() if not name.startswith("If-")}
            return self._connector.answer(call, same | more)

        for data in resuming.sent(response, ask, PIECE):
            call.left()
            count += len(data)
            if count > self.most:
                raise self._too_large(call)
            if self.progress:
                self.progress(count, total)
            yield data
        call.left()

    def _too_large(self, call: Call) -> AccessError:
        return AccessError(f"{call.place}: larger than {self.most / 2**20:g} MB, which is the most for one page")

    @contextmanager
    def _told(self, call: Call) -> Iterator[None]:
        """Tell whatever fails on the way in one line."""
        from http.client import HTTPException

        from urllib3.exceptions import HTTPError

        try:
            yield
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            if call.is_over:
                said, hint = f"not done after {self.whole:g} seconds", "Try again later."
            else:
                said, hint = reason(call, error, self._connector)
            raise AccessError(f"{call.place}: {said}", hint=hint) from None


def _next(call: Call, response: BaseHTTPResponse) -> Address:
    """Return where a redirect leads. Raises AccessError where it must not be followed."""
    link = response.headers.get("Location", "")
    if not link:
        raise StatusError(f"{call.place}: the server redirects, but not to anywhere", response.status)
    with suppress(UnicodeError):
        link = link.encode("latin-1").decode("utf-8")  # the bytes of a header are handed on as Latin-1
    try:
        hop = join(call.hop, link)
    except AccessError as error:
        raise AccessError(f"{call.place}: a redirect that is not followed: {error.message}") from None
    if call.hop.scheme == "https" and hop.scheme == "http":
        raise AccessError(f"{call.place}: a redirect from https to {hop.shown}, which is not safe, is not followed")
    if hop.text in call.seen:
        raise AccessError(f"{call.place}: the server redirects in a circle")
    call.seen.add(hop.text)
    return hop
