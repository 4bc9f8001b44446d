"""What machines do to a program: rows F1 to F12 of the list of faults, through the installed command.

Most tests run a copy of the package that is laid out as an installed one: its tips and their index lie inside it, and
its home is a folder of the test. What is not about the bundled tips uses a small collection of known texts.
"""

from __future__ import annotations

import compileall
import contextlib
import errno
import json
import os
import pty
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import BUNDLED, BYTECODE, COMMAND, ROOT, Ran, Tips, rarely, well
from tests.limits import memory_limits
from tests.made import use_small_seeds
from tests.moments import caught, is_begun, resumed
from tests.tracing import needs_strace, tracer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these faults are made with Linux's means")


LINES = ["mine/1\t2026-01-01\tFirst kettle\twater\tGist one.", "mine/2\t\tSecond pot\twater\tGist two."]
TRUTH: list[dict[str, object]] = [
    {
        "number": 1,
        "slug": "first",
        "title": "First kettle",
        "date": "2026-01-01",
        "gist": "Gist one.",
        "body": "Body one.",
        "topics": ["water"],
        "action": "Fill it.",
        "credit": {"title": "Source", "date": "2025-05-05", "url": "https://x.example/"},
    },
    {
        "number": 2,
        "slug": "second",
        "title": "Second pot",
        "gist": "Gist two.",
        "body": "Body two.",
        "topics": ["water"],
    },
]
LIST = ["list", "-c", "mine", "--sort", "number"]


@dataclass(frozen=True)
class Installed(Tips):
    """The command with a package that is laid out as an installed one."""

    site: Path

    def env(self, more: Mapping[str, str | None] | None = None) -> dict[str, str]:
        # Coverage is measured on the source, not on a copy of it.
        own = {"PYTHONPATH": str(self.site), "COVERAGE_PROCESS_START": None, "COVERAGE_PROCESS_CONFIG": None}
        return super().env(own | {"PYTHONDONTWRITEBYTECODE": "1"} | dict(more or {}))

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[bytes]:
        """Start the command with its output in pipes."""
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen([str(COMMAND), *arguments], **{"env": self.env(), **pipes, **more})

    def bound(self, prefix: list[str], *arguments: str, **more: Any) -> Ran:
        """Run it behind another program, such as strace or a shell."""
        done = subprocess.run(
            [*prefix, str(COMMAND), *arguments],
            check=False,
            **{"env": self.env(), "stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 60, **more},
        )
        out, err = ((data or b"").decode("utf-8", "backslashreplace") for data in (done.stdout, done.stderr))
        return Ran(done.returncode, out, err, done.stdout or b"")


def ended(child: subprocess.Popen[bytes]) -> Ran:
    out, err = child.communicate(timeout=60)
    return Ran(child.returncode, out.decode(), err.decode(), out)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with the package as an installed copy has it, compiled and with its index."""
    from tipcli.index.build import build, new_database
    from tipcli.store.sources import Seeds

    folder = tmp_path_factory.mktemp("site")
    package = folder / "tipcli"
    shutil.copytree(ROOT / "src/tipcli", package, ignore=shutil.ignore_patterns("__pycache__", "*.index", "*.part"))
    shutil.copytree(ROOT / "seeds", package / "seeds")
    with contextlib.closing(new_database(str(package / "service.index"))) as connection:
        build(connection, Seeds(str(package / "seeds")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "pycache_prefix", str(BYTECODE))  # where the command looks for it
        compileall.compile_dir(package, quiet=1)
    yield folder
    shutil.rmtree(f"{BYTECODE}{folder}", ignore_errors=True)


@pytest.fixture
def box(site: Path, tmp_path: Path) -> Installed:
    """Return the installed command with an empty home."""
    return Installed(tmp_path / "home", site)


@pytest.fixture
def filled(box: Installed) -> Installed:
    """Return the installed command with the collection `mine` of two tips, not indexed yet."""
    put(box.home)
    return box


@pytest.fixture(scope="session")
def prepared(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the collection `mine`, indexed."""
    box = Installed(tmp_path_factory.mktemp("prepared"), site)
    put(box.home)
    assert box(*LIST).lines == LINES
    return box.home


@pytest.fixture
def indexed(box: Installed, prepared: Path) -> Installed:
    """Return the installed command with the collection `mine`, indexed."""
    shutil.copytree(prepared, box.home)
    return box


def put(home: Path, tips: Iterable[Mapping[str, object]] = TRUTH, name: str = "mine", **header: object) -> Path:
    path = home / "data" / "collections" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in ({"tipcli": 1, "name": name, **header}, *tips)))
    return path


def many(count: int, words: int = 40) -> Iterator[dict[str, object]]:
    """Yield generated tips of which each has words of its own, so that building their index takes a while."""
    for n in range(1, count + 1):
        body = " ".join(f"w{(n * 31 + k * 7) % 5000}" for k in range(words))
        yield {"number": n, "slug": f"t-{n}", "title": f"Tip {n}", "gist": f"Gist {n}.", "body": body}


def one_line(ran: Ran, status: int = 3) -> None:
    """Assert that a command failed as users may see it."""
    well(ran, status)
    assert ran.err.startswith("tips: ")
    assert ran.err.count("\n") == 1


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file and folder below with its size and the time of its last change."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def index_of(box: Tips, name: str = "mine") -> Path:
    return box.home / "cache" / "indexes" / f"{name}.index"


def parts(box: Tips) -> list[Path]:
    return [path for path in box.home.rglob("*") if path.name.endswith(".part")]


