"""practice and done: one habit, day by day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from tests.conftest import ROOT, Tips
from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ran

ACTION = "Say aloud one line that shows you care and gives nothing away."


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def on(tips: Inside, day: int, *arguments: str) -> Ran:
    return tips(*arguments, env={"TIPS_TODAY": f"2026-11-{day:02}"})


def reminders(tips: Inside, day: int, *arguments: str) -> list[str]:
    ran = on(tips, day, "today", *arguments)
    assert ran.status == 0
    return [line for line in ran.lines if line.startswith("Day ")]


def test_today_reminds_until_it_is_done(tips: Inside) -> None:
    assert on(tips, 20, "practice", "30").err == f"Day 1 of 21: {ACTION} When it is done: tips done\n"
    assert reminders(tips, 20) == [f"Day 1 of 21: {ACTION} Done? tips done"]
    assert on(tips, 20, "done").err == "Day 1 of 21 is done: Make Empathy Your Superpower. Next is day 2.\n"
    assert reminders(tips, 20) == []
    assert "was done today already" in on(tips, 20, "done").err
    assert reminders(tips, 21) == [f"Day 2 of 21: {ACTION} Done? tips done"]
    assert reminders(tips, 23) == [f"Day 2 of 21, it waited 2 days for you: {ACTION} Done? tips done"]
    assert on(tips, 23, "done", "--yesterday").status == 0
    assert reminders(tips, 23) == [f"Day 3 of 21: {ACTION} Done? tips done"]


def test_what_was_not_done_after_all_is_taken_back(tips: Inside) -> None:
    on(tips, 20, "practice", "30", "--days", "2")
    on(tips, 20, "practice", "12")
    on(tips, 20, "done", "30")
    assert on(tips, 20, "done", "--undo", "12").err == "tips: 12 was not done today. See: tips practice\n"
    ran = on(tips, 20, "done", "--undo")
    assert (ran.status, ran.err) == (0, "Not done today: 30 'Make Empathy Your Superpower', 0 of 2 days.\n")
    assert len(reminders(tips, 20)) == 2
    ran = on(tips, 20, "done", "--undo")
    assert (ran.status, ran.err) == (1, "tips: nothing was done today. See: tips practice\n")
    on(tips, 20, "done", "30")
    on(tips, 21, "done", "30")  # the last day: nothing runs any more, and it can be taken back still
    assert on(tips, 22, "done", "--undo").err.endswith("Type: tips done --undo --yesterday\n")
    assert on(tips, 22, "done", "30", "--undo", "--yesterday").status == 0
    assert on(tips, 22, "done", "--undo", "--yesterday").err.endswith("See: tips practice\n")
    assert [one["ref"] for one in json.loads(on(tips, 22, "practice", "--json").out)] == ["30", "12"]
    assert len(reminders(tips, 22)) == 2


@pytest.mark.parametrize("form", ["json", "jsonl", "tsv"])
def test_what_programs_read_of_today_has_no_reminder(tips: Inside, form: str) -> None:
    before = on(tips, 20, "today", "-f", form).out
    on(tips, 20, "practice", "30")
    assert on(tips, 20, "today", "-f", form).out == before


def test_a_reminder_is_of_the_day_only(tips: Inside) -> None:
    on(tips, 20, "practice", "30")
    assert reminders(tips, 20, "--date", "2026-11-21") == []
    assert len(reminders(tips, 20, "--week")) == 1


def test_three_at_once_and_no_fourth(tips: Inside) -> None:
    for ref in ("30", "12", "16"):
        assert tips("practice", ref).status == 0
    ran = tips("practice", "5")
    assert (ran.status, ran.out) == (2, "")
    assert "of more at once none becomes one. Stop one first: tips practice --stop" in ran.err
    assert "tips practice --stop 30" in ran.err
    assert tips("practice", "--stop").status == 2
    assert "Stopped after 0 of 21 days: 12 " in tips("practice", "--stop", "12").err
    assert tips("practice", "5").status == 0
    assert [one["ref"] for one in json.loads(tips("practice", "--json").out)] == ["30", "16", "5"]
    assert tips("done", "30").err.count("\n") == 1
    assert "being practiced: day 2" in tips("practice", "30", env={"TIPS_TODAY": "2026-11-23"}).err


def test_at_the_end_it_says_what_next(tips: Inside) -> None:
    tips("practice", "30", "--days", "1")
    ran = tips("done")
    assert ran.err == "Day 1 of 1 is done: Make Empathy Your Superpower. That is all of them.\n"
    assert ran.lines[-1] == "Pass it on: tips show 30 -f markdown"
    assert all(line.startswith("What goes with it: tips practice ") for line in ran.lines[:-1])
    assert len(ran.lines) == 4
    assert tips("done").status == 1
    assert tips("practice", "30").status == 0


def test_a_habit_outlives_its_tip(tips: Inside, tmp_path: Path) -> None:
    (tmp_path / "blog.csv").write_text("title,body\nBoil water,It boils.\n")
    tips("import", str(tmp_path / "blog.csv"))
    tips("practice", "blog/1", "--days", "1")
    tips("remove", "blog", "--yes")
    assert "Day 1 of 1: Boil water. Done? tips done\n" in tips("today").out
    assert tips("done").out == "Pass it on: tips show blog/1 -f markdown\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("practice",), 1, "nothing is being practiced. To begin: tips practice 12"),
        (("done",), 1, "nothing is being practiced"),
        (("done", "30"), 1, "nothing is being practiced"),
        (("practice", "--stop"), 1, "nothing is being practiced"),
        (("practice", "9999"), 1, "9999"),
        (("practice", "1-2"), 2, "a practice is of one tip"),
        (("practice", "30", "--days", "0"), 2, "Say 1 to 365"),
        (("practice", "30", "--days", "366"), 2, "Say 1 to 365"),
        (("practice", "--days", "3"), 2, "--days goes with a tip"),
        (("practice", "-f", "pdf"), 2, "rich, plain, json, markdown, svg"),
    ],
)
def test_what_cannot_be_is_one_line(tips: Inside, arguments: tuple[str, ...], status: int, said: str) -> None:
    ran = tips(*arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1)
    assert said in ran.err


def test_one_that_is_not_practiced_is_not_done(tips: Inside) -> None:
    tips("practice", "30")
    ran = tips("done", "12")
    assert (ran.status, "12 is not being practiced. You practice 30" in ran.err) == (1, True)
    ran = tips("done", "--yesterday")
    assert (ran.status, "began after" in ran.err) == (2, True)


def test_the_calendar_as_json_is_what_the_schema_says(tips: Inside) -> None:
    schema = json.loads((ROOT / "tests" / "schemas" / "practice.json").read_text())
    on(tips, 20, "practice", "30")
    on(tips, 21, "done")
    found = json.loads(on(tips, 23, "practice", "--json").out)
    assert len(found) == 1
    jsonschema.validate(found[0], schema)


@pytest.mark.parametrize("form", ["rich", "plain", "json", "markdown", "svg"])
def test_the_calendar_in_each_form(tips: Inside, form: str) -> None:
    tips("practice", "30")
    ran = tips("practice", "-f", form)
    assert (ran.status, ran.err) == (0, "")
    assert "Make Empathy Your Superpower" in ran.out


def test_a_shell_reads_the_reminder_from_what_was_prepared(tmp_path: Path) -> None:
    tips, env = Tips(tmp_path / "home"), {"TIPS_TODAY": "2026-11-20"}
    tips("today", env=env)
    tips("practice", "30", env=env)
    assert list((tips.home / "cache" / "today").glob("2026*")) == []
    tips("today", env=env)
    [kept] = (tips.home / "cache" / "today").glob("2026-11-20*")
    assert b"Day 1 of 21" in kept.read_bytes()
