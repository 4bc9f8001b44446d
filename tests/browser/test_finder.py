"""What the browser asks of the library, in its own thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, table, well
from tipcli.browser import finder
from tipcli.browser.finder import Finder
from tipcli.model.errors import NotFoundError
from tipcli.model.results import Filters
from tipcli.system.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Finder]:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    found = Finder(pytest.fail)
    yield found
    found.close()


def test_a_list_comes_page_by_page(made: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "PAGE", 50)
    first = made.do(lambda: made.rows(" ", Filters()))
    assert (len(first.rows), first.total, first.has_more) == (50, 124, True)
    rest = [made.do(made.more) for _ in range(3)]
    assert [len(one) for one in rest] == [50, 24, 0]
    refs = [row.ref for row in (*first.rows, *rest[0], *rest[1])]
    assert len(set(refs)) == 124


def test_hits_show_what_matched_and_end_the_list(made: Finder) -> None:
    found = made.do(lambda: made.rows("empathy", Filters()))
    assert found.rows[0].title
    assert any(is_lit for row in found.rows for _, is_lit in row.title)
    assert made.do(made.more) == []
    assert not found.has_more


def test_an_unknown_topic_is_told(made: Finder) -> None:
    with pytest.raises(NotFoundError):
        made.do(lambda: made.rows("", Filters(topics=("no-such-topic",))))


def test_a_tip_is_shown_as_on_a_terminal_and_one_that_is_gone_as_nothing(made: Finder) -> None:
    assert "Make Empathy Your Superpower" in made.do(lambda: made.page("30", Screen(60, "color")))
    assert made.do(lambda: made.page("9999", Screen(60))) == ""
    assert made.do(lambda: made.tip("9999")) is None


def test_what_came_meanwhile_is_seen_after_another_look(made: Finder, tmp_path: Path) -> None:
    made.do(lambda: made.rows("", Filters()))
    well(Inside(tmp_path / "home")("import", table(tmp_path / "s.csv", "A new one,Its text.")))
    made.do(made.look_again)
    assert [one.name for one in made.do(made.collections)] == ["service", "s"]
    assert made.do(lambda: made.rows("", Filters())).total == 125
    assert {one.slug for one in made.do(made.topics)} >= {"empathy"}
