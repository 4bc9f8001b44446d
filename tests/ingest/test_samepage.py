"""A web page that was one article and is another page now takes nothing away, and adds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import counts, held, truth, well
from tests.server import answer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Tips
    from tests.server import Server

ARTICLE = (
    "<!doctype html><html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
)
TEXT = "Ring back on the day that you promised, and say who you are before anything else. Then ask whether it suits."
OTHERS = {
    "a login": ARTICLE.format("Sign in", "Please sign in with the name and password that were mailed to all of you."),
    "a portal": ARTICLE.format("Guest network", "Accept the conditions below to be connected for the next two hours."),
    "maintenance": ARTICLE.format("Back soon", "Our site is being worked on tonight and will return in the morning."),
    "a listing": "<html><body class='archive'><article class='hentry'><h2>A</h2></article>"
    "<article class='hentry'><h2>B</h2></article></body></html>",
    "a form": "<html><title>Log in</title><form><input name='user'><input type='password'></form></html>",
    "an error": "<html><head><title>404 Not Found</title></head><body><h1>Not found</h1></body></html>",
}
EDITED = {
    "another title": ARTICLE.format("Call back in time", TEXT),
    "another text": ARTICLE.format("Ring back", "All of this was written anew, and nothing is kept but its name."),
    "more text": ARTICLE.format("Ring back at once", f"{TEXT} {TEXT} And there is much that was added since."),
}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.at("/ring-back", answer(ARTICLE.format("Ring back", TEXT).encode(), Content_Type="text/html"))
        yield running


@pytest.mark.parametrize("other", OTHERS)
def test_another_page_at_the_address_is_3_and_changes_nothing(tips: Tips, server: Server, other: str) -> None:
    address = server.address("/ring-back")
    well(tips("import", address, "--name", "case"))
    before = truth(tips.home, "case").read_bytes()
    server.at("/ring-back", answer(OTHERS[other].encode(), Content_Type="text/html"))
    for command in (
        ("sync",),
        ("sync", "--prune"),
        ("sync", "--prune", "--yes"),
        ("import", address, "--name", "case"),
    ):
        well(tips(*command), 3)
        assert truth(tips.home, "case").read_bytes() == before
    server.at("/elsewhere", answer(OTHERS[other].encode(), Content_Type="text/html"))
    server.at("/ring-back", answer(b"", "302 Found", Location="/elsewhere"))
    well(tips("sync"), 3)
    assert truth(tips.home, "case").read_bytes() == before


@pytest.mark.parametrize("edit", EDITED)
def test_an_edited_article_is_the_same_one(tips: Tips, server: Server, edit: str) -> None:
    well(tips("import", server.address("/ring-back"), "--name", "case"))
    server.at("/ring-back", answer(EDITED[edit].encode(), Content_Type="text/html"))
    assert counts(well(tips("sync"))) == {"updated": 1}


def test_who_says_the_format_takes_the_page_as_it_is_now(tips: Tips, server: Server) -> None:
    address = server.address("/ring-back")
    well(tips("import", address, "--name", "case"))
    server.at("/ring-back", answer(OTHERS["maintenance"].encode(), Content_Type="text/html"))
    assert f"tips import {address} --from html" in well(tips("sync"), 3).err
    well(tips("import", address, "--name", "case", "--from", "html"))
    assert [tip["title"] for tip in held(tips.home, "case")] == ["Back soon"]


def test_one_of_several_pages_is_told_and_the_others_are_read(tips: Tips, server: Server) -> None:
    other = server.at("/other", answer(ARTICLE.format("Stand up", TEXT[::-1]).encode()))
    well(tips("import", server.address("/ring-back"), other, "--name", "case"))
    server.at("/ring-back", answer(OTHERS["a portal"].encode()))
    server.at("/other", answer(ARTICLE.format("Stand up", TEXT[::-1] + " More.").encode()))
    ran = well(tips("sync", "--prune", "--yes"), 3)
    assert "another page now, not 'Ring back'" in ran.err
    assert counts(ran)["updated"] == 1
    assert len(held(tips.home, "case")) == 2