# F1 and F9. killed, interrupted, ended


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a collection whose index takes a while to build."""
    return put(tmp_path_factory.mktemp("big"), many(3000), "big")


def building(box: Installed, *arguments: str, **more: Any) -> subprocess.Popen[bytes]:
    """Start a command that builds an index, and return it stopped, once it does."""
    left = set(parts(box))  # by those that were killed before

    def start() -> subprocess.Popen[bytes]:
        index_of(box, "big").unlink(missing_ok=True)
        return box.start(*arguments, **more)

    return caught(start, lambda: is_begun({*parts(box)} - left))


def with_big(box: Installed, big: Path) -> Installed:
    folder = box.home / "data" / "collections"
    folder.mkdir(parents=True)
    shutil.copy2(big, folder)
    return box


def test_f1_a_first_run_killed_at_any_moment_leaves_a_home_that_works_and_no_pile(box: Installed, big: Path) -> None:
    with_big(box, big)
    moments = random.Random(1)
    for _ in range(4):
        child = building(box, "list", "-n", "1", "-c", "big", "--sort", "number")
        resumed(child)
        time.sleep(moments.uniform(0, 0.15))
        child.kill()
        child.communicate()
        index_of(box, "big").unlink(missing_ok=True)
    assert len(parts(box)) <= 4
    ran = box("list", "-n", "2", "-c", "big", "--sort", "number")
    well(ran)
    assert ran.lines == ["big/1\t\tTip 1\t\tGist 1.", "big/2\t\tTip 2\t\tGist 2."]
    # What a build that may still be running has is left alone; what is old goes with the next build.
    for part in parts(box):
        os.utime(part, (time.time() - 7200, time.time() - 7200))
    os.utime(box.home / "data/collections/big.jsonl")
    well(box("list", "-n", "1", "-c", "big"))
    assert parts(box) == []
    assert sorted(path.name for path in (box.home / "cache/indexes").iterdir()) == ["big.index"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_f9_a_signal_during_a_build_ends_it_quietly_and_leaves_nothing_half(
    box: Installed, big: Path, number: signal.Signals
) -> None:
    with_big(box, big)
    child = building(box, "list", "-n", "1", "-c", "big", start_new_session=True)
    resumed(child, number)
    ran = ended(child)
    well(ran, 130 if number == signal.SIGINT else -number, 128 + number)
    assert ran.out == ""
    assert ran.err == ""
    assert not index_of(box, "big").exists()
    assert number != signal.SIGINT or parts(box) == []
    well(box("list", "-n", "1", "-c", "big"))


def traced(box: Installed, calls: str, log: Path, *arguments: str, inject: str = "") -> tuple[Ran, list[str]]:
    """Run a command under strace; return how it ended and the lines of the trace without their process ids."""
    ran = box.bound([*tracer(inject), "-y", "-s", "300", "-o", str(log), "-e", f"trace={calls}"], *arguments)
    return ran, [line.split(maxsplit=1)[1] for line in log.read_text(errors="replace").splitlines()]


@needs_strace
@pytest.mark.parametrize("arguments", [LIST, ["show", "mine/1", "-f", "rich"]], ids=" ".join)
def test_f9_an_interrupt_at_any_moment_after_the_start_is_130_without_a_word(
    indexed: Installed, tmp_path: Path, arguments: list[str]
) -> None:
    _, calls = traced(indexed, "openat", tmp_path / "log", *arguments)
    calls = [call for call in calls if call.startswith("openat")]
    [first] = [number for number, call in enumerate(calls, 1) if "/cli/answers." in call][:1]
    moments = random.Random(len(arguments)).sample(range(first + 1, len(calls) + 1), 3)
    for moment in [first, *moments]:
        ran, _ = traced(indexed, "openat", tmp_path / "log", *arguments, inject=f"openat:signal=INT:when={moment}")
        well(ran, 130, 0)
        assert ran.err == "", moment


@needs_strace
@pytest.mark.parametrize("call", ["write", "ftruncate"])
def test_f1_random_killed_while_it_writes_its_bag_deals_on(indexed: Installed, tmp_path: Path, call: str) -> None:
    well(indexed("random", "-c", "mine"))
    _, lines = traced(indexed, call, tmp_path / "log", "random", "-c", "mine")
    at = [number for number, line in enumerate((x for x in lines if x.startswith(call)), 1) if "/state/" in line]
    assert at
    traced(indexed, call, tmp_path / "log", "random", "-c", "mine", inject=f"{call}:signal=KILL:when={at[-1]}")
    dealt = {indexed("random", "-c", "mine", "-f", "tsv").out for _ in range(3)}
    assert {line for text in dealt for line in text.splitlines()} == set(LINES)


def test_f9_ctrl_c_on_a_terminal_is_130_and_leaves_the_terminal_as_it_was(box: Installed, big: Path) -> None:
    with_big(box, big)
    terminals: list[tuple[int, int]] = []  # the one that is caught has the last: no other has written there

    def start() -> subprocess.Popen[bytes]:
        index_of(box, "big").unlink(missing_ok=True)
        terminals.append(pty.openpty())
        own = terminals[-1][1]
        return box.start(
            "list", stdin=own, stdout=own, stderr=own, start_new_session=True,
            preexec_fn=lambda: __import__("fcntl").ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip

    left = set(parts(box))
    child = caught(start, lambda: is_begun({*parts(box)} - left))
    leader, follower = terminals[-1]
    before = termios.tcgetattr(follower)
    os.write(leader, b"\x03")
    resumed(child)
    assert child.wait(timeout=60) == 130
    assert termios.tcgetattr(follower) == before
    os.close(follower)
    echoed = os.read(leader, 1000)
    for end in {end for pair in terminals for end in pair} - {follower}:
        os.close(end)
    assert echoed in (b"^C", b"^C\r\n")


# F2. a full disk, a call that fails


def chosen(numbers: list[int]) -> list[int]:
    """Return the first and the last one."""
    return sorted({*numbers[:1], *numbers[-1:]})


@needs_strace
@pytest.mark.parametrize("call", [rarely("openat"), rarely("mkdir"), "pwrite64", "rename"])
def test_f2_a_call_that_fails_while_an_index_is_built_costs_nothing(
    filled: Installed, tmp_path: Path, call: str
) -> None:
    truth = filled.home / "data/collections/mine.jsonl"
    before = truth.read_bytes()
    _, lines = traced(filled, call, tmp_path / "log", *LIST)
    shutil.rmtree(filled.home / "cache")
    ours = [n for n, line in enumerate((x for x in lines if x.startswith(f"{call}(")), 1) if "/home/cache" in line]
    assert ours
    for number in chosen(ours):
        # From that call on, as on a full disk; a file of tips that cannot be opened is another test's.
        when = f"{number}" if call == "openat" else f"{number}+"
        ran, _ = traced(filled, call, tmp_path / "log", *LIST, inject=f"{call}:error=ENOSPC:when={when}")
        assert "INJECTED" in (tmp_path / "log").read_text(errors="replace")
        well(ran, 0, 3)
        assert ran.lines == LINES or (ran.status, ran.err.count("\n")) == (3, 1), number
        assert truth.read_bytes() == before
        assert parts(filled) == []
        again = filled(*LIST)
        well(again)
        assert again.lines == LINES
        shutil.rmtree(filled.home / "cache", ignore_errors=True)


@needs_strace
@pytest.mark.parametrize(
    ("command", "call"),
    [("random", "openat"), ("random", "write"), ("today --once", "openat"), rarely("random", "mkdir"),
     rarely("today --once", "mkdir"), rarely("today --once", "write")],
)  # fmt: skip
def test_f2_a_memory_that_cannot_be_written_is_done_without(
    indexed: Installed, tmp_path: Path, command: str, call: str
) -> None:
    arguments = [*command.split(), "-c", "mine", "-f", "tsv"]
    _, lines = traced(indexed, call, tmp_path / "log", *arguments)
    ours = [n for n, line in enumerate((x for x in lines if x.startswith(f"{call}(")), 1) if "/home/state" in line]
    assert ours or (command, call) == ("today --once", "write")
    for number in chosen(ours):
        shutil.rmtree(indexed.home / "state")
        ran, _ = traced(indexed, call, tmp_path / "log", *arguments, inject=f"{call}:error=ENOSPC:when={number}")
        well(ran)
        assert ran.lines[0] in LINES
        well(indexed(*arguments))


@pytest.mark.parametrize("fault", ["fsync", "replace", "open", "write"])
def test_f2_a_collection_that_cannot_be_written_whole_stays_as_it_was(
    box: Installed, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    from tipcli.model.errors import AccessError
    from tipcli.model.tip import Tip
    from tipcli.store import drafts

    path = put(box.home)
    before = path.read_bytes()
    monkeypatch.setenv("TIPS_HOME", str(box.home))

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    opened = os.open

    def fail_at_new(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_EXCL:
            fail()
        return opened(path, flags, *rest)

    def tips() -> Iterator[Tip]:
        yield Tip(collection="mine", number=1, slug="s", title="t", gist="g", body="b" * 100_000)
        if fault == "write":
            fail()

    if fault != "write":
        monkeypatch.setattr(os, fault, fail_at_new if fault == "open" else fail)
    with pytest.raises(AccessError, match="No space left"):
        drafts.write("mine", {}, tips())
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["mine.jsonl"]


# F3. many at once


def test_f3_many_first_runs_at_once_give_the_same_text(filled: Installed) -> None:
    results = [ended(child) for child in [filled.start(*LIST) for _ in range(7)]]
    assert {(ran.status, ran.out, ran.err) for ran in results} == {(0, "\n".join(LINES) + "\n", "")}
    assert parts(filled) == []
    assert index_of(filled).is_file()


def test_f3_many_today_once_at_once_print_once_in_all(indexed: Installed) -> None:
    results = [ended(child) for child in [indexed.start("today", "--once", "-c", "mine") for _ in range(8)]]
    assert {(ran.status, ran.err) for ran in results} == {(0, "")}
    assert sum(bool(ran.out) for ran in results) == 1


def test_f3_many_random_at_once_deal_each_tip_once_a_round(box: Installed) -> None:
    put(box.home, many(6, 3))
    well(box("list", "-c", "mine"))
    results = [ended(child) for child in [box.start("random", "-c", "mine", "-f", "tsv") for _ in range(6)]]
    assert {(ran.status, ran.err) for ran in results} == {(0, "")}
    assert len({ran.out for ran in results}) == 6
    assert box("random", "-n", "0", "-c", "mine", "-f", "tsv").out.count("\n") == 6


def test_f3_readers_while_an_index_is_replaced_see_a_whole_one(filled: Installed) -> None:
    truth = filled.home / "data/collections/mine.jsonl"
    other = truth.read_text().replace("First kettle", "First kettles")
    texts = [truth.read_text(), other]
    allowed = {"\n".join(LINES) + "\n", "\n".join(LINES).replace("First kettle", "First kettles") + "\n"}
    children = []
    for turn in range(4):
        fresh = truth.with_name(".new")
        fresh.write_text(texts[turn % 2])
        fresh.replace(truth)
        children.append(filled.start(*LIST))
        time.sleep(0.02)
    results = [ended(child) for child in children]
    assert {(ran.status, ran.err) for ran in results} == {(0, "")}
    assert {ran.out for ran in results} <= allowed
    assert filled(*LIST).out == "\n".join(LINES).replace("First kettle", "First kettles") + "\n"


# F4. homes

READING = (["list", "-n", "2", "--sort", "number"], ["search", "empathy", "-n", "1"], ["show", "1"], ["topics"])
REMEMBERING = (["random"], ["today", "--once"])


@pytest.fixture(scope="module")
def normal(site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what each reading command prints in an ordinary home."""
    box = Installed(tmp_path_factory.mktemp("normal"), site)
    return [box(*arguments).out for arguments in READING]


