"""Our distance is that of rapidfuzz, which takes over where many are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.made import any_text, many
from tipcli.search import distance
from tipcli.search.distance import distance_from, distances, with_letters

# Few letters, so that they often match and are often swapped.
near_words = st.text("abcé?", max_size=12)


@many(300)
@given(near_words | any_text(70), near_words | any_text(70))
def test_the_distance_is_the_optimal_string_alignment(typed: str, word: str) -> None:
    assert distance_from(typed)(word) == OSA.distance(typed, word)


@pytest.mark.parametrize("size", [1, 31, 32, 63, 64, 65, 128, 200])
def test_words_of_any_length_are_measured(size: int) -> None:
    word = "ab" * size
    assert distance_from(word)("ba" + word[2:-2] + "ab" + "x") == OSA.distance(word, "ba" + word[2:-2] + "ab" + "x")


@many(60)
@given(near_words, st.lists(near_words, max_size=12), st.integers(0, 3), st.sampled_from([-1, 6000]))
def test_those_within_reach_come_with_their_distance_however_many_there_are(
    typed: str, words: list[str], most: int, own: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distance, "_MANY", own)
        found = distances(typed, words, most)
    wanted = [(word, OSA.distance(typed, word)) for word in words]
    assert sorted(found) == sorted(pair for pair in wanted if pair[1] <= most)


@many(60)
@given(near_words, st.lists(near_words | any_text(8), max_size=12), st.integers(0, 3))
def test_letters_leave_no_word_out_that_is_within_reach(typed: str, words: list[str], most: int) -> None:
    kept = with_letters(typed, words, most)
    assert [word for word in words if OSA.distance(typed, word) <= most and word not in kept] == []


def test_most_words_are_left_out_by_their_letters() -> None:
    words = ["empathy", "empathic", "employ", "customer", "python", "naïve", "math", "map"]
    assert with_letters("emapthy", words, 2) == ["empathy", "empathic"]
    assert with_letters("emapthy", words, 3) == ["empathy", "empathic", "employ", "python", "math"]
