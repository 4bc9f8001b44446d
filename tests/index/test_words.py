"""Words as the index sees them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many, words
from tipcli.index.words import Tokenizer, root


def split(*texts: str) -> list[list[tuple[str, str]]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        return Tokenizer(connection).split(texts)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("...", []),
        ("Running", [("running", "run")]),
        ("Café", [("cafe", "cafe")]),
        ("Ünïcödé", [("unicode", "unicod")]),
        ("don't", [("don", "don"), ("t", "t")]),
        ("co-worker", [("co", "co"), ("worker", "worker")]),
        ("a\0b", [("a", "a"), ("b", "b")]),
        ('"AND" NEAR(x) col:y*', [("and", "and"), ("near", "near"), ("x", "x"), ("col", "col"), ("y", "y")]),
        ("same same", [("same", "same"), ("same", "same")]),
        ("日本", [("日", "日"), ("本", "本")]),
        ("e\u0301te\u0301", [("ete", "et")]),
    ],
)
def test_a_text_is_split_into_folded_words_and_stems(text: str, wanted: list[tuple[str, str]]) -> None:
    assert split(text) == [wanted]


def test_texts_keep_their_order_and_empty_ones_their_place() -> None:
    assert split("b a", "", "c") == [[("b", "b"), ("a", "a")], [], [("c", "c")]]
    assert split() == []


def test_one_tokenizer_splits_again_without_what_it_split_before() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        tokenizer = Tokenizer(connection)
        assert tokenizer.split(["one", "two"]) == [[("one", "on")], [("two", "two")]]
        assert tokenizer.split(["three"]) == [[("three", "three")]]


def test_a_connection_may_have_several_tokenizers() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert Tokenizer(connection).split(["one"]) == [[("one", "on")]]
        assert Tokenizer(connection).split(["two"]) == [[("two", "two")]]


@many(30)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=4))
def test_any_texts_have_as_many_answers_and_no_empty_words(texts: list[str]) -> None:
    answer = split(*texts)
    assert len(answer) == len(texts)
    assert all(word and stem for pairs in answer for word, stem in pairs)


@pytest.mark.parametrize(
    "family",
    [
        ("habit", "habitual", "habitually"),
        ("fail", "failure", "failing", "failed"),
        ("defend", "defended", "defending"),
        ("rebel", "rebelled"),
        ("planned", "planning", "plan"),
    ],
)
def test_words_of_one_family_share_a_root(family: tuple[str, ...]) -> None:
    assert len({root(word) for word in family}) == 1


@pytest.mark.parametrize(("first", "second"), [("truth", "trust"), ("patient", "pattern"), ("calm", "call")])
def test_words_of_different_families_do_not(first: str, second: str) -> None:
    assert root(first) != root(second)


@many(30)
@given(words(1, 15))
def test_a_root_begins_its_word_and_keeps_four_letters(word: str) -> None:
    base = root(word)
    assert word.startswith(base)
    assert len(base) >= min(4, len(word))
