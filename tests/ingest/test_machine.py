"""What machines do to a command that writes: rows F1 to F11 of the list of faults, for import, sync, export and remove.

The rule of all tests: the collection is as before or as after, a status of 3 means as before, and the next command
works. Longer campaigns are `benchmarks/kill.py` and `benchmarks/nth_write.py`.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import random
import re
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import termios
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import COMMAND, Ran, rarely, well
from tests.importing import Inside
from tests.limits import memory_limits
from tests.moments import caught, is_begun, resumed
from tests.server import answer, serving
from tests.test_faults_machine import ended, flips, one_line, truncated
from tests.tracing import needs_strace, tracer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.server import Connection, Request

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these faults are made with Linux's means")

PART = re.compile(r"\.part$|^\.tips-export-|^tipcli-web-|^tmp")
MINE = ("--name", "mine", "--from", "jsonl")
LIST = ("list", "-c", "mine", "--sort", "number")


@dataclass(frozen=True)
class Machine(Inside):
    """The installed command, to be started, traced and killed; its temporary files have a folder of their own.

    What is only called, before and after a fault, is in the process of the test.
    """

    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def env(self, more: Mapping[str, str | None] | None = None) -> dict[str, str]:
        return super().env({"TMPDIR": str(self.scratch)} | dict(more or {}))

    @property
    def scratch(self) -> Path:
        """The folder for temporary files."""
        path = self.home.parent / "scratch"
        path.mkdir(exist_ok=True)
        return path

    @property
    def folder(self) -> Path:
        """The folder of the collections."""
        return self.home / "data" / "collections"

    def file(self, name: str = "mine") -> Path:
        return self.folder / f"{name}.jsonl"

    def index(self, name: str = "mine") -> Path:
        return self.home / "cache" / "indexes" / f"{name}.index"

    def start(self, *arguments: str, prefix: tuple[str, ...] = (), **more: Any) -> subprocess.Popen[bytes]:
        """Start the command with its output in pipes."""
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        child = subprocess.Popen([*prefix, str(COMMAND), *arguments], **{"env": self.env(), **pipes, **more})
        self.children.append(child)
        return child

    def bound(self, prefix: tuple[str, ...], *arguments: str, **more: Any) -> Ran:
        """Run it behind another program."""
        return ended(self.start(*arguments, prefix=prefix, **more))

    def tips(self, name: str = "mine") -> list[tuple[int, str, str]]:
        """Return number, title and body of each tip in the collection's file; the file is as it should be."""
        head, *lines = self.file(name).read_bytes().splitlines()
        assert json.loads(head)["tipcli"] == 1
        return [(tip["number"], tip["title"], tip["body"]) for tip in map(json.loads, lines)]

    def read(self, name: str = "mine") -> list[tuple[int, str, str]]:
        """Return number, title and body of each tip as a reading command has them, in this process."""
        ran = Inside(self.home)("export", "-c", name, "-f", "jsonl")
        well(ran, 0, 1)
        return [(tip["number"], tip["title"], tip["body"]) for tip in map(json.loads, ran.lines) if "ref" in tip]

    def left(self) -> list[Path]:
        """Return the temporary files that are there."""
        return [path for path in self.home.parent.rglob("*") if PART.search(path.name)]

    def aged(self) -> None:
        """Make every temporary file two hours old."""
        for path in self.left():
            os.utime(path, (time.time() - 7200, time.time() - 7200))


def said(count: int, version: str = "") -> list[tuple[int, str, str]]:
    """Return number, title and body of the tips of a source."""
    return [(n, f"Tip {n}", f"Body {n}{version if n % 2 else ''}.") for n in range(1, count + 1)]


def source(path: Path, count: int = 2, version: str = "") -> Path:
    """Write JSON Lines of so many tips; in another `version`, every second one is another."""
    lines = [json.dumps({"guid": f"g{n}", "title": title, "body": body}) for n, title, body in said(count, version)]
    path.write_text("".join(line + "\n" for line in lines))
    return path


def brought(box: Machine, *arguments: str) -> Ran:
    ran = box("import", *arguments)
    well(ran)
    return ran


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Machine]:
    """Return the installed command with an empty home."""
    made = Machine(tmp_path / "test" / "home")
    made.home.parent.mkdir()
    yield made
    for child in made.children:
        if child.poll() is None:
            child.kill()
            child.communicate()


