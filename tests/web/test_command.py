"""What `tips import` and `sync` make of proxies, early hints and answers that break off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import counts, well
from tests.server import Server, answer, moved

if TYPE_CHECKING:
    from tests.conftest import Tips

ITEM = "<item><title>{0}</title><description>A text about {0}.</description></item>"
START = "http://start.example/feed"


def feed(*titles: str) -> bytes:
    return f"<rss version='2.0'><channel>{''.join(map(ITEM.format, titles))}</channel></rss>".encode()


@pytest.mark.parametrize("name", ["ALL_PROXY", "http_proxy"])
@pytest.mark.parametrize("host", ["localhost", "wiki", "printer.local", "metadata.google.internal", "192.88.99.1"])
def test_g4_no_redirect_leads_through_a_proxy_to_what_is_internal(
    tips: Tips, server: Server, name: str, host: str
) -> None:
    server.at(START, moved(f"http://{host}/feed"))
    server.at(f"http://{host}/feed", answer(feed("Secret"), Content_Type="application/rss+xml"))
    ran = well(tips("import", START, "--name", "x", env={name: server.address(), "no_proxy": ""}), 3)
    assert "private network" in ran.err
    assert server.targets == [START]
    assert not list(tips.home.rglob("x.jsonl"))


def test_g4_a_feed_through_the_proxy_for_all_after_early_hints(tips: Tips, server: Server) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    server.at(START, hints + answer(feed("One", "Two"), Content_Type="application/rss+xml"))
    ran = well(tips("import", START, "--name", "x", env={"ALL_PROXY": server.address(), "no_proxy": ""}))
    assert counts(ran)["added"] == 2


def test_a_page_that_breaks_off_changes_nothing(tips: Tips, server: Server) -> None:
    whole = answer(feed("One", "Two"), Content_Type="application/rss+xml")
    well(tips("import", server.at("/feed", whole), "--name", "x"))
    [path] = tips.home.rglob("x.jsonl")
    before = path.read_bytes()
    page = feed("One")
    for length in (len(page) + 1, 2 * len(page)):  # whole to look at, but more was promised
        server.at("/feed", answer(page, length=length, Content_Type="application/rss+xml"))
        ran = well(tips("sync", "x"), 3)
        assert "the page ended too early" in ran.err
        assert path.read_bytes() == before
