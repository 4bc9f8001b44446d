"""The lines of `today` on habits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, use_small_seeds
from tipcli.cli.reminding import line_of_day
from tipcli.kept import writing
from tipcli.library import Library
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from pathlib import Path

TIPS = [a_tip(1, "No action", collection="blog"), a_tip(2, "Other", collection="blog", action="Ask: “Do it?”")]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    write("blog", {}, TIPS)
    return tmp_path / "home"


def lines(day: int) -> list[str]:
    with Library() as library:
        return line_of_day(library, date(2026, 11, day))


def test_nothing_is_said_where_nothing_is_kept(home: Path) -> None:
    assert lines(20) == []
    assert not (home / "data" / "kept").exists()


def test_a_line_each_from_the_first_day_until_it_is_done() -> None:
    writing.add("practice", "practice", TIPS, "2026-11-20 21")
    assert lines(19) == []
    assert lines(20) == ["Day 1 of 21: No action. Done? tips done", "Day 1 of 21: Ask: “Do it?” Done? tips done"]
    assert lines(21)[0] == "Day 1 of 21, it waited a day for you: No action. Done? tips done"
    writing.add("practice", "done", TIPS[:1], "2026-11-20")
    assert lines(20) == ["Day 1 of 21: Ask: “Do it?” Done? tips done"]


def test_what_cannot_be_read_says_nothing(home: Path) -> None:
    writing.add("practice", "practice", TIPS, "2026-11-20 21")
    (home / "data" / "kept" / "a.log").symlink_to("a.log")
    assert lines(20) == []
