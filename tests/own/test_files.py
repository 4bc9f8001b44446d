"""Writing a person's own tips: whole or not at all, and never over what another wrote."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.made import a_tip
from tipcli.model.errors import AccessError, NotFoundError, UsageError
from tipcli.own import files
from tipcli.store.drafts import write

TEXT = "---\ntitle: {}\n---\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path / "data" / "mine"


def add(title: str) -> str:
    return os.path.basename(files.add(title, TEXT.format(title)))


def test_numbers_go_up_and_are_never_given_again(folder: Path) -> None:
    assert [add("One"), add("Two!"), add("2024"), add("日本")] == [
        "001-one.md", "002-two.md", "003-tip-2024.md", "004-tip.md",
    ]  # fmt: skip
    files.delete(str(folder / "004-tip.md"))
    assert add("Five") == "005-five.md"
    assert os.stat(folder / "005-five.md").st_mode & 0o777 == 0o600
    assert os.stat(folder).st_mode & 0o777 == 0o700
    assert files.path_of(2) == str(folder / "002-two.md")
    with pytest.raises(NotFoundError):
        files.path_of(4)


def test_many_at_once_get_a_number_each(folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(add, (f"Tip {letter}" for letter in "abcdefgh")))
    assert sorted(int(name[:3]) for name in made) == list(range(1, 9))
    assert sorted(made) == sorted(name for name in os.listdir(folder) if name[0] != ".")


def test_a_file_that_was_changed_meanwhile_is_not_written_over(folder: Path) -> None:
    path = folder / add("One")
    files.replace(str(path), path.read_text(), "new")
    assert path.read_text() == "new"
    with pytest.raises(AccessError, match="changed meanwhile"):
        files.replace(str(path), "old", "mine")
    assert path.read_text() == "new"


def test_what_is_deleted_comes_back_under_its_number(folder: Path) -> None:
    path = folder / add("One")
    files.delete(str(path))
    assert (files.trashed(), path.exists()) == (["001-one.md"], False)
    assert files.restore(1) == str(path)
    assert files.trashed() == []
    files.delete(str(path))
    (folder / "001-other.md").write_text("x")
    with pytest.raises(AccessError, match="another tip mine/1"):
        files.restore(1)
    assert files.trashed() == ["001-one.md"]
    with pytest.raises(NotFoundError):
        files.restore(9)


def test_two_of_one_name_are_both_in_the_trash(folder: Path) -> None:
    for _ in range(2):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "001-one.md").write_text("x")
        files.delete(str(folder / "001-one.md"))
    assert len(files.trashed()) == 2


@pytest.mark.parametrize("call", ["fsync", "link"])
def test_a_full_disk_leaves_no_new_file(folder: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    add("One")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"os.{call}", full)
    with pytest.raises(AccessError, match="No space left"):
        add("Two")
    assert [name for name in os.listdir(folder) if name[0] != "."] == ["001-one.md"]
    assert [name for name in os.listdir(folder) if name.endswith(".part")] == []


def test_a_version_remembers_what_it_was_made_from(folder: Path) -> None:
    path = files.add("One", "mine", "theirs")
    assert (files.read(path), files.base_of(path)) == ("mine", "theirs")
    renamed = folder / "001-better.md"
    Path(path).rename(renamed)
    assert files.base_of(str(renamed)) == "theirs"
    assert files.base_of(files.add("Two", "mine")) == ""


def test_an_imported_collection_of_this_name_is_in_the_way_and_said_to_be(folder: Path) -> None:
    write("mine", {}, [a_tip(1)])
    with pytest.raises(UsageError, match="imported collection"):
        add("One")
    assert not folder.exists()


def test_an_import_does_not_take_the_name(folder: Path) -> None:
    add("One")
    with pytest.raises(UsageError, match="your own tips"):
        write("mine", {}, [a_tip(1)])
    assert not (folder.parent / "collections" / "mine.jsonl").exists()
