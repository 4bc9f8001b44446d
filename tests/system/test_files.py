"""Files are read with care, and take or change their names without losing anything."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tipcli.system import files


def test_only_regular_files_are_read_and_only_so_much(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert files.read_regular(str(tmp_path / "file"), 3) == b"123"
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", ".", "missing"):
        with pytest.raises(OSError, match=r"."):
            files.read_regular(str(tmp_path / name), 3)


def parts(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "part").write_text("new")
    return str(tmp_path / "part"), str(tmp_path / "name")


def no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no hard links here")


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_takes_a_free_name_and_no_other(
    has_links: bool,  # noqa: FBT001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", no_links)
    part, path = parts(tmp_path)
    files.put_new(part, path)
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"name": "new"}
    part, path = parts(tmp_path)
    Path(path).write_text("theirs")
    with pytest.raises(FileExistsError):
        files.put_new(part, path)
    assert Path(path).read_text() == "theirs"


@pytest.mark.parametrize("at_once", [True, False])
def test_two_folders_change_names(at_once: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    if not at_once:
        monkeypatch.setattr(files, "_exchanged", lambda *_: False)
    for name in ("part", "place"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    files.exchange(*(str(tmp_path / name) for name in ("part", "place", "aside")))
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.glob("*/*")) == ["part/place", "place/part"]


def test_where_the_second_renaming_fails_the_first_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_exchanged", lambda *_: False)
    (tmp_path / "place").mkdir()
    with pytest.raises(FileNotFoundError):
        files.exchange(*(str(tmp_path / name) for name in ("missing", "place", "aside")))
    assert [one.name for one in tmp_path.iterdir()] == ["place"]
