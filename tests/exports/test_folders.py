# ruff: noqa: ARG002 - an export that needs no tips
"""A folder is put in place as a whole; the ways in which that can fail stand in test_writing.py."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.exports.samples import ABOUT, TIPS
from tipcli.exports import folders, manifest
from tipcli.exports.base import Export
from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tipcli.exports.base import Collection
    from tipcli.model.tip import Tip


class Nested(Export):
    """A folder with a file in a folder, and one that is added in the end."""

    name = about = "nested"
    ending = ""
    is_folder = True

    def files(self, tips: Iterable[Tip], about: Collection) -> Iterator[tuple[str, str]]:
        yield "a/b.txt", "b"
        yield "a/c.txt", "c"

    def finish(self, folder: str) -> Iterator[str]:
        os.mkdir(os.path.join(folder, "added"))
        with open(os.path.join(folder, "added", "d.txt"), "w", encoding="utf-8") as file:
            file.write("d")
        yield "It is done."


def put(path: Path, *, force: bool = False) -> list[str]:
    said: list[str] = []
    folders.check(str(path), force=force)
    folders.write(Nested(), TIPS, ABOUT, str(path), force=force, say=said.append)
    return said


def test_nested_and_added_files_are_known_and_private(tmp_path: Path) -> None:
    assert put(tmp_path / "x") == ["It is done."]
    assert manifest.strange(str(tmp_path / "x")) == ""
    for path in (tmp_path / "x").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
    put(tmp_path / "x", force=True)


@pytest.mark.parametrize("strange", ["a/mine.txt", "added/mine.txt", "mine/", "a/mine/deep.txt"])
def test_what_a_person_put_in_any_folder_is_kept(tmp_path: Path, strange: str) -> None:
    put(tmp_path / "x")
    path = tmp_path / "x" / strange
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if strange.endswith("/") else path.write_text("mine")
    with pytest.raises(AccessError, match="which no export wrote"):
        put(tmp_path / "x", force=True)
    assert path.exists()


def test_a_link_in_place_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "x")
    (tmp_path / "x" / "a").rename(tmp_path / "elsewhere")
    (tmp_path / "x" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AccessError, match="which no export wrote"):
        put(tmp_path / "x", force=True)
    assert (tmp_path / "elsewhere" / "b.txt").read_text() == "b"
