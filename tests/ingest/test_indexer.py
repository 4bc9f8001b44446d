"""Row G1 of the list of faults: an import whose index fails at some moment, with few tips and with many.

An index is disposable and a source is read once: whatever becomes of the index, every tip of the source is in the
collection, or the status is 3 and the collection is as it was. The sizes lie on both sides of a batch of the full-text
index and of what a vocabulary counts at once.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Ran, Tips, rarely, well
from tests.importing import Inside, counts, truth
from tests.ingest.test_machine import Machine
from tests.tracing import needs_strace, tracer
from tipcli.index import build, vocabulary
from tipcli.ingest import indexer
from tipcli.ingest.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tipcli.index.vocabulary import WordCount

    Fault = Callable[[pytest.MonkeyPatch], None]

SIZES = (0, 1, 101, 1001, 1200, 10_001, 12_000)
NAME = ("--name", "mine", "--from", "jsonl")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="these faults are made with Linux's means")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """Return the paths of sources by their number of tips."""
    folder = tmp_path_factory.mktemp("sources")
    lines = [json.dumps({"guid": f"g{n}", "title": f"Tip {n}", "body": f"Body {n}."}) + "\n" for n in range(12_000)]
    paths = {size: folder / f"{size}.jsonl" for size in SIZES}
    for size, path in paths.items():
        path.write_text("".join(lines[:size]))
    return {size: str(path) for size, path in paths.items()}


def all_or_nothing(tips: Tips, ran: Ran, size: int, *, may_fail: bool = False) -> None:
    """Assert that every tip of the source is in the collection, or where that `may_fail` that there is none."""
    if size == 0 or (may_fail and ran.status):
        well(ran, 3)
        assert not truth(tips.home, "mine").exists()
    else:
        well(ran)
        assert counts(ran) == {"added": size}
        with truth(tips.home, "mine").open() as file:
            next(file)
            assert [json.loads(line)["number"] for line in file] == list(range(1, size + 1))
    assert [path.name for path in tips.home.rglob("*") if path.suffix == ".part"] == []


def readable(tips: Tips, size: int) -> None:
    """Assert that the next command finds every tip, whether or not there is an index of them."""
    ran = tips("collections", "-f", "tsv")
    well(ran)
    found = [line.split("\t")[1] for line in ran.lines if line.startswith("mine\t")]
    assert found == ([str(size)] if size else [])


def full_after(pages: int) -> Fault:
    """Return what lets an index file grow up to so many pages only, as on a full disk."""

    def fault(patch: pytest.MonkeyPatch) -> None:
        def small(path: str) -> sqlite3.Connection:
            connection = build.new_database(path)
            connection.execute(f"pragma max_page_count = {pages}")
            return connection

        patch.setattr(indexer, "new_database", small)

    return fault


def failing(call: int, error: Callable[[], Exception]) -> Fault:
    """Return what lets the full-text index of the import fail at a call, counted from 1."""

    def fault(patch: pytest.MonkeyPatch) -> None:
        calls = iter(range(1, 1000))
        index_rows = build.index_rows

        def fails(connection: sqlite3.Connection, words: WordCount, numbers: str, counted: str) -> None:
            (path,) = (path for _, name, path in connection.execute("pragma database_list") if name == "main")
            if "mine" in path and next(calls) == call:
                raise error()
            index_rows(connection, words, numbers, counted)

        patch.setattr(build, "index_rows", fails)

    return fault


def no_thread(patch: pytest.MonkeyPatch) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    patch.setattr(threading.Thread, "start", start)


def full() -> Exception:
    return sqlite3.OperationalError("database or disk is full")


@pytest.fixture
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a tenth of the tips be as many batches as 12,000 are."""
    monkeypatch.setattr(build, "BATCH", build.BATCH // 10)
    monkeypatch.setattr(vocabulary, "_BATCH", vocabulary._BATCH // 10)


FAULTS: dict[str, Fault] = {
    "no page": full_after(1),
    "some pages": full_after(40),
    "many pages": full_after(92),
    "no thread": no_thread,
    "the 1st batch": failing(1, full),
    "the 2nd batch": failing(2, full),
    "the 11th batch": failing(11, full),
    "no memory for a batch": failing(2, MemoryError),
    "a lost file": failing(2, OSError),
}


@pytest.mark.usefixtures("_small_batches")
@pytest.mark.parametrize("size", [0, 1, 101, rarely(1001), 1200])
@pytest.mark.parametrize("fault", FAULTS)
def test_g1_no_tip_is_lost_with_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: dict[int, str], fault: str, size: int
) -> None:
    tips = Inside(tmp_path / "home")
    with monkeypatch.context() as patch:
        FAULTS[fault](patch)
        ran = tips("import", sources[size], *NAME)
    all_or_nothing(tips, ran, size)
    readable(tips, size)


# The installed command


@pytest.fixture
def box(tmp_path: Path) -> Machine:
    """Return the installed command with an empty home."""
    (tmp_path / "test").mkdir()
    return Machine(tmp_path / "test" / "home")


@pytest.fixture(scope="module")
def bytes_each(tmp_path_factory: pytest.TempPathFactory, sources: dict[int, str]) -> float:
    """Return how many bytes a tip takes in a collection."""
    home = tmp_path_factory.mktemp("sized") / "home"
    well(Inside(home)("import", sources[1001], *NAME))
    return truth(home, "mine").stat().st_size / 1001


@needs_linux
@pytest.mark.parametrize(
    ("size", "descriptors"),
    [(0, 10), (0, 14), (1001, 10), (1001, 14), (12_000, 10), rarely(12_000, 14),
     *(rarely(size, 10) for size in (1, 10_001)), *(rarely(size, 12) for size in SIZES)],
)  # fmt: skip
def test_g1_no_tip_is_lost_where_few_files_can_be_open(
    box: Machine, sources: dict[int, str], descriptors: int, size: int
) -> None:
    ran = box.bound(("prlimit", f"--nofile={descriptors}"), "import", sources[size], *NAME)
    all_or_nothing(box, ran, size, may_fail=True)
    readable(box, size if ran.status == 0 else 0)


@pytest.mark.parametrize("size", [1, 1001, rarely(12_000)])
def test_g1_no_tip_is_lost_where_there_can_be_no_cache_folder(box: Machine, sources: dict[int, str], size: int) -> None:
    box.home.mkdir()
    (box.home / "cache").touch()
    all_or_nothing(box, box("import", sources[size], *NAME), size)
    readable(box, size)


@needs_linux
@pytest.mark.parametrize("size", [1001, rarely(10_001), rarely(12_000)])
def test_g1_a_collection_that_does_not_fit_is_not_there_at_all(
    box: Machine, sources: dict[int, str], bytes_each: float, size: int
) -> None:
    limit = f"--fsize={int(bytes_each * size * 0.9)}"
    ran = box.bound(("prlimit", limit), "import", sources[size], *NAME)
    assert ran.status == 3
    all_or_nothing(box, ran, size, may_fail=True)


@needs_linux
@pytest.mark.parametrize("size", [1001, rarely(12_000)])
def test_g1_a_collection_that_no_longer_fits_stays_as_it_was(
    box: Machine, sources: dict[int, str], bytes_each: float, size: int
) -> None:
    well(box("import", sources[1], *NAME))
    before = box.file().read_bytes()
    limit = f"--fsize={int(bytes_each * size * 0.9)}"
    ran = box.bound(("prlimit", limit), "import", sources[size], *NAME)
    well(ran, 3)
    assert box.file().read_bytes() == before
    readable(box, 1)


@needs_strace
@pytest.mark.parametrize(
    ("size", "call"), [(1001, 1), (1001, 60), *(rarely(12_000, call) for call in (1, 100, 500, 700))]
)
def test_g1_no_tip_is_lost_where_the_cache_is_full_from_some_write_on(
    box: Machine, sources: dict[int, str], size: int, call: int
) -> None:
    """Only SQLite writes with pwrite64."""
    prefix = (*tracer(f"pwrite64:error=ENOSPC:when={call}+"), "-o", os.devnull, "-e", "trace=pwrite64")
    ran = box.bound(prefix, "import", sources[size], *NAME)
    all_or_nothing(box, ran, size)
    assert not box.index().exists()
    readable(box, size)


# What must never happen


@pytest.mark.parametrize("before", [0, 1])
def test_a_collection_that_lacks_a_tip_is_never_put_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: dict[int, str], before: int
) -> None:
    tips = Inside(tmp_path / "home")
    if before:
        well(tips("import", sources[1], *NAME))
    new_lines = Changes.new_lines
    with monkeypatch.context() as patch:
        patch.setattr(Changes, "new_lines", lambda changes: islice(new_lines(changes), 1000))
        ran = tips("import", sources[10_001 if before else 1001], *NAME)
    assert ran.status == 3
    assert "this should not have happened: LostTipsError" in ran.err
    assert truth(tips.home, "mine").exists() == bool(before)
    readable(tips, before)
    assert [path.name for path in tips.home.rglob("*") if path.suffix == ".part"] == []