@pytest.mark.parametrize("home", [None, rarely(""), "relative/home", rarely("/dev/null"), "FILE"])
def test_f4_every_reading_command_works_whatever_home_is(
    box: Installed, tmp_path: Path, normal: list[str], home: str | None
) -> None:
    file, cwd = tmp_path / "file", tmp_path / "cwd"
    file.write_text("not a folder")
    cwd.mkdir()
    env = {"TIPS_HOME": None, "HOME": str(file) if home == "FILE" else home}
    for arguments, expected in list(zip(READING, normal, strict=True))[:3]:
        ran = box(*arguments, env=env, cwd=cwd)
        well(ran)
        assert ran.out == expected
    assert list(cwd.iterdir()) == []
    assert file.read_text() == "not a folder"


@pytest.mark.parametrize(
    ("variable", "home"),
    [("HOME", "/proc/nowhere"), ("TIPS_HOME", "FILE"), rarely("HOME", "FILE"), rarely("TIPS_HOME", "/proc/nowhere")],
)
def test_f4_commands_that_remember_work_where_nothing_can_be_written(
    box: Installed, tmp_path: Path, variable: str, home: str
) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    env = {"TIPS_HOME": None, variable: str(file) if home == "FILE" else home}
    for arguments in REMEMBERING:
        ran = box(*arguments, env=env)
        well(ran)
        assert ran.out
    assert box("today", "--once", env=env).out == box("today", env=env).out


