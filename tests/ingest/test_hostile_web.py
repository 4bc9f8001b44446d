"""Servers that attack: rows B7 to B9 and B11 of the list of faults, and row A in what servers say.

Where a cap is of minutes, the command's own `main` runs with shorter clocks.
"""

from __future__ import annotations

import functools
import gzip
import json
import re
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Ran, Tips, rarely, well
from tests.hostile import ATOM, FEED, encoded
from tests.ingest.test_hostile import ALL, PATIENCE, measured, one_line, refused, tips_of
from tests.server import Connection, Request, Server, answer, moved, serving
from tests.test_faults_text import decoded, forbidden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

END = "</channel></rss>"
GOOD = encoded(f"{FEED.format('t')}<item><title>Good</title><guid>1</guid></item>{END}")
QUICK = """
import sys
from tipcli.web.page import Web
Web.__init__.__kwdefaults__.update(connect=2.0, silence=1.5, whole=3.0)
sys.argv[0] = "tips"
from tipcli.express import main
main()
"""


def quick(tips: Tips, *arguments: str) -> Ran:
    """Run the command with clocks of seconds."""
    done = subprocess.run(
        [sys.executable, "-c", QUICK, *arguments], env=tips.env(), capture_output=True, timeout=60, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def page_of(*entries: str, following: str = "") -> bytes:
    link = f"<link rel='next' href='{following}'/>" if following else ""
    made = "".join(f"<entry><id>urn:{one}</id><title>Entry {one}</title></entry>" for one in entries)
    return encoded(f"{ATOM.format('t')}{link}{made}</feed>")


# B7. what does not end


def drip(_: Request, connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
    while connection.wait(0.2):
        connection.send(b" ")


def silent(_: Request, connection: Connection) -> None:
    connection.wait(600)


def silent_after_headers(_: Request, connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>")
    connection.wait(600)


def endless_headers(_: Request, connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\n")
    while connection.wait(0):
        connection.send(b"X-Header: " + b"x" * 1000 + b"\r\n")


def cut(_: Request, connection: Connection) -> None:
    connection.send(answer(GOOD[:-30], length=len(GOOD)))


@pytest.mark.campaign
@pytest.mark.parametrize("serve", [drip, silent, silent_after_headers, endless_headers, cut])
def test_b7_a_server_that_stalls_or_never_ends_is_given_up_and_nothing_is_changed(
    tips: Tips, server: Server, serve: Callable[[Request, Connection], None]
) -> None:
    address = server.at("/feed", answer(GOOD))
    well(tips("import", address, "--name", "x"))
    before = _truth(tips)
    server.pages["/feed"] = serve
    ran = quick(tips, "sync", "x")
    one_line(ran)
    assert server.address("/feed") in ran.err
    assert _truth(tips) == before


def _truth(tips: Tips) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (tips.home / "data" / "collections").glob("*.jsonl")}


def endless(_: Request, connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
    while connection.wait(0):
        connection.send(b" " * 2**20)


def announced(_: Request, connection: Connection) -> None:
    connection.send(answer(b"<rss>", length=10**15))
    connection.wait(5)


def zipped(head: bytes, megabytes: int) -> bytes:
    """Return `head` and so many MiB of blanks as gzip has them, of which one alone is compressed."""
    packer, blanks = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS), b" " * 2**20
    first, each = (packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH) for data in (head, blanks))
    total = functools.reduce(lambda before, _: zlib.crc32(blanks, before), range(megabytes), zlib.crc32(head))
    end = struct.pack("<LL", total, len(head) + megabytes * 2**20)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + first + each * megabytes + packer.flush() + end


@pytest.mark.parametrize("kind", ["endless", "announced", "gzip", rarely("gzip of gzip"), "large feed"])
def test_b7_bodies_without_an_end_and_bombs_meet_a_cap_in_little_memory(
    tips: Tips, server: Server, tmp_path: Path, kind: str
) -> None:
    page: bytes | Callable[[Request, Connection], None] = endless if kind == "endless" else announced
    if kind in ("gzip", "gzip of gzip", "large feed"):
        bomb = zipped(b"<rss>", 70 if kind == "large feed" else 210)
        page = answer(gzip.compress(bomb) if kind == "gzip of gzip" else bomb, Content_Encoding="gzip")
    cost = measured(tips, tmp_path, "import", server.at("/feed", page), "--from", "feed", "--name", "x")
    refused(tips, cost.ran)
    one_line(cost.ran)
    assert cost.megabytes < 250
    assert cost.seconds < PATIENCE


# B8. redirects


LOCATIONS = [
    "file:///etc/passwd", "ftp://x.example/", "gopher://x.example/", "data:text/xml,<rss/>", "javascript:alert(1)",
    "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://10.0.0.1/", "http://0/",
    "http://localhost:{other}/secret", "http://[::1]:{other}/secret", "http://2130706433:{other}/secret",
    "http://0x7f.1:{other}/secret", "http://0177.0.0.1:{other}/secret", "http://127.1:{other}/secret",
    "http://[::ffff:127.0.0.1]:{other}/secret", "//127.0.0.1:{other}/secret", "http://user:pw@127.0.0.1:{other}/secret",
    "http://127.0.0.1.nip.io.invalid/", "", "http://", "http://[", "\x1b]0;x\x07", "http://x\u202e.example/",
]  # fmt: skip


def test_b8_a_redirect_to_what_nobody_typed_is_not_followed(tips: Tips, server: Server) -> None:
    sources = [server.at("/good", answer(GOOD))]
    with serving() as other:
        other.at("/secret", answer(GOOD.replace(b"<guid>1", b"<guid>secret")))
        for number, location in enumerate(LOCATIONS):
            there = encoded(location.format(other=other.port))
            page = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + there + b"\r\n\r\n"
            sources.append(server.at(f"/to-{number}-", page))
        ran = tips("import", *sources, "--from", "feed", "--name", "x")
        assert other.requests == []
    well(ran, 3)  # a source that cannot be read is told by the status, and the good one is kept
    assert not forbidden(ran.err)
    assert not [
        place for n, place in enumerate(LOCATIONS) if len(re.findall(f"^tips: .*/to-{n}-", ran.err, re.MULTILINE)) != 1
    ]
    assert ran.err.count("\n") == len(LOCATIONS) + 3
    assert len(tips_of(tips)) == 1


def test_b8_redirects_have_an_end_and_a_circle_is_seen(tips: Tips, server: Server) -> None:
    server.at("/a", moved("/b"))
    server.at("/b", moved("/a"))
    for number in range(30):
        server.at(f"/{number}", moved(f"/{number + 1}"))
    for start, word in (("/a", "circle"), ("/0", "redirects")):
        ran = tips("import", server.address(start), "--name", "x")
        refused(tips, ran)
        assert word in ran.err
    assert len(server.requests) < 12


def test_b8_a_password_in_an_address_is_said_nowhere(tips: Tips, server: Server) -> None:
    address = server.at("/feed", answer(GOOD)).replace("://", "://me:topsecret@")
    ran = tips("import", address, "--name", "x")
    well(ran)
    assert server.requests[0].headers["authorization"].startswith("Basic ")
    outputs = [ran, tips("collections"), tips("collections", "--json"), tips("export", "-c", "x"), tips("doctor")]
    server.pages.clear()
    outputs.append(tips("sync", "x"))
    assert not [one for one in outputs if "topsecret" in one.out + one.err]


# B9. paging


def test_b9_paging_that_points_at_itself_stops(tips: Tips, server: Server) -> None:
    address = server.address("/feed")
    server.at("/feed", answer(page_of("1", following=address)))
    ran = tips("import", address, "--name", "x")
    well(ran)
    assert server.targets == ["/feed"]
    assert len(tips_of(tips)) == 1


def test_b9_paging_that_points_at_itself_in_other_words_stops_soon(tips: Tips, server: Server) -> None:
    spellings = ["/feed{}#x", "/./feed{}", "/feed{}?", "/%66eed{}", "/a/../feed{}"]
    for number, spelling in enumerate(spellings):
        page = answer(page_of(str(number), following=server.address(spelling.format(number))))
        for target in ("/feed{}", "/./feed{}", "/feed{}?", "/%66eed{}", "/a/../feed{}"):
            server.at(target.format(number), page)
    well(tips("import", *(server.address(f"/feed{n}") for n in range(len(spellings))), "--name", "x"))
    assert len(server.targets) <= 3 * len(spellings)
    assert len(tips_of(tips)) == len(spellings)


def test_b9_paging_to_another_server_is_not_followed_and_said(tips: Tips, server: Server) -> None:
    with serving() as other:
        there = other.at("/secret", answer(page_of("2")))
        ran = tips("import", server.at("/feed", answer(page_of("1", following=there))), "--name", "x")
        well(ran)
        assert other.requests == []
    assert len(tips_of(tips)) == 1
    assert "another server" in ran.err


def test_b9_paging_to_what_is_no_address_of_the_web_leads_nowhere(tips: Tips, server: Server) -> None:
    links = ["file:///etc/passwd", "javascript:x", "http://[", "//", "\u202e", "&#27;]0;x"]
    pages = [answer(page_of(str(number), following=link)) for number, link in enumerate(links)]
    ran = tips("import", *(server.at(f"/feed{n}", page) for n, page in enumerate(pages)), "--name", "x")
    well(ran, 3)  # what is no page on the server is a page that cannot be read
    assert not forbidden(ran.err)
    assert len(tips_of(tips)) == len(links)
    assert len(server.requests) <= 2 * len(links)


@pytest.mark.campaign
def test_b9_endless_paging_has_an_end_in_time_and_memory(tips: Tips, server: Server, tmp_path: Path) -> None:
    def page(request: Request, connection: Connection) -> None:
        number = int(request.target.rpartition("=")[2])
        following = server.address(f"/feed?p={number + 1}")
        server.pages[f"/feed?p={number + 1}"] = page
        connection.send(answer(page_of(str(number), following=following)))

    server.pages["/feed?p=1"] = page
    cost = measured(tips, tmp_path, "import", server.address("/feed?p=1"), "--name", "x")
    well(cost.ran)
    assert len(server.requests) <= 1001
    assert "pages" in cost.ran.err
    assert cost.megabytes < 200


@pytest.mark.parametrize("kind", ["json feed", "wp-json", "WordPress feed"])
def test_b9_paging_of_other_kinds_ends_on_a_repeat(tips: Tips, server: Server, kind: str) -> None:
    posts = json.dumps([{"id": 1, "title": {"rendered": "One"}, "content": {"rendered": "x"}}]).encode()
    if kind == "json feed":
        start = server.address("/feed.json")
        data = json.dumps({"items": [{"id": "1", "title": "One"}], "next_url": start}).encode()
        server.at("/feed.json", answer(data, Content_Type="application/feed+json"))
    elif kind == "wp-json":
        start = server.at("/wp-json/wp/v2/posts", answer(posts, Content_Type="application/json"))
        server.at(
            "/wp-json/wp/v2/posts?page=2",
            answer(b'{"code":"rest_post_invalid_page_number","message":"y"}', "400 Bad Request"),
        )
    else:
        data = encoded(
            FEED.format("t") + "<generator>https://wordpress.org/?v=6</generator><item><title>One</title></item>"
        )
        start = server.at("/feed/", answer(data + END.encode()))
        server.at("/feed/?paged=2", answer(encoded(FEED.format("t") + END), "404 Not Found"))
    ran = tips("import", start, "--name", "x")
    well(ran)
    assert [tip["title"] for tip in tips_of(tips)] == ["One"]
    assert len(server.requests) <= 3  # a listing is asked with the names of topics first


# B11. something else than a feed

LOGIN = (
    b"<!doctype html><html><head><title>Welcome to our Wi-Fi</title></head><body><h1>Log in</h1>"
    b"<form action='/login' method='post'><input name='user'><input name='password' type='password'></form>"
)
ANSWERS: dict[str, tuple[bytes, str]] = {
    "not found": (answer(b"nothing", "404 Not Found"), "404"),
    "not found, as a page": (answer(LOGIN, "404 Not Found", Content_Type="text/html"), "404"),
    "gone": (answer(b"", "410 Gone"), "410"),
    "forbidden": (answer(b"", "403 Forbidden"), "403"),
    "too many": (answer(b"", "429 Too Many Requests", Retry_After="120"), "120 seconds"),
    "broken": (answer(b"", "500 Internal Server Error"), "500"),
    "unavailable, with a feed": (answer(GOOD, "503 Service Unavailable"), "503"),
    "not asked": (answer(b"", "304 Not Modified"), "304"),
    "nothing": (answer(b"", "204 No Content"), "204"),
    "empty": (answer(b""), "nothing"),
    "blank": (answer(b" \n\n", Content_Type="application/rss+xml"), ""),
    "log in": (answer(LOGIN, Content_Type="text/html"), ""),
    "log in, as a feed": (answer(LOGIN, Content_Type="application/rss+xml"), ""),
    "an error in JSON": (answer(b'{"error":"no key"}', Content_Type="application/json"), "not"),
    "no items": (answer(encoded(FEED.format("t") + END), Content_Type="application/rss+xml"), "no items"),
    "no items in Atom": (answer(page_of(), Content_Type="application/atom+xml"), "no items"),
    "a picture": (answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, Content_Type="image/png"), ""),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n", ""),
    "a strange status": (answer(b"", "999 \x1b[2J\x9b"), "999"),
    "packed otherwise": (answer(b"x", Content_Encoding="br"), "br"),
    "broken gzip": (answer(b"\x1f\x8b\x08broken", Content_Encoding="gzip"), ""),
}


@pytest.mark.parametrize("sniffed", [True, False], ids=["sniffed", "feed"])
def test_b11_what_is_no_feed_is_said_with_its_status_and_beside_it_the_good_one_is_taken(
    tips: Tips, server: Server, *, sniffed: bool
) -> None:
    sources = [server.at("/good", answer(GOOD))]
    sources += [server.at(f"/a{number}-", page) for number, (page, _) in enumerate(ANSWERS.values())]
    ran = tips("import", *sources, *([] if sniffed else ["--from", "feed"]), "--name", "x")
    well(ran, 3)
    assert not forbidden(ran.err)
    for number, (kind, (_, word)) in enumerate(ANSWERS.items()):
        lines = [line for line in ran.err.splitlines() if f"/a{number}-" in line]
        assert len(lines) == 1, (kind, lines)
        assert word in lines[0], lines
    assert len(tips_of(tips)) == 1


def test_b11_a_sync_that_meets_something_else_leaves_the_collection_byte_for_byte(tips: Tips, server: Server) -> None:
    address = server.at("/feed", answer(GOOD, ETag='"1"'))
    well(tips("import", address, "--name", "x"))
    before = _truth(tips)
    for kind in ("not found", "too many", "log in", "empty", "an error in JSON"):
        server.pages["/feed"] = ANSWERS[kind][0]
        ran = tips("sync", "x", "--prune")
        one_line(ran)
        assert ANSWERS[kind][1] in ran.err
        assert _truth(tips) == before
    server.pages["/feed"] = answer(GOOD.replace(b"Good", b"Better"))
    well(tips("sync", "x"))
    assert [tip["title"] for tip in tips_of(tips)] == ["Better"]


def test_b11_a_captive_portal_behind_a_redirect_is_no_tip(tips: Tips, server: Server) -> None:
    server.at("/login", answer(LOGIN, Content_Type="text/html"))
    ran = tips("import", server.at("/feed", moved("/login?to=/feed")), "--name", "x")
    server.at("/login?to=/feed", answer(LOGIN, Content_Type="text/html"))
    refused(tips, ran)
    ran = tips("import", server.address("/feed"), "--name", "x")
    refused(tips, ran)
    one_line(ran)


CHIPS = [
    "fish &nbsp; chips", "fish & chips", "fish &unknown; chips", "fish &amp; chips", "fish &#0; chips", "a < b chips",
    "fish <br> chips", "fish &amp;nbsp; chips", "fish ]]> chips", "fish <!-- x --> chips", "fish &copy chips",
]  # fmt: skip


def test_b11_no_character_of_a_feed_loses_the_rest_of_its_text(tips: Tips, server: Server) -> None:
    items = (
        f"<item><title>{text} title{n}</title><description>{text} and all the rest</description></item>"
        for n, text in enumerate(CHIPS)
    )
    data = encoded(f"{FEED.format('t')}{''.join(items)}<item><title>last</title></item>{END}")
    alone = [encoded(f"{FEED.format('t')}<item><title>{text}</title></item>{END}") for text in CHIPS]
    addresses = [server.at(f"/{number}", answer(page)) for number, page in enumerate((data, *alone))]
    well(tips("import", addresses[0], "--name", "x"))
    found = tips_of(tips)
    assert len(found) == len(CHIPS) + 1
    assert not [tip for tip in found[:-1] if "chips" not in tip["title"] or not tip["body"].endswith("all the rest")]
    well(tips("import", *addresses[1:], "--name", "y"))
    assert not [tip for tip in tips_of(tips, "y") if "chips" not in tip["title"]]


# A1. what servers say


@pytest.mark.parametrize("on_terminal", [False, True], ids=["pipe", "terminal"])
def test_a1_what_a_server_says_in_headers_reaches_no_terminal(tips: Tips, server: Server, *, on_terminal: bool) -> None:
    hostile = encoded(ALL.replace("\r", "").replace("\n", "")).decode("latin-1")
    pages = {
        "/type": answer(GOOD[:20], Content_Type=f"text/{hostile}; charset={hostile}"),
        "/packed": answer(b"x", Content_Encoding=f"br,{hostile}"),
        "/status": answer(b"", f"418 {hostile}"),
        "/retry": answer(b"", "429 x", Retry_After=hostile),
        "/to": moved(f"http://x.invalid/{hostile}"),
        "/host": moved(f"http://{hostile}.invalid/"),
        "/scheme": moved(f"x{hostile}:y"),
        "/length": b"HTTP/1.1 200 OK\r\nContent-Length: " + hostile.encode("latin-1") + b"\r\n\r\nx",
        "/line": b"HTTP/1.1 200" + hostile.encode("latin-1") * 3 + b"\r\n\r\n",
    }
    addresses = [server.at(target, page) for target, page in pages.items()]
    good = server.at("/good", answer(GOOD, ETag=f'"{hostile}"', Last_Modified=hostile))
    if on_terminal:
        ran = tips.on_terminal("import", good, *addresses, "--from", "feed", "--name", "x", "-q")
        assert not forbidden(ran.out, styled=True)
        assert ran.out.count("\n") >= len(pages)
    else:
        ran = tips("import", good, *addresses, "--from", "feed", "--name", "x")
        assert not forbidden(ran.err)
        assert ran.err.count("\n") == len(pages) + 3
    well(ran, 3)
    assert len(tips_of(tips)) == 1
    assert not forbidden(decoded(tips("collections", "--json"), "json"))
    well(tips("sync", "x"))


ADDRESSES = [
    "http://127.0.0.1:9/\u202e", "http://\x1b]0;x\x07/", "http://[::1", "http://", "https://x.invalid/\x9b",
    "http://a:b@c:d@e/\u202e", "http://x.invalid:99999/", "feed:https://[x]/", "http://" + "a" * 10_000,
]  # fmt: skip


def test_a9_hostile_addresses_are_shown_clean_and_short(tips: Tips, server: Server) -> None:
    ran = tips("import", server.at("/good", answer(GOOD)), *ADDRESSES, "--name", "x")
    well(ran, 3)
    assert not forbidden(ran.err)
    assert ran.err.count("\n") == len(ADDRESSES) + 3
    assert max(map(len, ran.err.splitlines())) < 600
    one_line(tips("import", ADDRESSES[0], "--name", "y"))
