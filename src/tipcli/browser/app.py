"""The full screen of `tips browse`: what its keys do."""

from __future__ import annotations

import signal
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Input

from tipcli.browser.dialogs import Ask, Choose, Keys
from tipcli.browser.finding import Finding
from tipcli.model.errors import TipsError
from tipcli.model.text import so_many_tips

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from tipcli.browser.actions import Actions
    from tipcli.browser.finder import Finder
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip

_IN_LIST = ("move", "page")  # actions that are the list's, not those of a tip that is read


class Browser(Finding):
    """Ends with the ref of the tip that was taken, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("ctrl+c", "interrupt", "Leave", priority=True),
        Binding("ctrl+z", "suspend_process", "Suspend"),
        Binding("tab", "app.focus_next", "Next", priority=True),
        Binding("shift+tab", "app.focus_previous", "Previous", priority=True),
        # While the line has the keys it takes the letters; the arrows move in the list all the same.
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True),
        Binding("pagedown", "page(1)", "Page down"),
        Binding("pageup", "page(-1)", "Page up"),
        Binding("enter", "take", "Take"),
        Binding("slash", "find", "Find"),
        Binding("space", "mark", "Mark"),
        *(
            Binding(key, f"act('{name}')", name)
            for key, name in zip("syop", ("star", "copy", "open", "practice"), strict=True)
        ),
        Binding("e", "edit", "Edit"),
        Binding("n", "note", "Note"),
        Binding("x", "export", "Export"),
        Binding("t", "topic", "Topic"),
        Binding("c", "collection", "Collection"),
        Binding("f", "starred", "Starred"),
        Binding("question_mark", "keys", "Keys"),
        Binding("q", "leave", "Leave"),
    ]

    def __init__(self, finder: Finder, filters: Filters, actions: Actions, query: str = "") -> None:
        super().__init__(finder, filters, query)
        self._actions = actions

    def action_interrupt(self) -> None:
        """End as a command that is interrupted does."""
        self.ended_by = int(signal.SIGINT)
        self.exit(None)

    def action_leave(self) -> None:
        """Leave without a tip."""
        self.exit(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the chosen tip."""
        if event.input.id == "query":
            self.action_take()

    def on_tip_list_taken(self) -> None:
        """Take the tip that was clicked twice."""
        self.action_take()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Leave the keys to what is asked on top of the list, and the arrows to a tip that is read."""
        if len(self.screen_stack) > 1:
            return action in ("interrupt", "suspend_process", "focus_next", "focus_previous")
        return not (action in _IN_LIST and self.focused is not None and self.focused.id == "page")

    def action_move(self, by: int) -> None:
        """Choose the next row, or the one before."""
        self.tips.action_move(by)

    def action_page(self, by: int) -> None:
        """Choose the row a screenful away."""
        self.tips.action_page(by)

    def action_find(self) -> None:
        """Go to the line to type in."""
        self.query_one("#query", Input).focus()

    def action_mark(self) -> None:
        """Mark the chosen tip, for what is done with several."""
        self.tips.mark()
        self._tell()

    def action_keys(self) -> None:
        """Show the keys."""
        self.push_screen(Keys())

    def action_act(self, name: str) -> None:
        """Do something with the chosen tip."""
        self._run(partial(self._done, getattr(self._actions, name)))

    def action_edit(self) -> None:
        """Edit the chosen tip; the terminal is the editor's meanwhile."""
        self._run(partial(self._done, self._edit))

    def action_note(self) -> None:
        """Ask for a note under the chosen tip."""
        self._run(self._note)

    def action_export(self) -> None:
        """Ask for the file to export to."""
        self._run(self._export)

    def action_topic(self) -> None:
        """Ask for the topic to show only."""
        self._run(self._topic)

    def action_collection(self) -> None:
        """Ask for the collection to show only."""
        self._run(self._collection)

    def action_starred(self) -> None:
        """Show only what is starred, or all again."""
        self._narrow(self.filters.replace(starred=not self.filters.starred, only=None))

    def _edit(self, tip: Tip) -> str:
        with self.suspend():
            return self._actions.edit(tip)

    async def _done(self, action: Callable[[Tip], str]) -> None:
        """Do something with the chosen tip, tell what, and show it as it is now."""
        ref = self.tips.ref
        tip = await self._answered(lambda: self._finder.tip(ref)) if ref else None
        if tip is None:
            return
        try:
            told = action(tip)
        except TipsError as error:
            told = error.message
        self._notify(told)
        await self._again()

    async def _again(self) -> None:
        """Read what changed, and keep the row that is chosen."""
        await self._answered(self._finder.look_again)
        chosen = self.tips.chosen
        self._asked += 1
        await self._find(self._asked)
        self.tips.action_end(0)
        self.tips.action_move(chosen)

    async def _note(self) -> None:
        ref = self.tips.ref
        tip = await self._answered(lambda: self._finder.tip(ref)) if ref else None
        if tip is None:
            return
        words = await self.push_screen_wait(Ask(f"Your note under {tip.ref}; empty takes it away.", tip.note or ""))
        if words is not None and words.strip() != (tip.note or ""):
            await self._done(lambda tip: self._actions.note(tip, words.strip()))

    async def _export(self) -> None:
        refs = list(self.tips.marked) or [self.tips.ref]
        if not refs[0]:
            return
        path = await self.push_screen_wait(Ask(f"Export {so_many_tips(len(refs))} to", "tips.html"))
        if path and path.strip():
            try:
                self._notify(self._actions.export(refs, path.strip()))
            except TipsError as error:
                self._notify(error.message)

    async def _topic(self) -> None:
        topics = await self._answered(self._finder.topics) or []
        name = await self._chosen("Only the topic", [(one.slug, f"{one.slug}  {one.count}") for one in topics])
        if name is not None:
            self._narrow(self.filters.replace(topics=(name,) if name else self._base.topics))

    async def _collection(self) -> None:
        held = await self._answered(self._finder.collections) or []
        name = await self._chosen("Only the collection", [(one.name, f"{one.name}  {one.tips:,}") for one in held])
        if name is not None:
            self._narrow(self.filters.replace(collections=(name,) if name else self._base.collections))

    async def _chosen(self, question: str, choices: list[tuple[str, str]]) -> str | None:
        return await self.push_screen_wait(Choose(question, [("", "all"), *choices]))