def test_f4_a_collection_is_read_where_its_index_cannot_be_written(filled: Installed) -> None:
    (filled.home / "cache").write_text("a file in place of the folder")
    for _ in range(2):
        ran = filled(*LIST)
        well(ran)
        assert ran.lines == LINES
    checked = filled("doctor")
    well(checked, 0, 3)
    assert "cache" in checked.out


def test_f4_relative_xdg_folders_are_ignored(box: Installed, tmp_path: Path) -> None:
    cwd = tmp_path / "cwd"
    cwd.mkdir()
    names = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
    env = {"TIPS_HOME": None, "HOME": str(box.home), **dict.fromkeys(names, "relative")}
    for arguments in (["random"], ["today", "--once"], ["list", "-n", "1"]):
        well(box(*arguments, env=env, cwd=cwd))
    assert list(cwd.iterdir()) == []
    assert (box.home / ".local/state/tipcli/bags").is_file()


@pytest.mark.parametrize("umask", [0o000, rarely(0o277), 0o777])
def test_f4_what_is_written_is_0600_in_0700_whatever_the_umask(filled: Installed, umask: int) -> None:
    for arguments in (LIST, ["random"], ["random"], ["today", "--once"]):
        well(ended(filled.start(*arguments, umask=umask)))
    written = [path for kind in ("cache", "state") for path in [filled.home / kind, *(filled.home / kind).rglob("*")]]
    modes = {str(path.relative_to(filled.home)): oct(stat.S_IMODE(path.stat().st_mode)) for path in written}
    assert len(modes) >= 6
    assert {
        name: mode for name, mode in modes.items() if mode != ("0o700" if (filled.home / name).is_dir() else "0o600")
    } == {}


NAMES = ["with space", "quote'\"", "ünïcödé", "-n", "a" * 200]


@pytest.mark.parametrize("name", ["a#b?mode=rwc&x=1 100%25 %00", "new\nline", *map(rarely, NAMES)])
def test_f4_a_home_of_any_name_holds_the_index_and_is_read_from_there(site: Path, tmp_path: Path, name: str) -> None:
    box = Installed(tmp_path / name, site)
    put(box.home)
    assert box(*LIST).lines == LINES
    assert index_of(box).is_file()
    before = tree(tmp_path)
    assert box(*LIST).lines == LINES
    assert tree(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


# F5. damage


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


INDEXES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "truncated": truncated,
    "one byte short": lambda data: data[:-1],
    "one page longer": lambda data: data + bytes(4096),
    "text": lambda _: b"this is no index\n" * 500,
    "zeros": lambda data: bytes(len(data)),
    "only its head": lambda data: data[:100] + bytes(len(data) - 100),
    "without its head": lambda data: bytes(100) + data[100:],
    "head and noise": lambda data: data[:100] + random.Random(1).randbytes(len(data) - 100),
}


@pytest.mark.parametrize(
    "kind", [kind if kind in ("truncated", "head and noise") else rarely(kind) for kind in INDEXES]
)
def test_f5_an_index_that_is_broken_is_built_anew(indexed: Installed, kind: str) -> None:
    index_of(indexed).write_bytes(INDEXES[kind](index_of(indexed).read_bytes()))
    ran = indexed(*LIST)
    well(ran)
    assert ran.lines == LINES
    assert ran.err == ""
    with contextlib.closing(sqlite3.connect(index_of(indexed))) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("select count(*) from tip").fetchone() == (2,)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("pragma user_version = 9999", id="a newer layout"),
        pytest.param("update meta set value = 'other' where key = 'name'", id="of another collection"),
        pytest.param("update meta set value = 'x' where key = 'tips'", id="no number of tips"),
        pytest.param("update meta set value = null where key = 'tips'", id="number of tips null"),
        pytest.param("delete from meta where key = 'digest'", id="without a digest"),
        pytest.param("delete from meta", id="without any description"),
        pytest.param("drop table tip", id="without tips"),
        pytest.param("drop table term", id="without a vocabulary"),
        pytest.param("alter table tip rename column gist to jest", id="with another column"),
        pytest.param("update tip set topics = x'ff00'", id="bytes for a text"),
        pytest.param("update topic set about = x'ff', aliases = 7", id="no text for a text"),
    ],
)
def test_f5_an_index_that_says_something_else_breaks_no_question(in_process: Installed, statement: str) -> None:
    change(in_process, statement)
    ask_everything()


@pytest.mark.parametrize(
    "statement", [rarely("pragma user_version = 9999"), rarely("delete from meta"), "drop table fts"]
)
def test_f5_an_index_that_says_something_else_breaks_no_command(indexed: Installed, statement: str) -> None:
    change(indexed, statement)
    for arguments in (LIST, ["search", "kettle", "-c", "mine"]):
        ran = indexed(*arguments)
        well(ran)
        assert ran.out