BEFORE, AFTER = said(4), said(5, " anew")
SYNC = ("sync", "mine")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a home that has the collection `mine` of four tips, and with its source of five by now."""
    folder = tmp_path_factory.mktemp("prepared")
    path = source(folder / "tips.jsonl", 4)
    brought(Machine(folder / "home"), str(path), *MINE)
    source(path, 5, " anew")
    return folder


@pytest.fixture
def anew(prepared: Path) -> str:
    """Return the path of the source of the collection `mine`, as it is now."""
    return str(prepared / "tips.jsonl")


@pytest.fixture
def filled(box: Machine, prepared: Path) -> Machine:
    """Return the command with the collection `mine` of four tips; its source has five, two of them others."""
    shutil.copytree(prepared / "home", box.home)
    return box


def again(box: Machine, prepared: Path) -> None:
    """Make the home of the command as `filled` has it."""
    shutil.rmtree(box.home)
    shutil.copytree(prepared / "home", box.home)


def whole(box: Machine, ran: Ran | None = None) -> None:
    """Assert that the collection is as before or after, that the command told the truth, and the next one works."""
    found = box.tips()
    assert found in (BEFORE, AFTER)
    if ran is not None:
        well(ran, 0, 3)
        assert found == (AFTER if ran.status == 0 else BEFORE), ran.err
        if ran.status == 3:
            one_line(ran)
            assert "/" in ran.err, "the line does not say which file"
    assert box.read() == found


# F1. killed


def killed(box: Machine, after: float, *arguments: str) -> bool:
    """Kill the command after so many seconds, and tell whether it was still running."""
    child = box.start(*arguments)
    with suppress(subprocess.TimeoutExpired):
        child.wait(after)
    child.kill()
    child.communicate()
    return child.returncode < 0


def test_f1_import_killed_at_random_moments_leaves_all_or_nothing_and_no_pile(box: Machine, tmp_path: Path) -> None:
    path = source(tmp_path / "tips.jsonl", 600)
    moments = random.Random(2)
    for _ in range(2):
        killed(box, moments.uniform(0.25, 0.6), "import", str(path), *MINE)
        if box.file().exists():
            assert box.tips() == box.read() == said(600)
            box.file().unlink()
    assert len(box.left()) <= 6
    box.aged()
    brought(box, str(path), *MINE)
    assert box.tips() == said(600)
    assert box.left() == []


@pytest.mark.campaign
def test_f1_sync_killed_at_random_moments_leaves_old_or_new_and_no_pile(box: Machine, tmp_path: Path) -> None:
    path = source(tmp_path / "tips.jsonl", 500)
    brought(box, str(path), *MINE)
    moments = random.Random(3)
    before = said(500)
    for turn in range(3):
        source(path, 500, f" {turn}")
        killed(box, moments.uniform(0.2, 0.5), *SYNC)
        assert box.tips() in (before, said(500, f" {turn}"))
        before = box.tips()
        assert box.read() == before
    box.aged()
    well(box(*SYNC))
    assert box.tips() == said(500, " 2")
    assert box.left() == []


@pytest.mark.campaign
@needs_strace
def test_f1_sync_killed_at_the_calls_that_count_leaves_old_or_new(filled: Machine, prepared: Path) -> None:
    calls = ours(filled, "openat,fsync,rename,write,pwrite64", *SYNC)
    for call, number in [*(one for one in calls if one[0] in ("fsync", "rename")), calls[1], calls[-1]]:
        ran, _ = trace(filled, call, f"{call}:signal=KILL:when={number}", *SYNC)
        assert ran.status in (-9, 137)
        whole(filled)
        filled.aged()
        well(filled(*SYNC))
        assert filled.tips() == AFTER
        assert filled.left() == []
        again(filled, prepared)


EXPORTS = ["tips.fortune", "folder"]


@pytest.mark.campaign
@needs_strace
@pytest.mark.parametrize("name", EXPORTS)
def test_f1_export_killed_while_it_overwrites_leaves_old_or_new_and_no_pile(filled: Machine, name: str) -> None:
    path, arguments, old, new = exports(filled, name)
    calls = ours(filled, "fsync,rename,renameat2,link", *arguments)
    kept = filled.home.parent / "kept"
    write_back(path, old)
    shutil.copytree(path.parent, kept)
    for call, number in [calls[0], *(one for one in calls if one[0] != "fsync")]:
        ran, _ = trace(filled, call, f"{call}:signal=KILL:when={number}", *arguments)
        assert ran.status in (-9, 137)
        assert content(path) in (old, new), (call, number)
        shutil.rmtree(path.parent)
        shutil.copytree(kept, path.parent)
    well(filled(*arguments))
    assert content(path) == new
    assert filled.left() == []


def exports(box: Machine, name: str) -> tuple[Path, tuple[str, ...], dict[str, str], dict[str, str]]:
    """Export to a path and change the collection; return the path, a command, and what it held and will hold."""
    path, beside = box.home.parent / "out" / name, box.home.parent / "beside" / name
    path.parent.mkdir()
    beside.parent.mkdir()
    more = ("-f", "fortune") if name.endswith("fortune") else ()
    arguments = ("export", "-c", "mine", *more, "--force", "-o")
    well(box(*arguments, str(path)))
    well(box(*SYNC))
    well(box(*arguments, str(beside)))
    return path, (*arguments, str(path)), content(path), content(beside)


def content(path: Path) -> dict[str, str]:
    """Return the texts of a file or of the files of a folder."""
    files = sorted(path.iterdir()) if path.is_dir() else [path] if path.exists() else []
    return {(file.name if path.is_dir() else ""): file.read_text() for file in files}


def write_back(path: Path, texts: dict[str, str]) -> None:
    if path.is_dir():
        shutil.rmtree(path)
        path.mkdir()
    for name, text in texts.items():
        (path / name if name else path).write_text(text)


def test_f1_a_download_killed_leaves_nothing_that_the_next_one_does_not_sweep(box: Machine) -> None:
    with serving() as server:
        address = server.at("/slow", slow)
        child = box.start("import", address, *MINE)
        until(lambda: bool(box.left()), child)
        child.kill()
        child.communicate()
        assert not box.file().exists()
        box.aged()
        server.at("/slow", answer(b'{"title": "A", "body": "B"}\n'))
        brought(box, address, *MINE)
    assert box.left() == []


def slow(_: Request, connection: Connection) -> None:
    """Send lines of JSON, a hundred a second."""
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/jsonl\r\nContent-Length: 10000000\r\n\r\n")
    while connection.wait(0.01):
        connection.send(b'{"title": "A", "body": "%s"}\n' % (b"b" * 1000))


def until(happened: Callable[[], bool], child: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened() and child.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    if not happened():
        child.kill()
        pytest.fail(str(child.communicate()))


# F2. a full disk, a call that fails


def trace(box: Machine, calls: str, inject: str, *arguments: str) -> tuple[Ran, list[str]]:
    """Run a command under strace; return how it ended and the lines of the trace without their process ids."""
    log = box.home.parent / "log"
    ran = box.bound((*tracer(inject), "-y", "-s", "300", "-o", str(log), "-e", f"trace={calls}"), *arguments)
    lines = [line.split(maxsplit=1)[1] for line in log.read_text(errors="replace").splitlines()]
    return ran, [line for line in lines if "(" in line.partition(" ")[0]]


def ours(box: Machine, calls: str, *arguments: str, on: str = "") -> list[tuple[str, int]]:
    """Return the calls about a file of the test: (name, which one of its name from 1), tried in a copy of the home."""
    folder = box.home.parent
    aside = folder.with_name("aside")
    shutil.copytree(folder, aside)
    _, lines = trace(box, calls, "", *arguments)
    shutil.rmtree(folder)
    aside.rename(folder)
    found = []
    seen: dict[str, int] = {}
    for line in lines:
        name = line.partition("(")[0]
        seen[name] = seen.get(name, 0) + 1
        about = line.replace(f"<{folder}>", "").replace(f"<{os.getcwd()}>", "")
        if (on or str(folder)) in about and "ENOENT" not in line:
            found.append((name, seen[name]))
    assert found
    return found


def some(calls: list[tuple[str, int]], count: int) -> list[tuple[str, int]]:
    """Return of each kind of call the first, the last, and some between."""
    chosen = []
    for name in dict.fromkeys(name for name, _ in calls):
        numbers = [number for other, number in calls if other == name]
        between = random.Random(len(numbers)).sample(numbers[1:-1], min(count, len(numbers[1:-1])))
        chosen += [(name, number) for number in sorted({numbers[0], numbers[-1], *between})]
    return chosen


@pytest.mark.campaign
@needs_strace
@pytest.mark.parametrize("kind", ["openat", "fsync,rename", "write,pwrite64"])
def test_f2_a_call_that_fails_during_a_sync_costs_nothing(filled: Machine, prepared: Path, kind: str) -> None:
    for call, number in some(ours(filled, kind, *SYNC), kind == "fsync,rename"):
        ran, _ = trace(filled, call, f"{call}:error=ENOSPC:when={number}", *SYNC)
        assert "INJECTED" in (filled.home.parent / "log").read_text(errors="replace")
        assert filled.left() == [], (call, number)
        whole(filled, ran)
        again(filled, prepared)


@needs_strace
@pytest.mark.parametrize("call", ["pwrite64", "mkdir", rarely("rename")])
def test_f2_a_disk_that_is_full_from_some_call_on_costs_a_sync_nothing(filled: Machine, call: str) -> None:
    shutil.rmtree(filled.home / "state")
    _, number = ours(filled, call, *SYNC)[0]
    ran, _ = trace(filled, call, f"{call}:error=ENOSPC:when={number}+", *SYNC)
    assert filled.left() == []
    whole(filled, ran)
    well(filled(*SYNC))
    assert filled.tips() == AFTER


@needs_strace
@pytest.mark.parametrize("kind", ["openat", "fsync,rename,flock", rarely("pwrite64,mkdir")])
def test_f2_a_call_that_fails_during_a_first_import_costs_nothing(box: Machine, tmp_path: Path, kind: str) -> None:
    arguments = ("import", str(source(tmp_path / "tips.jsonl", 2)), *MINE)
    for call, number in some(ours(box, kind, *arguments), 0):
        ran, _ = trace(box, call, f"{call}:error=ENOSPC:when={number}", *arguments)
        well(ran, 0, 3)
        if ran.status == 3:
            one_line(ran)
            assert not box.file().exists(), (call, number, ran.err)
        else:
            assert box.tips() == said(2)
        assert box.left() == []
        shutil.rmtree(box.home, ignore_errors=True)
    brought(box, *arguments[1:])
    assert box.tips() == said(2)


@pytest.mark.campaign
@needs_strace
@pytest.mark.parametrize("name", EXPORTS)
def test_f2_a_call_that_fails_during_an_export_leaves_what_was_there(filled: Machine, name: str) -> None:
    path, arguments, old, new = exports(filled, name)
    for call, number in some(ours(filled, "write,fsync,rename,renameat2", *arguments, on="/out"), 0):
        ran, _ = trace(filled, call, f"{call}:error=ENOSPC:when={number}", *arguments)
        well(ran, 0, 3)
        if ran.status == 3:
            one_line(ran)
            assert "No space left" in ran.err
            assert content(path) == old, (call, number)
        else:
            assert content(path) == new
            write_back(path, old)
        assert filled.left() == []
    well(filled(*arguments))
    assert content(path) == new


@needs_strace
def test_f2_a_source_that_cannot_be_read_to_its_end_is_named_and_nothing_changes(filled: Machine, anew: str) -> None:
    [(_, first), *_] = ours(filled, "read", *SYNC, on=f"{anew}>")
    ran, _ = trace(filled, "read", f"read:error=EIO:when={first}+", *SYNC)
    one_line(ran)
    assert "tips.jsonl" in ran.err
    assert "collections/mine.jsonl" not in ran.err
    whole(filled)


def test_f2_a_limit_on_the_size_of_files_is_said_and_nothing_changes(filled: Machine) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))

    ran = filled.bound((), *SYNC, preexec_fn=limit)
    one_line(ran)
    assert filled.left() == []
    whole(filled, ran)


# F3. many at once


def test_f3_two_imports_into_one_collection_both_or_busy(box: Machine, tmp_path: Path) -> None:
    paths = [source(tmp_path / "a.jsonl", 40), source(tmp_path / "b.jsonl", 40)]
    children = [box.start("import", str(path), *MINE) for path in paths]
    results = [ended(child) for child in children]
    assert 0 in [ran.status for ran in results]
    for ran in results:
        well(ran, 0, 3)
        if ran.status:
            one_line(ran)
            assert "another process" in ran.err
    assert box.tips() == box.read() == said(40)


@needs_strace
def test_f3_an_import_while_another_one_runs_says_that_it_does_and_changes_nothing(filled: Machine, anew: str) -> None:
    _, held = ours(filled, "openat", *SYNC, on=".mine.lock")[0]
    with stopped(filled, "openat", held + 2, *SYNC):
        for arguments in (SYNC, ("import", anew, *MINE), ("remove", "mine", "--yes")):
            ran = filled(*arguments)
            one_line(ran)
            assert "another process" in ran.err
        assert filled.read() == BEFORE
    assert filled.tips() == AFTER


def test_f3_two_imports_into_two_collections_both(box: Machine, tmp_path: Path) -> None:
    path = str(source(tmp_path / "a.jsonl", 40))
    children = [box.start("import", path, "--from", "jsonl", "--name", name) for name in ("one", "two")]
    for child in children:
        well(ended(child))
    assert box.tips("one") == box.tips("two") == said(40)


def test_f3_readers_during_a_sync_see_whole_states_only(box: Machine, tmp_path: Path) -> None:
    path = source(tmp_path / "tips.jsonl", 300)
    brought(box, str(path), *MINE)
    allowed = {box("export", "-c", "mine", "-f", "jsonl").out}
    source(path, 300, " anew")
    syncing = box.start(*SYNC)
    readers = [box.start("export", "-c", "mine", "-f", "jsonl") for _ in range(3)]
    well(ended(syncing))
    states = [ended(reader) for reader in readers]
    allowed.add(box("export", "-c", "mine", "-f", "jsonl").out)
    assert len(allowed) == 2
    for ran in states:
        well(ran)
        assert ran.out in allowed


@contextmanager
def stopped(box: Machine, call: str, number: int, *arguments: str) -> Iterator[None]:
    """Run a command that stops after its `number`th call of this kind, for the block, and ends well after it."""
    log = box.home.parent / "stopped"
    options = ("-o", str(log), "-e", f"trace={call}")
    child = box.start(*arguments, prefix=(*tracer(f"{call}:signal=STOP:when={number}"), *options))
    until(lambda: log.exists() and "--- stopped by SIGSTOP" in log.read_text(errors="replace"), child)
    process = int(log.read_text(errors="replace").split(maxsplit=1)[0])
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)
        ran = ended(child)
        log.unlink()
    well(ran, 0, 1, 3)


@needs_strace
@pytest.mark.parametrize("nth", [0, 1])
def test_f3_a_reader_that_built_an_index_while_a_sync_ended_does_not_hide_its_tips(filled: Machine, nth: int) -> None:
    filled.index().unlink()
    opened = ours(filled, "openat", *LIST, on='mine.jsonl", O_RDONLY')
    with stopped(filled, "openat", opened[nth][1], *LIST):
        well(filled(*SYNC))
        assert filled.tips() == AFTER
    assert filled.read() == AFTER


@needs_strace
def test_f3_an_import_that_another_one_overtakes_keeps_the_source_of_that_one(filled: Machine, tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("one.jsonl", "two.jsonl")]
    for path in others:
        path.write_text(json.dumps({"title": path.stem, "body": "B"}) + "\n")
    arguments = ("import", str(others[0]), *MINE)
    _, first = ours(filled, "openat", *arguments, on="/home/data")[0]
    with stopped(filled, "openat", first, *arguments):
        overtaking = filled("import", str(others[1]), *MINE)
    well(overtaking, 0, 3)
    origins = json.loads(filled.file().read_text().splitlines()[0])["origins"]
    titles = {title for _, title, _ in filled.tips()}
    known = {Path(one["source"]).stem for one in origins}
    assert titles & {"one", "two"} == known & {"one", "two"}
    assert ("two" in known) == (overtaking.status == 0)


@needs_strace
def test_f3_a_sync_does_not_bring_back_what_is_removed_meanwhile(filled: Machine) -> None:
    _, first = ours(filled, "openat", *SYNC, on="/home/data")[0]
    with stopped(filled, "openat", first, *SYNC):
        ran = filled("remove", "mine", "--yes")
    well(ran, 0, 3)
    assert filled.file().exists() == (ran.status == 3)


def test_f3_five_first_runs_at_once_after_the_cache_is_gone_give_the_same_text(filled: Machine) -> None:
    shutil.rmtree(filled.home / "cache")
    results = [ended(child) for child in [filled.start(*LIST) for _ in range(5)]]
    assert len({(ran.status, ran.out, ran.err) for ran in results}) == 1
    assert len(results[0].lines) == 4
    assert filled.left() == []


def test_f3_a_reader_while_its_collection_is_removed_ends_well(filled: Machine) -> None:
    readers = [filled.start(*LIST) for _ in range(3)]
    well(filled("remove", "mine", "--yes"))
    for reader in readers:
        ran = ended(reader)
        well(ran, 0, 1)
        assert len(ran.lines) in (0, 4)
    assert filled(*LIST).status == 1


# F4. homes


def _drop() -> tuple[str, ...]:
    names = "-dac_override,-dac_read_search"
    return ("setpriv", f"--bounding-set={names}", f"--inh-caps={names}", "--") if os.geteuid() == 0 else ()


def can_drop() -> bool:
    """Tell whether a process may be run for which the permissions of files count, as they do not for root."""
    if os.geteuid() != 0:
        return True
    return bool(shutil.which("setpriv")) and not subprocess.run([*_drop(), "true"], check=False).returncode


needs_permissions = pytest.mark.skipif(not can_drop(), reason="permissions do not count here")


@pytest.mark.parametrize(
    ("variable", "home"), [rarely("HOME", "/proc/nowhere"), ("HOME", "FILE"), ("TIPS_HOME", "/dev/null")]
)
def test_f4_where_there_is_no_home_import_says_so(box: Machine, tmp_path: Path, variable: str, home: str) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    path = source(tmp_path / "tips.jsonl")
    env = {"TIPS_HOME": None, variable: str(file) if home == "FILE" else home}
    one_line(box("import", str(path), *MINE, env=env))
    well(box("collections", env=env))
    assert file.read_text() == "not a folder"


@needs_permissions
@pytest.mark.parametrize("arguments", [SYNC, ("remove", "mine", "--yes")], ids=" ".join)
def test_f4_where_the_data_are_read_only_nothing_changes_and_it_is_said(
    filled: Machine, arguments: tuple[str, ...]
) -> None:
    for path in (*filled.folder.iterdir(), filled.folder, filled.home / "data"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    ran = filled.bound(_drop(), *arguments)
    one_line(ran)
    assert "ermission denied" in ran.err
    assert filled.tips() == BEFORE
    well(filled.bound(_drop(), *LIST))


@needs_permissions
@pytest.mark.parametrize(
    ("folder", "command"),
    [("cache/indexes", "import"), rarely("cache/indexes", "sync"), ("cache/indexes", "remove"), ("cache", "import"),
     rarely("state", "sync"), ("state/syncs", "sync"), rarely("state/syncs", "remove")],
)  # fmt: skip
def test_f4_a_cache_or_state_that_cannot_be_written_hinders_nothing(
    filled: Machine, anew: str, folder: str, command: str
) -> None:
    arguments: dict[str, tuple[str, ...]] = {
        "import": ("import", anew, "--from", "jsonl", "--name", "new"),
        "sync": SYNC,
        "remove": ("remove", "mine", "--yes"),
    }
    if folder in ("cache", "state"):
        shutil.rmtree(filled.home / folder)
        (filled.home / folder).mkdir()
    (filled.home / folder).chmod(0o500)
    ran = filled.bound(_drop(), *arguments[command])
    (filled.home / folder).chmod(0o700)
    well(ran)
    assert filled.read("new" if command == "import" else "mine") == ([] if command == "remove" else AFTER)


def test_f4_without_a_cache_an_import_works(filled: Machine) -> None:
    shutil.rmtree(filled.home / "cache")
    (filled.home / "cache").write_text("a file in place of the folder")
    well(filled(*SYNC))
    assert filled.tips() == filled.read() == AFTER


@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_f4_what_import_sync_and_export_write_is_0600_in_0700_whatever_the_umask(
    box: Machine, tmp_path: Path, umask: int
) -> None:
    path = source(tmp_path / "tips.jsonl")
    out = tmp_path / "out"
    out.mkdir()
    before = os.umask(umask)
    try:
        well(box("import", str(path), *MINE))
        source(path, 3)
        well(box(*SYNC))
        for name in ("a.csv", "folder"):
            well(box("export", "-c", "mine", "-o", str(out / name)))
    finally:
        os.umask(before)
    written = [found for top in (box.home, out) for found in top.rglob("*")]
    assert len(written) > 10
    modes = {str(found.relative_to(tmp_path)): stat.S_IMODE(found.stat().st_mode) for found in written}
    assert {name: oct(mode) for name, mode in modes.items() if (tmp_path / name).is_dir() and mode != 0o700} == {}
    assert {name: oct(mode) for name, mode in modes.items() if (tmp_path / name).is_file() and mode != 0o600} == {}


@needs_permissions
def test_f4_under_any_umask_a_download_works_and_the_next_import_too(box: Machine) -> None:
    assert box.scratch.is_dir()
    with serving() as server:
        address = server.at("/tips.jsonl", answer(b'{"title": "A", "body": "B"}\n'))
        for _ in range(2):
            well(ended(box.start("import", address, *MINE, prefix=_drop(), umask=0o777)))
    assert box.tips() == [(1, "A", "B")]


@pytest.mark.parametrize("name", ["a#b?mode=rwc&x=1 100%25 %00", "new\nline", rarely("-ünïcödé")])
def test_f4_a_home_of_any_name_takes_an_import_and_a_sync(tmp_path: Path, name: str) -> None:
    box = Machine(tmp_path / name / "home")
    (tmp_path / name).mkdir()
    path = source(tmp_path / name / "tips.jsonl")
    brought(box, str(path), *MINE)
    source(path, 3, " anew")
    well(box(*SYNC))
    assert box.tips() == box.read() == said(3, " anew")
    assert [one.name for one in tmp_path.iterdir()] == [name]


# F5. damage

INDEXES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": truncated,
    "head and noise": lambda data: data[:100] + random.Random(1).randbytes(len(data) - 100),
    "newer": lambda data: data[:60] + (9999).to_bytes(4, "big") + data[64:],
}


@pytest.mark.parametrize("kind", INDEXES)
def test_f5_a_sync_beside_a_broken_index_works_from_the_tips(filled: Machine, kind: str) -> None:
    filled.index().write_bytes(INDEXES[kind](filled.index().read_bytes()))
    ran = Inside(filled.home)(*SYNC)
    well(ran)
    assert "1 new, 2 changed, 2 unchanged" in ran.err
    assert filled.tips() == filled.read() == AFTER


def test_f5_bits_turned_round_in_an_index_cost_a_sync_no_tip(filled: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipcli.ingest.options import ImportOptions
    from tipcli.ingest.run import sync
    from tipcli.model.errors import TipsError

    monkeypatch.setenv("TIPS_HOME", str(filled.home))
    good, truth = filled.index().read_bytes(), filled.file().read_bytes()
    times = (filled.file().stat().st_atime_ns, filled.file().stat().st_mtime_ns)
    wanted = {(number, title) for number, title, _ in BEFORE}
    broken = {}
    for place, data in flips(good, 60, 5):
        filled.index().write_bytes(data)
        try:
            sync("mine", ImportOptions(), lambda *_: None)
        except TipsError:
            assert filled.tips() == BEFORE
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            broken[place] = repr(error)
        found = filled.tips()
        if wanted - {(number, title) for number, title, _ in found} or len({one[0] for one in found}) < len(found):
            broken[place] = f"the collection is {found}"
        filled.file().write_bytes(truth)
        os.utime(filled.file(), ns=times)
    assert broken == {}


BROKEN = {
    "empty": b"",
    "cut-short": b'{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A"}\n{"number": 2, "slu',
    "newer": b'{"tipcli": 99, "name": "newer"}\n',
    "no-header": b'{"number": 1, "slug": "a", "title": "A"}\n',
    "number-twice": b'{"tipcli": 1}\n' + b'{"number": 1, "slug": "a", "title": "A"}\n' * 2,
}


@pytest.mark.parametrize(
    ("kind", "command"), [*((kind, "import") for kind in BROKEN), ("newer", "sync"), ("cut-short", "sync")]
)
def test_f5_a_broken_or_newer_collection_is_named_and_never_overwritten(
    filled: Machine, anew: str, kind: str, command: str
) -> None:
    filled.file(kind).write_bytes(BROKEN[kind])
    more = (anew, "--from", "jsonl", "--name", kind) if command == "import" else (kind,)
    ran = Inside(filled.home)(command, *more)
    one_line(ran)
    assert kind in ran.err
    assert filled.file(kind).read_bytes() == BROKEN[kind]


def test_f5_a_sync_of_everything_names_what_is_broken_and_syncs_the_rest(filled: Machine) -> None:
    for kind, data in BROKEN.items():
        filled.file(kind).write_bytes(data)
    ran = Inside(filled.home)("sync")
    well(ran, 3)
    assert [kind for kind in BROKEN if not re.search(rf"\b{kind}\b", ran.err)] == []
    assert filled.tips() == AFTER
    assert {kind: filled.file(kind).read_bytes() for kind in BROKEN} == BROKEN


@pytest.mark.parametrize("kind", ["newer", "cut-short"])
def test_f5_a_broken_or_newer_collection_is_removed_only_when_that_was_said(filled: Machine, kind: str) -> None:
    filled.file(kind).write_bytes(BROKEN[kind])
    one_line(Inside(filled.home)("remove", kind), 2)
    assert filled.file(kind).read_bytes() == BROKEN[kind]
    well(Inside(filled.home)("remove", kind, "--yes"))
    assert not filled.file(kind).exists()


ODD: list[dict[str, object]] = [
    {"origins": 5},
    {"origins": {"source": "x"}},
    {"origins": [{"source": "SOURCE", "format": "of-a-later-time"}]},
    {"origins": [{"source": "SOURCE", "format": "jsonl", "topics": 5}]},
    {"origins": [{"source": 7, "format": ["x"]}, 7, None]},
    {"topics": 5, "next": "x", "origin": 7, "title": [], "rotation": "maybe"},
]


@pytest.mark.parametrize("header", ODD, ids=str)
def test_f5_a_header_that_says_odd_things_is_no_bug_of_ours(
    filled: Machine, anew: str, header: dict[str, object]
) -> None:
    text = json.dumps({"tipcli": 1, "name": "odd"} | header).replace("SOURCE", anew) + "\n"
    filled.file("odd").write_text(text)
    ran = Inside(filled.home)("sync", "odd")
    well(ran, 0, 3)
    if ran.status:
        one_line(ran)
        assert filled.file("odd").read_text() == text
    well(Inside(filled.home)("import", anew, "--from", "jsonl", "--name", "odd"), 0, 3)


@pytest.mark.parametrize("kind", ["fifo", "endless device", rarely("folder"), "link to itself"])
def test_f5_what_is_no_file_among_the_collections_stops_no_import(filled: Machine, anew: str, kind: str) -> None:
    bad = filled.file("bad")
    if kind == "folder":
        bad.mkdir()
    elif kind == "fifo":
        os.mkfifo(bad)
    else:
        bad.symlink_to({"link to itself": "bad.jsonl", "endless device": "/dev/zero"}[kind])
    limit = ("prlimit", "--as=1000000000", "--cpu=60")  # reading an endless device must not cost the machine
    for arguments, statuses in (
        (("import", anew, "--from", "jsonl"), (0,)),
        (("import", anew, "--from", "jsonl", "--name", "bad"), (0, 3) if kind == "link to itself" else (3,)),
    ):
        child = filled.start(*arguments, prefix=limit)
        try:
            out, err = child.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            pytest.fail(f"{arguments} hangs")
        ran = Ran(child.returncode, out.decode(), err.decode())
        well(ran, *statuses)
        assert "memory" not in ran.err
    assert filled.tips() == AFTER


def test_f5_an_old_temporary_thing_that_cannot_be_removed_stops_no_import(filled: Machine) -> None:
    (filled.folder / ".mine-x.part").mkdir()
    filled.aged()
    well(Inside(filled.home)(*SYNC))
    assert filled.tips() == AFTER


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b'{"synced": 1, "validators": [], "origins": 5}', b"[" * 9999])
def test_f5_what_is_known_of_the_last_sync_may_be_broken(filled: Machine, data: bytes) -> None:
    (filled.home / "state/syncs/mine.json").write_bytes(data)
    well(Inside(filled.home)(*SYNC))
    assert filled.tips() == AFTER


# F8. streams


@pytest.mark.parametrize("streams", [rarely("2>&-"), ">&- 2>&- <&-", ">/dev/full 2>/dev/full"])
def test_f8_an_import_and_a_file_export_work_whatever_the_streams_are(filled: Machine, streams: str) -> None:
    shell = ("bash", "-c", f'exec "$@" {streams}', "-")
    well(filled.bound(shell, *SYNC))
    assert filled.tips() == AFTER
    out = filled.home.parent / "out.csv"
    well(filled.bound(shell, "export", "-c", "mine", "-o", str(out)))
    assert out.read_text().count("\n") >= 6
    well(filled.bound(shell, "remove", "mine", "--yes"))
    assert not filled.file().exists()


@pytest.mark.parametrize("form", ["jsonl", rarely("html"), rarely("fortune")])
def test_f8_an_export_to_standard_output_is_quiet_when_that_is_closed_and_tells_that_it_is_full(
    filled: Machine, form: str
) -> None:
    arguments = ("export", "-c", "mine", "-f", form)
    closed = filled.bound(("bash", "-c", 'exec "$@" >&-', "-"), *arguments)
    well(closed)
    assert closed.err == ""
    with open("/dev/full", "wb") as full:
        child = filled.start(*arguments, stdout=full)
        _, err = child.communicate(timeout=60)
    ran = Ran(child.returncode, "", err.decode())
    one_line(ran)
    assert "No space left" in ran.err


def test_f8_a_reader_that_takes_one_line_of_an_export_ends_it_quietly(box: Machine, tmp_path: Path) -> None:
    brought(box, str(source(tmp_path / "tips.jsonl", 900)), *MINE)
    for form in ("jsonl", "csv"):
        ran = box.bound(("bash", "-o", "pipefail", "-c", '"$@" | head -1', "-"), "export", "-c", "mine", "-f", form)
        well(ran)
        assert len(ran.lines) == 1
        assert ran.err == ""


# F9. signals


@pytest.mark.parametrize(
    ("command", "number"),
    [
        ("import", signal.SIGINT),
        rarely("import", signal.SIGHUP),
        rarely("sync", signal.SIGINT),
        ("sync", signal.SIGTERM),
    ],
)
def test_f9_a_signal_during_a_slow_download_ends_it_and_leaves_nothing(
    filled: Machine, anew: str, number: signal.Signals, command: str
) -> None:
    with serving() as server:
        address = server.at("/slow", slow)
        if command == "sync":
            head, *lines = filled.file().read_text().splitlines(keepends=True)
            filled.file().write_text(head.replace(anew, address) + "".join(lines))
        arguments = SYNC if command == "sync" else ("import", address, "--from", "jsonl", "--name", "new")
        child = filled.start(*arguments, start_new_session=True)
        until(lambda: any(path.is_file() and path.stat().st_size > 20_000 for path in filled.scratch.rglob("*")), child)
        child.send_signal(number)
        ran = ended(child)
    well(ran, 130 if number == signal.SIGINT else -number)
    assert (ran.out, ran.err) == ("", "")
    assert list(filled.scratch.iterdir()) == []
    assert filled.left() == []
    assert filled.tips() == BEFORE
    assert not filled.file("new").exists()


@pytest.mark.parametrize(
    ("kind", "number"),
    [("import", signal.SIGINT), ("export", signal.SIGTERM), rarely("import", signal.SIGTERM),
     rarely("export", signal.SIGINT)],
)  # fmt: skip
def test_f9_a_signal_in_the_middle_of_a_big_file_leaves_nothing_half(
    box: Machine, many_tips: Path, number: signal.Signals, kind: str
) -> None:
    shutil.copytree(many_tips.parent / "home", box.home)
    out = box.home.parent / "folder"
    before = box.tips("many")
    arguments = {
        "import": ("import", str(many_tips), "--from", "jsonl", "--name", "other"),
        "export": ("export", "-c", "many", "-o", str(out)),
    }[kind]

    def start() -> subprocess.Popen[bytes]:
        box.file("other").unlink(missing_ok=True)
        shutil.rmtree(out, ignore_errors=True)
        return box.start(*arguments, start_new_session=True)

    child = caught(
        start, lambda: is_begun(box.left() + [one for path in box.left() if path.is_dir() for one in path.rglob("*")])
    )
    resumed(child, number)
    ran = ended(child)
    well(ran, 130 if number == signal.SIGINT else -number)
    assert (ran.out, ran.err) == ("", "")
    assert box.left() == []
    assert not out.exists()
    assert not box.file("other").exists()
    assert box.tips("many") == before


@pytest.fixture(scope="session")
def many_tips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a source that takes a while, beside a home with its collection `many`."""
    folder = tmp_path_factory.mktemp("many")
    path = source(folder / "many.jsonl", 2500)
    brought(Machine(folder / "home"), str(path), "--from", "jsonl")
    return path


