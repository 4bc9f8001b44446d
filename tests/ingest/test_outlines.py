"""Outlines of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, header, well
from tipcli.ingest.outlines import Feed, feeds_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

FEED = """<rss version="2.0"><channel><title>{name}</title><item><title>{name}</title><guid>{name}</guid>
<description>A text of {name}.</description></item></channel></rss>"""


def outline(folder: Path, *addresses: str) -> Path:
    lines = "".join(f'<outline text="A &amp; B" type="rss" xmlUrl="{address}"/>' for address in addresses)
    path = folder / "feeds.opml"
    path.write_text(
        f'<?xml version="1.0"?>\n<opml version="2.0"><body><outline text="F">{lines}</outline></body></opml>'
    )
    return path


def test_feeds_are_named_each_once_and_what_is_no_address_is_not(tmp_path: Path) -> None:
    path = outline(
        tmp_path, "https://a.example/1?x=1&amp;y=2", "https://a.example/1?x=1&amp;y=2", "file:///etc/passwd", ""
    )
    assert feeds_of(str(path)) == [Feed("A & B", "https://a.example/1?x=1&y=2")]
    (tmp_path / "note.md").write_text("A note.\n")
    assert feeds_of(str(tmp_path / "note.md")) is None
    assert feeds_of("https://a.example/feeds.opml") is None


def test_an_outline_is_refused_with_what_to_type(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    told = well(tips("import", str(outline(tmp_path, "https://a.example/1", "https://a.example/2"))), 3).err
    assert "an outline of 2 feeds (OPML)" in told
    assert "--all" in told
    assert "A & B: https://a.example/1" in told
    assert "names no feed" in well(tips("import", "--all", str(outline(tmp_path))), 3).err


@pytest.mark.parametrize("name", [None, "news"])
def test_all_imports_every_feed_and_each_is_a_source(name: str | None, tmp_path: Path, httpserver: HTTPServer) -> None:
    tips = Inside(tmp_path / "home")
    for path in ("a", "b"):
        httpserver.expect_request(f"/{path}").respond_with_data(
            FEED.format(name=path), content_type="application/rss+xml"
        )
    feeds = outline(tmp_path, httpserver.url_for("/a"), httpserver.url_for("/b"))
    well(tips("import", str(feeds), "--all", *(("--name", name) if name else ())))
    sources = [one["source"] for one in header(tips.home, name or "feeds")["origins"]]
    assert sources == [httpserver.url_for("/a"), httpserver.url_for("/b")]
    well(tips("sync", "--prune"))
