"""add, edit and delete: tips of one's own, and nothing typed is ever lost."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside

if TYPE_CHECKING:
    from pathlib import Path

GREET = ("add", "Greet first", "-t", "phone,onboarding", "--gist", "Say hello before the name.")


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def shown(tips: Inside, ref: str) -> dict[str, object]:
    found = json.loads(tips("show", ref, "--json").out)
    assert isinstance(found, dict)
    return found


def test_a_tip_from_options_is_there_at_once(tips: Inside) -> None:
    ran = tips(*GREET, "--body", "Look up.\n\n- Smile")
    path = tips.home / "data" / "mine" / "001-greet-first.md"
    assert (ran.status, ran.out, ran.err) == (0, "mine/1\n", f"Added mine/1 'Greet first': {path}\n")
    tip = shown(tips, "mine/1")
    assert (tip["title"], tip["topics"], tip["date"]) == ("Greet first", ["phone", "onboarding"], "2026-11-22")
    assert (tip["gist"], tip["body"]) == ("Say hello before the name.", "Look up.\n\n- Smile")
    assert tips("search", "greet first").lines[0].startswith("mine/1\t")
    assert f"mine\t1\tyes\t\t{path.parent}" in tips("collections").lines
    assert "phone\t" in tips("topics").out


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Plain line\n\nand a body.\n", "Plain line", "and a body."),
        ("# Heading\n\nBody.", "Heading", "Body."),
        ("---\ntitle: T\n---\nBody.", "T", "Body."),
    ],
)
def test_a_tip_by_standard_input(tips: Inside, text: str, title: str, body: str) -> None:
    assert tips("add", "-", stdin=text).status == 0
    tip = shown(tips, "mine/1")
    assert (tip["title"], tip["body"]) == (title, body)


def test_a_body_by_standard_input(tips: Inside) -> None:
    assert tips("add", "T", "--gist", "G.", "--body", "-", stdin="one\ntwo\n").status == 0
    assert shown(tips, "mine/1")["body"] == "one\ntwo"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("add",), 2, "there is no terminal for an editor"),
        (("add", "Title"), 2, "--gist"),
        (("add", "-"), 2, "nothing came by standard input"),
        (("add", "https://a.example/"), 2, "tips import https://a.example/"),
        (("edit", "12"), 2, "there is no terminal for an editor"),
        (("edit", "mine/9"), 1, "'mine'"),
        (("edit", "1-2", "--gist", "x"), 2, "one tip is edited at a time"),
        (("edit", "12", "--diff"), 1, "no version"),
        (("edit", "service"), 2, "Did you mean 'tips list -c service'?"),
        (("delete", "service"), 2, "Did you mean 'tips remove service'?"),
        (("delete",), 2, "As in: tips delete mine/3"),
        (("delete", "12", "--yes"), 2, "tips hide 12"),
        (("delete", "--restore"), 1, "the trash is empty"),
        (("delete", "--restore", "mine/3"), 1, "mine/3 is not in the trash"),
        (("delete", "--restore", "kettle"), 2, "no tip of your own"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    tips: Inside, arguments: tuple[str, ...], status: int, said: str
) -> None:
    ran = tips(*arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1)
    assert said in ran.err
    assert not (tips.home / "data" / "mine").exists()


def test_an_edit_by_options_changes_what_it_names(tips: Inside) -> None:
    tips(*GREET)
    ran = tips("edit", "greet first", "--action", "Do it: today", "-t", "phone")
    assert (ran.status, ran.out) == (0, "")
    tip = shown(tips, "mine/1")
    assert (tip["action"], tip["topics"], tip["gist"]) == ("Do it: today", ["phone"], "Say hello before the name.")
    assert tips("edit", "mine/1", "--action", "Do it: today", "-t", "phone").err == "It is as it was.\n"


def test_an_own_version_of_another_tip_says_what_has_changed_in_that_since(tips: Inside, tmp_path: Path) -> None:
    source = tmp_path / "blog.csv"
    source.write_text("title,body,guid\nKettle,It boils.,a\n")
    tips("import", str(source))
    ran = tips("edit", "blog/1", "--body", "Mine boils.")
    assert (ran.status, "tips hide blog/1" in ran.err) == (0, True)
    assert shown(tips, "mine/1")["extra"] == {"from": "blog/1"}
    assert tips("show", "mine/1").err == ""
    source.write_text("title,body,guid\nKettle,It boils longer.,a\n")
    tips("sync", "blog")
    assert (shown(tips, "mine/1")["body"], shown(tips, "blog/1")["body"]) == ("Mine boils.", "It boils longer.")
    assert "blog/1, of which mine/1 is a version, has changed:" in tips("show", "mine/1").err
    assert "+It boils longer." in tips("edit", "mine/1", "--diff").out
    assert "tips edit mine/1" in tips("edit", "blog/1", "--body", "x").err
    tips("remove", "blog", "--yes")
    assert "a tip that is gone" in tips("show", "mine/1").err
    assert tips("edit", "mine/1", "--diff").status == 1


def test_delete_asks_and_keeps_it_in_the_trash(tips: Inside) -> None:
    tips(*GREET)
    assert tips("delete", "mine/1").err == "tips: nothing is deleted without being asked about. Add --yes.\n"
    assert "tips delete --restore mine/1" in tips("delete", "mine/1", "--yes").err
    assert tips("show", "mine/1").status == 1
    assert tips("delete", "--restore").out == "mine/1\t001-greet-first.md\n"
    assert tips("delete", "--restore", "mine/1").status == 0
    assert shown(tips, "mine/1")["title"] == "Greet first"


def test_a_broken_file_can_be_edited_and_deleted_by_its_number(tips: Inside) -> None:
    tips(*GREET)
    path = tips.home / "data" / "mine" / "001-greet-first.md"
    path.write_text("---\ntitle: [\n---\n")
    ran = tips("list", "-c", "mine")
    assert (ran.status, "tips edit mine/1" in ran.err) == (1, True)
    assert f"{path}, line 2: the front matter is no YAML" in tips("edit", "mine/1", "--gist", "x").err
    path.write_text("<<<<<<< ours\n---\ntitle: A\n---\n")
    assert f"{path}, line 1: both sides" in tips("edit", "mine/1", "--gist", "x").err
    assert tips("delete", "mine/1", "--yes").status == 0


def test_what_comes_by_standard_input_and_cannot_be_added_is_in_a_draft(tips: Inside) -> None:
    ran = tips("add", "-", stdin="---\ntitle: [\n---\nmy words\n")
    [draft] = (tips.home / "data" / "drafts").iterdir()
    assert (ran.status, str(draft) in ran.err, draft.read_text()) == (3, True, "---\ntitle: [\n---\nmy words\n")


def test_own_tips_are_no_collection_to_sync_or_remove_or_import_into(tips: Inside, tmp_path: Path) -> None:
    tips(*GREET)
    for line in (["sync", "mine"], ["remove", "mine", "--yes"], ["remove", "mine/1"]):
        ran = tips(*line)
        assert (ran.status, "tips delete mine/1" in ran.err) == (2, True), line
    (tmp_path / "x.csv").write_text("title,body\na,b\n")
    assert tips("import", str(tmp_path / "x.csv"), "--name", "mine").status == 2
    assert shown(tips, "mine/1")["title"] == "Greet first"


@pytest.mark.skipif(not shutil.which("git"), reason="no git")
def test_the_folder_may_be_kept_in_git(tips: Inside) -> None:
    def git(*arguments: str) -> str:
        said = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments)
        return subprocess.run(said, cwd=folder, capture_output=True, text=True, check=False).stdout

    tips(*GREET)
    folder = tips.home / "data" / "mine"
    git("init", "-q", "-b", "one")
    git("add", "-A")
    git("commit", "-qm", "x")
    assert git("status", "--short") == ""
    assert sorted(git("ls-files").split()) == ["001-greet-first.md"]
    git("checkout", "-qb", "two")
    tips("edit", "mine/1", "--gist", "Two.")
    git("commit", "-qam", "two")
    git("checkout", "-q", "one")
    assert shown(tips, "mine/1")["gist"] == "Say hello before the name."
    tips("edit", "mine/1", "--gist", "One.")
    git("commit", "-qam", "one")
    git("merge", "two")
    ran = tips("list", "-c", "mine")
    assert "both sides of a merge stand there" in ran.err
    assert "tips edit mine/1" in ran.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("new", "tips add"),
        ("tick", "tips done"),
        ("practise", "tips practice"),
        ("seen", "tips history"),
        ("wipe", "tips forget"),
    ],
)
def test_other_words_are_asked_about(tips: Inside, typed: str, said: str) -> None:
    ran = tips(typed)
    assert (ran.status, f"Did you mean '{said}'?" in ran.err) == (2, True)
