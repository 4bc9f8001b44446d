"""Finding the words that a mistyped one may have meant."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.made import many, words
from tests.typos import mistyped, typos
from tipcli.search.spelling import edits_allowed, lengths, near_openings, rank


@pytest.mark.parametrize(("length", "edits"), [(0, 0), (1, 0), (3, 0), (4, 1), (5, 1), (6, 2), (8, 2), (9, 2), (40, 2)])
def test_short_words_may_have_no_typo_long_ones_two(length: int, edits: int) -> None:
    assert edits_allowed(length) == edits


@many(60)
@given(st.data(), words(4, 16))
def test_a_word_with_one_edit_keeps_its_length_and_its_opening_within_reach(data: st.DataObject, word: str) -> None:
    typed = data.draw(mistyped(word))
    shortest, longest = lengths(typed)
    assert shortest <= len(word) <= longest
    assert word[:4] in near_openings(typed, set(word), 4)


@many(60)
@given(st.data(), words(5, 12), words(4, 4))
def test_so_does_one_with_two_edits_of_which_one_is_behind_the_opening(
    data: st.DataObject, rest: str, opening: str
) -> None:
    typed = data.draw(mistyped(opening + data.draw(mistyped(rest))))
    assert opening in near_openings(typed, set(opening), 4)


@many(60)
@given(st.text("abé", min_size=3, max_size=7))
def test_near_openings_are_all_texts_of_the_letters_within_one_edit_of_the_beginning(typed: str) -> None:
    heads = [typed[:size] for size in (2, 3, 4)]
    texts = ("".join(letters) for size in (1, 2, 3) for letters in product("abéz", repeat=size))
    assert near_openings(typed, "abéz", 3) == {
        text for text in texts if any(OSA.distance(head, text) <= 1 for head in heads)
    }


@many(30)
@given(st.data(), words(4, 12))
def test_one_edit_is_always_within_reach(data: st.DataObject, word: str) -> None:
    typed = data.draw(mistyped(word))
    found = [better for better, _ in rank(typed, [(word, 1)])]
    assert found == ([word] if typed != word else [])


@many(30)
@given(words(1, 10), st.lists(st.tuples(words(1, 10), st.integers(0, 100)), max_size=8, unique_by=lambda c: c[0]))
def test_candidates_come_by_cost_each_once_and_never_the_typed_word(
    typed: str, candidates: list[tuple[str, int]]
) -> None:
    ranked = rank(typed, candidates)
    assert [cost for _, cost in ranked] == sorted(cost for _, cost in ranked)
    assert len({word for word, _ in ranked}) == len(ranked)
    assert {word for word, _ in ranked} <= {word for word, _ in candidates} - {typed}


def test_every_kind_of_typo_of_a_word_is_ranked() -> None:
    for typed in typos("empathy"):
        assert [word for word, _ in rank(typed, [("empathy", 3)])] == ["empathy"], typed


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("emapthy", ("empathy", 1), ("emaathy", 1)),  # swapped neighbours before a wrong letter
        ("custoner", ("customer", 1), ("custorer", 1)),  # n is beside m on the keyboard, not beside r
        ("calmt", ("calm", 1), ("palmt", 1)),  # the first letter is seldom wrong
        ("bxlt", ("bolt", 40), ("belt", 1)),  # the commoner word among equals
    ],
)
def test_the_likelier_slip_comes_first(typed: str, better: tuple[str, int], worse: tuple[str, int]) -> None:
    assert [word for word, _ in rank(typed, [worse, better])] == [better[0], worse[0]]


def test_words_too_far_away_are_left_out() -> None:
    [(word, cost)] = rank("calm", [("clam", 1), ("cool", 1), ("calming", 1)])
    assert word == "clam"
    assert cost == pytest.approx(0.798)
    assert rank("abc", [("abd", 1)]) == []


def test_no_candidates_give_no_answer() -> None:
    assert rank("anything", []) == []