def test_what_fails_after_a_collection_was_put_in_its_place_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: dict[int, str]
) -> None:
    closed = Changes.close

    def close(changes: Changes) -> None:
        closed(changes)
        raise OSError(5, "Input/output error")

    tips = Inside(tmp_path / "home")
    with monkeypatch.context() as patch:
        patch.setattr(Changes, "close", close)
        for size in (1, 1001):
            well(tips("import", sources[size], *NAME))
            readable(tips, size)
        ran = tips("import", sources[0], "--name", "none", "--from", "jsonl")
    well(ran, 3)


def test_a_bug_in_writing_an_index_is_shown_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: dict[int, str]
) -> None:
    tips = Inside(tmp_path / "home")
    with monkeypatch.context() as patch:
        failing(2, TypeError)(patch)
        ran = tips("import", sources[12_000], *NAME)
    assert ran.status == 3
    assert "this should not have happened: TypeError" in ran.err
    assert not truth(tips.home, "mine").exists()


def test_without_a_fault_the_index_of_many_tips_is_there_after_the_import(
    tmp_path: Path, sources: dict[int, str]
) -> None:
    tips = Inside(tmp_path / "home")
    well(tips("import", sources[12_000], *NAME))
    index = tips.home / "cache" / "indexes" / "mine.index"
    before = index.stat().st_ino
    well(tips("search", "body", "-c", "mine", "-n", "1"))
    assert index.stat().st_ino == before
