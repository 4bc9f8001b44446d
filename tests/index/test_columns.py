"""The columns of a tip: what is written is what is read."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.test_items import items
from tests.made import built, many
from tipcli.index.columns import COLUMNS, NAMES, SEARCHED, row_of, values_of
from tipcli.index.rows import FIELDS
from tipcli.ingest.items import tip_of
from tipcli.readers.base import Item


@many(25)
@given(items.filter(lambda item: item.title or item.body), st.integers(0, 2**63 - 1))
def test_a_tip_that_was_written_is_read_as_it_was(item: Item, mark: int) -> None:
    tip = tip_of(item, "mine", ("a",), mark).replace(number=7)
    with closing(built(tip)) as index:
        assert index.numbered([7]) == [tip]


def test_every_column_is_read_or_serves_the_index_only() -> None:
    read = {name.strip().removeprefix("tip.") for name in FIELDS.split(",")}
    assert read == {*NAMES, "mark", "editorial", "seen"}
    assert read | {column.name for column in COLUMNS if column.kept_in_index} == {column.name for column in COLUMNS}


def test_the_columns_that_are_searched_are_in_the_order_of_their_weights() -> None:
    assert SEARCHED == ("title", "topic_words", "gist", "action", "asked", "body")


def test_a_row_has_a_value_for_each_column_and_an_export_those_that_a_person_wants() -> None:
    tip = tip_of(Item("x", title="A title", body="A text.", topics=("a", "b")), "mine", ())
    assert len(row_of(tip, {"a": "a alpha"})) == len(COLUMNS)
    assert row_of(tip, {"a": "a alpha"}, "an a")[-2:] == ("a alpha\nb", "an a")
    assert tuple(values_of(tip)) == NAMES


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ('{"keywords": "voice, tone"}', "voice, tone"),
        ('{"keywords": ["voice", "tone", 7]}', "voice, tone"),
        ('{"aliases": ["Ring back"], "keyword": "phone"}', "phone, Ring back"),
        ('{"about": "the keywords"}', ""),
        ('{"keywords": {"a": "b"}}', ""),
        ("", ""),
    ],
)
def test_the_keywords_that_a_source_gave_are_searched(extra: str, words: str) -> None:
    tip = tip_of(Item("x", title="A title", body="A text."), "mine", ()).replace(extra=extra)
    assert row_of(tip, {})[-1] == words
    assert row_of(tip, {}, "asked for")[-1] == "asked for"
