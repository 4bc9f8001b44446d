"""export: where it writes, in which format, and what it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


@pytest.mark.parametrize(
    "name", ["a.csv", "a.md", "a.html", "a.htm", "a.jsonl", "a.ndjson", "a.atom", "a.xml", "A.CSV", "a"]
)
def test_the_ending_says_the_format_and_the_number_is_told(tips: Inside, tmp_path: Path, name: str) -> None:
    ran = tips("export", "-n", "2", "-o", str(tmp_path / name))
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"Wrote 2 tips to {tmp_path / name}.\n"
    assert (tmp_path / name).is_dir() == (name == "a")


def test_without_a_path_it_is_json_lines_on_standard_output(tips: Inside) -> None:
    for path in ((), ("-o", "-")):
        ran = tips("export", "-n", "2", *path)
        assert [json.loads(line)["number"] for line in ran.lines if "title" in json.loads(line)] == [1, 2]
        assert ran.err == ""


def test_one_tip_is_a_tip_and_quiet_says_nothing(tips: Inside, tmp_path: Path) -> None:
    assert "Wrote 1 tip to" in tips("export", "-n", "1", "-o", str(tmp_path / "a.csv")).err
    assert tips("export", "-q", "-n", "1", "-o", str(tmp_path / "b.csv")).err == ""


@pytest.mark.parametrize(
    ("line", "status"), [("-o a.doc", 2), ("-f folder", 2), ("--until 1990 -o a.csv", 1), ("-f x", 2)]
)
def test_what_cannot_be_is_told_and_nothing_is_written(tips: Inside, tmp_path: Path, line: str, status: int) -> None:
    ran = tips("export", *line.split(), cwd=tmp_path)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith("tips: ")
    assert list(tmp_path.glob("a*")) == []


def test_a_file_that_is_there_is_written_over_only_by_force(tips: Inside, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("theirs")
    assert tips("export", "-n", "1", "-o", str(path)).status == 3
    assert path.read_text() == "theirs"
    assert tips("export", "-n", "1", "-o", str(path), "--force").status == 0
    assert path.read_text() != "theirs"
