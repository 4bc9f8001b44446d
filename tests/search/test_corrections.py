"""What a mistyped word may have meant: typos of each kind find the tip, and what is no typo does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, lines

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["umbrella", "voucher", "lantern", "kettle", "tea"]


@pytest.fixture(scope="module")
def tips(tmp_path_factory: pytest.TempPathFactory) -> Inside:
    folder: Path = tmp_path_factory.mktemp("typos")
    made = Inside(folder / "home")
    found = [{"title": f"About the {word}", "body": "Words."} for word in WORDS]
    assert made("import", "--name", "shop", lines(folder / "a.jsonl", found)).status == 0
    return made


def first(tips: Inside, typed: str) -> str | None:
    ran = tips("search", "-c", "shop", "--json", typed)
    return str(json.loads(ran.out)[0]["title"].split()[-1]) if ran.status == 0 else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lantren", "lantern"),
        ("lanterm", "lantern"),
        ("lantrn", "lantern"),
        ("lanntern", "lantern"),
        ("umbrela", "umbrella"),
        ("umrbelal", "umbrella"),
        ("kettel", "kettle"),
        ("vuocher", "voucher"),
    ],
)
def test_one_edit_and_in_long_words_two_are_forgiven(tips: Inside, typed: str, meant: str) -> None:
    assert first(tips, typed) == meant


@pytest.mark.parametrize("typed", ["lxntxrx", "kxtxlx", "tex", "t3a", "vchr"])
def test_more_of_them_or_any_in_a_short_word_are_not(tips: Inside, typed: str) -> None:
    assert first(tips, typed) is None


def test_the_word_itself_is_never_corrected(tips: Inside) -> None:
    assert [first(tips, word) for word in WORDS] == WORDS
