"""The full screen: what keys do."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.browser.conftest import Acted, press

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from tipcli.browser.app import Browser

    Scene = Callable[[Browser, "Pilot[str]"], Awaitable[None]]


@pytest.mark.parametrize("keys", [["escape"], ["tab", "q"], ["ctrl+c"]])
def test_one_can_leave_without_a_tip(play: Callable[..., Browser], keys: list[str]) -> None:
    async def scene(_app: Browser, pilot: Pilot[str]) -> None:
        await pilot.press(*keys)

    app = play(scene)
    assert app.return_value is None
    assert app.ended_by == (signal.SIGINT if keys == ["ctrl+c"] else 0)
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
