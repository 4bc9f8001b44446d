"""Adding to what a person keeps: a line is whole and on the disk, or nothing was said."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip
from tipcli.kept import writing
from tipcli.kept.lines import Line, read
from tipcli.model.errors import AccessError
from tipcli.system.locks import BUSY

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("home")

TIP = a_tip(3, "A title", guid="g")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path


def only_file(home: Path) -> Path:
    [path] = (home / "data" / "kept").iterdir()
    return path


def test_what_is_said_is_read_again_and_is_private(home: Path) -> None:
    before = os.umask(0)
    try:
        writing.add("notes", "note", [TIP], "one\ntwo")
    finally:
        os.umask(before)
    [line] = read()
    assert line == Line(line.time, "note", "mine/3", "slug-3", "g", "A title", "one\ntwo")
    path = only_file(home)
    assert path.name.startswith("notes-")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_later_words_count_even_where_the_clock_was_set_back(home: Path) -> None:
    ahead = Line("2999-01-01T00:00:00.999999Z", "star", "mine/3", "slug-3", "", "A title", "")
    (home / "data" / "kept").mkdir(parents=True)
    (home / "data" / "kept" / "stars-other.log").write_text(ahead.encoded())
    writing.add("stars", "unstar", [TIP])
    assert [line.verb for line in read()] == ["star", "unstar"]
    assert read()[1].time == "2999-01-01T00:00:01.000000Z"


def test_a_machine_keeps_its_name_and_another_that_got_its_folders_does_not_take_it(home: Path) -> None:
    writing.add("stars", "star", [TIP])
    writing.add("stars", "unstar", [TIP])
    name = only_file(home).name
    (home / "state" / "machine").write_text("elsewhere-0a1b2c\n")
    writing.add("stars", "star", [TIP])
    assert len(list((home / "data" / "kept").iterdir())) == 2
    assert name in os.listdir(home / "data" / "kept")
    assert len(read()) == 3


def test_a_line_after_a_torn_one_stands_alone_and_the_torn_one_stays(home: Path) -> None:
    writing.add("stars", "star", [TIP])
    path = only_file(home)
    path.write_bytes(path.read_bytes() + b"2026-11-28T22:01")
    writing.add("stars", "unstar", [TIP])
    assert [line.verb for line in read()] == ["star", "unstar"]
    assert b"2026-11-28T22:01\n" in path.read_bytes()


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_what_fails_on_the_way_to_the_disk_leaves_the_file_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    writing.add("stars", "star", [TIP])
    before = only_file(home).read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"tipcli.kept.writing.os.{call}", full)
    with pytest.raises(AccessError, match="No space left") as told:
        writing.add("stars", "unstar", [TIP])
    assert told.value.hint == "Nothing was kept."
    assert only_file(home).read_bytes() == before


def test_half_a_line_is_taken_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing.add("stars", "star", [TIP])
    before, write = only_file(home).read_bytes(), os.write
    monkeypatch.setattr("tipcli.kept.writing.os.write", lambda where, data: write(where, data[:9]))
    with pytest.raises(AccessError):
        writing.add("stars", "unstar", [TIP])
    assert only_file(home).read_bytes() == before


def test_what_another_process_holds_for_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipcli.kept.writing.lock", lambda *_: BUSY)
    with pytest.raises(AccessError, match="another process"):
        writing.add("stars", "star", [TIP])
    assert read() == []


def test_a_pipe_or_a_link_in_the_place_of_the_file_is_no_file(home: Path) -> None:
    writing.add("stars", "star", [TIP])
    path = only_file(home)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(AccessError):
        writing.add("stars", "star", [TIP])
    path.unlink()
    path.symlink_to(home / "elsewhere")
    with pytest.raises(AccessError):
        writing.add("stars", "star", [TIP])
    assert not (home / "elsewhere").exists()


def test_a_state_folder_that_cannot_be_written_costs_the_name_only(home: Path) -> None:
    (home / "state").write_text("no folder")
    writing.add("stars", "star", [TIP])
    assert len(read()) == 1


def test_many_at_once_all_get_their_line() -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: writing.add("stars", "star", [a_tip(number)]), range(1, 25)))
    assert sorted(line.number for line in read()) == list(range(1, 25))