def change(box: Installed, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(index_of(box), isolation_level=None)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("kind", ["folder", "fifo", "link to itself"])
def test_f5_what_is_no_file_in_place_of_an_index_is_no_obstacle(filled: Installed, kind: str) -> None:
    index_of(filled).parent.mkdir(parents=True)
    if kind == "folder":
        (index_of(filled) / "x").mkdir(parents=True)
    elif kind == "fifo":
        os.mkfifo(index_of(filled))
    else:
        index_of(filled).symlink_to(index_of(filled))
    ran = filled(*LIST)
    well(ran)
    assert ran.lines == LINES


def logical(path: Path) -> dict[str, object]:
    """Return all that the tables of an index say; the error where they cannot be read."""
    tables = ("tip", "tip_topic", "topic", "term", "opening", "milestone", "synonym", "meta")
    found: dict[str, object] = {}
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        for table in tables:
            try:
                found[table] = sorted(map(repr, connection.execute(f"select * from {table}")))
            except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
                found[table] = str(error)
    return found


@pytest.fixture
def in_process(indexed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Return the command with the collection `mine`, indexed, and this process reading the same home."""
    monkeypatch.setenv("TIPS_HOME", str(indexed.home))
    use_small_seeds(tmp_path / "package", monkeypatch)  # where one index is damaged, all that are open are built anew
    return indexed


def flips(good: bytes, count: int, seed: int) -> Iterator[tuple[int, bytes]]:
    """Yield (place, the same bytes with one bit of the byte there turned round)."""
    places = random.Random(seed)
    for _ in range(count):
        place = places.randrange(len(good))
        flipped = bytearray(good)
        flipped[place] ^= 1 << places.randrange(8)
        yield place, bytes(flipped)


def ask_everything() -> None:
    """Ask the library what every command asks, and render each answer."""
    from datetime import date

    from tipcli.library import Library
    from tipcli.model.results import Filters
    from tipcli.system.screen import Screen
    from tipcli.views.registry import view

    plain, tsv = view("plain", Screen()), view("tsv", Screen())
    mine = Filters(collections=("mine",))
    with Library() as library:
        "".join(tsv.tips(library.list_tips(mine)))
        "".join(plain.hits(library.search("ketle water w31", mine)))
        tips = library.resolve(["mine/1", "mine/2"])
        "".join(plain.whole([(tip, library.related(tip)) for tip in tips]))
        "".join(plain.topics(library.topics()))
        library.count(library.checked(Filters(topics=("water",), since="2025")))
        library.random(mine, 5, seed=1)
        library.today(mine, date(2026, 11, 22))


@pytest.mark.parametrize("places", [50, rarely(200)])
def test_f5_bits_turned_round_at_many_places_of_an_index_break_no_question(in_process: Installed, places: int) -> None:
    good = index_of(in_process).read_bytes()
    broken = {}
    for place, data in flips(good, places, 7):
        index_of(in_process).write_bytes(data)
        try:
            ask_everything()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            broken[place] = repr(error)
    assert broken == {}


def test_f5_bits_turned_round_break_no_command(in_process: Installed) -> None:
    good = index_of(in_process).read_bytes()
    for _, data in flips(good, 2, 11):
        for arguments in (["show", "mine/1"], ["search", "kettle", "-c", "mine"]):
            index_of(in_process).write_bytes(data)
            ran = in_process(*arguments)
            well(ran, 0, 1)


def test_f5_doctor_finds_every_bit_that_changes_what_an_index_says(in_process: Installed) -> None:
    from tipcli import doctor

    path = index_of(in_process)
    good = path.read_bytes()
    truth = logical(path)
    missed = []
    for place, data in flips(good, 25, 3):
        path.write_bytes(data)
        if logical(path) == truth:
            continue
        checks = [check for check in doctor.examine() if "mine" in check.about]
        if all(check.state == "ok" for check in checks) and path.read_bytes() == data:
            missed.append(place)
        assert logical(path) == truth or missed[-1:] == [place]
    assert missed == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-01-01", "2027-01-01"),
        ("https://x.example/", "https://y.example/"),
        ("first", "fjrst"),
    ],
)
def test_f5_doctor_finds_a_changed_text_that_reading_shows_unasked(in_process: Installed, old: str, new: str) -> None:
    from tipcli import doctor

    data = index_of(in_process).read_bytes()
    assert old.encode() in data
    index_of(in_process).write_bytes(data.replace(old.encode(), new.encode()))
    [check] = [check for check in doctor.examine() if check.about == "index of mine"]
    assert check.state != "ok"
    assert old.encode() in index_of(in_process).read_bytes()


def test_f5_the_doctor_command_names_a_damaged_index_and_mends_it(indexed: Installed) -> None:
    data = index_of(indexed).read_bytes()
    index_of(indexed).write_bytes(data.replace(b"Gist one.", b"Gist 0ne."))
    assert "Gist 0ne." in indexed(*LIST).out
    checked = indexed("doctor")
    well(checked)
    assert re.search(r"^note: index of mine: .*damaged", checked.out, re.MULTILINE)
    assert indexed(*LIST).lines == LINES


def bundled_copy(box: Installed, folder: Path) -> Installed:
    """Return the command with a package of its own, to be damaged."""
    shutil.copytree(box.site, folder)
    return Installed(box.home, folder)


@pytest.mark.parametrize(
    ("kind", "env"),
    [("missing", {}), ("truncated", {"TIPS_HOME": "/dev/null"}), rarely("missing", {"TIPS_HOME": "/dev/null"}),
     rarely("truncated", {})],
)  # fmt: skip
def test_f5_a_damaged_bundled_index_is_replaced_by_one_from_the_seeds(
    box: Installed, tmp_path: Path, normal: list[str], kind: str, env: dict[str, str]
) -> None:
    own = bundled_copy(box, tmp_path / "own")
    index = own.site / "tipcli/service.index"
    if kind == "missing":
        index.unlink()
    else:
        index.write_bytes(INDEXES[kind](index.read_bytes()))
    ran = own(*READING[0], env=env)
    well(ran)
    assert ran.out == normal[0]


def test_f5_doctor_finds_a_bit_in_the_bundled_index_that_reading_does_not(box: Installed, tmp_path: Path) -> None:
    own = bundled_copy(box, tmp_path / "own")
    index = own.site / "tipcli/service.index"
    data = index.read_bytes()
    assert b"Give the Customer a Plan B" in data
    index.write_bytes(data.replace(b"Give the Customer a Plan B", b"Give the Customer a Plan C"))
    assert "Plan C" in own("list", "-n", "0").out
    ran = own("doctor")
    one_line(ran)
    assert re.search(r"^wrong: index of service: ", ran.out, re.MULTILINE)


BROKEN: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n\n\n",
    "no JSON": b"this is no collection\n",
    "bytes": bytes(range(256)) * 8,
    "zeros": bytes(1000),
    "newer": b'{"tipcli": 99, "name": "bad"}\n',
    "no form": b'{"name": "bad"}\n',
    "an array": b"[1, 2]\n",
    "deep": b"[" * 100_000 + b"\n",
    "cut short": b'{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A"}\n{"number": 2, "slu',
    "number twice": b'{"tipcli": 1}\n' + b'{"number": 1, "slug": "a", "title": "A"}\n' * 2,
    "number zero": b'{"tipcli": 1}\n{"number": 0, "slug": "a", "title": "A"}\n',
    "number true": b'{"tipcli": 1}\n{"number": true, "slug": "a", "title": "A"}\n',
    "number huge": b'{"tipcli": 1}\n{"number": 9223372036854775808, "slug": "a", "title": "A"}\n',
    "number endless": b'{"tipcli": 1}\n{"number": ' + b"9" * 5000 + b', "slug": "a", "title": "A"}\n',
    "no title": b'{"tipcli": 1}\n{"number": 1, "slug": "a"}\n',
    "no such day": b'{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A", "date": "2026-02-30"}\n',
    "no such day of the credit": b'{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A", "credit": {"date": "x"}}\n',
    "topics no list": b'{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A", "topics": "x"}\n',
}


@pytest.fixture(scope="module")
def broken(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Path], Ran, Ran]:
    """Return the files of a home with every broken collection in it, and what `list` and `doctor` say there."""
    box = Installed(tmp_path_factory.mktemp("broken"), site)
    folder = put(box.home).parent
    files = {kind: folder / f"bad-{number}.jsonl" for number, kind in enumerate(BROKEN)}
    for kind, path in files.items():
        path.write_bytes(BROKEN[kind])
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return files, box("list", "--sort", "number"), box("doctor")


def test_f5_beside_broken_collections_the_rest_works(broken: tuple[dict[str, Path], Ran, Ran]) -> None:
    _, listed, _ = broken
    well(listed)
    assert set(LINES) <= set(listed.lines)
    assert len(listed.lines) == BUNDLED + len(LINES)
    assert listed.err.count("\n") == len(BROKEN)


@pytest.mark.parametrize("kind", BROKEN)
def test_f5_a_broken_collection_is_named_by_list_and_doctor_and_kept(
    broken: tuple[dict[str, Path], Ran, Ran], kind: str
) -> None:
    files, listed, checked = broken
    path = files[kind]
    assert re.search(rf"^tips: .*\b{path.stem}\b", listed.err, re.MULTILINE)
    one_line(checked)
    assert f"wrong: collection {path.stem}: " in checked.out
    assert f"ok: collection {path.stem}:" not in checked.out
    about = checked.out.partition(f"collection {path.stem}: ")[2].partition(": collection")[0]
    assert "Free some space" not in about
    assert path.read_bytes() == BROKEN[kind]
    assert path.stat().st_mtime == 1_700_000_000


@pytest.mark.parametrize("kind", [rarely("folder"), "fifo", "link to itself", "endless device"])
def test_f5_what_is_no_file_in_the_data_folder_is_named_and_the_rest_works(filled: Installed, kind: str) -> None:
    bad = filled.home / "data/collections/bad.jsonl"
    if kind == "folder":
        bad.mkdir()
    elif kind == "fifo":
        os.mkfifo(bad)
    else:
        bad.symlink_to({"link to itself": "bad.jsonl", "endless device": "/dev/zero"}[kind])
    named = filled(*LIST)
    well(named)
    assert (named.lines, named.err) == (LINES, "")  # only what was asked for is opened
    ran = filled("list")
    well(ran)
    assert [line for line in ran.lines if line in LINES] == LINES
    assert "bad" in ran.err
    if kind in ("fifo", "endless device"):
        one_line(filled("doctor"))


@pytest.mark.parametrize(
    "data", [b"", rarely(b"\0" * 500), rarely(b"x y z w\n" * 100_000), b"1 -5 2 ab\n1 2 3\n\xff\n"]
)
def test_f5_a_bag_that_is_broken_is_started_afresh(indexed: Installed, data: bytes) -> None:
    bags = indexed.home / "state" / "bags"
    bags.parent.mkdir(parents=True)
    bags.write_bytes(data)
    dealt = [indexed("random", "-c", "mine", "-f", "tsv") for _ in range(2)]
    for ran in dealt:
        well(ran)
    assert {ran.out.strip() for ran in dealt} == set(LINES)


@pytest.mark.parametrize("name", ["bags", "once"])
@pytest.mark.parametrize("kind", ["folder", "link to itself", "file"])
def test_f5_what_is_no_memory_in_place_of_one_is_done_without(indexed: Installed, name: str, kind: str) -> None:
    path = indexed.home / "state" / name
    path.parent.mkdir(parents=True)
    if kind == "folder":
        (path / "x").mkdir(parents=True)
    elif kind == "file":
        path.write_text("x")
    else:
        path.symlink_to(path)
    ran = indexed(*(["random"] if name == "bags" else ["today", "--once"]), "-c", "mine", "-f", "tsv")
    well(ran)
    assert ran.out.strip() in LINES


# F6. clocks


@pytest.mark.parametrize("hours", [-11, 0, 14])
def test_f6_today_is_the_day_at_the_place_of_the_user(indexed: Installed, hours: int) -> None:
    def heading() -> str:
        day = datetime.now(UTC) + timedelta(hours=hours)
        return f"{day:%B} {day.day}"

    before = heading()
    ran = indexed("today", "-c", "mine", env={"TIPS_TODAY": None, "TZ": f"XXX{-hours:+d}"})
    well(ran)
    first = ran.lines[0]
    assert before in first or heading() in first


@pytest.mark.parametrize("zone", [rarely(""), "Nowhere/Nothing", ":/etc/passwd"])
def test_f6_a_time_zone_that_is_none_is_no_error(indexed: Installed, zone: str) -> None:
    ran = indexed("today", "-c", "mine", env={"TIPS_TODAY": None, "TZ": zone})
    well(ran)
    assert ran.out.startswith("Tip of the day, ")


def test_f6_the_tip_of_a_day_is_the_same_after_the_clock_went_forth_and_back(box: Installed) -> None:
    days = ["2026-11-22", "2027-03-01", "2026-11-21", "2026-11-22"]
    texts = [box("today", env={"TIPS_TODAY": day}).out for day in days]
    assert texts[0] == texts[3]
    assert len(set(texts)) == 3


def test_f6_once_prints_nothing_twice_when_the_clock_goes_back_a_day(indexed: Installed) -> None:
    printed = [
        bool(indexed("today", "--once", "-c", "mine", env={"TIPS_TODAY": day}).out)
        for day in ("2026-11-21", "2026-11-22", "2026-11-21", "2026-11-22")
    ]
    assert printed == [True, True, False, False]


def test_f6_once_prints_once_a_day_also_after_the_clock_was_years_ahead(indexed: Installed) -> None:
    printed = [
        bool(indexed("today", "--once", "-c", "mine", env={"TIPS_TODAY": day}).out)
        for day in ("2099-01-01", "2099-01-02", "2026-11-22", "2026-11-22", "2026-11-23", "2026-11-23")
    ]
    assert printed == [True, True, True, False, True, False]
    assert len(list((indexed.home / "state/once").iterdir())) <= 4


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_f6_the_ends_of_the_calendar_have_a_tip(indexed: Installed, day: str) -> None:
    for more in ([], ["--week"]):
        ran = indexed("today", "-c", "mine", *more, env={"TIPS_TODAY": day})
        well(ran)
        assert ran.out.startswith("Tip of ")


@pytest.mark.parametrize("day", ["2026-02-30", rarely("20261122"), "\x1b[2J", rarely(" 2026-11-22")])
def test_f6_a_day_that_is_none_is_wrong_usage(box: Installed, day: str) -> None:
    ran = box("today", env={"TIPS_TODAY": day})
    one_line(ran, 2)
    assert "TIPS_TODAY" in ran.err
    assert "\x1b" not in ran.err


# F7. encodings

ENCODINGS: dict[str, dict[str, str | None]] = {
    "strict ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "C locale": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
FOREIGN = "plain שלום 👨‍👩‍👧 “quoted” naïve € 漢字 words"


@pytest.mark.parametrize("kind", ["strict ASCII", rarely("cp1252"), "C locale"])
def test_f7_what_an_encoding_cannot_say_is_replaced_and_never_a_crash(box: Installed, kind: str) -> None:
    tip = {
        "title": FOREIGN,
        "gist": FOREIGN,
        "body": f"- {FOREIGN}\n\n> {FOREIGN}",
        "action": FOREIGN,
        "topics": ["שלום"],
    }
    put(box.home, [{"number": 1, "slug": "s", **tip}])
    for arguments in (["show", "mine/1", "-f", "rich"], ["today", "-c", "mine", "-f", "rich"]):
        ran = box(*arguments, env=ENCODINGS[kind])
        well(ran)
        assert b"plain" in ran.raw
        assert b"words" in ran.raw
    well(box("list", "-t", "naïv€", env=ENCODINGS[kind]), 1)
    shown = box.on_terminal("show", "mine/1", env=ENCODINGS[kind])
    well(shown)
    assert b"plain" in shown.raw


@pytest.mark.parametrize("arguments", [["--help"], ["today", "-h"]], ids=" ".join)
def test_f7_help_can_be_read_in_ascii(box: Installed, arguments: list[str]) -> None:
    ran = box(*arguments, env=ENCODINGS["strict ASCII"])
    well(ran)
    assert ran.raw.isascii()


# F8. standard output

OUTPUTS = (["random", "--seed", "1"], ["topics"], ["--help"], ["list", "--help"])


@pytest.mark.parametrize("arguments", [LIST, ["show", "mine/1", "-f", "rich"], *map(rarely, OUTPUTS)], ids=" ".join)
def test_f8_a_closed_output_is_quiet_a_full_one_is_said_and_a_broken_pipe_is_quiet(
    indexed: Installed, arguments: list[str]
) -> None:
    closed = indexed.bound(["bash", "-c", 'exec "$@" >&-', "-"], *arguments)
    well(closed)
    assert (closed.out, closed.err) == ("", "")
    with open("/dev/full", "wb") as full:
        ran = indexed.bound([], *arguments, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    one_line(ran)
    assert "No space left" in ran.err
    reader, writer = os.pipe()
    os.close(reader)
    broken = indexed.bound([], *arguments, stdout=writer, stderr=subprocess.PIPE, capture_output=False)
    os.close(writer)
    well(broken)
    assert broken.err == ""


@pytest.mark.parametrize(
    "redirection", [">&- 2>&- <&-", rarely("<&-"), rarely("2>/dev/full"), ">/dev/full 2>/dev/full"]
)
def test_f8_any_stream_may_be_closed_or_full_and_nothing_is_damaged(indexed: Installed, redirection: str) -> None:
    truth = (indexed.home / "data/collections/mine.jsonl").read_bytes()
    for arguments in (LIST, ["random", "-c", "mine"], ["list", "--nonsense"]):
        ran = indexed.bound(["bash", "-c", f'exec "$@" {redirection}', "-"], *arguments)
        well(ran, 0, 1, 2, 3)
    assert (indexed.home / "data/collections/mine.jsonl").read_bytes() == truth
    assert indexed(*LIST).lines == LINES


def test_f8_a_reader_that_takes_one_line_of_many_ends_the_list_quietly(box: Installed, big: Path) -> None:
    with_big(box, big)
    ran = box.bound(["bash", "-o", "pipefail", "-c", '"$@" | head -1', "-"], "list", "-c", "big", "--sort", "number")
    well(ran)
    assert ran.lines == ["big/1\t\tTip 1\t\tGist 1."]
    assert ran.err == ""


# F10. widths


@pytest.mark.parametrize("columns", [1, rarely(20), rarely(59), rarely(1000)])
def test_f10_every_word_is_there_at_any_width(indexed: Installed, columns: int) -> None:
    env = {"COLUMNS": str(columns)}
    for arguments, words in (
        (["show", "mine/1"], "First kettle Gist one. Body one. Fill it. Source water"),
        (LIST, "First kettle Second pot mine/1 mine/2"),
        (["today", "-c", "mine"], "Gist tips show mine/"),
    ):
        ran = indexed(*arguments, "-f", "rich", env=env)
        well(ran)
        assert not [word for word in words.split() if word not in ran.out], arguments


def test_f10_a_width_that_is_none_is_as_if_none_were_given(indexed: Installed) -> None:
    expected = indexed("show", "mine/1", "-f", "rich", env={"COLUMNS": None}).out
    assert "Body one." in expected
    for columns in ("0", "٣"):
        assert indexed("show", "mine/1", "-f", "rich", env={"COLUMNS": columns}).out == expected


@pytest.mark.parametrize(("columns", "rows"), [rarely(0, 0), (1, 1)])
def test_f10_a_terminal_of_no_size_or_hardly_any_shows_all_words(indexed: Installed, columns: int, rows: int) -> None:
    for arguments in (["show", "mine/1"], LIST):
        ran = indexed.on_terminal(*arguments, columns=columns, rows=rows)
        well(ran)
        assert all(word in ran.out for word in ("First", "kettle"))


# F11. memory


@pytest.mark.parametrize("command", [rarely("list"), "show"])
def test_f11_a_memory_limit_is_said_in_a_line_and_damages_nothing(indexed: Installed, command: str) -> None:
    arguments = {"list": LIST, "show": ["show", "mine/1", "-f", "rich"]}[command]
    refused = 0
    for limit in memory_limits(range(10, 70, 10)):
        ran = indexed.bound([], *arguments, preexec_fn=limit)
        if ran.status == 0:
            break
        one_line(ran)
        assert "memory" in ran.err
        refused += 1
    assert refused
    assert indexed(*LIST).lines == LINES
    assert parts(indexed) == []


# F12. pagers


@pytest.mark.parametrize(
    ("variable", "pager"),
    [
        rarely("PAGER", "/nonexistent/pager"),
        ("TIPS_PAGER", "sh -c 'exit 3'"),
        ("PAGER", "sh -c 'kill -9 $$'"),
        rarely("PAGER", "'unbalanced"),
        rarely("PAGER", "  "),
        rarely("PAGER", "cat"),
    ],
)
def test_f12_a_pager_that_is_missing_or_fails_costs_no_text(indexed: Installed, variable: str, pager: str) -> None:
    ran = indexed.on_terminal("show", "mine/1", "--pager", env={variable: pager})
    well(ran)
    assert "Body one." in ran.out


# Promise 1: reading writes nothing and asks nobody


def test_reading_commands_leave_a_home_as_it_was(indexed: Installed) -> None:
    before = tree(indexed.home)
    site = tree(indexed.site)
    for arguments in (
        LIST,
        ["show", "mine/1", "-f", "rich"],
        ["search", "ketle"],
        ["random", "--seed", "1"],
    ):
        well(indexed(*arguments))
    assert tree(indexed.home) == before
    well(indexed("today"))  # keeps what it printed, in the cache, and nothing else
    kept = {name for name in tree(indexed.home) if not name.startswith("cache/today")}
    assert kept == set(before)
    assert tree(indexed.site) == site


def test_reading_the_bundled_tips_makes_no_home(box: Installed) -> None:
    for arguments in (*READING, ["random", "--seed", "1"]):
        well(box(*arguments))
    assert not box.home.exists()


@needs_strace
@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_commands_open_nothing_for_writing_and_no_socket(
    box: Installed, tmp_path: Path, arguments: list[str]
) -> None:
    changing = (
        "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,symlink,chmod,fchmod,truncate"
    )
    ran, lines = traced(box, f"{changing},ftruncate,socket,connect,pwrite64", tmp_path / "log", *arguments)
    well(ran)
    calls = [line for line in lines if "(" in line.partition(" ")[0] or line[:1].isalpha()]
    assert any(line.startswith("openat") and "service.index" in line for line in calls)
    reading = re.compile(r"^open(at)?\(.*O_RDONLY")
    allowed = re.compile(r'"/dev/(null|tty)"')
    assert [
        line for line in calls if not reading.match(line) and not allowed.search(line) and "exited" not in line
    ] == []
    assert [line for line in calls if re.search("O_(WRONLY|RDWR|CREAT|TRUNC)", line) and not allowed.search(line)] == []