@needs_strace
@pytest.mark.parametrize("name", ["INT", "TERM"])
def test_f9_a_signal_at_a_call_of_a_sync_leaves_old_or_new(filled: Machine, prepared: Path, name: str) -> None:
    calls = some(ours(filled, "openat,rename", *SYNC), 0)
    for call, number in calls if name == "INT" else calls[-2:]:
        ran, _ = trace(filled, call, f"{call}:signal={name}:when={number}", *SYNC)
        assert "Traceback" not in ran.err
        assert ran.status in (130, 0) if name == "INT" else (128 + 15, -15, 0), ran
        assert filled.left() == [], (call, number)
        whole(filled)
        again(filled, prepared)


class Terminal:
    """A pseudo-terminal with a command on it, which it controls."""

    def __init__(self, box: Machine, *arguments: str, **env: str) -> None:
        self.leader, self.follower = pty.openpty()
        fcntl.ioctl(self.follower, termios.TIOCSWINSZ, b"\x28\0\x50\0\0\0\0\0")
        self.before = termios.tcgetattr(self.follower)
        self.seen = b""
        self.child = box.start(
            *arguments, env=box.env({"COLUMNS": None, **env}), stdin=self.follower, stdout=self.follower,
            stderr=self.follower, start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip

    def wait_for(self, pattern: bytes, seconds: float = 60) -> None:
        """Read until the terminal has got a text of this regular expression."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.seen) and time.monotonic() < end and self.read(0.2):
            pass
        assert re.search(pattern, self.seen), self.seen[-2000:]

    def read(self, seconds: float) -> bool:
        """Read what there is within this time, and tell whether more may come."""
        ready, _, _ = select.select([self.leader], [], [], seconds)
        if ready:
            try:
                piece = os.read(self.leader, 65536)
            except OSError:
                return False
            self.seen += piece
            return bool(piece)
        return self.child.poll() is None

    def type(self, text: bytes) -> None:
        os.write(self.leader, text)

    def end(self) -> int:
        """Wait for the command and return its status; the terminal is as it was."""
        status = self.child.wait(timeout=60)
        while self.read(0) and select.select([self.leader], [], [], 0)[0]:
            pass
        assert termios.tcgetattr(self.follower) == self.before
        self.close()
        return status

    def close(self) -> None:
        for descriptor in (self.leader, self.follower):
            with suppress(OSError):
                os.close(descriptor)


HIDE, SHOW = b"\x1b[?25l", b"\x1b[?25h"
HIDDEN = re.escape(HIDE)


@pytest.mark.parametrize("how", ["Ctrl-C", rarely("TERM"), "HUP"])
def test_f9_the_terminal_is_as_before_after_a_download_that_was_ended(box: Machine, how: str) -> None:
    with serving() as server:
        terminal = Terminal(box, "import", server.at("/slow", slow), *MINE)
        terminal.wait_for(HIDDEN)
        terminal.wait_for(b"mine")
        if how == "Ctrl-C":
            terminal.type(b"\x03")
        else:
            os.kill(terminal.child.pid, getattr(signal, f"SIG{how}"))
        status = terminal.end()
    assert status == (130 if how == "Ctrl-C" else -getattr(signal, f"SIG{how}"))
    assert terminal.seen.count(SHOW) >= 1
    assert terminal.seen.rfind(SHOW) > terminal.seen.rfind(HIDE)
    assert b"Traceback" not in terminal.seen
    assert box.left() == []
    assert list(box.scratch.iterdir()) == []
    assert not box.file().exists()


def test_f9_an_impatient_second_ctrl_c_shows_no_traceback(box: Machine) -> None:
    with serving() as server:
        terminal = Terminal(box, "import", server.at("/slow", slow), *MINE)
        terminal.wait_for(HIDDEN)
        terminal.type(b"\x03")
        terminal.type(b"\x03")
        status = terminal.end()
    assert status in (130, -signal.SIGINT)
    assert b"Traceback" not in terminal.seen
    assert b"Exception ignored" not in terminal.seen
    assert not box.file().exists()


def test_f9_a_terminal_that_is_closed_ends_the_import_and_leaves_nothing(box: Machine) -> None:
    with serving() as server:
        terminal = Terminal(box, "import", server.at("/slow", slow), *MINE)
        terminal.wait_for(HIDDEN)
        terminal.close()
        try:
            status = terminal.child.wait(timeout=60)
        finally:
            terminal.child.kill()
    assert status in (-signal.SIGHUP, 3)
    assert box.left() == []
    assert list(box.scratch.iterdir()) == []
    assert not box.file().exists()


# The bar


def paced(_: Request, connection: Connection) -> None:
    """Send 300 lines of JSON, in more time than what is done without a bar takes."""
    lines = b"".join(b'{"title": "Tip %d", "body": "Body."}\n' % number for number in range(300))
    whole = answer(lines, Content_Type="application/jsonl")
    for at in range(0, len(whole), 1000):
        connection.send(whole[at : at + 1000])
        connection.wait(0.08)


def test_the_bar_on_a_terminal_tells_rate_and_time_left_and_goes(box: Machine) -> None:
    is_seen = threading.Event()

    def until_seen(_: Request, connection: Connection) -> None:
        """Send a page piece by piece until the bar has told what it tells, and then the rest at once."""
        tip = b'{"title": "Tip", "body": "Body."}\n'
        whole = answer(tip * 10 + b"\n" * 500_000, Content_Type="application/jsonl")
        for at in range(0, len(whole), 1000):
            connection.send(whole[at : at + 1000])
            is_seen.wait(0.08)

    with serving() as server:
        terminal = Terminal(box, "import", server.at("/paced", until_seen), *MINE, "--dry-run")
        try:
            terminal.wait_for(rb"[\d,]+ items, [\d,]+ a second")
            terminal.wait_for(rb"\d:\d\d:\d\d")
        finally:
            is_seen.set()
        terminal.wait_for(b"Nothing was changed")
        assert terminal.end() == 0
    text = terminal.seen.decode()
    assert text.rfind(SHOW.decode()) > text.rfind(HIDE.decode())
    assert text.rstrip().endswith("a dry run.")


@pytest.mark.parametrize("arguments", [(), rarely(("--quiet",))])
def test_no_bar_in_a_pipe_and_none_when_quiet(box: Machine, arguments: tuple[str, ...]) -> None:
    with serving() as server:
        address = server.at("/paced", paced)
        ran = box("import", address, *MINE, "--dry-run", *arguments, env={"FORCE_COLOR": "1"})
    well(ran)
    assert "\x1b" not in ran.err
    assert "\r" not in ran.err
    assert ran.err.count("\n") == (0 if arguments else 1)
    assert ran.out == ""


# F11. memory


def test_f11_a_memory_limit_is_said_in_a_line_and_damages_nothing(box: Machine, many_tips: Path) -> None:
    shutil.copytree(many_tips.parent / "home", box.home)
    before = box.tips("many")
    refused = 0
    for limit in memory_limits((30, 45, 60, 75)):
        ran = box.bound((), "import", str(many_tips), "--from", "jsonl", "--name", "new", preexec_fn=limit)
        if ran.status == 0:
            assert len(box.tips("new")) == 2500
            break
        one_line(ran)
        assert "memory" in ran.err
        assert not box.file("new").exists()
        assert box.left() == []
        refused += 1
    assert refused
    assert box.tips("many") == before
    well(box("list", "-n", "1", "-c", "many"))


# remove


@pytest.mark.parametrize(("typed", "status"), [(b"y\n", 0), rarely(b"n\n", 1), rarely(b"\n", 1), (b"\x04", 130)])
def test_remove_asks_on_a_terminal(filled: Machine, typed: bytes, status: int) -> None:
    terminal = Terminal(filled, "remove", "mine")
    terminal.wait_for(rb"Remove mine with 4 tips\?")
    terminal.type(typed)
    assert terminal.end() == status
    assert filled.file().exists() == (status != 0)
    assert b"Traceback" not in terminal.seen


@pytest.mark.parametrize("stdin", ["", rarely("y\n")])
def test_remove_in_a_pipe_without_yes_is_wrong_usage_and_removes_nothing(filled: Machine, stdin: str) -> None:
    ran = filled("remove", "mine", stdin=stdin)
    one_line(ran, 2)
    assert "--yes" in ran.err
    assert filled.tips() == BEFORE


def test_remove_takes_the_collection_its_index_and_what_is_known_of_its_sync(filled: Machine) -> None:
    well(filled("remove", "mine", "--yes"))
    left = [path.name for path in filled.home.rglob("*") if path.is_file()]
    assert [name for name in left if "mine" in name and name != ".mine.lock"] == []
    assert filled("remove", "mine", "--yes").status == 1
    assert filled("remove", "service", "--yes").status == 2


@needs_strace
def test_f2_a_call_that_fails_during_a_remove_is_told_as_it_is(filled: Machine, prepared: Path) -> None:
    arguments = ("remove", "mine", "--yes")
    for call, number in some(ours(filled, "unlink,openat,flock", *arguments), 0):
        ran, _ = trace(filled, call, f"{call}:error=EROFS:when={number}", *arguments)
        well(ran, 0, 1, 3)
        assert filled.file().exists() == (ran.status != 0), (call, number, ran.err)
        again(filled, prepared)
