"""Words are counted by tips, as SQLite's tokenizer splits them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, any_text, built, many
from tipcli.index.terms import OPENING
from tipcli.index.vocabulary import Tally, WordCount, add_words, as_numbers, take_words_back
from tipcli.index.words import Tokenizer

texts = st.lists(any_text(20) | st.lists(st.sampled_from(["naïve", "naive", "Naïve", "日本", "don\u2019t", "x1"])).map(
    " ".join
), max_size=5)  # fmt: skip


@many(25)
@given(texts)
def test_each_word_counts_once_in_a_tip(bodies: list[str]) -> None:
    tips = [a_tip(number, "Kettle", gist="", body=body) for number, body in enumerate(bodies, 1)]
    with closing(built(*tips)) as index:
        expected: Counter[str] = Counter()
        for pairs in Tokenizer(index._connection).split("Kettle " + tip.body for tip in tips):
            expected.update({word for word, _ in pairs})
        assert dict(index._connection.execute("select word, tips from term")) == expected
        words = [word for word, letters in index._connection.execute("select word, letters from term") if letters]
        openings = {text for (text,) in index._connection.execute("select text from opening")}
        assert openings == {word[:OPENING] for word in words}


def test_what_is_counted_and_taken_back_leaves_the_counts_as_they_were() -> None:
    with closing(built(a_tip(1, "One kettle"), a_tip(2, "Two kettles"))) as index:
        connection = index._connection
        before = connection.execute("select * from term").fetchall()
        count = WordCount(connection, "temp.again")
        count.add(as_numbers([2, 5]))
        assert dict(count.counts()) | {"two": 1, "kettles": 1} == dict(count.counts())
        add_words(connection, count.counts())
        assert connection.execute("select tips from term where word = 'kettles'").fetchone() == (2,)
        take_words_back(connection, count.counts())
        assert connection.execute("select * from term").fetchall() == before
        count.drop()
        assert not tables(connection) & {"again", "again_data"}


@many(25)
@given(
    *[
        st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=3),
            st.integers(1, 3),
            max_size=6,
        )
    ]
    * 2
)
def test_what_several_have_counted_is_added_up_word_by_word(one: dict[str, int], two: dict[str, int]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        tally = Tally(connection)
        for count in (one, two):
            tally.add(count.items())
        found = list(tally.totals())
    assert dict(found) == Counter(one) + Counter(two)
    assert [word for word, _ in found] == sorted(dict(found))


SUFFIXES = (
    "ational tional enci anci izer logi abli bli alli entli eli ousli ization ation ator alism iveness fulness ousness "
    "aliti iviti biliti icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ion ou "
    "ism ate iti ous ive ize e ll s sses ies ss eed ed ing y"
).split()
BEGINNINGS = ("t", "kn", "nat", "relat", "hopp", "zebr", "biolo", "caf\u00e9t")


def test_the_stems_of_a_vocabulary_are_those_of_the_tokenizer() -> None:
    """The suffixes are those of Porter's algorithm: what ends otherwise is not asked for, and must be its own stem."""
    pairs_of_letters = map("".join, product("abcdefghijklmnopqrstuvwxyz", repeat=2))
    words = [beginning + end for end in (*SUFFIXES, *pairs_of_letters) for beginning in BEGINNINGS]
    with closing(built(a_tip(1, "Kettle", gist="", body=" ".join(words)))) as index:
        rows = index._connection.execute("select word, stem from term").fetchall()
        found = Tokenizer(index._connection).split(word for word, _ in rows)
        assert [[pair] for pair in rows] == found


def test_nothing_of_the_counting_is_left_in_an_index() -> None:
    with closing(built(a_tip(1))) as index:
        assert not [name for name in tables(index._connection) if name.startswith(("word_count", "tally"))]
        assert index._connection.execute("pragma freelist_count").fetchone() == (0,)


def tables(connection: sqlite3.Connection) -> set[str]:
    query = "select name from sqlite_schema union all select name from sqlite_temp_schema"
    return {name for (name,) in connection.execute(query)}
