"""Whether an index is sound and says what its collection says."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.made import Held, a_tip, index_of
from tipcli.index.checks import TABLES, fault

TIPS = [a_tip(1, "Smile", body="First words.", topics=("desk",)), a_tip(2, "Listen", body="Then others.")]


def found(statement: str = "", *, tips: int = 2, digest: str | None = None) -> str:
    """Return what is wrong with an index of TIPS after a change."""
    source = Held(TIPS)
    with closing(index_of(source)) as index:
        if statement:
            index._connection.execute(statement)
        return fault(index, source, index.meta["digest"] if digest is None else digest, tips)


def test_an_index_as_it_was_built_has_no_fault() -> None:
    assert found() == ""


def test_one_of_other_tips_is_told_from_a_damaged_one() -> None:
    assert found(tips=3) == "made from other tips"
    assert found(digest="another") == "made from other tips"


@pytest.mark.parametrize(
    "statement",
    [
        "update tip set body = 'Other words.' where number = 1",
        "update tip set slug = 'other' where number = 2",
        "delete from tip_topic",
        "delete from term where word = 'smile'",
        "update term set tips = 7",
        "insert into fts(fts) values('delete-all')",
        "drop table opening",
    ],
)
def test_whatever_says_something_else_is_found(statement: str) -> None:
    assert found(statement).startswith("damaged (")


def test_every_table_but_the_full_text_is_compared() -> None:
    with closing(index_of(Held(TIPS))) as index:
        names = {row[0] for row in index._connection.execute("select name from sqlite_master where type = 'table'")}
    assert {name for name in names if not name.startswith("fts") and not name.startswith("sqlite_")} == set(TABLES)
