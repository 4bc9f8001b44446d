"""What is known of the last sync comes back, and may be lost or broken without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipcli.store import syncs
from tipcli.store.syncs import Sync

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = Sync(
    "2026-11-22T08:00:00Z",
    {"https://example.org/feed": {"etag": '"a"', "modified": "Sun, 22 Nov 2026 08:00:00 GMT"}},
    [{"source": "https://example.org/feed", "format": "feed"}],
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path / "state" / "syncs"


def test_what_was_kept_is_known_until_it_is_forgotten(state: Path) -> None:
    assert syncs.read("blog") == Sync()
    syncs.write("blog", KNOWN)
    assert syncs.read("blog") == KNOWN
    assert syncs.read("other") == Sync()
    assert [path.stat().st_mode & 0o777 for path in state.iterdir()] == [0o600]
    syncs.forget("blog")
    syncs.forget("blog")
    assert syncs.read("blog") == Sync()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"synced": 1}',
        '{"synced": "", "validators": [], "origins": []}',
        '{"validators": {"a": 1}}',
    ],
)
def test_a_broken_file_is_as_none_and_is_written_over(state: Path, text: str) -> None:
    syncs.write("blog", KNOWN)
    (state / "blog.json").write_text(text)
    assert syncs.read("blog") == Sync()
    syncs.write("blog", KNOWN)
    assert syncs.read("blog") == KNOWN


def test_keys_of_a_newer_version_are_left_out(state: Path) -> None:
    state.mkdir(parents=True)
    (state / "blog.json").write_text('{"synced": "", "validators": {"a": {"etag": "b", "more": "c"}}, "origins": []}')
    assert syncs.read("blog").validators == {"a": {"etag": "b"}}


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "file"))
    syncs.write("blog", KNOWN)
    assert syncs.read("blog") == Sync()
