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
from tipcli.index.words import Tokenizer

ascii_texts = st.text(
    st.characters(max_codepoint=0x7F, min_codepoint=0x20) | st.sampled_from("\n\t’…“”–—‘"), max_size=60
)


@many(60)
@given(st.lists(ascii_texts, max_size=4))
def test_they_are_the_words_of_the_tokenizer_each_once_a_text_and_in_order(texts: list[str]) -> None:
    words = PlainWords()
    assert all(words.add(fold(text)) for text in texts)
    expected: dict[str, int] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        for pairs in Tokenizer(connection).split(texts):
            for word in {word for word, _ in pairs}:
                expected[word] = expected.get(word, 0) + 1
    assert list(words.counts()) == sorted(expected.items())


@pytest.mark.parametrize("text", ["café", "日本", "a\u0301", "x²", "word " * 6001])
def test_what_is_not_plain_or_very_long_is_left_to_others(text: str) -> None:
    words = PlainWords()
    assert not words.add(text)
    assert list(words.counts()) == []


def test_no_more_than_so_many_words_are_held() -> None:
    words = PlainWords(most=2)
    assert [words.add(text) for text in ("one", "two words", "three")] == [True, True, False]
    assert list(words.counts()) == [("one", 1), ("two", 1), ("words", 1)]
