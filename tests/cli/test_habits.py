"""practice and done as functions: what they raise, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipcli.cli import habits
from tipcli.cli.printer import Notices
from tipcli.model.errors import NotFoundError, UsageError
from tipcli.own import files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    monkeypatch.setenv("TIPS_TODAY", "2026-11-20")


def test_what_is_not_practiced_cannot_be_done_stopped_or_shown() -> None:
    for act in (habits.done, habits.stop):
        with pytest.raises(NotFoundError):
            act(Notices(quiet=True), [])
    with pytest.raises(NotFoundError):
        habits.show()
    with pytest.raises(UsageError):
        habits.show("pdf")


def test_a_habit_from_its_first_day_to_its_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    habits.begin(Notices(quiet=False), ["30"], 2)
    habits.done(Notices(quiet=False), [])
    monkeypatch.setenv("TIPS_TODAY", "2026-11-22")
    habits.done(Notices(quiet=False), [], yesterday=True)
    said = capsys.readouterr()
    assert [line.partition(":")[0] for line in said.err.splitlines()] == [
        "Day 1 of 2", "Day 1 of 2 is done", "Day 2 of 2 is done",
    ]  # fmt: skip
    assert "Pass it on" in said.out


def test_a_title_that_stands_for_an_action_ends_as_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    files.add("Greet first", "---\ntitle: Greet first\n---\n")
    habits.begin(Notices(quiet=False), ["mine/1"], 21)
    assert capsys.readouterr().err == "Day 1 of 21: Greet first. When it is done: tips done\n"
