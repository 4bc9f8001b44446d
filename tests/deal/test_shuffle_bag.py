"""What was dealt already."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tipcli.deal import shuffle_bag

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home, which the bags are written to."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def bags(home: Path) -> Path:
    return home / "state" / "bags"


@pytest.mark.parametrize("steps", [[1] * 20, [7, 7, 6], [20], [3, 17]])
def test_no_tip_comes_twice_before_all_have_come(steps: list[int]) -> None:
    drawn = [place for count in steps for place in shuffle_bag.draw("key", 20, count)]
    assert sorted(drawn) == list(range(20))


def test_a_second_round_follows_the_first() -> None:
    assert sorted(shuffle_bag.draw("key", 5, 5)) == sorted(shuffle_bag.draw("key", 5, 5)) == list(range(5))


def test_more_than_there_are_is_dealt_round_after_round() -> None:
    drawn = shuffle_bag.draw("key", 3, 9)
    assert [sorted(drawn[start : start + 3]) for start in (0, 3, 6)] == [[0, 1, 2]] * 3


def test_bags_of_different_keys_do_not_disturb_each_other() -> None:
    drawn: dict[str, list[int]] = {"a": [], "b": []}
    for _ in range(6):
        for key, places in drawn.items():
            places.extend(shuffle_bag.draw(key, 6, 1))
    assert [sorted(places) for places in drawn.values()] == [list(range(6))] * 2


def test_a_bag_of_another_size_starts_afresh(home: Path) -> None:
    shuffle_bag.draw("key", 20, 5)
    assert sorted(shuffle_bag.draw("key", 8, 8)) == list(range(8))
    assert [line.split()[1:3] for line in bags(home).read_text().splitlines()] == [["8", "8"]]


def test_a_new_bag_has_a_seed_of_its_own() -> None:
    assert len({tuple(shuffle_bag.draw(f"key {number}", 50, 50)) for number in range(5)}) == 5


def test_a_seed_gives_the_same_and_leaves_no_trace(home: Path) -> None:
    assert shuffle_bag.draw_by_seed(7, 10, 10) == shuffle_bag.draw_by_seed(7, 10, 10)
    assert sorted(shuffle_bag.draw_by_seed(7, 10, 10)) == list(range(10))
    assert shuffle_bag.draw_by_seed(8, 30, 30) != shuffle_bag.draw_by_seed(9, 30, 30)
    assert not home.exists()


def test_what_is_written_is_for_the_user_alone(home: Path) -> None:
    shuffle_bag.draw("key", 3, 1)
    modes = {path: path.stat().st_mode & 0o777 for path in (home, *home.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert len(modes) == 3


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n\n",
        b"1 2 3",
        b"nonsense\n",
        b"\xff\xfe\x00",
        b"-1 -1 -1 key\n",
        "\u0661 2 3 key\n".encode(),
        b"9" * 100 + b" 1 20 key\n",
        b"\0" * 5000,
    ],
)
def test_a_torn_or_foreign_file_is_no_hindrance(home: Path, text: bytes) -> None:
    bags(home).parent.mkdir(parents=True)
    bags(home).write_bytes(text)
    drawn = [place for _ in range(20) for place in shuffle_bag.draw("key", 20, 1)]
    assert sorted(drawn) == list(range(20))


@many(25)
@given(data=st.binary(max_size=200) | any_text(100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_in_place_of_the_bags_are_survived(home: Path, data: bytes) -> None:
    bags(home).parent.mkdir(parents=True, exist_ok=True)
    bags(home).write_bytes(data)
    assert sorted(shuffle_bag.draw("key", 4, 2) + shuffle_bag.draw("key", 4, 2)) == list(range(4))


def test_a_file_cut_in_its_last_line_keeps_the_whole_lines(home: Path) -> None:
    first = shuffle_bag.draw("a", 10, 5)
    shuffle_bag.draw("b", 10, 5)
    data = bags(home).read_bytes()
    lines = data.splitlines(keepends=True)
    bags(home).write_bytes(lines[1] + lines[0][:-4])
    assert sorted(first + shuffle_bag.draw("a", 10, 5)) == list(range(10))


def test_the_oldest_of_more_than_two_hundred_bags_go(home: Path) -> None:
    for number in range(205):
        shuffle_bag.draw(f"key {number}", 5, 1)
    assert len(bags(home).read_text().splitlines()) == 200


@pytest.mark.parametrize("place", ["file in place of the folder", "no home", "link to a file of others"])
def test_where_nothing_can_be_written_a_tip_is_dealt_without_memory(
    place: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.write_text("not ours")
    if place == "no home":
        monkeypatch.setattr("tipcli.system.paths.state_folder", lambda: None)
    elif place == "link to a file of others":
        bags(home).parent.mkdir(parents=True)
        bags(home).symlink_to(other)
    else:
        home.write_text("")
    assert sorted(shuffle_bag.draw("key", 6, 6)) == list(range(6))
    assert other.read_text() == "not ours"


def test_processes_that_draw_at_once_get_different_tips(home: Path) -> None:
    code = "from tipcli.deal.shuffle_bag import draw; print(*[draw('key', 40, 1)[0] for _ in range(10)])"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, env=os.environ | {"TIPS_HOME": str(home)}
        )
        for _ in range(4)
    ]
    drawn = [int(number) for process in running for number in process.communicate()[0].split()]
    assert sorted(drawn) == list(range(40))


def test_a_lock_that_is_held_for_ever_costs_seconds_and_the_memory_only(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shuffle_bag.draw("key", 3, 1)
    monkeypatch.setattr(shuffle_bag, "_PATIENCE", 0.05)
    before = bags(home).read_bytes()
    with open(bags(home)) as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert len(shuffle_bag.draw("key", 3, 1)) == 1
    assert bags(home).read_bytes() == before


def test_a_pipe_where_the_bags_should_be_is_not_waited_for(home: Path) -> None:
    bags(home).parent.mkdir(parents=True)
    os.mkfifo(bags(home))
    assert len(shuffle_bag.draw("key", 3, 1)) == 1


def test_on_a_file_system_without_locks_what_was_dealt_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    assert sorted(shuffle_bag.draw("key", 3, 1)[0] for _ in range(3)) == [0, 1, 2]
