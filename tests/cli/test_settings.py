"""config.toml: what it changes, what beats it, and that nothing in it is passed over in silence."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Tips
from tests.importing import Inside
from tests.made import a_tip
from tipcli.cli import preferences
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def tips(file: Path) -> Inside:
    return Inside(file.parent.parent)


def in_force(tips: Tips, *words: str, **env: str | None) -> dict[str, tuple[object, str]]:
    plain: dict[str, str | None] = dict.fromkeys((*preferences.COLOR_VARIABLES, "PAGER", "TIPS_FORMAT", "TIPS_PAGER"))
    rows = json.loads(tips("config", "--json", *words, env=plain | env).out)
    return {row["setting"]: (row["value"], row["from"]) for row in rows}


def test_the_environment_beats_the_file_and_config_says_where_from(tips: Inside, file: Path) -> None:
    assert {origin for _, origin in in_force(tips).values()} == {"built in"}
    file.write_text(
        '# mine\nformat = "plain"\npager = "more"\n"color" = "never"\n[today]\ntopics = ["empathy"]\n'
        'collections = ["service"]\n'
    )
    assert in_force(tips, PAGER="most") == {
        "format": ("plain", f"{file}, line 2"),
        "pager": ("more", f"{file}, line 3"),
        "color": ("never", f"{file}, line 4"),
        "history": ("off", "built in"),
        "today.collections": (["service"], f"{file}, line 7"),
        "today.topics": (["empathy"], f"{file}, line 6"),
        "today.footer": ("how to read the rest", "built in"),
    }
    now = in_force(tips, TIPS_FORMAT="markdown", TIPS_PAGER="", NO_COLOR="1")
    assert now["format"] == ("markdown", "TIPS_FORMAT")
    assert now["pager"] == ("none", "TIPS_PAGER")
    assert now["color"] == ("auto", "NO_COLOR")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('a = 1\nformat = "plain"', 1, "'a'"),
        ('format = "plain"\ncolour = "never"', 2, "did you mean color?"),
        ('format = "pdf"', 1, "rich, plain"),
        ('\n\ncolor = "red"', 3, "auto, always or never"),
        ("pager = 3", 1, "true or false"),
        ('[today]\ntopic = ["x"]', 2, "did you mean today.topics?"),
        ('[today]\n\ntopics = "x"', 3, "no list"),
        ("today = 3", 1, "'today'"),
        ("[todays]\nx = 1", 1, "'todays'"),
        ("format = plain", 1, "no TOML"),
        ("x = [" * 5000, 1, ""),
        ("#" * 20_000, 1, "longer"),
    ],
)
def test_what_is_no_setting_is_told_with_its_line_and_the_rest_goes_on(
    tips: Inside, file: Path, text: str, line: int, word: str
) -> None:
    file.write_text(text)
    for command in ("topics", "today", "config"):
        ran = tips(command)
        assert ran.status == 0
        assert ran.out
        assert word in ran.err
        assert ran.err.count("\n") == 1
        assert f"line {line}" in ran.err or "TOML" in ran.err or "longer" in ran.err
    assert tips("topics", "-q").err == ""


def test_a_file_that_cannot_be_read_is_told(tips: Inside, file: Path) -> None:
    file.mkdir()
    assert "config.toml" in tips("list").err
    file.rmdir()
    os.mkfifo(file)
    assert "config.toml" in tips("list").err


def test_today_deals_from_what_is_set_unless_the_line_says_otherwise(
    tips: Inside, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tips.home))
    write("team", {}, [a_tip(1, "Ours", topics=("zebra",))])
    file.write_text('[today]\ncollections = ["team"]\n')
    assert "Ours" in tips("today").out
    assert "Ours" in tips("show", "today").out
    assert "Ours" not in tips("today", "-c", "service").out
    file.write_text('[today]\ntopics = ["zebra"]\n')
    assert "Ours" in tips("today").out
    assert "Ours" not in tips("today", "-t", "empathy").out
    assert "Ours" not in tips("random", "--seed", "1", "-t", "empathy").out
    file.write_text('[today]\ntopics = ["nosuchtopic"]\n')
    ran = tips("today")
    assert (ran.status, "config.toml" in ran.err, "nosuchtopic" in ran.err) == (1, True, True)


def test_on_a_terminal_format_and_color_are_those_of_the_file_and_options_beat_them(file: Path) -> None:
    tips = Tips(file.parent.parent)
    rich = tips.on_terminal("topics").out
    assert "\x1b[" in rich
    file.write_text('color = "never"\n')
    assert "\x1b[3" not in tips.on_terminal("topics", "--no-pager").out
    assert "\x1b[3" in tips.on_terminal("topics", "--no-pager", "--color", "auto").out
    file.write_text('format = "tsv"\n')
    assert "empathy\t" in tips.on_terminal("topics", "--no-pager").out
    assert "empathy\t" not in tips.on_terminal("topics", "--no-pager", "-f", "plain").out
    file.write_text("format = 'json'\npager = 'echo PAGED'\n")
    assert "PAGED" in tips.on_terminal("topics", "--pager", env={"TIPS_PAGER": None}).out


def test_a_change_of_the_file_is_seen_by_the_next_terminal(file: Path) -> None:
    tips = Tips(file.parent.parent)
    first = tips.on_terminal("today").out
    assert tips.on_terminal("today").out == first
    file.write_text('format = "plain"\n')
    second = tips.on_terminal("today").out
    assert second != first
    assert tips.on_terminal("today").out == second
    file.unlink()
    assert tips.on_terminal("today").out == first
