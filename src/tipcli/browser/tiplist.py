"""The list of tips: a widget that draws the lines on the screen only, however many rows there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tipcli.model.text import clean_line

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from tipcli.browser.finder import Row

_AHEAD = 40  # rows below the chosen one, from where on more are fetched


class TipList(ScrollView, can_focus=True):
    """Rows of tips, one of them chosen, some of them marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("g,home", "end(0)", "First", show=False),
        Binding("G,end", "end(1)", "Last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tiplist--chosen", "tiplist--match", "tiplist--mark"}
    chosen: reactive[int] = reactive(0)

    class Chosen(Message):
        """Another row was chosen, or the rows are others."""

    class Taken(Message):
        """A row was clicked twice."""

    class Wanted(Message):
        """The end of the rows that were fetched is near."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.marked: dict[str, None] = {}
        self._width = 0
        self.drawn = 0  # how often other rows were shown

    @property
    def ref(self) -> str:
        """The chosen tip; empty where there is none."""
        return self.rows[self.chosen].ref if self.chosen < len(self.rows) else ""

    def set_rows(self, rows: list[Row]) -> None:
        """Show other rows, the first one chosen."""
        self.rows = rows
        self.drawn += 1
        self._measure()
        self.scroll_to(y=0, animate=False)
        self.chosen = 0
        self.refresh()
        self.post_message(self.Chosen())

    def add_rows(self, rows: list[Row]) -> None:
        """Show more rows below."""
        self.rows += rows
        self._measure()
        self.refresh()

    def mark(self) -> None:
        """Mark the chosen row, or take its mark off, and go on to the next."""
        if not self.ref:
            return
        if self.ref in self.marked:
            del self.marked[self.ref]
        else:
            self.marked[self.ref] = None
        self.action_move(1)
        self.refresh()

    def _measure(self) -> None:
        self._width = max((len(row.ref) for row in self.rows), default=0)
        self.virtual_size = Size(self.size.width, len(self.rows))

    def on_resize(self) -> None:
        """Fit the lines into the width."""
        self._measure()

    def watch_chosen(self, _old: int, new: int) -> None:
        """Bring the chosen row into view and tell of it."""
        self.scroll_to_region(Region(0, new, 1, 1), animate=False, force=True)
        self.refresh()
        self.post_message(self.Chosen())
        if new >= len(self.rows) - _AHEAD:
            self.post_message(self.Wanted())

    def action_move(self, by: int) -> None:
        """Choose the next row, or the one before."""
        self.chosen = min(max(self.chosen + by, 0), max(len(self.rows) - 1, 0))

    def action_page(self, by: int) -> None:
        """Choose the row a screenful away."""
        self.action_move(by * max(self.size.height - 1, 1))

    def action_end(self, last: int) -> None:
        """Choose the first row, or the last."""
        self.chosen = max(len(self.rows) - 1, 0) if last else 0

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked; twice takes it."""
        row = event.y + self.scroll_offset.y
        if row < len(self.rows):
            self.chosen = row
            if event.chain == 2:
                self.post_message(self.Taken())

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        at = y + self.scroll_offset.y
        base = self.rich_style
        if at >= len(self.rows):
            return Strip.blank(self.size.width, base)
        row = self.rows[at]
        style = self.get_component_rich_style("tiplist--chosen") if at == self.chosen else base
        return Strip(self._segments(row, at == self.chosen, style)).adjust_cell_length(self.size.width, style)

    def _segments(self, row: Row, is_chosen: bool, style: Style) -> list[Segment]:  # noqa: FBT001 - one line of its own
        """Return the pieces of a row; what is chosen, marked or starred shows without colour too."""
        sign = "+" if row.ref in self.marked else ">" if is_chosen else " "
        match = self.get_component_rich_style("tiplist--match")
        made = [Segment(f"{sign} {set_cell_size(row.ref, self._width)}  ", style)]
        lit = style if is_chosen else style + match
        made += [Segment(clean_line(text), lit if is_lit else style) for text, is_lit in row.title]
        if row.kept:
            made.append(Segment(f"  ({row.kept})", style))
        return made
