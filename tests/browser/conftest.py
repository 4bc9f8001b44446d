"""Playing scenes in a browser by Textual's own pilot, with the real library."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Static

from tipcli.browser.app import Browser
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
