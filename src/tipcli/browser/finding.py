"""Finding as you type: the line, the list and the chosen tip, kept in step with the answers of the library."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import App
from textual.containers import Container, VerticalScroll
from textual.css.query import NoMatches
from textual.scrollbar import ScrollBar
from textual.widgets import Input, Static

from tipcli.browser.scrolling import PlainBar
from tipcli.browser.tiplist import TipList
from tipcli.model.errors import TipsError
from tipcli.model.text import so_many_tips
from tipcli.system.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import TypeVar

    from textual import events
    from textual.app import ComposeResult
    from textual.worker import Worker

    from tipcli.browser.finder import Finder, Rows
    from tipcli.model.results import Filters

    Answer = TypeVar("Answer")

SIDE_BY_SIDE = 80  # columns from which on the tip stands beside the list, and not below it
_NARROW = "narrow"
_HINT = "Enter prints  Tab list  ? keys  Esc leaves"


class Finding(App[str]):
    """What is on the screen. `ended_by` is the signal that ended it, 0 for none."""

    CSS_PATH = "browser.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, finder: Finder, filters: Filters, query: str = "") -> None:
        super().__init__()
        ScrollBar.renderer = PlainBar
        # The colours of the terminal itself; COLORFGBG is how some say that theirs are dark on light.
        light = os.environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
        self.theme = "ansi-light" if light else "ansi-dark"
        self._finder = finder
        self._base = filters
        self.filters = filters
        self._start = query
        self._asked = 0
        self._settled = 0  # the question whose answer is in the list
        self._is_wanted = False  # that the first answer is taken, once it is there
        self._has_more = False
        self._total = 0
        self.ended_by = 0

    def compose(self) -> ComposeResult:
        """Return the line, the list, the tip, and the line that tells how many there are."""
        yield Input(self._start, placeholder="type to find", id="query", compact=True, select_on_focus=False)
        with Container(id="body"):
            yield TipList(id="list")
            with VerticalScroll(id="page"):
                yield Static("", id="tip", markup=False)
        yield Static("", id="state", markup=False)

    async def on_mount(self) -> None:
        """Ask for the first rows, and take care of signals that would leave the terminal as it is."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(ValueError, RuntimeError, NotImplementedError):  # only the main thread may
                loop.add_signal_handler(number, self._end, int(number))
        self.query_one(Input).focus()
        self._ask()

    def _end(self, number: int) -> None:
        self.ended_by = number
        self.exit(None)

    @property
    def tips(self) -> TipList:
        """The list."""
        return self.screen_stack[0].query_one(TipList)

    def on_resize(self, event: events.Resize) -> None:
        """Put the tip beside the list where there is room, else below it."""
        self.screen_stack[0].set_class(event.size.width < SIDE_BY_SIDE, _NARROW)
        self.call_after_refresh(self._show)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what was typed."""
        if event.input.id == "query":
            self._is_wanted = False
            self._ask()

    def action_take(self) -> None:
        """End with the chosen tip; where the list is not yet that of what was typed, with the first of that."""
        if self._settled != self._asked:
            self._is_wanted = True
        elif self.tips.ref:
            self.exit(self.tips.ref)

    def _ask(self) -> None:
        self._asked += 1
        self._run(partial(self._find, self._asked), "find", exclusive=True)

    async def _find(self, asked: int) -> None:
        query = self.query_one("#query", Input).value

        def rows() -> Rows | None:  # what was typed meanwhile makes it idle
            return self._finder.rows(query, self.filters) if asked == self._asked else None

        found = await self._answered(rows)
        if asked != self._asked:
            return
        self._settled, is_wanted, self._is_wanted = asked, self._is_wanted, False
        if found is None:
            return
        self._has_more, self._total = found.has_more, found.total
        self.tips.set_rows(found.rows)
        self._tell()
        if is_wanted:
            self.action_take()

    def on_tip_list_wanted(self) -> None:
        """Fetch more rows, once at a time."""
        if self._has_more:
            self._has_more = False
            self._run(partial(self._more, self._asked), "more")

    async def _more(self, asked: int) -> None:
        rows = await self._answered(self._finder.more)
        if asked == self._asked and rows:
            self.tips.add_rows(rows)
            self._has_more = True

    async def _answered(self, ask: Callable[[], Answer]) -> Answer | None:
        """Ask the library; what it cannot do is told, and the answer None."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._finder.pool, ask)
        except TipsError as error:
            self._notify(error.message)
            return None

    def on_tip_list_chosen(self) -> None:
        """Show the chosen tip."""
        self._show()

    def _show(self) -> None:
        self._run(partial(self._read, self.tips.ref), "read", exclusive=True)

    async def _read(self, ref: str) -> None:
        page = self.screen_stack[0].query_one("#page", VerticalScroll)
        screen = Screen(max(page.scrollable_content_region.width, 10), "color", unicode=True)
        text = await self._answered(lambda: self._finder.page(ref, screen)) if ref else ""
        with suppress(NoMatches):
            page.query_one("#tip", Static).update(Text.from_ansi(text or ""))
            page.scroll_home(animate=False)

    def _tell(self) -> None:
        """Say how many tips there are, and of which."""
        only = [f"topic {name}" for name in self.filters.topics if name not in self._base.topics]
        only += [name for name in self.filters.collections if name not in self._base.collections]
        only += ["starred"] if self.filters.starred else []
        marked = [f"{len(self.tips.marked)} marked"] if self.tips.marked else []
        parts = [so_many_tips(self._total), *only, *marked]
        self.screen_stack[0].query_one("#state", Static).update(f"{'  '.join(parts)}   {_HINT}")

    def _notify(self, text: str) -> None:
        self.notify(text, markup=False)

    def _run(
        self, work: Callable[[], Coroutine[Any, Any, None]], group: str = "do", *, exclusive: bool = False
    ) -> None:
        _: Worker[None] = self.run_worker(work, group=group, exclusive=exclusive)

    def _narrow(self, filters: Filters) -> None:
        self.filters = filters
        self._ask()
