"""An index that was changed is the one that would be built anew."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import Held, a_tip, any_text, many
from tipcli.index.build import build, new_database
from tipcli.index.checks import TABLES
from tipcli.index.opened import Index
from tipcli.index.update import update
from tipcli.model.results import Filters
from tipcli.model.tip import Topic
from tipcli.search.rank import search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tipcli.model.tip import Tip

WORDS = (
    "kettle",
    "kettles",
    "naïve",
    "naive",
    "NAÏVE",
    "日本",
    "x1",
    "don't",
    "Straße",
    "strasse",
    "a",
    "öl",
    "\u2028",
)
TOPICS = (Topic("zeal", "Zeal", ("fervour", "naïve kettle")), Topic("calm"), Topic("日本", "", ("öl",)))

text = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | any_text(20)
fields = st.fixed_dictionaries(
    {
        "title": text,
        "body": text,
        "gist": text,
        "action": st.none() | text,
        "date": st.sampled_from([None, "2020-02-29", "2026-01-01"]),
        "topics": st.lists(st.sampled_from(["zeal", "calm", "日本", "other"]), max_size=3, unique=True).map(tuple),
        "guid": st.sampled_from(["", "urn:x"]),
        "complete": st.booleans(),
        "mark": st.integers(0, 2**63 - 1),
    }
)
# One change of the collection: tips that are new or another by number, and numbers that go.
change = st.tuples(st.dictionaries(st.integers(1, 9), fields, max_size=4), st.frozensets(st.integers(1, 9), max_size=4))


def built(tips: Iterable[Tip]) -> sqlite3.Connection:
    connection = new_database(":memory:")
    build(connection, Held(list(tips), topics=TOPICS))
    return connection


def assert_same(one: sqlite3.Connection, other: sqlite3.Connection) -> None:
    for table in TABLES:
        assert list(one.execute(f"select * from {table}")) == list(other.execute(f"select * from {table}")), table
    assert one.execute("pragma integrity_check").fetchall() == [("ok",)]
    one.execute("insert into fts(fts, rank) values('integrity-check', 1)")
    indexes = [Index(connection, ":memory:") for connection in (one, other)]
    for query in ("kettle", "ketle", "naive", "fervour", "日本", "straße öl"):
        found, expected = ([(hit.tip.number, hit.score) for hit in search(i, i, query, Filters())] for i in indexes)
        assert dict(found) == pytest.approx(dict(expected), abs=0.2), query


@many(25)
@given(st.lists(change, min_size=1, max_size=4))
def test_after_any_changes_an_index_is_the_one_that_is_built_anew(
    changes: list[tuple[dict[int, dict[str, object]], frozenset[int]]],
) -> None:
    first, _ = changes[0]
    tips = {number: a_tip(number, **given) for number, given in sorted(first.items())}  # type: ignore[arg-type]
    with closing(built(tips.values())) as connection:
        for more, gone in changes[1:]:
            changed = {number: a_tip(number, **given) for number, given in more.items()}  # type: ignore[arg-type]
            tips = {number: tip for number, tip in tips.items() if number not in gone} | changed
            tips = dict(sorted(tips.items()))
            update(connection, Held(list(tips.values()), topics=TOPICS), changed.values(), gone)
            with closing(built(tips.values())) as anew:
                assert_same(connection, anew)


def test_the_milestones_of_many_tips_are_right_after_tips_are_gone() -> None:
    tips = [a_tip(number, f"Title {number}") for number in range(1, 1601)]
    gone = frozenset(range(2, 1000, 3))
    left = [tip for tip in tips if tip.number not in gone]
    with closing(built(tips)) as connection, closing(built(left)) as anew:
        update(connection, Held(left, topics=TOPICS), [], gone)
        assert_same(connection, anew)
        index = Index(connection, ":memory:")
        assert [tip.number for tip in index.at(Filters(), [0, 499, 500, 1001])] == [
            left[place].number for place in (0, 499, 500, 1001)
        ]


def test_the_last_tip_can_go_and_the_words_and_topics_go_with_it() -> None:
    tip = a_tip(1, "Kettle", topics=("zeal",))
    with closing(built([tip])) as connection:
        update(connection, Held([], topics=TOPICS), [], [1])
        for table in ("tip", "tip_topic", "topic", "term", "opening", "milestone"):
            assert list(connection.execute(f"select * from {table}")) == [], table


def test_a_number_that_is_not_there_can_be_removed() -> None:
    tip = a_tip(1, "Kettle")
    with closing(built([tip])) as connection, closing(built([tip])) as anew:
        update(connection, Held([tip], topics=TOPICS), [], [5])
        assert_same(connection, anew)


def test_a_body_longer_than_what_is_searched_is_changed_like_any_other() -> None:
    tip, other = a_tip(1, "Kettle", body="pot " * 20_000 + "needle"), a_tip(1, "Kettle", body="pan " * 20_000)
    with closing(built([tip])) as connection, closing(built([other])) as anew:
        update(connection, Held([other], topics=TOPICS), [other])
        assert_same(connection, anew)
