"""A body that breaks off is asked for from there on (Range and If-Range, RFC 9110, sections 14.2 and 13.1.5).

Only where the server says that it can, by `Accept-Ranges: bytes`, and names the version by a strong ETag: of another
version nothing is added. A server that falls silent is not asked again.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from tipcli.web.heads import sendable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from urllib3 import BaseHTTPResponse

    Ask = Callable[[dict[str, str]], AbstractContextManager[BaseHTTPResponse]]

_TIMES = 3  # that one body is asked for again


def sent(response: BaseHTTPResponse, ask: Ask, most: int) -> Iterator[bytes]:
    """Yield a body as it is sent, in pieces of at most so many bytes; `ask` asks again with more headers.

    Raises what the first break raised where the rest cannot be had.
    """
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    count, times, current = 0, 0, response
    with ExitStack() as stack:
        while True:
            try:
                data = current.read1(most, decode_content=False)
            except (HTTPError, ConnectionError) as error:
                times += 1
                wanted = _headers(response, count)
                if not wanted or times > _TIMES or isinstance(error, ReadTimeoutError):
                    raise
                current = stack.enter_context(ask(wanted))
                if not _is_rest(response, current, count):
                    raise
                continue
            if not data:
                return
            count += len(data)
            yield data


def _headers(response: BaseHTTPResponse, count: int) -> dict[str, str]:
    """Return the headers that ask for the rest; none where the server cannot give it."""
    tag = _tag(response)
    can = response.status == 200 and response.headers.get("Accept-Ranges", "").strip().lower() == "bytes"
    return {"Range": f"bytes={count}-", "If-Range": tag} if can and tag and count else {}


def _is_rest(first: BaseHTTPResponse, rest: BaseHTTPResponse, count: int) -> bool:
    start = rest.headers.get("Content-Range", "").lower()
    is_same = _tag(rest) == _tag(first) and _coding(rest) == _coding(first)
    return rest.status == 206 and start.startswith(f"bytes {count}-") and is_same


def _tag(response: BaseHTTPResponse) -> str:
    tag = sendable(response.headers.get("ETag", ""))
    return tag if tag.startswith('"') else ""  # W/ is weak


def _coding(response: BaseHTTPResponse) -> str:
    return response.headers.get("Content-Encoding", "").strip().lower()
