"""Temporary files, locks and sweeping: what is locked lives, what is not was left behind."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tipcli.system import scratch
from tipcli.system.locks import BUSY, HELD, NO_LOCKS, lock
from tipcli.system.scratch import Part, exclusive, part_folder, sweep

if TYPE_CHECKING:
    from pathlib import Path


def failing(code: int) -> object:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_part_is_private_and_takes_its_place_whole(tmp_path: Path) -> None:
    old = os.umask(0o777)
    try:
        with Part(str(tmp_path), "a") as part:
            part.file.write(b"text")
            assert stat.S_IMODE(os.stat(part.path).st_mode) == 0o600
            assert names(tmp_path) != ["a"]
            part.put(str(tmp_path / "a"))
    finally:
        os.umask(old)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"text"


def test_a_part_that_is_not_put_goes(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Part(str(tmp_path), "a"):
        raise KeyError
    assert names(tmp_path) == []


def test_a_close_that_fails_after_a_part_took_its_place_is_not_told(tmp_path: Path) -> None:
    with Part(str(tmp_path), "a") as part:
        part.file.write(b"text")
        part.file.flush()
        os.close(part.file.fileno())  # so that closing it fails
        part.put(str(tmp_path / "a"))
    assert (tmp_path / "a").read_bytes() == b"text"


HOLDING = """
import sys
from tipcli.system.scratch import Part, part_folder
with Part(sys.argv[1], "x"), part_folder(sys.argv[1], "y"):
    print("now", flush=True)
    sys.stdin.read()
"""


def test_what_a_living_process_holds_is_not_swept_and_what_a_dead_one_left_is(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"now\n"
        assert len(names(tmp_path)) == 2
        sweep(str(tmp_path))
        assert len(names(tmp_path)) == 2
        process.kill()
        process.wait()
    sweep(str(tmp_path), "x")
    assert [name[:3] for name in names(tmp_path)] == [".y-"]
    sweep(str(tmp_path))
    assert names(tmp_path) == []


def test_only_what_is_named_as_a_part_is_swept(tmp_path: Path) -> None:
    for name in ("a.part", ".a", "b.jsonl"):
        (tmp_path / name).write_text("")
    (tmp_path / ".link.part").symlink_to("b.jsonl")
    os.mkfifo(tmp_path / "pipe")
    sweep(str(tmp_path))
    assert names(tmp_path) == [".a", ".link.part", "a.part", "b.jsonl", "pipe"]


def test_without_locks_only_what_is_a_day_old_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(errno.ENOLCK))
    for name in (".old.part", ".new.part"):
        (tmp_path / name).write_text("")
    os.utime(tmp_path / ".old.part", (time.time() - 90_000,) * 2)
    sweep(str(tmp_path))
    assert names(tmp_path) == [".new.part"]
    with Part(str(tmp_path), "a") as part:
        part.put(str(tmp_path / "a"))
    assert names(tmp_path) == [".new.part", "a"]


def test_a_part_that_is_swept_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = lock
    taken: list[Path] = []

    def swept(descriptor: int, seconds: float = 0.0) -> str:
        if not taken:
            taken.extend(tmp_path.iterdir())
            taken[0].unlink()
        return real(descriptor, seconds)

    monkeypatch.setattr(scratch, "lock", swept)
    with Part(str(tmp_path), "a") as part:
        assert os.path.exists(part.path)
        assert [os.fspath(path) for path in taken] != [part.path]


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(code))
    with open(tmp_path / "file", "w") as file:
        assert lock(file.fileno()) == NO_LOCKS
    with exclusive(str(tmp_path / "lock")), exclusive(str(tmp_path / "lock")):
        pass
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("code", [errno.EIO, errno.ESTALE])
def test_a_lock_that_fails_is_told_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(code))
    with pytest.raises(OSError, match=os.strerror(code)), exclusive(str(tmp_path / "lock")):
        pytest.fail("not reached")
    with pytest.raises(OSError, match=os.strerror(code)):
        Part(str(tmp_path), "a")
    assert not [name for name in names(tmp_path) if name != "lock"]


def test_one_process_at_a_time_holds_a_lock(tmp_path: Path) -> None:
    path = str(tmp_path / "lock")
    with exclusive(path):
        with pytest.raises(BlockingIOError), exclusive(path):
            pytest.fail("not reached")
        with open(path) as file:
            assert lock(file.fileno(), 0.05) == BUSY
    assert names(tmp_path) == []
    with exclusive(path), open(tmp_path / "other", "w") as file:
        assert lock(file.fileno()) == HELD


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_no_lock_and_is_not_waited_for(tmp_path: Path, make: object) -> None:
    path = tmp_path / "lock"
    make(path)  # type: ignore[operator]
    with pytest.raises(OSError, match=r"no regular file|directory"), exclusive(str(path)):
        pytest.fail("not reached")
    assert path.exists()


def test_letting_go_of_a_lock_never_fails(tmp_path: Path) -> None:
    with exclusive(str(tmp_path / "lock")):
        (tmp_path / "lock").unlink()


def test_a_folder_is_private_and_goes_with_what_is_in_it(tmp_path: Path) -> None:
    with part_folder(str(tmp_path), "a") as path:
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o700
        os.mkdir(os.path.join(path, "inside"))
    assert names(tmp_path) == []


def test_a_new_name_is_given_once_and_a_part_that_stays_behind_undoes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    with Part(str(tmp_path), "x") as part:
        part.file.write(b"one")
        part.put_new(str(target))
    with Part(str(tmp_path), "x") as part, pytest.raises(FileExistsError):
        part.put_new(str(target))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]

    def refuse(_: str) -> None:
        raise OSError(28, "No space left on device")

    with Part(str(tmp_path), "x") as part:
        part.file.write(b"two")
        with monkeypatch.context() as patch:
            patch.setattr("tipcli.system.files.os.unlink", refuse)
            part.put_new(str(tmp_path / "b"))
    assert (target.read_bytes(), (tmp_path / "b").read_bytes()) == (b"one", b"two")
