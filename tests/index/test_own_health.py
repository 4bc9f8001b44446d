"""What the doctor says of what a person makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside
from tests.made import a_tip
from tipcli.index.own_health import checks
from tipcli.kept import writing
from tipcli.own import files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path / "data"


def found() -> list[tuple[str, str]]:
    return [(check.about, check.state) for check in checks()]


def test_of_nothing_nothing_is_said(data: Path) -> None:
    assert found() == []
    data.mkdir()
    assert found() == []


def test_what_is_well_is_counted(data: Path) -> None:
    writing.add("stars", "star", [a_tip(1), a_tip(2)])
    files.add("One", "---\ntitle: One\n---\n")
    tips, lines = checks()
    assert (tips.state, tips.value) == ("ok", f"1 tip in {data / 'mine'}")
    assert (lines.state, lines.value) == ("ok", f"2 lines in {data / 'kept'}")


def test_what_is_broken_torn_or_left_is_named(data: Path) -> None:
    writing.add("stars", "star", [a_tip(1)])
    (data / "kept" / "stars-other.log").write_text("torn\n\nand more")
    files.add("One", "---\ntitle: [\n---\n")
    (data / "drafts").mkdir()
    (data / "drafts" / "tip.md").write_text("words")
    assert found() == [
        ("your own tips", "ok"), ("your own tips", "wrong"), ("what you keep", "ok"), ("what you keep", "note"),
        ("draft", "note"),
    ]  # fmt: skip
    assert "tips edit mine/1" in checks()[1].value
    assert checks()[3].value.startswith("2 lines")
    (data / "kept" / "stars-other.log").unlink()
    (data / "kept" / "stars-other.log").symlink_to("stars-other.log")
    assert ("what you keep", "wrong") in found()


def test_the_doctor_says_so(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    tips("star", "12")
    assert f"ok: what you keep: 1 lines in {tips.home / 'data' / 'kept'}" in tips("doctor").lines
