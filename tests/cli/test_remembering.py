"""history and forget: only where it is asked for, and wiped when it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def shown(tips: Inside) -> list[tuple[str, str]]:
    return [(one["by"], one["ref"]) for one in json.loads(tips("history", "--json").out)]


def test_nothing_is_remembered_unasked(tips: Inside) -> None:
    tips("show", "12")
    ran = tips("history")
    assert (ran.status, ran.err) == (1, "tips: no history is kept. To keep one from now on: tips history --on\n")
    assert shown(tips) == []
    assert not (tips.home / "state" / "history").exists()


def test_what_is_shown_is_remembered_the_last_first(tips: Inside) -> None:
    assert tips("history", "--on").status == 0
    assert tips("history").err == "tips: nothing was shown yet\n"
    tips("show", "12", "30")
    dealt = json.loads(tips("random", "--json").out)["ref"]
    today = json.loads(tips("today", "--json").out)["ref"]
    tips("today", "--json")
    tips("today")
    tips("random", "--seed", "3")
    tips("list")
    assert shown(tips) == [("today", today), ("random", dealt), ("show", "30"), ("show", "12")]
    assert not {"12", "30", today, dealt} & {line.split("\t")[0] for line in tips("list", "--unseen").lines}
    assert tips("history", "-n", "1").lines[0].endswith(tips("show", today).lines[0])
    for form in ("plain", "tsv", "jsonl", "markdown", "rich"):
        assert "Superpower" in tips("history", "-f", form).out


def test_the_time_is_that_of_the_wall(tips: Inside) -> None:
    tips("history", "--on")
    tips("show", "12")
    [entry] = json.loads(tips("history", "--json", env={"TZ": "UTC"}).out)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", entry["time"])


def test_forget_wipes_and_goes_on_and_off_ends_it(tips: Inside) -> None:
    tips("history", "--on")
    tips("show", "12")
    assert tips("forget").err == "The history is wiped.\n"
    assert shown(tips) == []
    tips("show", "30")
    assert shown(tips) == [("show", "30")]
    tips("history", "--off")
    tips("show", "30")
    assert shown(tips) == []
    assert tips("forget").err == "There was no history.\n"
    assert tips("history", "--on", "--off").status == 2


def test_the_environment_and_the_settings_forbid_it(tips: Inside) -> None:
    tips("history", "--on")
    tips("show", "12", env={"TIPS_HISTORY": "off"})
    (tips.home / "config").mkdir()
    (tips.home / "config" / "config.toml").write_text("history = false\n")
    tips("show", "12")
    assert shown(tips) == []
    assert "history            off  " in tips("config").out
    assert "config.toml says history = false" in tips("history", "--on").err


def test_the_settings_ask_for_it(tips: Inside) -> None:
    (tips.home / "config").mkdir(parents=True)
    (tips.home / "config" / "config.toml").write_text("history = true\n")
    (tips.home / "state").mkdir()
    tips("show", "12")
    assert shown(tips) == [("show", "12")]
    (tips.home / "config" / "config.toml").write_text('history = "yes"\n')
    assert "history is not true or false" in tips("show", "12").err


def test_what_was_seen_and_is_not_starred_is_not_useful(tips: Inside) -> None:
    tips("history", "--on")
    tips("show", "1-100")
    tips("star", "5")
    refs = {int(one["ref"]) for one in json.loads(tips("random", "--useful", "-n", "0", "--json").out)}
    assert {ref for ref in refs if ref <= 100} == {5}
    assert len(refs) > 10


def test_a_home_that_cannot_be_written_shows_all_the_same(tips: Inside) -> None:
    tips("history", "--on")
    (tips.home / "state" / "history").chmod(0o400)
    (tips.home / "state" / "history").unlink()
    (tips.home / "state" / "history").mkdir()
    assert tips("show", "12").status == 0
    assert tips("forget").status == 3


@pytest.mark.parametrize("command", ["list", "search empathy", "random"])
def test_without_a_history_unseen_says_that_nothing_is_known(tips: Inside, command: str) -> None:
    said = "No history is kept, so that nothing counts as seen. To keep one: tips history --on\n"
    assert tips(*command.split(), "--unseen").err.startswith(said)
    tips("history", "--on")
    assert "No history" not in tips(*command.split(), "--unseen").err
