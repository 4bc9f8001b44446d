"""Tips from the editor: opened again where they are broken, and never lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_editor import script
from tipcli.cli import drafting, editor
from tipcli.model.errors import AccessError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips

TITLED = "sed -i 's/^title:.*/title: From the editor/' \"$1\""
# Breaks the front matter the first time and mends it the second.
TWICE = """if grep -q 'title: \\[' "$1"; then sed -i 's/^title:.*/title: Mended/' "$1"; echo "$0 $1" >> "$HOME/lines"
else sed -i 's/^title:.*/title: [/' "$1"; fi"""


def drafts(tips: Tips) -> list[str]:
    return [path.read_text() for path in (tips.home / "data" / "drafts").iterdir()]


def test_a_tip_from_the_editor(tips: Tips, tmp_path: Path) -> None:
    ran = tips.on_terminal(
        "add", "Some: title", env={"EDITOR": script(tmp_path / "typist", 'cat "$1" > "$HOME/seen"; ' + TITLED)}
    )
    assert ran.status == 0, ran.out
    assert 'title: "Some: title"\n' in (tips.home / "seen").read_text()
    assert json.loads(tips("show", "mine/1", "--json").out)["title"] == "From the editor"
    assert drafts(tips) == []


def test_a_template_that_stays_as_it_was_adds_nothing(tips: Tips) -> None:
    ran = tips.on_terminal("add", env={"EDITOR": "true"})
    assert (ran.status, ran.out) == (1, "Nothing was added.\n")
    assert drafts(tips) == []
    assert not (tips.home / "data" / "mine").exists()


def test_an_edit_that_changes_nothing_changes_nothing(tips: Tips) -> None:
    tips("add", "Mine", "--gist", "G.")
    ran = tips.on_terminal("edit", "mine/1", env={"EDITOR": "true"})
    assert (ran.status, ran.out) == (0, "It is as it was.\n")
    assert drafts(tips) == []


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path


def test_a_broken_tip_opens_the_editor_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", script(home / "typist", TWICE))
    monkeypatch.setattr(drafting, "_again", lambda: True)
    made, path = drafting.typed("tip", "---\ntitle:\n---\n")
    assert made == "---\ntitle: Mended\n---\n"
    assert editor.left() == [path]
    drafting.drop(path)
    drafting.drop("")
    assert editor.left() == []


def test_a_person_who_gives_up_is_told_where_the_words_are(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", script(home / "typist", TWICE))
    monkeypatch.setattr(drafting, "_again", lambda: False)
    with pytest.raises(AccessError) as told:
        drafting.typed("tip", "---\ntitle:\n---\n")
    [path] = editor.left()
    assert f"tips add - <{path}" in told.value.hint


def test_a_draft_from_before_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EDITOR", script(home / "typist", TITLED))
    old = editor.draft("tip", "words of yesterday")
    drafting.typed("tip", "---\ntitle:\n---\n")
    assert f"A draft from before: {old}" in capfd.readouterr().err


def test_an_error_after_typing_makes_a_draft_where_there_is_none(home: Path) -> None:
    with pytest.raises(AccessError) as told, drafting.kept("", "my words"):
        raise AccessError("no", "")
    [path] = editor.left()
    assert path in told.value.hint
    with pytest.raises(UsageError), drafting.kept("", "my words"):
        raise UsageError("no", "")
    assert editor.left() == [path]
    assert str(home) in path


@pytest.mark.parametrize("name", ["note-kettle", "change-001-kettle-md"])
def test_a_draft_that_is_no_new_tip_is_not_to_be_added(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv("EDITOR", script(home / "typist", TITLED))
    old = editor.draft(name, "words of yesterday")
    drafting.typed("tip", "---\ntitle:\n---\n")
    said = capfd.readouterr().err
    assert (old in said, "tips add" in said) == (True, False)
    with pytest.raises(AccessError) as told, drafting.kept(old, "my words"):
        raise AccessError("no", "")
    assert told.value.hint == f"What you typed is in {old}"
