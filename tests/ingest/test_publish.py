"""A collection and its index take their place together, and agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, healthy, held, table, truth

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("count", [1, 2, 501])
def test_every_tip_of_the_source_is_in_the_file_and_in_the_index(tips: Inside, tmp_path: Path, count: int) -> None:
    path = table(tmp_path / "zoo.csv", *(f"Zebra {number},Stripes {number}." for number in range(count)))
    assert tips("import", path).status == 0
    assert len(held(tips.home, "zoo")) == count
    assert len(tips("list", "-c", "zoo").lines) == count
    assert len(tips("search", "zebra", "-n", "0").lines) == count
    healthy(tips, "zoo")


def test_without_a_cache_the_tips_are_there_all_the_same(tips: Inside, tmp_path: Path) -> None:
    tips.home.mkdir()
    (tips.home / "cache").write_text("a file where a folder should be")
    ran = tips("import", table(tmp_path / "zoo.csv", "One,A.", "Two,B."))
    assert ran.status == 0, ran.err
    assert len(held(tips.home, "zoo")) == 2
    assert len(tips("list", "-c", "zoo").lines) == 2


def test_only_the_collection_and_its_index_are_left(tips: Inside, tmp_path: Path) -> None:
    tips("import", table(tmp_path / "zoo.csv", "One,A."))
    tips("import", table(tmp_path / "zoo.csv", "One,B."))
    assert [one.name for one in truth(tips.home, "zoo").parent.iterdir()] == ["zoo.jsonl"]
    assert [one.name for one in (tips.home / "cache" / "indexes").iterdir()] == ["zoo.index"]
    assert truth(tips.home, "zoo").stat().st_mode & 0o777 == 0o600
