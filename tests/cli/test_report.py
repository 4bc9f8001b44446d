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
    counts, see, dealt = ran.err.splitlines()  # what to type next comes after the counts, the first time only
    assert counts == "zoo: 2 new, 1 twice in the source."
    assert see == "See them: tips list -c zoo"
    assert "--no-rotation" in dealt
    again = tips("import", source(tmp_path))
    assert again.err == "zoo: 2 unchanged, 1 twice in the source.\n"


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


def test_many_left_out_for_one_reason_are_one_line_whatever_numbers_are_in_it(tips: Inside, tmp_path: Path) -> None:
    days = [f'{{"title": "T{day}", "body": "A body.", "date": "2027-01-{day:02}"}}\n' for day in range(1, 8)]
    drafts = ['{"title": "A draft", "body": "A body.", "status": "draft"}\n'] * 2
    (tmp_path / "soon.jsonl").write_text("".join([*days, *drafts, '{"title": "Now", "body": "A body."}\n']))
    ran = tips("import", str(tmp_path / "soon.jsonl"), env={"TIPS_TODAY": "2026-11-29"})
    left_out = [line.partition("left out: ")[2] for line in ran.err.splitlines() if "left out: " in line]
    assert len(left_out) == 3
    assert left_out[0].startswith("7, the first of them ")
    assert left_out[0].endswith("line 1: dated 2027-01-01: it waits for a sync from that day on")
    assert all(line.endswith(": a draft") for line in left_out[1:])
