"""Renderings are kept, found again by terminal, and taken away with their day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipcli.today import cache_write
from tipcli.today.cache_read import Rendering

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path / "cache" / "today"


def write(day: str, width: int, kind: str = "color", name: str = "today") -> None:
    cache_write.write(Rendering(day, width, kind, name), "The tip.\n", "", "state")


def test_the_terminals_of_a_command_are_known_the_latest_day_first() -> None:
    write("2026-11-21", 120)
    write("2026-11-22", 80)
    write("2026-11-22", 80, "none-pipe")
    write("2026-11-22", 60, name="today_--week")
    assert cache_write.screens("today") == [(80, "color"), (120, "color")]
    assert cache_write.screens("today_--week") == [(60, "color")]
    assert cache_write.screens("other") == []


def test_no_more_than_a_few_terminals_are_remembered() -> None:
    for width in range(40, 60):
        write("2026-11-22", width)
    assert len(cache_write.screens("today")) == 8


def test_the_renderings_of_days_before_go_and_what_is_not_ours_stays(kept: Path) -> None:
    write("2026-11-20", 80)
    write("2026-11-22", 80)
    (kept / "notes.txt").write_text("theirs")
    cache_write.sweep("2026-11-22")
    assert {path.name for path in kept.iterdir()} == {"2026-11-22_80_color_today", "notes.txt"}


def test_what_cannot_be_kept_is_not(kept: Path) -> None:
    kept.parent.mkdir()
    kept.write_text("a file")
    write("2026-11-22", 80)
    assert kept.read_text() == "a file"
    assert cache_write.screens("today") == []
