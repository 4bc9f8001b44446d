"""What `tips doctor` looks at."""

from __future__ import annotations

import os
import re
import sqlite3
import tomllib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.made import a_tip, open_all, zebras
from tipcli import __version__, doctor
from tipcli.index import engine
from tipcli.index.build import build, new_database
from tipcli.store.drafts import write
from tipcli.store.sources import Seeds
from tipcli.system import sums

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.model.results import Check


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with one collection, read before."""
    return zebras(tmp_path, monkeypatch)


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


def test_an_index_with_its_sums_is_not_looked_at_closely(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = f"{sums.of([str(packed)])} {sums.of(Seeds().files())}"
    packed.with_name("service.index.sum").write_text(written)
    monkeypatch.setattr(
        "tipcli.index.health.of", lambda source, _: [] if source.name == "mine" else pytest.fail("closely")
    )
    checks = {check.about: check for check in doctor.examine()}
    assert checks["index of service"].value == str(packed)
    assert checks["collection service"].value.startswith("3 tips in ")


def test_damage_of_the_index_that_came_with_the_package_is_found(packed: Path) -> None:
    with closing(sqlite3.connect(packed, isolation_level=None)) as connection:
        connection.execute("update tip set title = 'Changed' where number = 1")
    check = found("index of service")
    assert (check.state, check.advice) == ("wrong", "Install tipcli again.")
    assert str(packed) in check.value


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
    monkeypatch.setattr(doctor, "version", lambda *_: "")
    assert (found("rich").state, found("rich").value) == ("wrong", "missing")


def test_an_sqlite_without_full_text_search_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr(engine, "connect", lambda _: Without())
    monkeypatch.setattr(engine, "version", lambda: "3.50.0")
    check = doctor._sqlite()
    assert (check.state, check.value) == ("wrong", "3.50.0 without FTS5")


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
