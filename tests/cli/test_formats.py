"""The formats of both kinds under one name each, and what is said where there is none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.made import a_tip
from tipcli.cli.formats import ABOUT, export, is_file, name_of, of_path, view
from tipcli.exports.base import Collection
from tipcli.exports.registry import FORMATS as EXPORTS
from tipcli.model.errors import UsageError
from tipcli.model.results import Hit
from tipcli.system.screen import Screen
from tipcli.views.registry import FORMATS

TIP = a_tip(1, "Kettle", gist="It sings.", body="It boils.")


def test_the_formats_are_those_of_both_registries() -> None:
    assert set(ABOUT) == set(FORMATS) | set(EXPORTS)
    assert all(name_of(name) == name for name in ABOUT)


@pytest.mark.parametrize(
    ("typed", "name"), [("md", "markdown"), ("txt", "plain"), (".html", "html"), ("CSV", "csv"), ("ndjson", "jsonl")]
)
def test_a_format_has_other_names(typed: str, name: str) -> None:
    assert name_of(typed) == name


@pytest.mark.parametrize(("typed", "hint"), [("pdf", "-f html"), ("xlsx", "-f csv"), ("xml", "-f atom"), ("", "jsonl")])
def test_a_format_that_there_is_not_is_answered_with_what_comes_near(typed: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        name_of(typed)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("path", "name"),
    [("a/b.CSV", "csv"), ("x.htm", "html"), ("tips/", "folder"), ("tips", "folder"), ("x.txt", "plain")],
)
def test_the_ending_of_a_path_names_the_format(path: str, name: str) -> None:
    assert of_path(path, "tips export") == name


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("a.xml", "tips list -f atom -o a.xml"),
        ("a.pdf", "tips list -f html -o a.html"),
        ("a.xyz", "Add -f, one of rich, plain"),
    ],
)
def test_an_ending_that_names_none_is_answered_with_what_to_type(path: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        of_path(path, "tips list")
    assert hint in caught.value.hint


def test_what_looks_like_a_file_has_the_ending_of_one() -> None:
    assert [word for word in ("a.html", "a.pdf", "a.X", "html", "a") if is_file(word)] == ["a.html", "a.pdf"]


@pytest.mark.parametrize("name", ["csv", "html", "atom", "fortune"])
def test_what_is_handed_on_can_be_shown_of_tips_and_of_nothing_else(name: str) -> None:
    made = view(name, Screen())
    hit = Hit(TIP, 50.0, ("title",), "Kettle", "", "")
    ways = made.tips([TIP]), made.hits([hit]), made.whole([(TIP, ())]), made.today(TIP, date(2026, 11, 22), week=False)
    assert all("Kettle" in "".join(pieces) for pieces in ways)
    for refused in (made.topics, made.collections, made.checks):
        with pytest.raises(UsageError, match=f"{name} is a format of tips"):
            refused([])


@pytest.mark.parametrize("name", ["plain", "tsv", "json", "markdown"])
def test_what_is_shown_can_be_handed_on(name: str) -> None:
    text = "".join(export(name).pieces([TIP], Collection("mine")))
    assert "Kettle" in text
    assert ("It boils." in text) == (name != "tsv")


def test_a_folder_is_not_shown_and_a_terminal_is_not_handed_on() -> None:
    with pytest.raises(UsageError, match="folder needs a place"):
        view("folder", Screen())
    with pytest.raises(UsageError, match="rich is for terminals only"):
        export("rich")
