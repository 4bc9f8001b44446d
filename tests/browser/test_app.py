"""The full screen by Textual's own pilot: what keys do, at several sizes, with the real library."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, OptionList, Static

from tipcli.browser.app import Browser
from tipcli.browser.dialogs import Ask, Choose, Keys
from tipcli.browser.finder import Finder
from tipcli.model.errors import AccessError
from tipcli.model.results import Filters

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from tipcli.model.tip import Tip

    Scene = Callable[[Browser, "Pilot[str]"], Awaitable[None]]


class Acted:
    """Notes what it is asked to do."""

    def __init__(self) -> None:
        self.done: list[tuple[str, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., str]:
        def act(tip: Tip | list[str], *more: str) -> str:
            self.done.append((name, "+".join(tip) if isinstance(tip, list) else tip.ref, *more))
            if name == "open":
                raise AccessError("no link")
            return f"{name} done"

        return act


@pytest.fixture
def acted() -> Acted:
    return Acted()


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, acted: Acted) -> Iterator[Callable[..., Browser]]:
    """Return what plays a scene in a browser, and gives the browser as it ended."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    finder = Finder(pytest.fail)

    def played(scene: Scene, *, size: tuple[int, int] = (100, 30), query: str = "", **filters: Any) -> Browser:
        async def run() -> Browser:
            app = Browser(finder, Filters(**filters), acted, query)
            async with app.run_test(size=size) as pilot:
                await settled(app, pilot)
                await scene(app, pilot)
            return app

        return asyncio.run(run())

    yield played
    finder.close()


async def settled(app: Browser, pilot: Pilot[str]) -> None:
    """Wait until nothing is asked any more."""
    for _ in range(2):
        await pilot.pause()
        await app.workers.wait_for_complete([one for one in app.workers if one.group in ("find", "read", "more")])
    await pilot.pause()


async def press(app: Browser, pilot: Pilot[str], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(app, pilot)


def page(app: Browser) -> str:
    return str(app.screen_stack[0].query_one("#tip", Static).render())


def state(app: Browser) -> str:
    return str(app.screen_stack[0].query_one("#state", Static).render())


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


@pytest.mark.parametrize("keys", [["escape"], ["tab", "q"], ["ctrl+c"]])
def test_one_can_leave_without_a_tip(play: Callable[..., Browser], keys: list[str]) -> None:
    async def scene(_app: Browser, pilot: Pilot[str]) -> None:
        await pilot.press(*keys)

    app = play(scene)
    assert app.return_value is None
    assert not app.is_running


def test_the_list_moves_as_vi_does_and_by_arrows(play: Callable[..., Browser]) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await press(app, pilot, "tab")
        page = app.tips.size.height - 1
        for keys, at in (
            (["k"], 0), (["j", "j", "k"], 1), (["G"], 123), (["g"], 0), (["down", "down", "up"], 1), (["home"], 0),
            (["pagedown"], page), (["pageup"], 0),
        ):  # fmt: skip
            await press(app, pilot, *keys)
            assert app.tips.chosen == at
            assert app.tips.scroll_offset.y <= at < app.tips.scroll_offset.y + app.tips.size.height

    play(scene)


def test_a_letter_in_the_list_does_what_it_stands_for(play: Callable[..., Browser], acted: Acted) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await press(app, pilot, "tab", "j")
        for key in "sypo":
            await pilot.press(key)
            await app.workers.wait_for_complete()
        assert acted.done == [(name, "123") for name in ("star", "copy", "practice", "open")]
        assert app.tips.ref == "123"

    play(scene)


def test_a_letter_in_the_line_is_text(play: Callable[..., Browser], acted: Acted) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await press(app, pilot, *"sqx?")
        assert app.query_one("#query", Input).value == "sqx?"

    play(scene)
    assert not acted.done


def test_a_note_is_asked_for_and_given(play: Callable[..., Browser], acted: Acted) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await pilot.press("tab", "n")
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        await pilot.press(*"mine", "enter")
        await app.workers.wait_for_complete()
        assert acted.done == [("note", "124", "mine")]
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert len(acted.done) == 1
        assert app.is_running

    play(scene)


def test_what_is_marked_is_exported(play: Callable[..., Browser], acted: Acted) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await press(app, pilot, "tab", "space", "space", "k", "space")
        assert "1 marked" in state(app)
        await pilot.press("space", "x")
        await pilot.pause()
        await pilot.press(*["backspace"] * 9, *"a.csv", "enter")
        await app.workers.wait_for_complete()

    play(scene)
    assert acted.done == [("export", "124+122", "a.csv")]


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


def test_the_keys_are_told_and_leave_again(play: Callable[..., Browser]) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await pilot.press("tab", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Keys)
        await pilot.press("escape")
        await pilot.pause()
        assert app.is_running
        assert not isinstance(app.screen, Keys)

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
