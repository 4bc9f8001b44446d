"""Words that mean a command or an option under another name, and what is one slip from it."""

from __future__ import annotations

import pytest

from tipcli.cli.commands import COMMANDS
from tipcli.cli.neighbours import ENGLISH, is_slip, lines_meant, nearest, option_meant


@pytest.mark.parametrize(
    ("typed", "name"),
    [("serach", "search"), ("lst", "list"), ("listt", "list"), ("tody", "today"), ("todaz", "today"), ("shwo", "show")],
)
def test_a_slip_is_one_letter_or_two_that_changed_places(typed: str, name: str) -> None:
    assert is_slip(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"), [("list", "list"), ("lost", "last-list"), ("tsil", "list"), ("so", "show"), ("xyz", "list")]
)
def test_no_slip_is_further_away(typed: str, name: str) -> None:
    assert not is_slip(typed, name)


def test_a_word_means_a_command_that_there_is() -> None:
    assert lines_meant("load", ["x"], ["import"]) == [["import", "x"]]
    assert lines_meant("new", [], ["add", "import"]) == [["add"]]
    assert lines_meant("star", [], COMMANDS) == []
    assert lines_meant("fav", ["30"], ["star"]) == [["star", "30"]]


def test_a_word_that_means_several_gives_the_likeliest_first() -> None:
    assert lines_meant("rm", ["mine/1"], COMMANDS)[0] == ["delete", "mine/1"]
    assert lines_meant("tag", ["30", "phone", "calls"], COMMANDS)[0] == ["edit", "30", "-t", "phone calls"]
    assert lines_meant("rename", ["30"], COMMANDS) == [["edit", "30"]]
    assert lines_meant("stats", ["of", "calls"], COMMANDS) == []


def test_an_option_is_meant_before_it_is_misspelt() -> None:
    known = ["--topic", "-t", "--limit", "-n", "--json", "--color", "--help"]
    assert option_meant("--tag", known) == "--topic"
    assert option_meant("--all", known) == "-n 0"
    assert option_meant("--jsn", known) == "--json"
    assert option_meant("--tag", ["--json"]) == ""
    assert option_meant("--zebra", known) == ""
    assert nearest("collector", COMMANDS) == ""
    assert nearest("collectins", COMMANDS) == "collections"


def test_a_word_of_english_that_begins_a_search_is_no_command() -> None:
    assert not ENGLISH & {*COMMANDS, "help"}
    assert is_slip("lost", "list")
    assert "lost" in ENGLISH
