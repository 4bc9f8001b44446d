"""Plain words are those that SQLite's tokenizer would find."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.index.folding import fold
from tipcli.index.plainwords import PlainWords
from tipcli.index.vocabulary import Tally
from tipcli.index.words import Tokenizer

ascii_texts = st.text(
    st.characters(max_codepoint=0x7F, min_codepoint=0x20) | st.sampled_from("\n\t’…“”–—‘"), max_size=60
)


@many(60)
@given(st.lists(ascii_texts, max_size=4), st.integers(0, 8))
def test_they_are_the_words_of_the_tokenizer_each_once_a_text_and_in_order(texts: list[str], most: int) -> None:
    expected: dict[str, int] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        tally = Tally(connection)
        words = PlainWords(tally, most)
        for text in texts:
            assert words.add(fold(text))
            words.make_room()
        words.finish()
        for pairs in Tokenizer(connection).split(texts):
            for word in {word for word, _ in pairs}:
                expected[word] = expected.get(word, 0) + 1
        assert list(tally.totals()) == sorted(expected.items())


@pytest.mark.parametrize("text", ["café", "日本", "a\u0301", "x²", "word " * 6001])
def test_what_is_not_plain_or_very_long_is_left_to_others(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        tally = Tally(connection)
        words = PlainWords(tally)
        assert not words.add(text)
        words.finish()
        assert list(tally.totals()) == []


def test_no_more_than_so_many_words_are_held_and_the_rare_ones_go_first() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        tally = Tally(connection)
        words = PlainWords(tally, most=2)
        for text in ("one", "one two", "one two", "three", "four"):
            words.add(text)
        words.make_room()
        assert list(tally.totals()) == [("four", 1), ("three", 1)]
        words.add("five")
        words.make_room()
        assert ("two", 2) in tally.totals()
        words.finish()
        assert list(tally.totals()) == [("five", 1), ("four", 1), ("one", 3), ("three", 1), ("two", 2)]
