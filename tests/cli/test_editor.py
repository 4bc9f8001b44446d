"""The editor of a person: what is typed outlives whatever happens."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tipcli.cli import editor
from tipcli.model.errors import AccessError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path / "home"


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o700)
    return str(path)


def test_a_draft_is_private_and_takes_no_other_ones_name(home: Path) -> None:
    first, second = editor.draft("note-a", "one"), editor.draft("note-a", "two")
    assert [editor.read(path) for path in (first, second)] == ["one", "two"]
    assert editor.left() == sorted([first, second])
    assert os.stat(first).st_mode & 0o777 == 0o600
    editor.drop(first)
    editor.drop(first)
    assert editor.left() == [second]
    assert home.joinpath("data", "drafts").is_dir()


def test_visual_goes_before_editor_and_may_have_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = script(tmp_path / "an editor", 'echo "$@" > "$2"')
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{made}' --wait")
    path = editor.draft("x", "before")
    assert editor.edit(path, "", 7) == f"--wait {path}\n"


@pytest.mark.parametrize("name", ["vi", "nano", "emacs"])
def test_an_editor_that_is_known_is_opened_at_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path / name, 'echo "$1" > "$2"'))
    assert editor.edit(editor.draft("x", ""), "", 7) == "+7\n"


@pytest.mark.parametrize(("command", "said"), [("false", "ended with 1"), ("/no/such/editor", "No such file")])
def test_an_editor_that_fails_leaves_the_draft_and_names_it(
    monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", command)
    path = editor.draft("x", "my words")
    with pytest.raises(AccessError, match=said) as told:
        editor.edit(path, "")
    assert path in told.value.hint
    assert editor.read(path) == "my words"


def test_an_editor_that_nobody_can_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vi 'x")
    with pytest.raises(UsageError, match="EDITOR is"):
        editor.edit(editor.draft("x", ""), "")


def test_a_note_from_the_editor(tips: Tips, tmp_path: Path) -> None:
    made = {
        "EDITOR": script(
            tmp_path / "typist",
            'printf "# my words\\n\\nand more\\n" | cat - "$1" > "$1.n"; cat "$1.n" > "$1"; rm "$1.n"',
        )
    }
    ran = tips.on_terminal("note", "12", env=made)
    assert ran.status == 0, ran.out
    assert json.loads(tips("show", "12", "--json").out)["note"] == "# my words\n\nand more"
    assert list((tips.home / "data" / "drafts").iterdir()) == []


def test_an_editor_that_changes_nothing_changes_nothing(tips: Tips) -> None:
    tips("note", "12", "as it was")
    ran = tips.on_terminal("note", "12", env={"EDITOR": "true"})
    assert (ran.status, ran.out) == (0, "The note is as it was.\n")
    assert list((tips.home / "data" / "drafts").iterdir()) == []


def test_what_was_typed_and_could_not_be_kept_is_named(tips: Tips, tmp_path: Path) -> None:
    (tips.home / "data").mkdir(parents=True)
    (tips.home / "data" / "kept").write_text("in the way")
    ran = tips.on_terminal("note", "12", env={"EDITOR": script(tmp_path / "typist", 'echo words > "$1"')})
    assert ran.status == 3
    [draft] = (tips.home / "data" / "drafts").iterdir()
    assert str(draft) in ran.out.replace("\n", "")
    assert draft.read_text() == "words\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_standard_input_is_text_in_any_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Grüße\r\nEnde\r".encode(encoding)), "utf-8"))
    assert editor.given() == "Grüße\nEnde\n"


def test_standard_input_that_is_too_long_is_refused_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "LARGEST", 4)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"words"), "utf-8"))
    with pytest.raises(AccessError):
        editor.given()


@pytest.mark.parametrize(("program", "left"), [("false", 0), ("no-such-editor", 0), ("TYPIST", 1)])
def test_an_editor_that_fails_leaves_a_draft_only_where_something_was_typed(
    home: Path, monkeypatch: pytest.MonkeyPatch, program: str, left: int
) -> None:
    typist = script(home.parent / "typist", 'echo words >> "$1"; exit 1')
    monkeypatch.setenv("EDITOR", typist if left else program)
    with pytest.raises(AccessError) as told:
        editor.edit(editor.draft("x", "template"), "template")
    assert len(editor.left()) == left
    assert ("What you typed" in told.value.hint) == bool(left)
