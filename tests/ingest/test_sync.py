"""What `tips sync` promises: origins are read again as they were read before, and no more than need be."""

from __future__ import annotations

import shutil
from codecs import encode
from typing import TYPE_CHECKING

import pytest

from tests.importing import brief, counts, header, held, table, tree, truth, well
from tests.server import Server, answer, free_port, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips
    from tests.server import Connection, Request, Respond

ITEM = "<item><title>{0}</title><guid>urn:x:{0}</guid><description>{1}</description></item>"
OLD, NEW = (("A", "one"), ("B", "two")), (("C", "three"), ("A", "changed"), ("B", "two"))


def rss(*items: tuple[str, str], head: str = "") -> bytes:
    inner = "".join(ITEM.format(*item) for item in items)
    return f'<rss version="2.0"><channel><title>News</title>{head}{inner}</channel></rss>'.encode()


def versioned(body: bytes, etag: str = '"1"', modified: str = "") -> Respond:
    """Return a page that answers 304 to who has this version already."""

    said = {key: value for key, value in (("ETag", etag), ("Last_Modified", modified)) if value}
    whole, short = answer(body, "200 OK", length=len(body), **said), answer(b"", "304 Not Modified", length=0, **said)

    def respond(request: Request, connection: Connection) -> None:
        asked = request.headers
        is_known = (etag and asked.get("if-none-match") == etag) or (
            modified and asked.get("if-modified-since") == modified
        )
        connection.send(short if is_known else whole)

    return respond


def kept(tips: Tips) -> dict[str, bytes | None]:
    """Return all files of the home but the note on the last sync."""
    return {name: data for name, data in tree(tips.home).items() if not name.startswith("state")}


VERSIONS = [('"1"', ""), ("", "Sun, 22 Nov 2026 07:00:00 GMT"), ('W/"x y"', "Sun, 22 Nov 2026 07:00:00 GMT")]


@pytest.mark.parametrize(("etag", "modified"), VERSIONS)
def test_what_the_server_calls_unchanged_is_not_sent_and_nothing_is_written(
    tips: Tips, server: Server, etag: str, modified: str
) -> None:
    address = server.at("/feed", versioned(rss(*OLD), etag, modified))
    assert counts(well(tips("import", address, "--name", "news"))) == {"added": 2}
    before = kept(tips)
    asked = [request.headers for request in server.requests]
    assert not any("if-none-match" in one or "if-modified-since" in one for one in asked)
    ran = well(tips("sync", "news"))
    assert f"{address}: not changed since the last time" in ran.err
    assert counts(ran) == {}
    assert kept(tips) == before
    last = server.requests[-1].headers
    assert (last.get("if-none-match", ""), last.get("if-modified-since", "")) == (etag, modified)


def test_what_changed_is_read_and_then_not_again(tips: Tips, server: Server) -> None:
    address = server.at("/feed", versioned(rss(*OLD)))
    well(tips("import", address, "--name", "news"))
    server.at("/feed", versioned(rss(*NEW), '"2"'))
    assert counts(well(tips("sync"))) == {"added": 1, "updated": 1, "unchanged": 1}
    assert brief(tips.home, "news") == {1: ("A", "changed"), 2: ("B", "two"), 3: ("C", "three")}
    assert "not changed" in well(tips("sync", "news")).err


@pytest.mark.parametrize("lost", ["gone", "another form"])
def test_where_the_note_of_the_version_is_lost_all_is_read_again(tips: Tips, server: Server, lost: str) -> None:
    well(tips("import", server.at("/feed", versioned(rss(*OLD))), "--name", "news"))
    note = tips.home / "state" / "syncs" / "news.json"
    assert note.exists()
    if lost == "gone":
        shutil.rmtree(tips.home / "state")
    else:
        note.write_bytes(b'{"validators": {"x": 1}, "synced": 5, "origins": 7}')
    before = kept(tips)
    assert counts(well(tips("sync", "news"))) == {"unchanged": 2}
    assert kept(tips) == before


def test_what_is_read_in_another_way_is_read_anew_whatever_the_server_calls_unchanged(
    tips: Tips, server: Server
) -> None:
    address = server.at("/feed", versioned(rss(*OLD)))
    well(tips("import", address, "--name", "news"))
    assert counts(well(tips("import", address, "--topic", "New Things"))) == {"updated": 2}
    assert {topic for tip in held(tips.home, "news") for topic in tip["topics"]} == {"new-things"}
    assert "not changed" in well(tips("sync", "news")).err


