"""Writing an index."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import Held, a_tip, any_text, built, bundled_data, many, words
from tipcli.index.build import build, new_database
from tipcli.index.rows import SCHEMA
from tipcli.model.errors import AccessError
from tipcli.model.text import clean
from tipcli.model.tip import Credit, Topic
from tipcli.store.sources import Seeds


def dump(source: Held | Seeds) -> tuple[bytes, list[str]]:
    """Return the bytes of a new index of the source and its rows."""
    with closing(new_database(":memory:")) as connection:
        build(connection, source)
        rows = [
            repr(connection.execute(f"select * from {table} order by 1").fetchall())
            for table in ("meta", "tip", "tip_topic", "topic", "term", "opening", "milestone", "synonym", "fts")
        ]
        return connection.serialize(), rows


@many(25)
@given(st.lists(st.lists(words(1, 9), max_size=12).map(" ".join), max_size=4), st.lists(words(1, 6), max_size=3))
def test_an_index_built_again_from_the_same_source_is_equal(texts: list[str], topics: list[str]) -> None:
    tips = [a_tip(number, text, body=text, topics=tuple(topics)) for number, text in enumerate(texts, 1)]
    source = Held(
        tips, topics=[Topic(topic, "about", (topic[::-1],)) for topic in topics], synonyms=[(False, ("a", "b"))]
    )
    assert dump(source) == dump(source)


def test_the_bundled_index_built_again_is_equal() -> None:
    assert dump(Seeds())[0] == bundled_data()


@many(25)
@given(any_text(), any_text(20), any_text(20))
def test_text_that_no_reader_cleaned_is_cleaned(body: str, line: str, name: str) -> None:
    credit = Credit(line, line, None, line)
    tip = a_tip(1, line, gist=line, body=body, action=line, credit=credit)
    with closing(built(tip, topics=[Topic("t", name)])) as index:
        row = index._connection.execute(
            "select title, gist, body, action, credit_title, credit_publisher, credit_url from tip"
        ).fetchone()
        assert [text and clean(text) for text in row] == list(row)
        assert all("\n" not in text for text in (*row[:2], *row[3:]) if text)


def test_words_of_gist_and_body_are_counted() -> None:
    with closing(
        built(a_tip(1, "not counted", gist="two words", body="– three more words", action="not these"))
    ) as index:
        assert index._connection.execute("select words from tip").fetchone() == (5,)


def test_topics_are_searched_with_their_other_names_one_a_line() -> None:
    topics = [Topic("calm", "", ("stress", "thick skin"))]
    with closing(built(a_tip(1, topics=("calm", "other")), topics=topics)) as index:
        assert index._connection.execute("select topic_words from tip").fetchone() == ("calm stress thick skin\nother",)


def test_a_topic_twice_in_a_tip_counts_once() -> None:
    with closing(built(a_tip(1, topics=("a", "a")), a_tip(2, topics=("a",)))) as index:
        assert index.topics() == [("a", "", (), 2)]


def test_more_tips_than_a_batch_are_all_written() -> None:
    with closing(built(*(a_tip(number, f"word{number % 7}") for number in range(1, 2502)))) as index:
        assert index.size == 2501
        assert index._connection.execute("select count(*) from fts where fts match 'word3'").fetchone() == (357,)
        assert index._connection.execute("select tips from term where word = 'word3'").fetchone() == (357,)


def test_the_vocabulary_has_each_word_with_stem_root_and_number_of_tips() -> None:
    with closing(
        built(a_tip(1, "Habitual calls", body="Call"), a_tip(2, "Call"), synonyms=[(True, ("teach", "taught"))])
    ) as index:
        rows = index._connection.execute("select word, stem, root, tips from term order by word").fetchall()
    assert rows == [
        ("call", "call", "call", 2),
        ("calls", "call", "call", 1),
        ("habitual", "habitu", "habit", 1),
        ("taught", "taught", "taught", 0),
        ("teach", "teach", "teach", 0),
    ]


def test_a_thesaurus_is_kept_under_stems() -> None:
    synonyms = [(False, ("money back", "refunds")), (True, ("teach", "taught"))]
    with closing(built(synonyms=synonyms)) as index:
        rows = index._connection.execute("select * from synonym order by set_number, key").fetchall()
    assert rows == [
        ("monei back", 0, 0, "money back"),
        ("refund", 0, 0, "refunds"),
        ("taught", 1, 1, "taught"),
        ("teach", 1, 1, "teach"),
    ]


def test_the_layout_and_the_number_of_tips_are_written_down() -> None:
    with closing(built(a_tip(1), a_tip(5))) as index:
        assert index._connection.execute("pragma user_version").fetchone() == (SCHEMA,)
        assert index.meta["tips"] == "2"
        assert index.meta["name"] == "mine"


def test_the_full_text_index_agrees_with_the_tips() -> None:
    with closing(built(*(a_tip(number, "title", body="body") for number in range(1, 50)))) as index:
        index._connection.execute("insert into fts(fts, rank) values('integrity-check', 1)")
        assert index._connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_number_that_stands_twice_is_refused() -> None:
    with (
        closing(new_database(":memory:")) as connection,
        pytest.raises(AccessError, match="number stands twice"),
    ):
        build(connection, Held([a_tip(1), a_tip(1, slug="other")]))


def test_a_slug_may_stand_twice() -> None:
    with closing(built(a_tip(1, slug="same"), a_tip(2, slug="same"))) as index:
        assert [tip.number for tip in index.by_slug("same", 5)] == [1, 2]


def test_a_built_index_merges_its_segments_later_as_sqlite_does_by_itself() -> None:
    with closing(built(a_tip(1))) as index:
        settings = dict(index._connection.execute("select k, v from fts_config").fetchall())
        assert settings.get("automerge") == 4
