"""Sources as documents: what a name on the command line stands for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, brief, counts, table

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_is_read_by_name_and_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    tips, folder = Inside(tmp_path / "home"), tmp_path / "notes"
    (folder / "inner").mkdir(parents=True)
    for name in ("b.md", "a.md", "inner/c.md"):
        (folder / name).write_text(f"# {name}\n\nWords of {name}.\n")
    os.mkfifo(folder / "pipe.md")
    (folder / "link.md").symlink_to("/dev/zero")
    (folder / ".hidden.md").write_text("# Hidden\n\nWords.\n")
    ran = tips("import", str(folder))
    assert ran.status == 0
    assert {title for title, _ in brief(tips.home, "notes").values()} == {"a.md", "b.md", "inner/c.md"}


@pytest.mark.parametrize(("name", "said"), [("missing.csv", "missing.csv"), ("empty", "no tip in"), ("pipe", "pipe")])
def test_a_source_that_holds_nothing_to_read_is_3_and_makes_no_collection(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    ran = Inside(tmp_path / "home")("import", str(tmp_path / name), "--name", "mine")
    assert ran.status == 3
    assert said in ran.err
    assert not (tmp_path / "home" / "data" / "collections" / "mine.jsonl").exists()


def test_where_one_of_two_sources_cannot_be_read_the_other_is_taken(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    ran = tips("import", str(tmp_path / "missing.csv"), table(tmp_path / "a.csv", "Title,Body."), "--name", "mine")
    assert "missing.csv: " in ran.err
    assert counts(ran) == {"added": 1}
