"""Pages from the web: fetched safely from hostile servers, and never without an end."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import stat
import subprocess
import threading
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.limits import processor_time, real_time
from tests.made import any_text, many
from tests.server import Connection, Request, Server, answer, free_port, moved, serving
from tests.web.fetching import FEED, a_web, failure, fetch
from tipcli.model.errors import AccessError
from tipcli.web.address import is_address, parse, redacted, same_origin
from tipcli.web.page import StatusError
from tipcli.web.unpack import PackError, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What is fetched


def test_a_page_comes_with_what_the_server_says_of_it(server: Server) -> None:
    page = answer(FEED, Content_Type="Application/RSS+xml; charset=ISO-8859-1", ETag='"a"', Last_Modified="Mon")
    fetched, data = fetch(server.at("/feed", page))
    assert data == FEED
    assert (fetched.media_type, fetched.charset) == ("application/rss+xml", "iso-8859-1")
    assert (fetched.etag, fetched.modified, fetched.status) == ('"a"', "Mon", 200)
    assert fetched.address == server.address("/feed")


def test_the_request_names_the_program_and_what_it_takes_and_sends_no_cookie(server: Server) -> None:
    server.pages["/"] = answer(b"", "302 Found", Location="/feed", Set_Cookie="a=b")
    server.at("/feed", answer(FEED))
    fetch(server.address("/#part"))
    first, second = server.requests
    assert first.target == "/"
    assert first.headers["user-agent"].startswith("tipcli/")
    assert "application/rss+xml" in first.headers["accept"]
    assert first.headers["accept-encoding"] == "gzip, deflate"
    assert first.headers["host"] == f"127.0.0.1:{server.port}"
    assert "cookie" not in second.headers


def test_a_path_with_spaces_and_other_scripts_is_escaped_once(server: Server) -> None:
    server.at("/a%20b/%C3%BC?q=%E2%82%AC&r=%41", answer(FEED))
    assert fetch(server.address("/a b/ü?q=€&r=%41"))[1] == FEED


def test_a_file_is_private_and_goes_with_the_web(server: Server, temporary: Path) -> None:
    with a_web() as web:
        path = web.fetch(server.at("/feed", answer(FEED))).path
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert path.startswith(str(temporary))
    assert list(temporary.iterdir()) == []


def test_the_caller_may_delete_a_file_before(server: Server, temporary: Path) -> None:
    with a_web() as web:
        os.unlink(web.fetch(server.at("/feed", answer(FEED))).path)
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next(server: Server, temporary: Path) -> None:
    left = temporary / ".tipcli-web-old.part"
    left.mkdir()
    (left / "page").write_text("x")
    (temporary / ".other.part").mkdir()
    fetch(server.at("/feed", answer(FEED)))
    assert [path.name for path in temporary.iterdir()] == [".other.part"]


def test_a_folder_in_use_is_left_to_its_process(server: Server) -> None:
    address = server.at("/feed", answer(FEED))
    with a_web() as web:
        path = web.fetch(address).path
        fetch(address)
        assert os.path.exists(path)


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "raw"])
def test_packed_pages_are_unpacked(server: Server, coding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {"deflate": zlib.compress(FEED), "raw": raw.compress(FEED) + raw.flush()}.get(
        coding, gzip.compress(FEED, mtime=0)
    )
    name = "deflate" if coding == "raw" else coding
    assert fetch(server.at("/", answer(packed, Content_Encoding=name)))[1] == FEED


def test_chunks_are_put_together(server: Server) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (FEED[:7], FEED[7:])) + b"0\r\n\r\n"
    page = answer(length=-1, Transfer_Encoding="chunked") + chunks
    assert fetch(server.at("/", page))[1] == FEED


def test_progress_tells_bytes_and_total(server: Server) -> None:
    seen: list[tuple[int, int | None]] = []
    keep = {"progress": lambda done, total: seen.append((done, total))}
    fetch(server.at("/", answer(FEED)), keep)
    last = seen[-1]
    fetch(server.at("/open", answer(FEED, length=-1)), keep)
    assert [last, seen[-1]] == [(len(FEED), len(FEED)), (len(FEED), None)]


@pytest.mark.parametrize(
    ("said", "media_type", "charset"),
    [
        ("", "", ""),
        ("text/html", "text/html", ""),
        ('TEXT/HTML;charset="UTF-8"', "text/html", "utf-8"),
        ("text/html; charset=nonsense", "text/html", ""),
        ("text/html; charset=rot13", "text/html", ""),
        ("text/html; charset=idna", "text/html", ""),
        ("text/html; charset=raw_unicode_escape", "text/html", ""),
        ("text/html; charset=utf-32", "text/html", "utf-32"),
        ("text/html; charset*" + "9" * 900 + "*=utf-8", "text/html", "utf-8"),
        ("a/b" + ";" * 60_000, "a/b", ""),
        ("nonsense", "", ""),
    ],
)
def test_only_a_charset_that_can_be_used_is_handed_on(server: Server, said: str, media_type: str, charset: str) -> None:
    fetched, _ = fetch(server.at("/", answer(FEED, Content_Type=said)))
    assert (fetched.media_type, fetched.charset) == (media_type, charset)


# What has not changed


def conditional(request: Request, connection: Connection) -> None:
    same = request.headers.get("if-none-match") == '"a"' and request.headers.get("if-modified-since") == "Mon"
    connection.send(answer(b"", "304 Not Modified", length=-1) if same else answer(FEED, ETag='"a"'))


def test_a_page_that_has_not_changed_brings_no_file(server: Server, temporary: Path) -> None:
    fetched, _ = fetch(server.at("/", conditional), etag='"a"', modified="Mon")
    assert (fetched.status, fetched.path, fetched.etag, fetched.modified) == (304, "", '"a"', "Mon")
    assert list(temporary.iterdir()) == []
    assert fetch(server.address(), etag='"b"')[1] == FEED


def test_not_modified_to_a_first_request_is_an_error(server: Server) -> None:
    error = failure(server.at("/", answer(b"", "304 Not Modified")))
    assert isinstance(error, StatusError)
    assert error.code == 304


@pytest.mark.parametrize("etag", ["a\r\nX-Evil: 1", "é", "a" * 5_000])
def test_an_etag_that_no_header_can_hold_is_not_sent(server: Server, etag: str) -> None:
    fetch(server.at("/", answer(FEED)), etag=etag)
    assert "if-none-match" not in server.requests[0].headers
    assert "x-evil" not in server.requests[0].headers


# What servers say


@pytest.mark.parametrize(
    ("status", "said", "hint"),
    [
        ("404 Gone fishing", "the server says 404 Not Found", "Is the address right?"),
        ("401 x", "the server says 401 Unauthorized", "https://USER:PASSWORD@"),
        ("403 x", "the server says 403 Forbidden", "login"),
        ("429 x", "the server says 429 Too Many Requests", "Try again in 120 seconds."),
        ("500 x", "the server says 500 Internal Server Error", "Try again later."),
        ("503 x", "the server says 503 Service Unavailable", "Try again later."),
        ("206 x", "the server says 206 Partial Content", ""),
        ("202 x", "the server says 202 Accepted", ""),
        ("300 x", "the server says 300 Multiple Choices", ""),
        ("204 x", "the server sent nothing (204 No Content)", ""),
        ("799 \x1b[31mred", "the server says 799", ""),
    ],
)
def test_each_status_that_is_no_page_is_told(server: Server, status: str, said: str, hint: str) -> None:
    error = failure(server.at("/", answer(b"x", status, length=-1, Retry_After="120")))
    assert isinstance(error, StatusError)
    assert error.code == int(status[:3])
    assert error.message.startswith(f"{server.address()}: {said}")
    assert hint in error.hint


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("Wed, 21 Oct 2026 07:28:00 GMT", "after 2026-10-21 07:28:00+00:00"),
        ("soon\x1b", "later"),
        ("9" * 5_000, "seconds"),
        ("Wed, 99 Oct 99999 99:99:99 GMT", "later"),
    ],
)
def test_retry_after_is_told_as_it_is_meant(server: Server, said: str, hint: str) -> None:
    assert hint in failure(server.at("/", answer(b"x", "429 x", Retry_After=said))).hint


@pytest.mark.parametrize(
    "page", [answer(b""), answer(b"", length=-1), answer(gzip.compress(b"", mtime=0), Content_Encoding="gzip")]
)
def test_an_empty_page_is_an_error(server: Server, page: bytes) -> None:
    assert "the server sent nothing" in failure(server.at("/", page)).message


# Hostile servers


def drip(_: Request, connection: Connection) -> None:
    connection.send(answer(length=-1))
    while connection.wait(0.05):
        connection.send(b"x")


def drip_head(_: Request, connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nX: ")
    while connection.wait(0.05):
        connection.send(b"x")


def go_on_and_on(_: Request, connection: Connection) -> None:
    while connection.wait(0.01):
        connection.send(b"HTTP/1.1 100 Continue\r\n\r\n")


def drip_chunk_size(_: Request, connection: Connection) -> None:
    connection.send(answer(length=-1, Transfer_Encoding="chunked"))
    while connection.wait(0.05):
        connection.send(b"0")


@pytest.mark.parametrize("respond", [drip, drip_head, go_on_and_on, drip_chunk_size])
def test_a_server_that_sends_byte_after_byte_is_left_at_the_end_of_the_time(
    server: Server, respond: Callable[[Request, Connection], None], temporary: Path
) -> None:
    with real_time():
        error = failure(server.at("/", respond), {"whole": 0.6})
    assert "not done after 0.6 seconds" in error.message
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", answer(b"abc", length=9)])
def test_a_silent_server_is_left(server: Server, start: bytes) -> None:
    def respond(_: Request, connection: Connection) -> None:
        connection.send(start)
        connection.wait(600)

    with real_time():
        error = failure(server.at("/", respond), {"silence": 0.3})
    assert "the server stopped sending for 0.3 seconds" in error.message


def endless(_: Request, connection: Connection) -> None:
    connection.send(answer(length=-1))
    while connection.wait(0):
        connection.send(b"x" * 65_536)


def test_an_endless_page_ends_at_the_cap(server: Server, temporary: Path) -> None:
    error = failure(server.at("/", endless), {"most": 2**20})
    assert "larger than 1 MB" in error.message
    assert list(temporary.iterdir()) == []


def test_a_page_that_says_it_is_too_large_is_not_read(server: Server) -> None:
    assert "larger than 1 MB" in failure(server.at("/", answer(b"x", length=2**40)), {"most": 2**20}).message


def bomb() -> bytes:
    data = zlib.compressobj(1, wbits=31)
    return b"".join(data.compress(bytes(2**20)) for _ in range(80)) + data.flush()


def test_a_gzip_bomb_stops_at_the_cap_without_memory(server: Server, temporary: Path) -> None:
    address = server.at("/", answer(bomb(), Content_Encoding="gzip"))
    tracemalloc.start()
    try:
        error = failure(address, {"most": 50 * 2**20})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "larger than 50 MB" in error.message
    assert peak < 5 * 2**20
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "gzip, br", "zstd", "deflate, gzip"])
def test_packing_that_was_not_asked_for_is_refused(server: Server, coding: str) -> None:
    assert "not asked for" in failure(server.at("/", answer(b"packed", Content_Encoding=coding))).message


@pytest.mark.parametrize("coding", ["identity", "utf-8", "none", ""])
def test_a_content_encoding_that_packs_nothing_is_harmless(server: Server, coding: str) -> None:
    assert fetch(server.at("/", answer(FEED, Content_Encoding=coding)))[1] == FEED


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (answer(FEED, length=len(FEED) + 9), "the page ended too early"),
        (answer(gzip.compress(FEED, mtime=0)[:-9], length=-1, Content_Encoding="gzip"), "the page ended too early"),
        (answer(b"\x1f\x8b" + FEED, Content_Encoding="gzip"), "cannot be unpacked"),
        (answer(FEED, Content_Encoding="gzip"), "cannot be unpacked"),
        (answer(length=-1, Transfer_Encoding="chunked") + b"zz\r\nabc", "the page ended too early"),
        (answer(length=-1, Transfer_Encoding="chunked") + b"ff\r\nabc", "the page ended too early"),
        (answer(length=-1, Transfer_Encoding="chunked") + b"f" * 100_000, "not what a web server sends"),
        (b"220 mail.example ESMTP\r\n", "not what a web server sends"),
        (b"\x00" * 100_000, "not what a web server sends"),
        (b"", "hung up"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n", "not what a web server sends"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 200_000 + b"\r\n\r\n", "not what a web server sends"),
    ],
)
def test_an_answer_that_breaks_off_or_is_garbage_is_told(
    server: Server, page: bytes, said: str, temporary: Path
) -> None:
    assert said in failure(server.at("/", page)).message
    assert list(temporary.iterdir()) == []


@many(30)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_from_a_server_give_a_page_or_an_error(junk: bytes, cut: int) -> None:
    whole = answer(gzip.compress(FEED, mtime=0), Content_Encoding="gzip", Content_Type="a/b; charset=x", ETag="e")
    with serving() as running, a_web() as web:
        for page in (junk, whole[:cut] + junk, whole[:cut] + junk + whole[cut:]):
            message = ""
            try:
                web.fetch(running.at("/", page), etag="e")
            except AccessError as error:
                message = error.message
            assert message.isprintable()


@many(80)
@given(st.binary(max_size=400), st.integers(1, 9), st.sampled_from(["gzip", "deflate"]))
def test_unpacking_gives_back_what_was_packed_however_it_is_cut(data: bytes, size: int, coding: str) -> None:
    packed = (
        gzip.compress(data, mtime=0) + gzip.compress(b"second", mtime=0) + b"junk"
        if coding == "gzip"
        else zlib.compress(data)
    )
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(unpacked(pieces, coding)) == data + b"second" * (coding == "gzip")
    with pytest.raises(PackError):
        list(unpacked([zlib.compress(data)[:-5]], "deflate"))


def test_an_interrupt_leaves_no_file(server: Server, temporary: Path) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    with a_web(progress=stop) as web:
        with pytest.raises(KeyboardInterrupt):
            web.fetch(server.at("/", answer(FEED)))
        assert [list(folder.iterdir()) for folder in temporary.iterdir()] == [[]]
    assert list(temporary.iterdir()) == []


def test_a_full_disk_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, _data: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tipcli.web.downloads.os.write", full)
    error = failure(server.at("/", answer(FEED)))
    assert "No space left on device" in error.message
    assert "TMPDIR" in error.hint


# Hosts that cannot be reached


def test_a_refused_connection_is_told() -> None:
    assert "no connection: Connection refused" in failure(f"http://127.0.0.1:{free_port()}/").message


def test_an_unknown_host_is_told() -> None:
    assert "the host nothing.invalid is not known" in failure("http://nothing.invalid/").message


def test_a_look_up_that_takes_forever_is_left() -> None:
    is_over = threading.Event()

    def slow(_host: str, _port: int) -> list[str]:
        is_over.wait(60)
        return ["127.0.0.1"]

    error = failure("http://a.test/", {"connect": 0.2, "resolve": slow})
    is_over.set()
    assert "no connection within 0.2 seconds" in error.message


def test_the_next_address_of_a_host_is_tried_where_the_first_takes_no_connection(server: Server) -> None:
    server.at("/", answer(FEED))
    there = {"resolve": lambda *_: ["127.0.0.77", "127.0.0.1"]}
    assert fetch(server.address(host="a.test"), there)[1] == FEED
    assert server.requests[0].headers["host"] == f"a.test:{server.port}"


# Redirects


def test_a_chain_of_five_redirects_is_followed_and_of_six_is_not(server: Server) -> None:
    for number in range(7):
        server.at(f"/{number}", moved(f"/{number + 1}", ("301 x", "302 x", "303 x", "307 x", "308 x")[number % 5]))
    server.at("/5", answer(FEED))
    fetched, data = fetch(server.address("/0"))
    assert (data, fetched.address) == (FEED, server.address("/5"))
    server.at("/5", moved("/6"))
    assert "more than 5 redirects" in failure(server.address("/0")).message


def test_a_circle_of_redirects_is_told(server: Server) -> None:
    server.at("/a", moved("/b"))
    assert "redirects in a circle" in failure(server.at("/b", moved("/a"))).message
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "FILE:/etc/passwd",
        "javascript:alert(1)",
        "gopher://127.0.0.1:6379/x",
        "data:text/plain,x",
        "feed:http://example.org/",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org/" + "x" * 9_000,
        "http://exa\x1bmple.org/",
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(server: Server, location: str) -> None:
    message = failure(server.at("/", moved(location))).message
    assert "redirect that is not followed" in message
    assert len(message) < 300


def test_a_redirect_without_a_place_is_told(server: Server) -> None:
    assert "not to anywhere" in failure(server.at("/", answer(b"", "302 Found"))).message


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "169.254.169.254",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "localhost",
        "LOCALHOST.",
        "0.0.0.0",
        "[::]",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[2002:7f00:1::]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b:1::1]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "①②⑦.0.0.1",
        "inside.test",
    ],
)
def test_a_redirect_into_a_private_network_is_not_followed(server: Server, host: str) -> None:
    from tipcli.web.connection import _looked_up

    def resolve(name: str, port: int) -> list[str]:
        return {"public.test": ["127.0.0.1"], "inside.test": ["93.184.216.34", "10.1.2.3"]}.get(name) or _looked_up(
            name, port
        )

    with serving() as inside:
        inside.at("/secret", answer(b"secret"))
        server.at("/", moved(f"http://{host}:{inside.port}/secret".encode().decode("latin-1")))
        error = failure(server.address(host="public.test"), {"resolve": resolve})
        assert inside.requests == []
    assert "private network" in error.message
    assert "give that address itself" in error.hint


def test_a_private_server_that_was_typed_may_redirect_within_itself_alone(server: Server) -> None:
    server.at("/", moved("/feed"))
    server.at("/feed", answer(FEED))
    assert fetch(server.address())[1] == FEED
    with serving() as other:
        server.at("/", moved(other.at("/", answer(b"secret"))))
        assert "private network" in failure(server.address()).message
        assert other.requests == []


def test_a_redirect_to_a_public_host_is_followed_with_its_own_name(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tipcli.web.connection.is_public", lambda text: text == "127.0.0.2")
    with serving("127.0.0.2") as other:
        other.at("/feed", answer(FEED))
        server.at("/", moved(f"//b.test:{other.port}/feed"))
        there = {"resolve": lambda host, _: ["127.0.0.2" if host == "b.test" else "127.0.0.1"]}
        fetched, data = fetch(server.address(host="a.test"), there)
        assert (data, fetched.address) == (FEED, f"http://b.test:{other.port}/feed")
        assert other.requests[0].headers["host"] == f"b.test:{other.port}"


def test_a_second_look_up_cannot_lead_elsewhere(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what was checked is what is connected to, also after a redirect of a host to itself."""
    monkeypatch.setattr("tipcli.web.connection.is_public", lambda text: text == "127.0.0.2")
    asked: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.2"] if asked.count(host) == 1 else ["127.0.0.1"]

    server.at("/feed", answer(b"secret"))  # the same port on 127.0.0.1 would be the secret one
    with serving("127.0.0.2") as public:
        public.at("/", moved("/next"))
        public.at("/next", moved(f"http://b.test:{public.port}/feed"))
        public.at("/feed", answer(FEED))
        assert fetch(public.address(host="a.test"), {"resolve": rebinding})[1] == FEED
    assert asked == ["a.test", "b.test"]
    assert server.requests == []


