"""What an import tells: each thing that went wrong, then the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def source(tmp_path: Path) -> str:
    return table(tmp_path / "zoo.csv", "One,A body.", ",", "Two,Another body.", "One,A body.")


def test_bad_rows_have_their_place_and_the_counts_come_last(tips: Inside, tmp_path: Path) -> None:
    ran = tips("import", source(tmp_path))
    assert ran.status == 0
    *_, last = ran.err.splitlines()
    assert last.startswith("zoo: added 2, updated 0, unchanged 0, ")
    assert "twice in the source 1" in last
    again = tips("import", source(tmp_path))
    assert "added 0, updated 0, unchanged 2" in again.err


def test_a_dry_run_says_that_nothing_was_changed(tips: Inside, tmp_path: Path) -> None:
    ran = tips("import", "--dry-run", source(tmp_path))
    assert ran.err.endswith("Nothing was changed: a dry run.\n")
    assert "zoo" not in tips("collections").out


def test_quiet_says_what_is_bad_and_no_more(tips: Inside, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "One", "body": "A body."}\n{"title": \n')
    ran = tips("import", "-q", str(tmp_path / "a.jsonl"))
    [line] = ran.err.splitlines()
    assert "a.jsonl" in line
    assert "line 2" in line


def test_tips_that_another_collection_seems_to_have_are_named(tips: Inside, tmp_path: Path) -> None:
    rows = ["Smile before you speak,Smile before you pick up the phone and the caller hears it in your voice."]
    assert tips("import", table(tmp_path / "first.csv", *rows)).status == 0
    ran = tips("import", table(tmp_path / "second.csv", *rows))
    assert "second/1 Smile before you speak: much like first/1 Smile before you speak" in ran.err
