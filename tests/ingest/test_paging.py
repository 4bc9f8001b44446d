"""Pages of a listing on the web: where they end, and what becomes of what came where one of them fails."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests.importing import brief, counts, header, held, well
from tests.server import Server, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Tips
    from tests.server import Connection, Request, Respond

WORDPRESS = "<generator>https://wordpress.org/?v=6.5</generator>"
ITEM = "<item><title>{0}</title><guid>urn:x:{0}</guid><description>{1}</description></item>"
END = "404 Not Found"


class Anything(dict[str, "bytes | Respond"]):
    """Pages of a server that has the same one for whatever is asked."""

    def get(self, target: str, default: Any = None) -> Any:
        return super().get("*", default) if target else default


def rss(*titles: str, head: str = WORDPRESS, text: str = "Text.") -> bytes:
    inner = "".join(ITEM.format(title, text) for title in titles)
    return f'<rss version="2.0"><channel><title>News</title>{head}{inner}</channel></rss>'.encode()


def atom(*titles: str, following: str, text: str = "Text.") -> bytes:
    inner = "".join(
        f"<entry><id>urn:x:{one}</id><title>{one}</title><content>{text}</content></entry>" for one in titles
    )
    link = f'<link rel="next" href="{following}"/>' if following else ""
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{link}{inner}</feed>'.encode()


def listing(*titles: str) -> bytes:
    posts = [
        {
            "guid": {"rendered": f"urn:x:{one}"},
            "link": f"https://x.example/{one}/",
            "status": "publish",
            "title": {"rendered": one},
            "content": {"rendered": "<p>Text.</p>"},
        }
        for one in titles
    ]
    return json.dumps(posts).encode()


COUNTED = count(1)
ENDLESS: dict[str, Callable[[str], bytes]] = {
    "the same feed": lambda _: rss("A", "B"),
    "another text each time": lambda _: rss("A", "B", text="Text" + "." * next(COUNTED)),
    "a new cursor": lambda _: atom("A", "B", following=f"?cursor={next(COUNTED)}"),
    "a cursor one letter longer": lambda target: atom("A", "B", following=f"{target}a"),
    "a cursor and a text": lambda target: atom("A", "B", following=f"{target}a", text=target),
    "in turn": lambda target: atom("AB"[len(target) % 2], following=f"{target}a"),
    "the same listing": lambda _: listing("A", "B"),
    "RDF": lambda _: (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:admin="http://webns.net/mvcb/"><channel rdf:about="x"><title>News</title>'
        b'<admin:generatorAgent rdf:resource="https://wordpress.org/?v=6.5"/></channel>'
        b'<item rdf:about="https://x.example/a"><title>A</title><link>https://x.example/a</link></item>'
        b'<item rdf:about="https://x.example/b"><title>B</title><link>https://x.example/b</link></item></rdf:RDF>'
    ),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_pages_end_where_one_brings_nothing_new(tips: Tips, server: Server, kind: str) -> None:
    def respond(request: Request, connection: Connection) -> None:
        connection.send(answer(ENDLESS[kind](request.target)))

    server.pages = Anything({"*": respond})
    address = server.address("/wp-json/wp/v2/posts" if kind == "the same listing" else "/feed")
    for said in ({"added": 2}, {"unchanged": 2}):
        server.requests.clear()
        ran = well(tips("import", address, "--name", "news"))
        found = counts(ran)
        found.pop("updated", None)  # a text that changes each time
        assert found in (said, {})
        assert 2 <= len(server.requests) <= 3
    assert len(held(tips.home, "news")) == 2


@pytest.mark.parametrize("form", ["RSS", "RSS 0.92"])
def test_every_form_of_a_feed_of_wordpress_is_read_to_its_end(tips: Tips, server: Server, form: str) -> None:
    def page(*titles: str) -> bytes:
        data = rss(*titles)
        if form == "RSS 0.92":
            data = data.replace(WORDPRESS.encode(), b'<!-- generator="WordPress/6.1.9" -->').replace(b"2.0", b"0.92")
        return data

    address = server.at("/feed", answer(page("A")))
    server.at("/feed?paged=2", answer(page("B")))
    server.at("/feed?paged=3", answer(page(), END))
    assert counts(well(tips("import", address, "--name", "news"))) == {"added": 2}
    assert len(server.requests) == 3


FAILED: dict[str, bytes] = {
    "a web page for 404": answer(b"<!doctype html><title>Not found</title><p>No.</p>", END),
    "a word for 404": answer(b"nothing here", END),
    "nothing for 404": answer(b"", END),
    "a feed with items for 404": answer(rss("C"), END),
    "an error": answer(b"<h1>Oops</h1>", "500 Internal Server Error"),
    "busy": answer(b"", "429 Too Many Requests"),
    "a cut answer": answer(rss("C")[:120], length=len(rss("C"))),
    "a feed that breaks off": answer(rss("B", "C")[:-60]),
    "a login page": answer(b"<!doctype html><title>Log in</title><article><h1>Log in</h1><p>Here.</p></article>"),
    "an error in JSON": answer(b'{"error": "too many"}', Content_Type="application/json"),
}


@pytest.mark.parametrize("kind", FAILED)
def test_a_page_that_fails_in_the_middle_is_3_and_what_came_is_kept(tips: Tips, server: Server, kind: str) -> None:
    address = server.at("/feed", answer(rss("A")))
    server.at("/feed?paged=2", FAILED[kind])
    ran = well(tips("import", address, "--name", "news"), 3)
    assert "tips: http://127.0.0.1" in ran.err
    assert "A" in [tip["title"] for tip in held(tips.home, "news")]
    assert [one["source"] for one in header(tips.home, "news")["origins"]] == [address]
    server.at("/feed?paged=2", answer(rss("B")))
    server.at("/feed?paged=3", answer(rss(), END))
    well(tips("sync", "news"))
    server.at("/feed?paged=2", FAILED[kind])
    ran = well(tips("sync", "news", "--prune"), 3)
    assert "removed" not in counts(ran)
    assert {"A", "B"} <= {tip["title"] for tip in held(tips.home, "news")}


def test_a_listing_of_posts_ends_with_an_error_that_says_so_and_with_no_other(tips: Tips, server: Server) -> None:
    over = json.dumps({"code": "rest_post_invalid_page_number", "message": "The page number is too large."}).encode()
    other = json.dumps({"code": "rest_forbidden", "message": "Log in."}).encode()
    address = server.at("/wp-json/wp/v2/posts?_embed", answer(listing("A"))).removesuffix("?_embed")
    for page, status in ((answer(other, "400 Bad Request"), 3), (answer(over, "400 Bad Request"), 0)):
        server.at("/wp-json/wp/v2/posts?_embed&page=2", page)
        well(tips("import", address, "--name", "news"), status)
    assert brief(tips.home, "news") == {1: ("A", "Text.")}


def test_a_page_of_nothing_but_protected_posts_is_not_the_end(tips: Tips, server: Server) -> None:
    hidden = json.dumps([{"content": {"rendered": "", "protected": True}, "link": "https://x.example/h"}]).encode()
    start = "/wp-json/wp/v2/posts?_embed"
    address = server.at(start, answer(listing("A")))
    server.at(f"{start}&page=2", answer(hidden))
    server.at(f"{start}&page=3", answer(listing("B")))
    server.at(f"{start}&page=4", answer(b"[]"))
    assert counts(well(tips("import", address, "--name", "news"))) == {"added": 2, "skipped": 1}


def test_a_thousand_items_that_are_unchanged_are_one_request(tips: Tips, server: Server) -> None:
    body = rss(*(f"T{number}" for number in range(1000)))

    def respond(request: Request, connection: Connection) -> None:
        is_known = request.headers.get("if-none-match") == '"1"'
        connection.send(answer(b"", "304 Not Modified", ETag='"1"') if is_known else answer(body, ETag='"1"'))

    address = server.at("/feed", respond)
    server.at("/feed?paged=2", answer(rss(), END))
    assert counts(well(tips("import", address, "--name", "news"))) == {"added": 1000}
    server.requests.clear()
    well(tips("sync", "news"))
    assert server.targets == ["/feed"]
