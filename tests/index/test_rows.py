"""The border between SQL and values: what is not of the type that was written is damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import PLAIN_CREDIT, a_tip, built, fields_of, many
from tipcli.index import rows
from tipcli.index.rows import DamagedError, condition, number, sort_key, text, whole
from tipcli.model.results import Filters

VALUES = st.none() | st.integers() | st.floats() | st.text() | st.binary()


@many(150)
@given(VALUES)
def test_a_value_is_what_was_written_or_damage(value: object) -> None:
    for read, kind in ((text, str), (whole, int)):
        if isinstance(value, kind):
            assert read(value) == value
        else:
            with pytest.raises(DamagedError):
                read(value)


@many(60)
@given(st.text(max_size=8))
def test_a_number_in_a_text_is_digits_only(said: str) -> None:
    if said.isdecimal():
        assert number(said) == int(said)
    else:
        with pytest.raises(DamagedError):
            number(said)


def test_a_tip_comes_out_of_an_index_as_it_went_in() -> None:
    tips = [a_tip(1, credit=PLAIN_CREDIT, topics=("a", "b"), date="2025-04-29", action="Do."), a_tip(2, complete=False)]
    with closing(built(*tips)) as index:
        assert [fields_of(tip) for tip in index.tips(Filters(), "number")] == [fields_of(tip) for tip in tips]


def test_filters_become_conditions_with_their_values() -> None:
    assert condition(Filters()) == ("1", ())
    said, values = condition(Filters(topics=("a", "b"), since="2025", until="2026", short=True))
    assert said.count("?") == len(values)
    assert values[:4] == ("a", "b", "2025", "2026")


@many(60)
@given(st.lists(st.tuples(st.integers(1, 99), st.text(max_size=4), st.none() | st.dates().map(str)), max_size=6))
def test_an_order_in_python_is_that_of_sqlite(made: list[tuple[int, str, str | None]]) -> None:
    tips = {one: a_tip(one, title.replace("\0", ""), date=day) for one, title, day in made}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table tip (number integer, title text, date text)")
        values = [(tip.number, tip.title, tip.date) for tip in tips.values() if tip.title.isascii()]
        connection.executemany("insert into tip values (?, ?, ?)", values)
        for order, sql in rows.ORDERS.items():
            query = f"select number from tip order by {sql.format(up='asc', down='desc')}"
            expected = [row[0] for row in connection.execute(query)]
            found = sorted((tips[value[0]] for value in values), key=sort_key(order), reverse=order == "date")
            assert [tip.number for tip in found] == expected


def test_a_list_has_of_each_tip_what_it_shows_and_nothing_else() -> None:
    shown: dict[str, Any] = {"slug": "a-slug", "title": "A", "gist": "One.", "date": "2025-04-29", "topics": ("a", "b")}
    with closing(built(a_tip(1, **shown, action="Do.", credit=PLAIN_CREDIT, complete=False), a_tip(2))) as index:
        listed = list(index.tips(Filters(), "number", brief=True))
        whole_ones = list(index.tips(Filters(), "number"))
    left_out: dict[str, Any] = {
        "body": "",
        "action": None,
        "credit": None,
        "complete": True,
        "extra": "",
        "mark": 0,
        "editorial": "",
    }
    assert listed == [tip.replace(guid="", link="", seen="", **left_out) for tip in whole_ones]
    assert (listed[0].title, listed[0].topics) == ("A", ("a", "b"))


@pytest.mark.parametrize("field", [2, 3])
def test_a_row_of_a_list_is_cleaned_or_damage(field: int) -> None:
    row: list[Any] = [7, "slug", "Title", "Gist.", None, ""]
    row[field] = "a\x1b[31mb"
    tip = rows.listed_of(tuple(row), "mine")
    assert "\ufffd[31mb" in tip.title + tip.gist
    assert "\x1b" not in tip.title + tip.gist
    row[field] = 5
    with pytest.raises(DamagedError):
        rows.listed_of(tuple(row), "mine")
