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


@pytest.mark.parametrize(
    "line",
    ["--cards -o a.csv", "--large", "--cards --large -o a.html", "--at 8:45 -o a.html", "--start today -o a.csv"],
)
def test_a_layout_that_cannot_be_is_told_and_nothing_is_written(tips: Inside, tmp_path: Path, line: str) -> None:
    ran = tips("export", "30", *line.split(), cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("tips: ")
    assert "--" in ran.err
    assert list(tmp_path.glob("a*")) == []


def test_a_calendar_starts_when_it_is_told_in_the_zone_that_is_told(tips: Inside) -> None:
    ran = tips(
        "export", "30", "12", "-f", "ics", "--start", "2026-12-05", "--weekdays", "sa,mo", "--at", "8:45",
        "--zone", "Asia/Tokyo",
    )  # fmt: skip
    starts = [line for line in ran.lines if line.startswith("DTSTART;")]
    assert starts == ["DTSTART;TZID=Asia/Tokyo:20261205T084500", "DTSTART;TZID=Asia/Tokyo:20261207T084500"]
    here = tips("export", "30", "-f", "ics", "--at", "8:45", env={"TZ": "America/New_York", "TIPS_TODAY": "2026-11-28"})
    assert "DTSTART;TZID=America/New_York:20261130T084500" in here.lines


def test_nobody_is_dealt_a_tip_for_a_crisis_who_did_not_name_it(tips: Inside) -> None:
    title = "SUMMARY:When a caller talks about suicide"
    assert title not in tips("export", "-f", "ics").lines
    assert title in tips("export", "65", "-f", "ics").lines


def test_a_zone_without_a_time_is_told(tips: Inside) -> None:
    ran = tips("export", "30", "-f", "ics", "--zone", "Asia/Tokyo")
    assert (ran.status, ran.out) == (2, "")
    assert "--at 08:45" in ran.err
