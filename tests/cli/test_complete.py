"""What TAB offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.made import a_tip, any_text, many, use_small_seeds
from tipcli.cli import complete
from tipcli.model.text import clean_line
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "$(touch p) `touch p` \\$(touch p) 'q' \"q\" :colon ]x[ \x1b[31m a\nb don’t"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with a collection of hostile texts."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    tips = [
        a_tip(1, HOSTILE, topics=("mild", "$(touch p)"), slug="mild-tip"),
        a_tip(12, "Twelve", topics=("mild",), slug="`touch p`"),
        a_tip(13, "日本", slug="日本"),
    ]
    write("mine", {"topics": {"mild": {"about": HOSTILE, "aliases": ["other"]}}}, tips)
    return tmp_path / "home"


def test_topics_are_offered_with_what_they_are_about_in_mere_words() -> None:
    assert complete.topics("e") == [("empathy", "The other side")]
    assert complete.topics("mi") == [("mild", "touch p touch p touch p q q colon x 31m a b dont")]
    assert complete.topics("zz") == []


def test_collections_are_offered_with_their_number_of_tips() -> None:
    assert complete.collections("") == [("service", "3 tips"), ("mine", "3 tips")]
    assert complete.collections("m") == [("mine", "3 tips")]
    write("one", {}, [a_tip(1, collection="one")])
    assert complete.collections("o") == [("one", "1 tip")]


def test_of_several_names_the_last_one_is_completed() -> None:
    assert complete.topics("mild,e") == [("mild,empathy", "The other side")]
    assert [name for name, _ in complete.topics("empathy+mi")] == ["empathy+mild"]
    assert [name for name, _ in complete.topics("empathy,m")] == ["empathy,mild"]
    assert [name for name, _ in complete.topics("nobody,o")] == ["nobody,other"]
    assert complete.topics("empathy,emp") == []  # it is named already
    assert complete.collections("service,m") == [("service,mine", "3 tips")]
    assert [name for name, _ in complete.collections("mine,")] == ["mine,service"]
    assert [name for name, _ in complete.tips("mine/1,mi")] == ["mine/1,mine/12", "mine/1,mine/13", "mine/1,mild-tip"]
    assert complete.tips("1-2,make")[0][0] == "1-2,make-empathy-your-superpower"


@pytest.mark.parametrize("before", [",", "$(touch p),", "a b,", "`touch p`+", "Mild,,", "'+"])
def test_what_stands_before_and_is_no_name_is_not_offered_again(before: str) -> None:
    assert complete.topics(f"{before}e") == []
    assert complete.tips(f"{before}1") == []


def test_what_comes_with_the_package_is_not_offered_to_be_removed() -> None:
    assert complete.imported("") == [("mine", "3 tips")]
    assert complete.imported("s") == []


def test_tips_are_offered_by_ref_and_by_slug_once_a_letter_is_typed() -> None:
    assert [name for name, _ in complete.tips("")] == ["1", "2", "3", "mine/1", "mine/12", "mine/13"]
    assert complete.tips("make") == [("make-empathy-your-superpower", "Make Empathy Your Superpower")]
    assert [name for name, _ in complete.tips("mine/1")] == ["mine/1", "mine/12", "mine/13"]
    assert [name for name, _ in complete.tips("mi")] == ["mine/1", "mine/12", "mine/13", "mild-tip"]
    assert complete.tips("mild") == [("mild-tip", "touch p touch p touch p q q colon x 31m a b dont")]


@many(25)
@given(any_text(6))
def test_only_names_of_plain_letters_are_offered_for_any_beginning(incomplete: str) -> None:
    for offer in (complete.topics, complete.collections, complete.tips):
        for name, about in offer(incomplete):
            assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789/-")
            assert name.startswith(clean_line(incomplete).casefold())
            assert all(character.isalnum() or character == " " for character in about)


def test_a_name_that_looks_like_an_option_is_not_offered() -> None:
    write("options", {}, [a_tip(1, "T", slug="-rf", topics=("--help",))])
    assert [name for name, _ in complete.topics("-")] == []
    assert [name for name, _ in complete.tips("-")] == []


def test_no_more_than_a_hundred_are_offered() -> None:
    write(
        "many", {}, [a_tip(number, "T", slug=f"same-{number}", topics=(f"same-{number}",)) for number in range(1, 300)]
    )
    assert len(complete.tips("same")) == len(complete.topics("same")) == len(complete.tips("many/")) == 100


@pytest.mark.parametrize("trouble", ["broken collection", "file for a home", "no seeds"])
def test_a_broken_home_offers_what_there_is_and_says_nothing(
    home: Path, trouble: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    if trouble == "broken collection":
        (home / "data" / "collections" / "mine.jsonl").write_text("no JSON")
    elif trouble == "file for a home":
        monkeypatch.setenv("TIPS_HOME", str(home / "data" / "collections" / "mine.jsonl"))
    else:
        monkeypatch.setattr("tipcli.store.sources.package_file", lambda name: f"/nowhere/{name}")
    expected = [] if trouble == "no seeds" else [("service", "3 tips")]
    assert complete.collections("") == expected
    assert (complete.topics("emp") != []) == (complete.tips("make") != []) == bool(expected)
    assert capfd.readouterr() == ("", "")
