"""What a person keeps, read from lines that two machines wrote, whatever happened to their files."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.kept import lines
from tipcli.kept.lines import Line, parsed, read

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Line("2026-11-28T22:01:15.000001Z", "star", "service/12", "make-empathy", "", "Make Empathy", "")
SECOND = Line("2026-11-28T22:01:15.000002Z", "note", "blog/3", "a-b", "https://a.example/3", "A b", "one\ntwo\t\\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    made = tmp_path / "data" / "kept"
    made.mkdir(parents=True)
    return made


@many(200)
@given(any_text(), any_text(), any_text())
def test_any_text_comes_back_from_one_line(slug: str, title: str, text: str) -> None:
    line = FIRST.replace(slug=slug, title=title, text=text)
    assert line.encoded().count("\n") == 1
    assert parsed(line.encoded()[:-1]) == line


@pytest.mark.parametrize("line", [FIRST, SECOND])
def test_a_torn_line_is_none(line: Line) -> None:
    whole = line.encoded()[:-1]
    assert [parsed(whole[:size]) for size in range(len(whole))] == [None] * len(whole)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<<<<<<< HEAD",
        "=======",
        FIRST.encoded()[:-1] + "\t;",
        FIRST.replace(ref="12").encoded()[:-1],
        FIRST.replace(ref="service/x").encoded()[:-1],
        FIRST.replace(ref=f"service/{'9' * 30}").encoded()[:-1],
        FIRST.replace(time="now").encoded()[:-1],
    ],
)
def test_what_is_no_line_of_ours_is_passed_over(folder: Path, text: str) -> None:
    (folder / "stars-a.log").write_text(f"{text}\n{SECOND.encoded()}{text}\n")
    assert read() == [SECOND]


def test_lines_come_in_the_order_of_their_times_each_once_from_whatever_file(folder: Path) -> None:
    (folder / "stars-a.log").write_text(SECOND.encoded() + FIRST.encoded() * 2)
    (folder / "stars-a.sync-conflict-20261128-101500-ABCDEFG.log").write_text(FIRST.encoded())
    (folder / "notes (conflicted copy).log").write_text(SECOND.encoded().replace("\n", "\r\n"))
    (folder / ".syncthing.stars.log.tmp").write_text(FIRST.replace(verb="unstar").encoded())
    (folder / "a folder").mkdir()
    os.mkfifo(folder / "pipe")
    assert read() == [FIRST, SECOND]


def test_two_machines_merged_in_any_way_are_the_same(folder: Path) -> None:
    said = [FIRST.replace(time=f"2026-11-28T22:01:15.{n:06}Z", ref=f"service/{n}") for n in range(1, 30)]
    mixed = random.Random(7)
    for _ in range(20):
        for name in ("stars-a.log", "stars-b.log"):
            chosen = [line.encoded() for line in said if mixed.random() < 0.7 or name == "stars-b.log"]
            mixed.shuffle(chosen)
            (folder / name).write_text("".join(chosen))
        assert read() == said


def test_a_home_without_the_folder_has_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    assert read() == []
    assert lines.folder() == str(tmp_path / "data" / "kept")
