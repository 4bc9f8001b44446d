"""Import, sync, export and what goes with them, in the process of the tests, from end to end."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.server import answer, serving
from tipcli.cli.main import run
from tipcli.cli.progress import Bar
from tipcli.model.reports import Report
from tipcli.views.registry import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<generator>https://wordpress.org/?v=6</generator>{}</channel></rss>"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def item(title: str) -> str:
    return f"<item><title>{title}</title><guid>{title}</guid><description>About {title}.</description></item>"


def folder_of_everything(path: Path) -> Path:
    path.mkdir()
    (path / "calm.md").write_text("---\ntopics: [calm]\n---\n# Stay calm\n\nBreathe out. Then answer.\n")
    (path / "more.csv").write_text("title,body\nAlpha,One text.\nBeta,Two,too many\n")
    (path / "draft.md").write_text("---\ntitle: Draft\ndraft: true\n---\nNot yet.\n")
    (path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (path / "topics.toml").write_text('[calm]\nabout = "Staying so"\naliases = ["composure"]\n')
    (path / "link.md").symlink_to(path / "calm.md")
    return path


def test_a_folder_is_imported_listed_synced_exported_and_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder_of_everything(tmp_path / "notes")
    assert run(["import", str(source), "--dry-run"]) == 0
    assert "Nothing was changed: a dry run." in capsys.readouterr().err
    assert run(["import", str(source), "--topic", "desk"]) == 0
    said = capsys.readouterr().err
    assert "notes: 2 new, 3 left out, 1 not readable." in said
    assert "more.csv, line 3: 3 cells where the header has 2" in said
    assert run(["search", "composure", "-c", "notes"]) == 0
    assert "Stay calm" in capsys.readouterr().out
    (source / "calm.md").unlink()
    (source / "more.csv").write_text("title,body\nAlpha,Another text.\n")
    assert run(["sync", "--prune"]) == 0
    assert "1 changed" in (said := capsys.readouterr().err)
    assert "1 removed" in said
    for name in FORMATS:
        assert run(["collections", "-f", name]) == 0
        assert "notes" in capsys.readouterr().out
    assert run(["export", "-c", "notes", "-o", str(tmp_path / "out.csv")]) == 0
    assert run(["export", "-c", "notes", "-f", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["title"] == "Alpha"
    assert run(["export", "-o", str(tmp_path / "out.xyz")]) == 2
    assert run(["export", "-f", "folder"]) == 2
    assert run(["import", str(tmp_path / "out.csv"), "--name", "back"]) == 0
    assert "Alpha: much like notes/" in capsys.readouterr().err
    assert run(["remove", "notes", "--yes"]) == 0
    assert run(["remove", "notes", "--yes"]) == 1
    assert run(["sync", "notes"]) == 1


def test_what_cannot_be_imported_ends_with_its_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)))
    (tmp_path / "a.csv").write_text("title,body\nA,One.\n")
    (tmp_path / "b.csv").write_text("title,body\nB,Two.\n")
    assert run(["import", str(tmp_path / "missing.md")]) == 3
    assert run(["import", str(tmp_path / "odd.bin")]) == 3
    assert run(["import", str(tmp_path / "a.csv"), "--name", "no/name"]) == 2
    assert run(["import", str(tmp_path / "a.csv"), str(tmp_path / "missing.csv"), "--name", "two"]) == 3
    assert run(["import", str(tmp_path / "b.csv"), "--name", "two", "--prune"]) == 2
    (tmp_path / "two.csv").write_text("title,body\nC,Three.\n")
    assert run(["import", str(tmp_path / "two.csv")]) == 2
    assert run(["import", str(tmp_path / "a.csv"), "-q"]) == 0
    assert run(["sync"]) == 0
    capsys.readouterr()


def test_a_feed_is_followed_to_its_end_and_asked_again_by_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as server:
        first = FEED.format(item("One") + item("Two")).encode()
        server.at("/feed", answer(first, Content_Type="application/rss+xml", ETag='"1"'))
        second = FEED.format(item("Three")).encode()
        server.at("/feed?paged=2", answer(second, Content_Type="application/rss+xml"))
        server.at("/feed?paged=3", answer(FEED.format("").encode(), "404 Not Found"))
        assert run(["import", server.address("/feed"), "--name", "news"]) == 0
        assert "3 new" in capsys.readouterr().err
        server.at("/feed", answer(b"", "304 Not Modified"))
        assert run(["sync", "news"]) == 0
        assert "not changed since the last time" in capsys.readouterr().err
        server.at("/feed", answer(b"", "503 Service Unavailable"))
        assert run(["sync", "news"]) == 3
    capsys.readouterr()


def test_ten_thousand_tips_are_found_in_spite_of_a_typo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def word(number: int) -> str:
        return "".join("bcdfghjklm"[int(digit)] + "aeiou"[int(digit) % 5] for digit in f"{number:05}")

    lines = [
        json.dumps({"title": f"Tip {number}", "body": " ".join(word(3 * number + more) for more in range(3))})
        for number in range(10_050)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    assert run(["import", str(tmp_path / "many.jsonl")]) == 0
    capsys.readouterr()
    meant = word(21_000)
    typed = meant[:6] + meant[7] + meant[6] + meant[8:]
    assert run(["search", typed, "-c", "many", "-n", "1"]) == 0
    assert "Tip 7000" in capsys.readouterr().out
    assert run(["show", "many/7000"]) == 0
    assert run(["random", "-c", "many"]) == 0


def test_the_bar_shows_items_rate_and_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("tipcli.cli.progress._PATIENCE", 0.0)
    with Bar(is_shown=True) as bar:
        bar.progress(Report("news", added=1200), 50, 100)
        bar.progress(Report("news", added=2400), 100, 100)
    assert "news" in screen.getvalue()
