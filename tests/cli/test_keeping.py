"""star, note and hide: what a person says of tips is there in every command, and is theirs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def refs(tips: Tips, *arguments: str) -> list[str]:
    ran = tips(*arguments)
    assert ran.status in (0, 1), ran.err
    return [line.split("\t")[0] for line in ran.lines]


def test_a_star_is_a_filter_of_every_command_and_a_key_of_json(tips: Inside) -> None:
    ran = tips("star", "12", "30", "make-empathy-your-superpower", "16")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "Starred 12, 30, 16.\n"
    starred = set(refs(tips, "list", "--starred"))
    assert {"12", "30"} < starred
    assert starred == {"12", "30", "16"}
    assert refs(tips, "star") == refs(tips, "list", "--starred")
    assert set(refs(tips, "search", "--starred", "-n", "0", "--all", "empathy")) <= starred
    assert {tip["ref"] for tip in json.loads(tips("random", "-n", "0", "--starred", "--json").out)} == starred
    assert json.loads(tips("today", "--starred", "--json").out)["ref"] in starred
    assert {json.loads(line)["number"] for line in tips("export", "--starred").lines} == {int(one) for one in starred}
    assert [tip["starred"] for tip in json.loads(tips("show", "12", "11", "--json").out)] == [True, False]


def test_what_is_so_already_is_told_and_not_written_again(tips: Inside) -> None:
    tips("star", "12")
    kept = [path.read_bytes() for path in (tips.home / "data" / "kept").iterdir()]
    assert "starred already" in tips("star", "12").err
    assert "not starred" in tips("unstar", "30").err
    assert [path.read_bytes() for path in (tips.home / "data" / "kept").iterdir()] == kept
    tips("unstar", "12")
    ran = tips("star")
    assert (ran.status, ran.out, ran.err) == (1, "", "tips: nothing is starred. To star one: tips star 12\n")


def test_of_several_the_missing_one_is_told_and_the_others_are_starred(tips: Inside) -> None:
    ran = tips("star", "12", "9999")
    assert (ran.status, "9999" in ran.err) == (1, True)
    assert refs(tips, "star") == ["12"]


def test_a_hidden_tip_is_found_but_never_dealt(tips: Inside) -> None:
    today = json.loads(tips("today", "--json").out)["ref"]
    tips("hide", "today")
    assert refs(tips, "list", "--hidden") == refs(tips, "hide") == [today]
    assert json.loads(tips("today", "--json").out)["ref"] != today
    assert today not in {tip["ref"] for tip in json.loads(tips("random", "-n", "0", "--json").out)}
    assert today in refs(tips, "list")
    tips("unhide", today)
    assert json.loads(tips("today", "--json").out)["ref"] == today


@pytest.mark.parametrize("form", ["plain", "markdown", "rich", "json"])
def test_a_note_is_shown_with_its_tip_in_every_form(tips: Inside, form: str) -> None:
    ran = tips("note", "12", "Worked", "on", "Friday")
    assert ran.err.startswith("Noted under 12 ")
    assert "Worked on Friday" in tips("show", "12", "-f", form).out
    assert "Worked on Friday" not in tips("show", "11", "-f", form).out


def test_a_note_with_several_lines_comes_by_standard_input(tips: Inside) -> None:
    assert tips("note", "12", "-", stdin="# one\n\ntwo\n").status == 0
    assert json.loads(tips("show", "12", "--json").out)["note"] == "# one\n\ntwo"
    assert tips("note").out.endswith("\n# one\n\ntwo\n\n")
    assert refs(tips, "search", "two")[0] != ""
    assert tips("note", "12", "--delete").status == 0
    assert json.loads(tips("show", "12", "--json").out)["note"] is None
    assert tips("note").status == 1


def test_today_as_it_was_rendered_shows_a_note_written_since(tips: Inside) -> None:
    before = tips("today").out
    tips("note", "today", "my words")
    assert "Your note: my words\n" in tips("today").out
    tips("note", "today", "--delete")
    assert tips("today").out == before


def test_notes_are_nobody_elses(tips: Inside) -> None:
    tips("note", "12", "between us")
    tips("star", "12")
    for form in ("jsonl", "csv", "html", "atom", "markdown"):
        ran = tips("export", "12", "-f", form)
        assert ran.status == 0
        assert "between us" not in ran.out
        assert "starred" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("note", "12", "-"), 2, "the note is empty"),
        (("note", "12", ""), 2, "the note is empty"),
        (("note", "12", "x" * 20_001), 2, "at most 20,000 characters"),
        (("note", "12,30", "x"), 2, "a note is under one tip"),
        (("note", "9999", "x"), 1, "9999"),
        (("note", "12"), 2, "there is no terminal for an editor"),
        (("note", "12", "--delete"), 0, "There is no note on 12"),
        (("hide",), 1, "nothing is hidden"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    tips: Inside, arguments: tuple[str, ...], status: int, said: str
) -> None:
    ran = tips(*arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1)
    assert said in ran.err
    assert not (tips.home / "data" / "kept").exists()


def test_the_note_of_a_tip_that_is_gone_is_listed_and_can_be_deleted(tips: Inside, tmp_path: Path) -> None:
    (tmp_path / "blog.csv").write_text("title,body\nA kettle,It boils.\n")
    tips("import", str(tmp_path / "blog.csv"))
    tips("note", "blog/1", "mine")
    tips("remove", "blog", "--yes")
    assert tips("note").out == "blog/1. A kettle (gone)\nmine\n\n"
    assert "which is gone" in tips("note", "blog/1", "--delete").err
    assert tips("note").status == 1


def test_a_full_disk_is_told_and_nothing_was_kept(tips: Inside) -> None:
    (tips.home / "data").mkdir(parents=True)
    (tips.home / "data" / "kept").write_text("in the way")
    ran = tips("star", "12")
    assert (ran.status, ran.err.count("\n")) == (3, 1)
    assert "Nothing was kept." in ran.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("fav 30", "tips star 30"),
        ("bookmark 30", "tips star 30"),
        ("like 30", "tips star 30"),
        ("favourites", "tips list --starred"),
        ("dislike 30", "tips hide 30"),
        ("annotate 30", "tips note 30"),
    ],
)
def test_other_words_for_it_are_asked_about(tips: Inside, typed: str, said: str) -> None:
    ran = tips(*typed.split())
    assert (ran.status, ran.out) == (2, "")
    assert f"Did you mean '{said}'?" in ran.err


@pytest.mark.parametrize("line", ["star 12", "unstar 12", "hide 12", "unhide 12", "note 12 words", "note 12 --delete"])
def test_where_it_is_not_known_what_is_kept_nothing_is_said_to_be(tips: Inside, line: str) -> None:
    tips("star", "12")
    (tips.home / "data" / "kept" / "a.log").symlink_to("a.log")
    ran = tips(*line.split())
    assert (ran.status, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "Nothing was kept." in ran.err


def test_notes_are_objects_for_programs(tips: Inside) -> None:
    assert (tips("note", "--json").status, tips("note", "--json").out) == (0, "[]\n")
    tips("note", "12", "two\nlines")
    [found] = json.loads(tips("note", "--json").out)
    assert (found["ref"], found["note"], found["gone"]) == ("12", "two\nlines", False)
    assert json.loads(tips("note", "-f", "jsonl").out) == found
    ran = tips("note", "-f", "csv")
    assert (ran.status, ran.out, "tips note --json" in ran.err) == (2, "", True)
