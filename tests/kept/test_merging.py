"""Two machines: their folders copied over each other, or merged by git, lose nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Inside, Inside]:
    first, second = Inside(tmp_path / "first"), Inside(tmp_path / "second")
    first("star", "12", "30")
    first("note", "12", "from the first")
    first("practice", "5")
    second("star", "16")
    second("note", "30", "from the second")
    second("hide", "40")
    return first, second


def kept(tips: Inside) -> Path:
    return tips.home / "data" / "kept"


def state(tips: Inside) -> dict[str, object]:
    listed = json.loads(tips("list", "--json").out)
    return {
        "starred": sorted(tip["ref"] for tip in listed if tip["starred"]),
        "notes": {tip["ref"]: tip["note"] for tip in listed if tip["note"]},
        "hidden": [tip["ref"] for tip in json.loads(tips("list", "--hidden", "--json").out)],
        "practice": [one["ref"] for one in json.loads(tips("practice", "--json").out)],
    }


BOTH = {
    "starred": ["12", "16", "30"],
    "notes": {"12": "from the first", "30": "from the second"},
    "hidden": ["40"],
    "practice": ["5"],
}


def test_folders_copied_over_each_other_have_the_words_of_both(machines: tuple[Inside, Inside]) -> None:
    first, second = machines
    for one, other in ((first, second), (second, first), (first, second)):
        shutil.copytree(kept(one), kept(other), dirs_exist_ok=True)
    assert state(first) == state(second) == BOTH


def test_what_one_takes_back_after_a_copy_is_taken_back_on_both(machines: tuple[Inside, Inside]) -> None:
    first, second = machines
    shutil.copytree(kept(first), kept(second), dirs_exist_ok=True)
    second("unstar", "12")
    second("note", "12", "--delete")
    shutil.copytree(kept(second), kept(first), dirs_exist_ok=True)
    assert state(first)["starred"] == ["16", "30"]
    assert state(first)["notes"] == {"30": "from the second"}


def test_a_file_of_one_name_on_both_is_merged_line_by_line(machines: tuple[Inside, Inside], tmp_path: Path) -> None:
    if not shutil.which("git"):
        pytest.skip("no git")
    first, second = machines
    # As where two machines had one name: all lines of each in one file.
    for tips in machines:
        lines = "".join(path.read_text() for path in sorted(kept(tips).iterdir()))
        shutil.rmtree(kept(tips))
        kept(tips).mkdir()
        (kept(tips) / "kept-desk.log").write_text(lines)
    common = tmp_path / "common"
    common.write_text("")
    merge = ["git", "merge-file", "-p", "--union"]
    files = [str(kept(first) / "kept-desk.log"), str(common), str(kept(second) / "kept-desk.log")]
    merged = subprocess.run([*merge, *files], capture_output=True, check=True).stdout
    for tips in machines:
        (kept(tips) / "kept-desk.log").write_bytes(merged)
    assert state(first) == state(second) == BOTH


def test_a_conflict_copy_is_read_too(machines: tuple[Inside, Inside]) -> None:
    first, second = machines
    for path in kept(second).iterdir():
        copy = path.with_name(path.name.replace(".log", ".sync-conflict-20261128-101500-ABCDEFG.log"))
        shutil.copy(path, kept(first) / copy.name)
    assert state(first) == BOTH
