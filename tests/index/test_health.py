"""What `tips doctor` finds of one collection, looked at closely."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, zebras
from tipcli import doctor
from tipcli.index import health
from tipcli.library import Library
from tipcli.store import syncs
from tipcli.store.drafts import write
from tipcli.store.sources import Imported, imported

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.model.results import Check

TODAY = "2026-11-22"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with one collection, read before."""
    return zebras(tmp_path, monkeypatch)


def found(about: str) -> Check:
    """Return the one finding about this."""
    [source] = imported()
    [check] = [check for check in health.of(source, TODAY) if check.about == about]
    return check


def index_file(home: Path) -> Path:
    return home / "cache" / "indexes" / "mine.index"


def test_a_sound_collection_has_nothing_wrong(home: Path) -> None:
    path = home / "data" / "collections" / "mine.jsonl"
    said = [(check.about, check.value, check.state) for check in health.of(Imported(str(path)), TODAY)]
    assert said == [("collection mine", f"8 tips in {path}", "ok"), ("index of mine", str(index_file(home)), "ok")]


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


def test_an_index_in_memory_is_noted(home: Path) -> None:
    index_file(home).unlink()
    index_file(home).mkdir()
    check = found("index of mine")
    assert (check.state, check.value) == ("note", "in memory")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), sqlite3.OperationalError("disk is full")])
def test_an_index_that_cannot_be_built_is_wrong(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(health, "open_index", fail)
    check = found("index of mine")
    assert check.state == "wrong"
    assert check.value.startswith("cannot be built: ")
    assert check.advice == "Free some space, or set TIPS_HOME."


def test_a_collection_of_all_users_is_looked_at_with_the_index_beside_it(home: Path, tmp_path: Path) -> None:
    path, index = home / "data" / "collections" / "mine.jsonl", tmp_path / "mine.index"
    index_file(home).rename(index)
    source = Imported(str(path), "mine", str(index))
    assert [(check.value, check.state) for check in health.of(source, TODAY)][1] == (str(index), "ok")
    assert not index_file(home).exists()
    _flip(index, b"Zebra 3")
    damaged = health.of(source, TODAY)[1]
    assert (damaged.state, damaged.advice) == ("wrong", "Type: sudo tips sync mine --system")


def with_source(source: str, **known: object) -> list[Check]:
    """Return the findings on the source of a collection that was read from there."""
    write("mine", {"origins": [{"source": source}], "synced": "2026-08-01T10:00:00Z"}, [a_tip()])
    syncs.write("mine", syncs.Sync(**known))  # type: ignore[arg-type]  # one of each kind below
    [collection] = imported()
    return [check for check in health.of(collection, TODAY) if check.about == "source of mine"]


def test_a_source_that_is_gone_or_failed_is_wrong(tmp_path: Path) -> None:
    [gone] = with_source(str(tmp_path / "gone.csv"))
    assert (gone.state, "gone.csv is gone" in gone.value) == ("wrong", True)
    [failed] = with_source("https://example.org/feed/", failed={"https://example.org/feed/": "no answer"})
    assert (failed.state, failed.value) == ("wrong", "no answer")
    assert failed.advice == "To read it again: tips sync mine."
    assert with_source(str(tmp_path)) == []


@pytest.mark.parametrize(
    ("synced", "days"), [("2026-11-01", 0), ("2026-09-22", 61), ("2026-09-23", 0), ("", 113), ("a day", 0)]
)
def test_a_site_that_was_not_read_for_long_is_noted(synced: str, days: int) -> None:
    notes = with_source("https://example.org/feed/", synced=synced)
    assert [(check.state, check.value.startswith(f"last read {days} days ago")) for check in notes] == (
        [("note", True)] if days else []
    )
    assert with_source("notes/", synced="2020-01-01") == []