def test_an_address_out_of_a_document_must_be_public_unless_its_host_was_typed(server: Server) -> None:
    page = server.at("/page", answer(FEED))
    assert fetch(page, typed=server.address("/feed"))[1] == FEED
    assert "private network" in failure(page, typed="http://example.org/feed").message
    assert server.targets == ["/page"]


# Users and passwords


def secured(request: Request, connection: Connection) -> None:
    is_known = request.headers.get("authorization") == "Basic dXNlcjpwQHfDvA=="  # user:p@wü
    connection.send(answer(FEED) if is_known else answer(b"", "401 x"))


def test_a_user_in_the_address_is_sent_and_in_no_other_place(server: Server) -> None:
    server.at("/feed", secured)
    typed = server.address("/feed", user="user:p%40w%C3%BC@")
    fetched, data = fetch(typed)
    assert (data, fetched.address) == (FEED, server.address("/feed"))
    assert fetch(server.address("/feed"), typed=typed)[1] == FEED


def test_a_user_is_not_sent_to_another_host(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipcli.web.connection.is_public", lambda _: True)
    with serving() as other:
        other.at("/", answer(FEED))
        server.at("/", moved(f"http://evil:evil@127.0.0.1:{other.port}/"))
        fetch(server.address(user="user:secret@"))
        assert "authorization" in server.requests[0].headers
        assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize(
    "address",
    [
        "http://user:secret@127.0.0.1:1/x",
        "http://user:secret@127.0.0.1:99999/",
        "http://user:se/secret@127.0.0.1/",
        "http://secret:secret@/",
        "http://us\x1ber:secret@127.0.0.1/",
        "http://user:secret\u2100@example.org/",
        "http://user:secret@[::1/",
        "http://user:1secret/x@b/",
        "//user:secret@host",
        "ftp://user:secret@host/",
        "http://user:secret@127.0.0.1/" + "x" * 9_000,
    ],
)
def test_no_message_shows_a_password(address: str) -> None:
    error = failure(address)
    assert "secret" not in error.message + error.hint
    assert "secret" not in redacted(address)


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    line = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=safe.test"
    try:
        subprocess.run(
            [*line.split(), "-addext", "subjectAltName=DNS:safe.test"], cwd=folder, check=True, capture_output=True
        )
    except OSError:
        pytest.skip("openssl is not installed")
    return folder


@pytest.fixture
def safe_server(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with serving(context=context) as running:
        running.at("/", answer(FEED))
        yield running


HERE = {"resolve": lambda *_: ["127.0.0.1"]}


def test_a_certificate_is_checked_against_the_name_and_not_the_number(
    safe_server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "its certificate is not to be trusted: self" in failure(safe_server.address(host="safe.test"), HERE).message
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    assert fetch(safe_server.address(host="safe.test"), HERE)[1] == FEED
    assert "not to be trusted: Hostname mismatch" in failure(safe_server.address(host="other.test"), HERE).message


def test_a_server_without_tls_is_told(server: Server) -> None:
    server.scheme = "https"
    assert "no safe connection" in failure(server.address()).message


def test_a_handshake_that_never_ends_is_left() -> None:
    with real_time(), socket.create_server(("127.0.0.1", 0)) as silent:
        error = failure(f"https://127.0.0.1:{silent.getsockname()[1]}/", {"connect": 0.3})
    assert "no connection within 0.3 seconds" in error.message


def test_a_slow_page_over_tls_ends_too(safe_server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    safe_server.at("/", drip)
    error = failure(safe_server.address(host="safe.test"), HERE | {"whole": 0.6})
    assert "not done after 0.6 seconds" in error.message


def test_a_redirect_from_https_to_http_is_not_followed(
    safe_server: Server, server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    safe_server.at("/", moved(server.address()))
    assert "from https to http" in failure(safe_server.address(host="safe.test"), HERE).message
    assert server.requests == []


# Proxies


def test_a_proxy_is_asked_for_the_whole_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.address(user="me:pw@"))
    server.at("http://nothing.invalid/feed", answer(FEED))
    assert fetch("http://nothing.invalid/feed")[1] == FEED
    assert server.requests[0].headers["host"] == "nothing.invalid"
    assert server.requests[0].headers["proxy-authorization"] == "Basic bWU6cHc="


def test_a_redirect_through_a_proxy_is_checked_too(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.address())
    for number, location in enumerate(("http://169.254.169.254/", "http://0x7f.1/", "http://localhost/")):
        server.at(f"http://{number}.invalid/", moved(location))
        assert "private network" in failure(f"http://{number}.invalid/").message
    server.at("http://a.invalid/", moved("http://b.invalid/"))
    server.at("http://b.invalid/", answer(FEED))
    assert fetch("http://a.invalid/")[1] == FEED


def test_no_proxy_leads_past_the_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    address = server.at("/", answer(FEED))
    assert failure(address).message.startswith(f"{address}: the proxy: no connection")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert fetch(address)[1] == FEED


def test_a_tunnel_carries_tls_to_the_name(
    safe_server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tunnel(_: Request, connection: Connection) -> None:
        with socket.create_connection(("127.0.0.1", safe_server.port)) as other:
            connection.send(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=pump, args=(other, connection.socket), daemon=True)
            back.start()
            pump(connection.socket, other)
            back.join(5)

    def pump(source: socket.socket, target: socket.socket) -> None:
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with serving() as proxy:
        monkeypatch.setenv("https_proxy", proxy.address())
        proxy.at("safe.test:443", tunnel)
        assert fetch("https://safe.test/")[1] == FEED
        assert "Tunnel connection failed: 404" in failure("https://other.test/").message


def test_a_proxy_of_another_kind_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://me:secret@127.0.0.1:1")
    error = failure("http://example.invalid/")
    assert "no http or https address" in error.message
    assert "secret" not in error.message + error.hint


# Addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://a", True),
        ("HTTPS://a", True),
        ("feed://a/x", True),
        ("feed:https://a", True),
        ("Feed:HTTP://a", True),
        ("ftp://a", False),
        ("file:///a", False),
        ("feed:a", False),
        ("http:/a", False),
        ("tips/http://a", False),
        ("", False),
    ],
)
def test_what_an_address_is(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_address(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a#b", "https://example.org/a"),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("feed://example.org/f", "http://example.org/f"),
        ("feed:https://example.org/f", "https://example.org/f"),
        ("http://пример.рф/", "http://xn--e1afmkfd.xn--p1ai/"),
        ("http://example.org./", "http://example.org/"),
        ("http://[::0001]/", "http://[::1]/"),
        ("http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/"),
        ("http://example.org?a=b", "http://example.org/?a=b"),
        ("http://example.org/100%", "http://example.org/100%25"),
        (" http://u:p@example.org/ \n", "http://example.org/"),
    ],
)
def test_addresses_take_one_form(text: str, expected: str) -> None:
    assert parse(text).text == expected
    assert parse(expected).text == expected


@pytest.mark.parametrize(
    "text",
    ["", "x", "http://", "http://:80/", "http://a..b/", "http://a b/", "http://a:0/", "http://a:x/", "http://a\n/b"],
)
def test_addresses_that_cannot_be_are_told(text: str) -> None:
    assert "address" in failure(text).message


@many(100)
@given(any_text(), any_text())
def test_any_text_after_a_scheme_is_an_address_or_an_error(before: str, after: str) -> None:
    for text in (before, f"http://{before}", f"http://{before}@{after}", f"http://a/{after}", f"feed:https://{after}"):
        redacted(text).encode("utf-8", "surrogatepass")
        try:
            address = parse(text)
        except AccessError as error:
            message = error.message
        else:
            message = ""
        assert message.isprintable()
        if message:
            continue
        assert address.text.isascii()
        assert address.text.isprintable()
        assert " " not in address.text
        assert parse(address.text) == address._replace(user="")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("http://a/x", "http://A:80/y?z", True),
        ("https://a", "https://u:p@a:443/", True),
        ("http://a", "https://a", False),
        ("http://a", "http://a:81", False),
        ("http://a", "http://b", False),
        ("http://a", "nonsense", False),
        ("nonsense", "nonsense", False),
    ],
)
def test_same_origin(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    assert same_origin(one, other) is expected
    assert same_origin(other, one) is expected


@pytest.mark.parametrize("character", ["a", "%", "@", ":", "/", "[", "ü", " "])
def test_a_long_address_takes_linear_time(character: str) -> None:
    with processor_time():
        for text in (character * 10**6, "http://" + character * 10**6, "http://" + character * 7_000):
            redacted(text)
            is_address(text)
