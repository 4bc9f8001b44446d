"""What `tips doctor` looks at."""

from __future__ import annotations

import os
import re
import sqlite3
import tomllib
from contextlib import closing
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.made import a_tip, open_all, use_small_seeds
from tipcli import __version__, doctor
from tipcli.index.build import build, new_database
from tipcli.library import Library
from tipcli.store.drafts import write
from tipcli.store.sources import Seeds

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.model.results import Check


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with one collection, read before."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    write("mine", {}, [a_tip(number, f"Zebra {number}", body="lorem " * 300) for number in range(1, 9)])
    open_all()
    return tmp_path / "home"


def found(about: str) -> Check:
    """Return the one finding about this."""
    [check] = [check for check in doctor.examine() if check.about == about]
    return check


def index_file(home: Path) -> Path:
    return home / "cache" / "indexes" / "mine.index"


def test_a_healthy_library_has_nothing_wrong(home: Path) -> None:
    checks = doctor.examine()
    assert [check.about for check in checks if check.state == "wrong"] == []
    values = {check.about: check.value for check in checks}
    assert values["tipcli"] == __version__
    assert values["SQLite"] == f"{sqlite3.sqlite_version} with FTS5"
    assert values["data folder"] == str(home / "data")
    assert values["state folder"] == f"{home / 'state'} (not made yet)"
    assert values["collection mine"] == f"8 tips in {home / 'data' / 'collections' / 'mine.jsonl'}"
    assert values["index of mine"] == str(index_file(home))
    assert {"Python", "typer", "rich", "rapidfuzz", "platformdirs", "PyYAML", "collection service"} < values.keys()


def test_every_package_that_is_needed_is_looked_at() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=~!\[; ]", line)[0] for line in project["dependencies"]}
    assert needed <= {check.about for check in doctor.examine()}


def test_every_finding_that_is_not_ok_has_an_advice() -> None:
    assert all(check.advice or check.state == "ok" for check in doctor.examine())


def _flip(path: Path, marker: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[data.rindex(marker)] ^= 1
    path.write_bytes(data)


def test_damage_that_reading_does_not_find_is_found_and_mended(home: Path) -> None:
    _flip(index_file(home), b"Zebra 3")
    with Library() as library:
        assert library.indexes["mine"].path == str(index_file(home))
    first = found("index of mine")
    assert (first.state, first.advice) == ("note", "It was built anew.")
    assert "damaged" in first.value
    assert found("index of mine").state == "ok"


@pytest.mark.parametrize(
    "change",
    [
        "update meta set value = 'x' where key = 'digest'",
        "delete from meta where key = 'digest'",
        "update meta set value = '7' where key = 'tips'",
        "update tip set title = 'Changed' where number = 3",
        "delete from fts_data where id > 10",
    ],
)
def test_an_index_made_from_other_tips_is_built_anew(home: Path, change: str) -> None:
    with closing(sqlite3.connect(index_file(home), isolation_level=None)) as connection:
        connection.execute(change)
    assert found("index of mine").state == "note"
    assert found("index of mine").state == "ok"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1"),
        ("no JSON\n", "no JSON"),
        ('{"tipcli": 99}\n', "newer"),
        ('{"tipcli": 1}\n{"number": 0}\n', "line 2"),
        ('{"tipcli": 1}\n' + '{"number": 1, "slug": "a", "title": "A"}\n' * 2, "twice"),
    ],
)
def test_a_broken_collection_is_wrong_and_kept(home: Path, text: str, said: str) -> None:
    path = home / "data" / "collections" / "broken.jsonl"
    path.write_text(text)
    wrong = [check for check in doctor.examine() if check.state == "wrong"]
    assert len(wrong) == 1
    assert "broken" in wrong[0].about
    assert said in wrong[0].value
    assert wrong[0].advice
    assert path.read_text() == text


def test_the_truth_changed_behind_the_back_of_its_index_is_noticed(home: Path) -> None:
    path = home / "data" / "collections" / "mine.jsonl"
    stat = path.stat()
    path.write_text(path.read_text().replace("Zebra 3", "Zebra X"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert found("index of mine").value.endswith("made from other tips")
    assert found("index of mine").state == "ok"


@pytest.fixture
def packed(home: Path) -> Path:
    """Return an index as it comes with an installed package, where the files of the tips have other times."""
    seeds = Seeds()
    path = home.parent / "package" / "service.index"
    with closing(new_database(str(path))) as connection:
        build(connection, seeds)
    for file in seeds.files():
        os.utime(file, (1, 1))
    return path


def test_the_index_that_came_with_the_package_is_looked_at_and_no_other_is_made(packed: Path) -> None:
    before = sorted(packed.parents[1].rglob("service.index"))
    assert (found("index of service").state, found("index of service").value) == ("ok", str(packed))
    assert sorted(packed.parents[1].rglob("service.index")) == before


def test_damage_of_the_index_that_came_with_the_package_is_found(packed: Path) -> None:
    with closing(sqlite3.connect(packed, isolation_level=None)) as connection:
        connection.execute("update tip set title = 'Changed' where number = 1")
    check = found("index of service")
    assert (check.state, check.advice) == ("wrong", "Install tipcli again.")
    assert str(packed) in check.value


def test_an_index_in_memory_is_noted(home: Path) -> None:
    index_file(home).unlink()
    index_file(home).mkdir()
    check = found("index of mine")
    assert (check.state, check.value) == ("note", "in memory")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), sqlite3.OperationalError("disk is full")])
def test_an_index_that_cannot_be_built_is_wrong(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(doctor, "open_index", fail)
    check = found("index of mine")
    assert check.state == "wrong"
    assert check.value.startswith("cannot be built: ")
    assert check.advice == "Free some space, or set TIPS_HOME."


@pytest.mark.parametrize(
    ("kind", "state", "value"),
    [("file", "wrong", "is no folder"), ("none", "note", "none"), ("read-only", "note", "(read-only)")],
)
def test_a_folder_that_is_none_is_said(
    home: Path, kind: str, state: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "file":
        (home / "state").write_text("")
    elif kind == "none":
        monkeypatch.setattr("tipcli.system.paths.state_folder", lambda: None)
    else:
        (home / "state").mkdir()
        monkeypatch.setattr(os, "access", lambda *_: False)
    check = found("state folder")
    assert check.state == state
    assert check.value.endswith(value)
    assert check.advice


def test_a_package_that_is_missing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", missing)
    assert (found("rich").state, found("rich").value) == ("wrong", "missing")


def test_an_sqlite_without_full_text_search_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr("tipcli.index.checks.sqlite3.connect", lambda _: Without())
    check = doctor._sqlite()
    assert (check.state, check.value) == ("wrong", f"{sqlite3.sqlite_version} without FTS5")


@pytest.mark.parametrize("name", ["red\x1b[31m", "line\nbreak", "right\u202eleft", "bell\x07", "\udcff"])
def test_a_hostile_path_is_shown_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / name))
    for state in ("not made", "made", "in the way", "damaged"):
        if state == "made":
            write("mine", {}, [a_tip()])
            open_all()
        elif state == "damaged":
            (tmp_path / name / "data" / "collections" / "mine.jsonl").write_text("")
        elif state == "in the way":
            (tmp_path / name / "state").write_text("")
        for check in doctor.examine():
            assert check.value.isprintable(), (state, check.about)
