"""What is on the full screen, as something is typed, chosen and narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, OptionList

from tests.browser.conftest import page, press, settled, state
from tipcli.browser.dialogs import Choose

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest
    from textual.pilot import Pilot

    from tipcli.browser.app import Browser

    Scene = Callable[[Browser, "Pilot[str]"], Awaitable[None]]


def test_what_is_typed_is_found_and_the_chosen_tip_is_shown_and_taken(play: Callable[..., Browser]) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        assert "124 tips" in state(app)
        assert app.tips.rows[0].ref == "124"
        assert "When one of your team had a bad call" in page(app)
        await press(app, pilot, *"emapthy")
        assert app.query_one("#query", Input).value == "emapthy"
        refs = [row.ref for row in app.tips.rows]
        assert "30" in refs[:3]
        await press(app, pilot, "down")
        assert app.tips.ref == refs[1]
        assert page(app).splitlines()[1].startswith(f"{refs[1]} ")
        await press(app, pilot, "enter")
        assert app.return_value == refs[1]

    play(scene)


def test_topic_collection_and_stars_narrow_the_list(play: Callable[..., Browser]) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await pilot.press("tab", "t")
        await pilot.pause()
        assert isinstance(app.screen, Choose)
        topics = app.screen.query_one(OptionList)
        assert topics.option_count > 10
        await pilot.press("down", "enter")
        await settled(app, pilot)
        assert app.filters.topics
        assert 0 < len(app.tips.rows) < 124
        assert f"topic {app.filters.topics[0]}" in state(app)
        await press(app, pilot, "t", "enter")
        assert len(app.tips.rows) == 124
        await press(app, pilot, "f")
        assert app.tips.rows == []
        assert page(app) == ""
        await press(app, pilot, "f")
        assert len(app.tips.rows) == 124

    play(scene)


def test_every_width_shows_list_and_tip(play: Callable[..., Browser]) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        for width in (200, 40, 120, 60, 80):
            await pilot.resize_terminal(width, 24)
            await settled(app, pilot)
            tips, text = app.tips.region, app.query_one("#page").region
            assert min(tips.width, text.width) >= 30
            assert min(tips.height, text.height) >= 8
            assert max(tips.bottom, text.bottom) <= 23
            assert (tips.y == text.y) is (width >= 80)

    play(scene)


def test_a_query_and_filters_are_taken_from_the_line(play: Callable[..., Browser]) -> None:
    async def scene(app: Browser, _pilot: Pilot[str]) -> None:
        assert [row.ref for row in app.tips.rows][:1] == ["30"]

    play(scene, query="make empathy your superpower", collections=("service",))


def test_without_colour_nothing_depends_on_it(play: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await press(app, pilot, "tab", "space")
        lines = ["".join(piece.text for piece in app.tips.render_line(y)) for y in range(2)]
        assert [line[0] for line in lines] == ["+", ">"]

    play(scene)
