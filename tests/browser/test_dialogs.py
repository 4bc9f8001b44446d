"""What the full screen asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import Acted, press, state
from tipcli.browser.dialogs import Ask, Keys

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from tipcli.browser.app import Browser

    Scene = Callable[[Browser, "Pilot[str]"], Awaitable[None]]


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
