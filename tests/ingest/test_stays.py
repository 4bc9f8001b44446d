"""A source stays what it was: what answers with something else is no source any more, and takes nothing away."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.importing import brief, counts, header, held, lines, table, truth, well
from tests.server import Server, answer
from tipcli.ingest.paging import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips
    from tests.server import Connection, Request, Respond

ITEM = "<item><title>{0}</title><guid>urn:x:{0}</guid><description>{0} is said.</description></item>"
PAGE = b"<!doctype html><html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>Here.</p></article></body>"
NOTE = b"---\ntitle: A note\n---\nIts text.\n"


def rss(*titles: str) -> bytes:
    inner = "".join(ITEM.format(title) for title in titles)
    return f'<rss version="2.0"><channel><title>News</title>{inner}</channel></rss>'.encode()


def posts(*titles: str) -> bytes:
    return json.dumps([{"title": {"rendered": one}, "content": {"rendered": f"<p>{one}.</p>"}} for one in titles])\
        .encode()  # fmt: skip


FIRST: dict[str, tuple[str, bytes]] = {
    "a feed": ("/feed", rss("A", "B")),
    "a listing of posts": ("/wp-json/wp/v2/posts?_embed", posts("A", "B")),
    "JSON": ("/tips.json", b'[{"title": "A", "body": "One."}, {"title": "B", "body": "Two."}]'),
    "JSON Lines": ("/tips.jsonl", b'{"title": "A", "body": "One."}\n{"title": "B", "body": "Two."}\n'),
    "a table": ("/tips.csv", b"title,body\nA,One.\nB,Two.\n"),
    "a note": ("/tip.md", NOTE),
}
THEN: dict[str, bytes] = {
    "a portal": answer(PAGE.replace(b"{0}", b"Guest Wi-Fi"), Content_Type="text/html"),
    "a login": answer(b"<html><title>Log in</title><form><input name='user'></form></html>"),
    "maintenance": answer(PAGE.replace(b"{0}", b"Back soon"), Content_Type="text/html; charset=utf-8"),
    "an error in JSON": answer(b'{"error": "too many", "code": 7}', Content_Type="application/json"),
    "a message in JSON": answer(b'{"message": "Not Found", "documentation_url": "https://x.example/"}'),
    "a detail in JSON": answer(b'{"detail": "Not found."}', Content_Type="application/json"),
    "a status in JSON": answer(b'{"success": false, "status": 500, "reason": "out of order"}'),
    "nothing": answer(b""),
    "blanks": answer(b"\n \n"),
}
MORE = {"a table": answer(b"title,body\nError,Too many.\n"), "a note": answer(NOTE), "a feed": answer(rss("Z"))}
PAIRS = [(first, then) for first in FIRST for then in (*THEN, *MORE) if first != then]
# These may well be what they were: a note is any text.
LIKELY = {("a note", "a table")}
PAIRS = [pair for pair in PAIRS if pair not in LIKELY and not (pair[0] == "a note" and "JSON" in pair[1])]


@pytest.mark.parametrize(("first", "then"), PAIRS)
def test_a_source_that_answers_with_something_else_is_3_and_nothing_changes(
    tips: Tips, server: Server, first: str, then: str
) -> None:
    target, body = FIRST[first]
    address = server.at(target, answer(body, ETag='"1"'))
    server.at(f"{target}&page=2", answer(b"[]"))
    well(tips("import", address, "--name", "case"))
    before = truth(tips.home, "case").read_bytes()
    note = json.loads((tips.home / "state" / "syncs" / "case.json").read_text())
    assert header(tips.home, "case")["origins"][0]["found"]
    server.at(target, {**THEN, **MORE}[then])
    for more in ((), ("--prune",), ("--prune", "--yes")):
        ran = well(tips("sync", "case", *more), 3)
        assert truth(tips.home, "case").read_bytes() == before
        if then in ("a portal", "a login"):
            assert f"a web page now, not {first}" in ran.err
    well(tips("import", address, "--name", "case"), 3)
    assert truth(tips.home, "case").read_bytes() == before
    after = json.loads((tips.home / "state" / "syncs" / "case.json").read_text())
    assert after["validators"] == note["validators"]
    server.at(target, answer(body))
    well(tips("sync", "case"))


@pytest.mark.parametrize(
    ("first", "then"), [("a feed", "a portal"), ("JSON", "a detail in JSON"), ("a note", "nothing")]
)
def test_doctor_says_so_until_the_source_is_back(tips: Tips, server: Server, first: str, then: str) -> None:
    target, body = FIRST[first]
    address = server.at(target, answer(body))
    well(tips("import", address, "--name", "case"))
    server.at(target, THEN[then])
    well(tips("sync", "case"), 3)
    assert "wrong: source of case" in tips("doctor").out
    server.at(target, answer(body))
    well(tips("sync", "case"))
    assert "wrong: source of case" not in tips("doctor").out


@pytest.mark.parametrize("body", [rss(), b'{"version": "https://jsonfeed.org/version/1", "items": []}', b"[]"])
def test_a_source_that_is_empty_now_is_no_failure_and_keeps_its_tips(tips: Tips, server: Server, body: bytes) -> None:
    full = rss("A") if b"rss" in body else b'[{"title": "A", "body": "One."}]'
    address = server.at("/it.json" if b"rss" not in body else "/it", answer(full))
    well(tips("import", address, "--name", "case"))
    before = truth(tips.home, "case").read_bytes()
    server.at(address.rpartition("/")[2].join(("/", "")), answer(body))
    for more in ((), ("--prune",)):
        ran = well(tips("sync", "case", *more))
        assert "now; those that it had are kept" in ran.err
        assert truth(tips.home, "case").read_bytes() == before
    well(tips("import", address, "--name", "other"), 3)  # there never was anything


def test_who_says_the_format_takes_the_source_as_it_is_now(tips: Tips, server: Server) -> None:
    address = server.at("/it", answer(rss("A")))
    well(tips("import", address, "--name", "case"))
    server.at("/it", answer(PAGE.replace(b"{0}", b"An article"), Content_Type="text/html"))
    assert "--from html" in well(tips("sync", "case"), 3).err
    assert counts(well(tips("import", address, "--name", "case", "--from", "html")))["added"] == 1


# What is dropped


@pytest.mark.parametrize(("size", "gone", "asks"), [(9, 8, False), (10, 5, False), (10, 6, True), (40, 39, True)])
def test_more_than_half_of_a_collection_is_not_dropped_unasked(
    tips: Tips, tmp_path: Path, size: int, gone: int, *, asks: bool
) -> None:
    rows = [f"T{number},Text {number}." for number in range(size)]
    source = table(tmp_path / "s.csv", *rows)
    well(tips("import", source))
    before = truth(tips.home, "s").read_bytes()
    table(tmp_path / "s.csv", *rows[gone:])
    assert counts(well(tips("sync", "s", "--prune", "--dry-run")))["removed"] == gone
    if asks:
        for command in (("sync", "s", "--prune"), ("import", source, "--prune")):
            ran = well(tips(*command), 2)
            assert f"{gone:,} of {size:,} tips" in ran.err
            assert "--yes" in ran.err
            assert truth(tips.home, "s").read_bytes() == before
    assert counts(well(tips("sync", "s", "--prune", *(["--yes"] if asks else []))))["removed"] == gone
    assert len(held(tips.home, "s")) == size - gone


def versioned(body: bytes, tag: str = '"1"') -> Respond:
    def respond(request: Request, connection: Connection) -> None:
        is_known = request.headers.get("if-none-match") == tag
        connection.send(answer(b"", "304 Not Modified", ETag=tag) if is_known else answer(body, ETag=tag))

    return respond


def test_what_is_gone_is_asked_for_without_a_version(tips: Tips, server: Server) -> None:
    address = server.at("/feed", versioned(rss("A", "B")))
    well(tips("import", address, "--name", "case"))
    server.at("/feed", versioned(rss("B")))
    assert "not changed" in well(tips("sync")).err
    assert counts(well(tips("sync", "--prune"))) == {"unchanged": 1, "removed": 1}
    assert "if-none-match" not in server.requests[-1].headers


@pytest.mark.parametrize(("age", "is_full"), [(FULL - timedelta(hours=1), False), (FULL + timedelta(hours=1), True)])
def test_a_server_is_asked_in_full_after_a_week(tips: Tips, server: Server, age: timedelta, *, is_full: bool) -> None:
    address = server.at("/feed", versioned(rss("A")))
    well(tips("import", address, "--name", "case"))
    server.at("/feed", versioned(rss("A", "Dated back")))
    note = tips.home / "state" / "syncs" / "case.json"
    said = json.loads(note.read_text())
    said["validators"][address]["full"] = (datetime.now(UTC) - age).isoformat()
    note.write_text(json.dumps(said))
    well(tips("sync"))
    assert len(held(tips.home, "case")) == 1 + is_full


def test_the_version_of_one_address_says_nothing_of_another(tips: Tips, server: Server) -> None:
    first, second = (server.at(target, versioned(rss(name))) for target, name in (("/a", "A"), ("/b", "B")))
    address = server.at("/feed", answer(b"", "302 Found", Location=first))
    well(tips("import", address, "--name", "case"))
    server.at("/feed", answer(b"", "302 Found", Location=second))
    assert counts(well(tips("sync")))["added"] == 1
    assert len(brief(tips.home, "case")) == 2


# What waits


def test_what_is_dated_in_the_future_waits_for_its_day_also_where_nothing_else_is_there(
    tips: Tips, server: Server
) -> None:
    items = ITEM.format("Later").replace("<guid", "<pubDate>Wed, 01 Jan 2031 00:00:00 +0000</pubDate><guid")
    body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()
    address = server.at("/feed", versioned(body))
    ran = well(tips("import", address, "--name", "case"))
    assert "it waits for a sync from that day on" in ran.err
    assert held(tips.home, "case") == []
    assert counts(well(tips("sync"))) == {"skipped": 1}
    assert counts(well(tips("sync", env={"TIPS_TODAY": "2031-01-01"}))) == {"added": 1}


@pytest.mark.parametrize(
    ("date", "waits"),
    [("2026-11-22", False), ("2026-11-23", True), ("Mon, 23 Nov 2026 08:00:00 +1300", False),
     ("Sun, 22 Nov 2026 23:30:00 -0500", False), ("Tue, 24 Nov 2026 20:00:00 +1300", True)],
)  # fmt: skip
def test_a_day_that_has_come_somewhere_has_come(tips: Tips, tmp_path: Path, date: str, *, waits: bool) -> None:
    source = lines(tmp_path / "s.jsonl", [{"title": "A", "body": "One.", "date": date}, {"title": "B", "body": "Two."}])
    found = counts(well(tips("import", source)))
    assert found == ({"added": 1, "skipped": 1} if waits else {"added": 2})
