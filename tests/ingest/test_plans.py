"""Which collection an import goes into, and what it remembers of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, header, table
from tipcli.ingest.plans import checked_name
from tipcli.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def names(tips: Inside) -> list[str]:
    return [line.split("\t")[0] for line in tips("collections").lines if not line.startswith("service")]


@pytest.mark.parametrize("name", ["service", "", "A", "a b", "x" * 41, "a/b", "ä"])
def test_a_name_that_no_collection_may_have_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError):
        checked_name(name)


def test_a_collection_is_named_after_its_file_or_the_folder_of_several(tips: Inside, tmp_path: Path) -> None:
    one, two = (table(tmp_path / "Our Tips" / name, "Title,Body.") for name in ("A One.csv", "two.csv"))
    assert tips("import", one).status == 0
    assert tips("import", two, one, "--name", "both").status == 0
    assert tips("import", two, table(tmp_path / "Our Tips" / "three.csv", "Title,Body.")).status == 0
    assert set(names(tips)) >= {"a-one", "both"}


def test_the_same_source_goes_into_the_collection_that_has_it(tips: Inside, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "Title,Body.")
    assert tips("import", path, "--name", "mine").status == 0
    assert tips("import", path).status == 0
    assert names(tips) == ["mine"]


def test_a_second_source_is_remembered_beside_the_first(tips: Inside, tmp_path: Path) -> None:
    first, second = (table(tmp_path / name, f"{name},Body.") for name in ("a.csv", "b.csv"))
    tips("import", first, "--name", "mine")
    tips("import", second, "--name", "mine", "--topic", "desk")
    assert header(tips.home, "mine")["origins"] == [
        {"source": first, "found": "csv"},
        {"source": second, "found": "csv", "topics": ["desk"]},
    ]


def test_sources_of_a_newer_version_are_refused_and_stay(tips: Inside, tmp_path: Path) -> None:
    tips("import", table(tmp_path / "a.csv", "Title,Body."), "--name", "mine")
    path = tips.home / "data" / "collections" / "mine.jsonl"
    path.write_text(path.read_text().replace('"source"', '"whence"', 1))
    before = path.read_bytes()
    assert tips("sync", "mine").status == 3
    assert path.read_bytes() == before
