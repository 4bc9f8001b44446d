"""What an export is asked for beside its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def test_a_title_stands_above_what_is_handed_on(tips: Inside, tmp_path: Path) -> None:
    for name in ("a.html", "a.md", "a.atom"):
        assert tips("export", "30", "12", "--title", "Monday\x1b <huddle>", "-o", str(tmp_path / name)).status == 0
        text = (tmp_path / name).read_text("utf-8")
        assert ("Monday\ufffd <huddle>" if name == "a.md" else "Monday\ufffd &lt;huddle&gt;") in text


@pytest.mark.parametrize(("option", "mark"), [("--cards", 'class="sheet"'), ("--large", "min-height: 96vh")])
def test_a_page_is_laid_out_as_it_is_asked_for(tips: Inside, tmp_path: Path, option: str, mark: str) -> None:
    asked = tips("export", "30", "12", option, "-o", str(tmp_path / "a.html"))
    assert asked.status == 0
    assert mark in (tmp_path / "a.html").read_text("utf-8")
    assert mark not in tips("export", "30", "12", "-f", "html").out


@pytest.mark.parametrize("line", ["--cards -o a.csv", "--large", "--cards --large -o a.html"])
def test_a_layout_that_cannot_be_is_told_and_nothing_is_written(tips: Inside, tmp_path: Path, line: str) -> None:
    ran = tips("export", "30", *line.split(), cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("tips: ")
    assert "--" in ran.err
    assert list(tmp_path.glob("a*")) == []
