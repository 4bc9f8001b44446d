"""An import from beginning to end, and what it leaves where it does not get there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.importing import Inside, brief, counts, healthy, table, tree

if TYPE_CHECKING:
    from pathlib import Path


def test_an_import_a_sync_and_a_removal_leave_nothing_behind(tips: Inside, tmp_path: Path) -> None:
    assert counts(tips("import", table(tmp_path / "zoo.csv", "One,A.", "Two,B."))) == {"added": 2}
    healthy(tips, "zoo")
    table(tmp_path / "zoo.csv", "One,A.", "Two,C.", "Three,D.")
    assert counts(tips("sync")) == {"added": 1, "updated": 1, "unchanged": 1}
    healthy(tips, "zoo")
    assert tips("remove", "zoo", "--yes").status == 0
    left = {name for name, data in tree(tips.home).items() if data is not None and "today" not in name}
    assert not [name for name in left if "zoo" in name]


def test_a_dry_run_changes_nothing_and_counts_the_same(tips: Inside, tmp_path: Path) -> None:
    path = table(tmp_path / "zoo.csv", "One,A.", "Two,B.")
    dry = counts(tips("import", "--dry-run", path))
    assert "data" not in {name.split("/")[0] for name, data in tree(tips.home).items() if data is not None}
    assert counts(tips("import", path)) == dry


def test_a_limit_counts_items_and_what_is_beyond_is_not_gone(tips: Inside, tmp_path: Path) -> None:
    path = table(tmp_path / "zoo.csv", *(f"Tip {number},Words." for number in range(1, 9)))
    assert counts(tips("import", path, "--limit", "3")) == {"added": 3}
    assert counts(tips("import", path))["added"] == 5
    assert sorted(brief(tips.home, "zoo")) == list(range(1, 9))


def test_a_collection_whose_file_is_broken_is_refused_and_stays(tips: Inside, tmp_path: Path) -> None:
    path = tips.home / "data" / "collections" / "zoo.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("torn")
    ran = tips("import", table(tmp_path / "zoo.csv", "One,A."), "--name", "zoo")
    assert ran.status == 3
    assert path.read_text() == "torn"
    assert [one.name for one in path.parent.iterdir() if one.suffix == ".jsonl"] == ["zoo.jsonl"]
