"""The manifest of an export folder tells what is ours and unchanged from everything else."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def exported(tmp_path: Path) -> tuple[Inside, Path]:
    tips, folder = Inside(tmp_path / "home"), tmp_path / "out"
    assert tips("export", "-f", "folder", "-n", "3", "-o", str(folder)).status == 0
    return tips, folder


def again(tips: Inside, folder: Path) -> int:
    return tips("export", "-f", "folder", "-n", "2", "-o", str(folder), "--force").status


def test_what_an_export_wrote_and_nobody_changed_is_replaced(exported: tuple[Inside, Path]) -> None:
    tips, folder = exported
    assert len(list(folder.glob("*.md"))) == 3
    assert again(tips, folder) == 0
    assert len(list(folder.glob("*.md"))) == 2


def edit(folder: Path) -> None:
    path = min(folder.glob("*.md"))
    path.write_text(path.read_text() + "mine")


def add(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")


def nest(folder: Path) -> None:
    (folder / "more").mkdir()


def lose(folder: Path) -> None:
    (folder / ".tips-export").unlink()


def tear(folder: Path) -> None:
    (folder / ".tips-export").write_bytes(b"\xff\0 no manifest")


def claim(folder: Path) -> None:
    (folder / "own.md").write_text("mine")
    with (folder / ".tips-export").open("a") as manifest:
        manifest.write(f"{sha256(b'mine').hexdigest()}  own.md\n")


def claim_above(folder: Path) -> None:
    (folder / "own.md").write_text("mine")
    written = (folder / ".tips-export").read_text()
    (folder / ".tips-export").write_text(f"{sha256(b'mine').hexdigest()}  own.md\n{written}")


def link(folder: Path) -> None:
    path = min(folder.glob("*.md"))
    path.rename(folder.parent / "elsewhere")
    path.symlink_to(folder.parent / "elsewhere")


def shout(folder: Path) -> None:
    path = min(folder.glob("*.md"))
    path.rename(path.with_name(path.name.upper()))


@pytest.mark.parametrize("change", [edit, add, nest, lose, tear, claim, claim_above, link, shout])
def test_a_folder_with_anything_else_in_it_stays_as_it_is(exported: tuple[Inside, Path], change: object) -> None:
    tips, folder = exported
    assert callable(change)
    change(folder)
    before = {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}
    assert again(tips, folder) == 3
    assert {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()} == before
