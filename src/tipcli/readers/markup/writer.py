"""The blocks of Markdown: which lists and quotes are open, what stands before each line, where blank lines are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from tipcli.readers.markup.escaping import safe_lines
from tipcli.readers.markup.spans import inline

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.readers.markup.runs import Run, Style

    Entered = tuple[Style, Callable[[], None]]  # the style of what is in an element, and what is to be done at its end

LISTS = frozenset(("ul", "ol"))
_INTERRUPTING = frozenset(("- ", "* ", "1. ", "1) "))  # only these can follow a line of text without a blank line
_BEFORE_LISTS = frozenset(("line", "-", "*", ".", ")"))  # an item's first line, another list
_CLOSING_MARKS = re.compile(r"(?:(?<=\s)|^)(#+)$")


@dataclass(slots=True)
class Container:
    """A list, an item or a quote. `first` stands before its first line, `rest` before all others.

    `last` is the kind of the last block in it, empty until its first line is written. Of a list, `kind` is the sign
    that its marks have, `number` that of the next item, `item` the last one.
    """

    name: str = ""
    kind: str = ""
    first: str = ""
    rest: str = ""
    last: str = ""
    number: int = 1
    item: Container | None = None


@dataclass(slots=True)
class Table:
    """A table whose rows come in; it is written when it ends."""

    columns: int
    rows: list[list[str]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return its lines, the first row being the head; shorter rows are filled up by whoever renders them."""
        rows = [row for row in self.rows if row]
        rows[:1] = [row + [""] * (self.columns - len(row)) for row in rows[:1]]
        made = [f"|{''.join(f' {cell} |' for cell in row)}" for row in rows]
        return [*made[:1], "|" + " --- |" * self.columns, *made[1:]] if made else []


class Writer:
    """Writes blocks of Markdown.

    Formatting is kept as a style of each piece of text and written inside the blocks, so that it never spans one.
    """

    def __init__(self, base: str) -> None:
        self.base = base  # address that links are relative to
        self.lines: list[str] = []
        self.run: Run = []  # text of the block that is open
        self.tag = ""  # of that block, where it is a heading or a cell
        self.open = [Container()]  # the outer one first
        self.table: Table | None = None

    @property
    def inner(self) -> Container:
        """The innermost list, item or quote that is open."""
        return self.open[-1]

    def is_outside(self) -> bool:
        """Tell whether headings and rules can stand here: in no list and no table."""
        return self.inner.name in ("", "blockquote") and not self.table

    def flush(self) -> None:
        """End the block of text that is open."""
        if self.tag == "td":
            self.run.append(((), " "))
        elif text := self.inline():
            if self.tag:
                title = _CLOSING_MARKS.sub(r"\\\1", text)
                self.write([f"{'#' * int(self.tag[1])} {title}"], "heading")
            else:
                self.write(safe_lines(text).split("\n"), "text")

    def inline(self) -> str:
        """Return the text of the block that is open, as Markdown, and begin with none anew."""
        run, self.run = self.run, []
        return inline(run)

    def end_block(self) -> None:
        """End a block that has a tag of its own."""
        self.flush()
        self.tag = ""

    def begin_item(self) -> None:
        """Open the next item of the list that is open."""
        group = self.inner
        mark = f"{group.number}{group.kind} " if group.name == "ol" else f"{group.kind} "
        group.number += 1
        group.item = Container("li", "item", mark, " " * len(mark))
        self.open.append(group.item)

    def close(self, depth: int) -> None:
        """End the lists, items and quotes that were opened when there were `depth` of them."""
        self.flush()
        del self.open[depth:]

    def write(self, lines: list[str], kind: str) -> None:
        """Write the lines of a block; in a list without an item they make one."""
        depth = len(self.open)
        if self.inner.name in LISTS:
            self.begin_item()
        if kind == "text" and self.inner.name == "li" and not self.inner.last:
            kind = "line"
        level = next((at for at, container in enumerate(self.open) if at and not container.last), len(self.open))
        begun, fresh = self.open[:level], self.open[level:]
        rest = "".join(container.rest for container in begun)
        if begun[-1].last and not _is_tight(begun[-1], fresh):
            self.lines.append(rest.rstrip())
        before = rest + "".join(container.first for container in fresh)
        rest += "".join(container.rest for container in fresh)
        for line in lines:
            self.lines.append(before + line if line else before.rstrip())
            before = rest
        for outer, container in pairwise((begun[-1], *fresh)):
            outer.last = container.kind
        self.inner.last = kind
        del self.open[depth:]


def _is_tight(outer: Container, fresh: list[Container]) -> bool:
    """Tell whether no blank line stands before the next block in `outer`: items of a list, lists below a line."""
    if outer.name in LISTS:
        return True
    is_list = len(fresh) > 1 and fresh[0].name in LISTS and fresh[1].first in _INTERRUPTING
    return is_list and outer.name == "li" and outer.last in _BEFORE_LISTS
