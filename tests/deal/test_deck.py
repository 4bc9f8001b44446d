"""Which tips random and today take: from all that pass, never what is hidden."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside
from tipcli.library import Library
from tipcli.model.results import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2026, 11, 22)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    with Library(pytest.fail) as found:
        yield found


def test_a_seed_deals_the_same_tips_and_all_of_them_once(library: Library) -> None:
    tips = library.random(Filters(), 0, seed=7)
    assert [tip.ref for tip in tips] == [tip.ref for tip in library.random(Filters(), 0, seed=7)]
    assert len({tip.ref for tip in tips}) == len(tips) == library.count(Filters(dealable=True))
    assert all(tip.notes.risk != "crisis" for tip in tips)


def test_a_day_is_a_function_of_the_date_and_another_day_another_tip(library: Library) -> None:
    first = library.today(Filters(), DAY)
    assert first == library.today(Filters(), DAY)
    days = {tip.ref for n in range(30) if (tip := library.today(Filters(), DAY + timedelta(n)))}
    assert len(days) == 30
    assert library.today(Filters(), DAY, week=True) == library.today(Filters(), DAY - timedelta(2), week=True)


def test_where_no_tip_passes_there_is_none(library: Library) -> None:
    nothing = Filters(since="2099-01-01")
    assert library.today(nothing, DAY) is None
    assert library.random(nothing) == []


def test_what_is_hidden_is_passed_over_and_only_its_own_day_changes(library: Library, tmp_path: Path) -> None:
    days = [DAY + timedelta(n) for n in range(10)]
    before = [tip.ref for day in days if (tip := library.today(Filters(), day))]
    assert Inside(tmp_path / "home")("hide", before[3]).status == 0
    library.look_again()
    after = [tip.ref for day in days if (tip := library.today(Filters(), day))]
    assert [one for one, other in zip(before, after, strict=True) if one != other] == [before[3]]
    dealt = [tip.ref for tip in library.random(Filters(), 0, seed=1)]
    assert before[3] not in dealt
    assert len(dealt) == library.count(Filters(dealable=True)) - 1
