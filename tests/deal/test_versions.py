"""A version of one's own comes on the days of the tip that it was made from, and no other day changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside
from tests.made import a_tip
from tipcli.deal.versions import without
from tipcli.library import Library
from tipcli.model.results import Filters

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 22)
DAYS = [DAY + timedelta(n) for n in range(12)]


@pytest.fixture
def tips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inside:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    return Inside(tmp_path / "home")


ALL = Filters(rotation=True)


def dealt(filters: Filters = ALL) -> list[str]:
    with Library(pytest.fail) as library:
        return [tip.ref for day in DAYS if (tip := library.today(filters, day))]


def test_it_takes_the_place_of_the_other_and_no_other_day_changes(tips: Inside) -> None:
    before = dealt()
    assert tips("edit", before[3], "--gist", "As we say it.").status == 0
    assert dealt() == [*before[:3], "mine/1", *before[4:]]
    with Library(pytest.fail) as library:
        every = [tip.ref for tip in library.random(Filters(rotation=True), 0, seed=3)]
    assert len(set(every)) == len(every)
    assert "mine/1" in every
    assert before[3] not in every
    ran = tips("today", env={"TIPS_TODAY": DAYS[3].isoformat()})
    assert "As we say it." in ran.out
    assert "tips show mine/1" in ran.out
    assert tips("random", "-n", "0", "--json").out.count('"ref": "mine/1"') == 1


def test_what_is_hidden_of_both_leaves_the_other(tips: Inside) -> None:
    before = dealt()
    tips("edit", before[3], "--gist", "As we say it.")
    tips("hide", "mine/1")
    assert "mine/1" not in dealt()
    tips("unhide", "mine/1")
    tips("hide", before[3])
    assert before[3] not in dealt()
    with Library(pytest.fail) as library:
        assert "mine/1" in [tip.ref for tip in library.random(Filters(rotation=True), 0, seed=1)]


def test_it_takes_no_place_where_only_one_of_both_may_come(tips: Inside) -> None:
    before = dealt()
    tips("edit", before[3], "--gist", "As we say it.", "-t", "ours")
    with Library(pytest.fail) as library:
        assert "mine/1" not in dealt(Filters(collections=("service",)))
        assert set(dealt(Filters(collections=("mine",)))) == {"mine/1"}
        topics = library.resolve([before[3]])[0].topics
    assert "mine/1" not in dealt(Filters(topics=topics))


def test_of_two_versions_the_last_one_comes_and_the_other_for_itself(tips: Inside) -> None:
    before = dealt()
    tips("edit", before[3], "--gist", "One.")
    first = next((tips.home / "data" / "mine").glob("*.md"))
    second = first.with_name("002-other.md")
    second.write_text(first.read_text().replace("One.", "Two."))
    with Library(pytest.fail) as library:
        every = [tip.ref for tip in library.random(Filters(rotation=True), 0, seed=1)]
    assert {"mine/1", "mine/2"} <= set(every)
    assert before[3] not in every


@pytest.mark.parametrize("origin", ["service/9999", "blog/1", "none", "mine/2", "[1]"])
def test_a_version_of_what_is_not_there_is_a_tip_of_its_own(origin: str, tips: Inside) -> None:
    tips("add", "Greet first", "--gist", "Say hello.")
    path = next((tips.home / "data" / "mine").glob("*.md"))
    path.write_text(path.read_text().replace("---\n", f"---\nfrom: '{origin}'\n", 1))
    with Library(pytest.fail) as library:
        assert "mine/1" in [tip.ref for tip in library.random(Filters(rotation=True), 0, seed=1)]


def test_what_was_left_out_stays_left_out() -> None:
    filters = Filters(but=(("mine", (4,)), ("blog", (1,))))
    assert without(filters, {}) is filters
    moved = without(filters, {("service", 3): a_tip(2, collection="mine")})
    assert moved.but == (("mine", (2, 4)), ("blog", (1,)))
