"""The last line of the tip of the day: how to read the rest, or what somebody says instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Tips


@pytest.mark.parametrize("form", ["plain", "markdown"])
def test_the_last_line_is_the_one_that_is_asked_for(tips: Tips, form: str) -> None:
    usual = tips("today", "-f", form).lines
    assert "tips show" in usual[-1]
    said = tips("today", "-f", form, "--footer", "On the board: {ref}, {number}, {slug}").lines
    tip = json.loads(tips("today", "--json").out)
    assert said == [*usual[:-1], f"On the board: {tip['ref']}, {tip['number']}, {tip['slug']}"]
    assert tips("today", "-f", form, "--footer=").lines == (usual[:-1] if form == "plain" else usual[:-2])


def test_a_setting_says_it_for_good_and_an_option_beats_it(tips: Tips) -> None:
    (tips.home / "config").mkdir(parents=True)
    config = tips.home / "config" / "config.toml"
    usual = tips("today").lines[-1]
    for written, last in (('"https://example.org/"', "https://example.org/"), ("7", usual)):
        config.write_text(f"[today]\nfooter = {written}\n")
        assert tips("today", "-q").lines[-1] == last
        assert tips("today", "-q").lines[-1] == last  # as it was kept
        assert tips("today", "-q", "--footer", "Ours").lines[-1] == "Ours"
    assert "today.footer is no text in quotes" in tips("today").err


def test_a_terminal_shows_it_in_the_frame_and_whole_where_it_is_long(tips: Tips) -> None:
    assert " See you ─" in tips.on_terminal("today", "--footer", "See you\x1b[2J", env={"NO_COLOR": "1"}).out.replace(
        "\ufffd[2J", ""
    )
    long = "https://example.org/" + "a" * 90
    assert long in tips.on_terminal("today", "--footer", long, env={"NO_COLOR": "1"}).out.replace("\n", "")
    assert "tips show" not in tips.on_terminal("today", "--footer", "").out


def test_config_says_where_it_comes_from(tips: Tips) -> None:
    assert ["today.footer", "how to read the rest", "built in"] in [
        line.split("\t") for line in tips("config", "-f", "tsv").lines
    ]
