"""A person's own tips as a folder: what is edited by hand is seen at once, and what is broken costs nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.made import use_small_seeds
from tipcli.library import Library
from tipcli.model.results import Filters
from tipcli.store.own import Own, names, number_of
from tipcli.today.cache_read import tips_state

if TYPE_CHECKING:
    from pathlib import Path

FILE = "---\ntitle: {title}\ntopics: [a, b]\n---\n\nBody of {title}.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    made = tmp_path / "home" / "data" / "mine"
    made.mkdir(parents=True)
    return made


def write(folder: Path, name: str, title: str) -> None:
    (folder / name).write_text(FILE.format(title=title))


def read() -> tuple[dict[str, str], list[str]]:
    """Return the titles by ref, and what was told."""
    told: list[str] = []
    with Library(told.append) as library:
        tips = list(library.list_tips(Filters(collections=("mine",)), order="number"))
    return {tip.ref: tip.title for tip in tips}, told


def test_what_is_edited_renamed_added_or_taken_away_by_hand_is_seen_at_once(folder: Path) -> None:
    write(folder, "001-one.md", "One")
    assert read() == ({"mine/1": "One"}, [])
    write(folder, "001-one.md", "Two")
    write(folder, "1002-far.md", "Far")
    assert read() == ({"mine/1": "Two", "mine/1002": "Far"}, [])
    (folder / "001-one.md").rename(folder / "007-one.md")
    assert read()[0] == {"mine/7": "Two", "mine/1002": "Far"}
    (folder / "007-one.md").unlink()
    assert read()[0] == {"mine/1002": "Far"}


def test_a_broken_file_is_named_with_what_to_type_and_the_others_are_there(folder: Path) -> None:
    write(folder, "001-one.md", "One")
    (folder / "002-two.md").write_text("---\ntitle: [\n---\n")
    (folder / "003-three.md").write_text("<<<<<<< HEAD\ntitle\n=======\n")
    write(folder, "001-zz.md", "Twin")
    write(folder, "notes.md", "No number")
    titles, told = read()
    assert titles == {"mine/1": "One"}
    said = "\n".join(told)
    assert "mine/001-zz.md has the number of 001-one.md" in said
    assert "tips edit mine/2" in said
    assert "both sides of a merge" in said
    assert "and 1 more" in said
    write(folder, "002-two.md", "Two")
    assert "mine/2" in read()[0]


def test_what_git_and_editors_put_beside_is_no_tip(folder: Path) -> None:
    write(folder, "001-one.md", "One")
    (folder / ".git").mkdir()
    for name in ("README.md", "001-one.md~", ".001-one.md.swp", "notes.txt", ".002-hidden.md"):
        (folder / name).write_text("x")
    assert read() == ({"mine/1": "One"}, [])
    assert names(str(folder)) == ["001-one.md"]


@pytest.mark.parametrize(
    ("name", "number"),
    [("001-a.md", 1), ("1000-a-b.md", 1000), ("a.md", 0), ("001.md", 0), ("-1-a.md", 0), ("٣-a.md", 0), ("1-.md", 0)],
)
def test_the_number_stands_in_the_name(name: str, number: int) -> None:
    assert number_of(name) == number


def test_the_folder_is_its_origin(folder: Path) -> None:
    about = Own(str(folder)).description()
    assert (about["origin"], about["rotation"], about["faults"]) == (str(folder), "yes", "")


def test_what_was_printed_is_stale_once_a_file_has_another_name(folder: Path) -> None:
    write(folder, "001-one.md", "One")
    os.utime(folder, (1, 1))
    before = tips_state()
    (folder / "001-one.md").rename(folder / "007-one.md")
    assert tips_state() != before


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_only_has_the_name_of_a_tip_is_named_and_costs_no_other_tip(folder: Path, kind: str) -> None:
    write(folder, "001-one.md", "One")
    odd = folder / "002-odd.md"
    if kind == "folder":
        odd.mkdir()
    elif kind == "link":
        odd.symlink_to(folder / "nowhere")
    else:
        os.mkfifo(odd)
    tips, told = read()
    assert tips == {"mine/1": "One"}
    assert "mine/002-odd.md: " in told[0]
