"""What a server says before its answer, and answers that break off."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.server import Connection, Request, Server, answer, moved
from tests.web.fetching import FEED, failure, fetch
from tipcli.web.page import StatusError

if TYPE_CHECKING:
    from pathlib import Path

HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\nContent-Length: 3\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
PROCESSING = b"HTTP/1.1 102 Processing\r\n\r\n"
OTHER = b"HTTP/1.1 199 Wait\r\nETag: x\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "before",
    [HINTS, CONTINUE, PROCESSING, OTHER, HINTS + HINTS, CONTINUE + PROCESSING + HINTS, HINTS + CONTINUE, HINTS * 19],
)
def test_what_comes_before_the_answer_is_passed_over(server: Server, before: bytes) -> None:
    fetched, data = fetch(server.at("/", before + answer(FEED, ETag='"a"')))
    assert (data, fetched.etag, fetched.status) == (FEED, '"a"', 200)
    chunks = answer(length=-1, Transfer_Encoding="chunked") + b"3\r\nabc\r\n0\r\n\r\n"
    assert fetch(server.at("/", before + chunks))[1] == b"abc"


def test_hints_may_come_before_any_answer(server: Server) -> None:
    server.at("/", HINTS + moved("/feed"))
    server.at("/feed", HINTS + answer(FEED))
    assert fetch(server.address())[1] == FEED
    error = failure(server.at("/", PROCESSING + answer(b"x", "404 x")))
    assert isinstance(error, StatusError)
    assert error.code == 404
    assert fetch(server.at("/", HINTS + answer(b"", "304 x", length=-1)), etag="a")[0].status == 304


def test_hints_in_pieces_are_passed_over(server: Server) -> None:
    def respond(_: Request, connection: Connection) -> None:
        for part in (HINTS[:20], HINTS[20:], answer(FEED)):
            connection.send(part)
            connection.wait(0.05)

    assert fetch(server.at("/", respond))[1] == FEED


@pytest.mark.parametrize("before", [HINTS, PROCESSING, HINTS * 3])
def test_hints_without_an_answer_are_no_page(server: Server, before: bytes) -> None:
    assert "hung up" in failure(server.at("/", before)).message


def test_hints_without_an_end_are_left(server: Server) -> None:
    assert "not what a web server sends" in failure(server.at("/", HINTS * 21 + answer(FEED))).message


def test_another_protocol_is_no_page(server: Server) -> None:
    error = failure(server.at("/", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + answer(FEED)))
    assert isinstance(error, StatusError)
    assert error.code == 101


PACKED = gzip.compress(FEED, mtime=0)
TWO = PACKED + gzip.compress(b"more", mtime=0)


@pytest.mark.parametrize(
    "page",
    [
        answer(FEED[:-1], length=len(FEED)),
        answer(FEED, length=2 * len(FEED)),
        answer(b"", length=5),
        answer(FEED, "203 x", length=len(FEED) + 1),
        answer(FEED, length=-1, Content_Length=f"{len(FEED) + 1}, {len(FEED) + 1}"),
        answer(FEED, length=-1, content_length=f" {len(FEED) + 1} "),
        answer(FEED, length=-1, Content_Length=f"0{len(FEED) + 1}"),
        answer(PACKED[:-1], length=len(PACKED), Content_Encoding="gzip"),
        answer(PACKED[:-9], Content_Encoding="gzip"),
        answer(PACKED, length=len(TWO), Content_Encoding="gzip"),
        answer(TWO[:-3], length=len(TWO), Content_Encoding="gzip"),
        answer(TWO[:-3], Content_Encoding="gzip"),
        answer(zlib.compress(FEED)[:-1], Content_Encoding="deflate"),
        answer(length=-1, Transfer_Encoding="chunked") + b"3\r\nabc\r\n",
        answer(length=-1, Transfer_Encoding="chunked") + b"3\r\nabc",
        answer(length=-1, Transfer_Encoding="chunked") + b"3\r\nabc\r\n4\r\n",
        answer(length=-1, Transfer_Encoding="chunked") + b"3\r\nabc\r\n4\r\nab",
        HINTS + answer(FEED, length=len(FEED) + 1),
    ],
)
def test_a_page_that_breaks_off_is_never_taken_as_whole(server: Server, page: bytes, temporary: Path) -> None:
    assert "the page ended too early" in failure(server.at("/", page)).message
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("said", ["{0}\r\nContent-Length: {1}", "{0}, {1}", "{1}\r\ncontent-length: {0}"])
def test_lengths_that_contradict_each_other_are_no_page(server: Server, said: str) -> None:
    page = answer(FEED, length=-1, Content_Length=said.format(len(FEED), len(FEED) + 1))
    assert "not what a web server sends" in failure(server.at("/", page)).message
