"""A download that breaks off goes on where it broke, and is never put together from two versions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server import answer, serving
from tipcli.model.errors import AccessError
from tipcli.web.page import Web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server import Connection, Request, Respond, Server

BODY = bytes(range(256)) * 600
TAG = '"v1"'


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def breaking(after: int, *, first: dict[str, str], rest: dict[str, str] | None = None, status: str = "") -> Respond:
    """Return a server that breaks off after so many bytes of each answer."""

    def respond(request: Request, connection: Connection) -> None:
        start = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        if not start:
            connection.send(answer(BODY[:after], length=len(BODY), **first))
            return
        said = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
        headers = {"Content_Range": said} | (first if rest is None else rest)
        length = len(BODY) - start
        connection.send(answer(BODY[start : start + after], status or "206 Partial Content", length=length, **headers))

    return respond


def fetched(address: str) -> bytes:
    with Web() as web:
        return Path(web.fetch(address, etag='"v0"').path).read_bytes()


def test_the_rest_is_asked_for_and_the_whole_is_as_it_was(server: Server) -> None:
    respond = breaking(60_000, first={"ETag": TAG, "Accept_Ranges": "bytes"})
    assert fetched(server.at("/a", respond)) == BODY
    asked = [(one.headers.get("range"), one.headers.get("if-range")) for one in server.requests]
    assert asked[0] == (None, None)
    assert asked[1:] == [("bytes=60000-", TAG), ("bytes=120000-", TAG)]
    assert "if-none-match" in server.requests[0].headers
    assert "if-none-match" not in server.requests[1].headers


@pytest.mark.parametrize(
    ("first", "rest", "status"),
    [
        ({"ETag": TAG}, None, ""),
        ({"Accept_Ranges": "bytes"}, None, ""),
        ({"ETag": f"W/{TAG}", "Accept_Ranges": "bytes"}, None, ""),
        ({"ETag": TAG, "Accept_Ranges": "none"}, None, ""),
        ({"ETag": TAG, "Accept_Ranges": "bytes"}, {"ETag": '"v2"'}, ""),
        ({"ETag": TAG, "Accept_Ranges": "bytes"}, {}, ""),
        ({"ETag": TAG, "Accept_Ranges": "bytes"}, {"ETag": TAG, "Content_Range": "bytes 5-9/10"}, ""),
        ({"ETag": TAG, "Accept_Ranges": "bytes"}, {"ETag": TAG, "Content_Encoding": "gzip"}, ""),
        ({"ETag": TAG, "Accept_Ranges": "bytes"}, None, "200 OK"),
        ({"ETag": TAG, "Accept_Ranges": "bytes"}, None, "416 Range Not Satisfiable"),
    ],
)
def test_what_may_be_of_another_version_is_not_added(
    server: Server, first: dict[str, str], rest: dict[str, str] | None, status: str
) -> None:
    with pytest.raises(AccessError):
        fetched(server.at("/a", breaking(100_000, first=first, rest=rest, status=status)))


def test_a_server_that_always_breaks_is_given_up(server: Server) -> None:
    with pytest.raises(AccessError):
        fetched(server.at("/a", breaking(1000, first={"ETag": TAG, "Accept_Ranges": "bytes"})))
    assert len(server.requests) == 4
