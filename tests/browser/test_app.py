"""The full screen: what keys do."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.browser.conftest import Acted, press
from tipcli.browser.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from tipcli.browser.app import Browser
    from tipcli.browser.finder import Rows
    from tipcli.model.results import Filters

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


def test_enter_takes_what_was_typed_before_it_however_long_the_search_lasts(
    play: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go = threading.Event()
    found = Finder.rows

    def slow(finder: Finder, query: str, filters: Filters) -> Rows:
        if query:
            may_go.wait(60)
        return found(finder, query, filters)

    monkeypatch.setattr(Finder, "rows", slow)

    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await pilot.press(*"superpower", "enter")
        assert app.is_running
        may_go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()

    assert play(scene).return_value == "30"


def test_enter_on_words_that_find_nothing_takes_nothing(play: Callable[..., Browser]) -> None:
    async def scene(app: Browser, pilot: Pilot[str]) -> None:
        await press(app, pilot, *"qqqqqqq", "enter")
        assert app.is_running
        await pilot.press("escape")

    assert play(scene).return_value is None