def test_after_a_limited_import_a_sync_reads_the_rest(tips: Tips, server: Server) -> None:
    address = server.at("/feed", versioned(rss(*OLD)))
    assert counts(well(tips("import", address, "--name", "news", "--limit", "1"))) == {"added": 1}
    assert counts(well(tips("sync", "news"))) == {"added": 1, "unchanged": 1}


def test_a_server_that_says_unchanged_before_it_sent_anything_gives_no_tips(tips: Tips, server: Server) -> None:
    ran = well(tips("import", server.at("/feed", answer(b"", "304 Not Modified")), "--name", "news"), 3)
    assert "304" in ran.err
    assert not truth(tips.home, "news").exists()


FAILURES: dict[str, tuple[bytes, str]] = {
    "gone": (answer(b"nothing here", "404 Not Found"), "404"),
    "busy": (answer(b"", "429 Too Many Requests"), "429"),
    "down": (answer(b"", "503 Service Unavailable"), "503"),
    "portal": (answer(b"<!doctype html><title>Log in</title><form></form>", Content_Type="text/html"), ""),
    "empty": (answer(b""), ""),
    "elsewhere": (answer(b"", "302 Found", Location="file:///etc/passwd"), ""),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_an_origin_that_fails_is_3_and_the_collection_stays(tips: Tips, server: Server, kind: str) -> None:
    well(tips("import", server.at("/feed", answer(rss(*OLD))), "--name", "news"))
    before = kept(tips)
    page, said = FAILURES[kind]
    server.at("/feed", page)
    ran = well(tips("sync", "news", "--prune"), 3)
    assert ran.err.startswith("tips: ")
    assert said in ran.err
    assert kept(tips) == before
    assert [line for line in tips("doctor").lines if "wrong: source of news" in line]


def test_a_server_that_is_away_and_a_file_that_is_gone_are_3_and_the_collections_stay(
    tips: Tips, tmp_path: Path
) -> None:
    with serving() as server:
        well(tips("import", server.at("/feed", answer(rss(*OLD))), "--name", "news"))
    source = table(tmp_path / "s.csv", "A,one")
    well(tips("import", source))
    (tmp_path / "s.csv").unlink()
    before = kept(tips)
    for arguments in (["news"], ["s"], ["s", "--prune"], [], ["news", "s"]):
        well(tips("sync", *arguments), 3)
    assert kept(tips) == before
    well(tips("import", f"http://127.0.0.1:{free_port()}/", "--name", "other"), 3)
    assert not truth(tips.home, "other").exists()


def test_sync_of_all_goes_on_after_one_that_fails_and_ends_with_3(tips: Tips, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        well(tips("import", table(tmp_path / f"{name}.csv", "A,one"), "-q"))
        table(tmp_path / f"{name}.csv", "A,one", "B,two")
    (tmp_path / "b.csv").unlink()
    ran = well(tips("sync"), 3)
    assert "b.csv: No such file" in ran.err
    assert [len(held(tips.home, name)) for name in ("a", "b", "c")] == [2, 1, 2]
    assert well(tips("sync", "c", "a", "-q")).err == ""


def test_sync_of_an_unknown_collection_is_1_and_names_those_that_there_are(tips: Tips, tmp_path: Path) -> None:
    assert "import" in well(tips("sync"), 1).err
    assert "blog" in well(tips("sync", "blog"), 1).err
    well(tips("import", table(tmp_path / "a.csv", "A,one")))
    table(tmp_path / "a.csv", "A,one", "B,two")
    ran = well(tips("sync", "a", "blog"), 1)
    assert "There is: a." in ran.err
    assert len(held(tips.home, "a")) == 2
    assert well(tips("sync", "service"), 1).err.startswith("tips: ")


def test_sync_reads_as_the_import_did(tips: Tips, tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.write_text(encode("First text.\n%\n", "rot13"))
    command = ("import", str(source), "--from", "fortune", "--rot13", "--topic", "Old Sayings", "--no-rotation")
    well(tips(*command))
    source.write_text(encode("First text.\n%\nSecond text.\n%\n", "rot13"))
    assert counts(well(tips("sync", "texts"))) == {"added": 1, "unchanged": 1}
    assert [tip["body"] for tip in held(tips.home, "texts")] == ["First text.", "Second text."]
    assert all("old-sayings" in tip["topics"] for tip in held(tips.home, "texts"))
    assert header(tips.home, "texts")["rotation"] is False


def test_a_dry_sync_tells_what_would_happen_and_changes_no_byte(tips: Tips, server: Server) -> None:
    address = server.at("/feed", versioned(rss(*OLD)))
    well(tips("import", address, "--name", "news"))
    server.at("/feed", versioned(rss(*NEW), '"2"'))
    before = tree(tips.home)
    dry = well(tips("sync", "news", "--dry-run", "--prune"))
    assert tree(tips.home) == before
    assert counts(dry) == counts(well(tips("sync", "news", "--prune")))


WORDPRESS = "<generator>https://wordpress.org/?v=6.5</generator>"


@pytest.mark.parametrize("second", ["503 Service Unavailable", "portal"])
def test_a_later_page_that_fails_costs_no_tip_and_is_asked_for_again(tips: Tips, server: Server, second: str) -> None:
    address = server.at("/feed", versioned(rss(("A", "one"), head=WORDPRESS), '"1"'))
    server.at("/feed?paged=2", versioned(rss(("B", "two"), ("C", "three"), head=WORDPRESS), '"2"'))
    server.at("/feed?paged=3", answer(rss(head=WORDPRESS), "404 Not Found"))
    assert counts(well(tips("import", address, "--name", "news"))) == {"added": 3}
    server.at("/feed", versioned(rss(("N", "new"), ("A", "one"), head=WORDPRESS), '"3"'))
    whole = rss(("B", "changed"), ("C", "three"), head=WORDPRESS)
    portal = answer(b"<!doctype html><title>Log in</title>")
    server.at("/feed?paged=2", portal if second == "portal" else answer(b"", second))
    ran = well(tips("sync", "news", "--prune"), 3)
    assert "removed" not in counts(ran)
    assert len(held(tips.home, "news")) == 4
    server.at("/feed?paged=2", versioned(whole, '"4"'))
    well(tips("sync", "news", "--prune"))
    assert brief(tips.home, "news") == {1: ("A", "one"), 2: ("B", "changed"), 3: ("C", "three"), 4: ("N", "new")}


def test_what_the_feed_no_longer_has_is_dropped_when_told_to(tips: Tips, server: Server) -> None:
    address = server.at("/feed", answer(rss(*OLD)))
    well(tips("import", address, "--name", "news"))
    server.at("/feed", answer(rss(("B", "two"))))
    assert counts(well(tips("sync"))) == {"unchanged": 1, "gone from the source but kept": 1}
    assert counts(well(tips("sync", "--prune"))) == {"unchanged": 1, "removed": 1}
    assert brief(tips.home, "news") == {2: ("B", "two")}


def test_a_password_in_an_address_is_used_and_never_shown(tips: Tips, server: Server) -> None:
    server.at("/feed", answer(rss(*OLD)))
    address = server.address("/feed", user="me:secret-word@")
    ran = well(tips("import", address, "--name", "news"))
    listed = [tips("collections", "-f", form).out for form in ("tsv", "plain", "json", "rich")]
    again = well(tips("sync", "news"))
    assert server.requests[-1].headers.get("authorization", "").startswith("Basic ")
    server.at("/feed", answer(b"", "404 Not Found"))
    assert not any("secret-word" in text for text in (*listed, ran.err, again.err, tips("sync").err))
    assert truth(tips.home, "news").stat().st_mode & 0o777 == 0o600


def test_a_collection_without_an_origin_says_so(tips: Tips, tmp_path: Path) -> None:
    truth(tips.home, "mine").parent.mkdir(parents=True)
    truth(tips.home, "mine").write_text('{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A"}\n')
    before = truth(tips.home, "mine").read_bytes()
    assert "no source" in well(tips("sync", "mine"), 3).err
    assert truth(tips.home, "mine").read_bytes() == before
    assert counts(well(tips("import", table(tmp_path / "s.csv", "B,two"), "--name", "mine")))["added"] == 1
