"""Questions to the vocabulary of an index."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, built, many, words
from tipcli.index import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index


@pytest.fixture
def index() -> Iterator[Index]:
    texts = ("calling callers", "called again", "habit", "habitual", "a lantern")
    made = built(
        *(a_tip(number, text, gist=".", body=".") for number, text in enumerate(texts, 1)),
        synonyms=[(False, ("angry", "furious")), (True, ("mouse", "mice"))],
    )
    with closing(made) as opened:
        yield opened


def test_a_word_has_its_tips_and_a_stem_those_of_its_commonest_word(index: Index) -> None:
    assert terms.tips_with(index, ["calling", "called", "call"]) == {"calling": 1, "called": 1}
    assert terms.tips_with(index, ["x"] * 2000 + ["called"]) == {"called": 1}
    assert terms.tips_with(index, []) == {}
    assert terms.tips_with_stem(index, "call") == 1
    assert terms.tips_with_stem(index, "nosuch") == 0


def test_words_are_found_by_their_beginning_and_their_root(index: Index) -> None:
    assert [word for word, *_ in terms.beginning_with(index, "call", 10)] == ["called", "callers", "calling"]
    assert len(terms.beginning_with(index, "call", 1)) == 1
    [(word, stem, tips)] = terms.written(index, "habit", "")
    assert (word, tips) == ("habit", 1)
    assert terms.is_written(index, "lantern", stem)
    assert not terms.is_written(index, "lanterns", "nosuch")
    assert terms.known(index, {"habit", "nosuch", "again"}) == {"habit", "again"}


def test_the_thesaurus_gives_the_other_members_of_a_set(index: Index) -> None:
    [(said, _, is_form)] = terms.synonyms(index, "angri")
    assert (said, is_form) == ("furious", False)
    assert terms.synonyms(index, "nosuch") == []


@many(40)
@given(st.lists(words(), min_size=1, max_size=8, unique=True))
def test_every_word_is_found_by_its_length_and_by_its_opening(texts: list[str]) -> None:
    with closing(built(a_tip(1, " ".join(texts), gist="", body=""))) as index:
        assert terms.size(index) >= len(texts)
        for word in texts:
            assert word in terms.of_length(index, len(word), len(word))
            start = word[: terms.OPENING]
            assert terms.openings(index, [start, "qqqq", start]) == [start]
            assert set(start) <= set(terms.letters(index)) or len(word) == 1
            assert word in terms.of_length_beginning_with(index, len(word), start)


@many(60)
@given(
    st.lists(
        st.sampled_from(["calling", "Habit", "co-op", "C++", "naïve", ".net", "don't", "v2", "日本", "\0"]) | words()
    )
)
def test_the_vocabulary_splits_a_text_as_the_tokenizer_does(some: list[str]) -> None:
    with closing(built(a_tip(1, "calling habit co op net"), a_tip(2, "don't, C 2 plus"))) as index:
        for texts in ([" ".join(some)], some):
            assert terms.tokens(index, texts) == index.tokenizer.split(texts)
