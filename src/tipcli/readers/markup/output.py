"""The HTML that a tree is written anew as, and what is open in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.runs import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.readers.markup.runs import Run, Style

    Entered = tuple[Style, Callable[[], None]]  # the style of what is in an element, and what is to be done at its end


class Output:
    """Few elements, each block with text only or with blocks only, no white space between them.

    Formatting is kept as a style of each piece of text and written inside the blocks, so that it never spans one.
    """

    def __init__(self, base: str) -> None:
        self.base = base  # address that links are relative to
        self.out: list[str] = []
        self.run: Run = []  # text of the block that is open
        self.tag = ""  # of that block, where it is a heading or a cell
        self.open: list[list[Any]] = [["", 0]]  # lists, quotes and tables: name, and a count of items or rows

    def flush(self) -> None:
        """End the block of text that is open."""
        if self.tag == "td":
            self.run.append(((), " "))
        elif text := self.inline():
            tag = self.tag or "p"
            if self.open[-1][0] in ("ul", "ol"):
                text = f"{self.item_tag()}<x-line>{text}</x-line></li>"
            elif self.open[-1][0] == "li" and self.out[-1].startswith("<li"):
                text = f"<x-line>{text}</x-line>"  # no paragraph: that would make the list a loose one
            else:
                text = f"<{tag}>{text}</{tag}>"
            self.out.append(text)

    def inline(self) -> str:
        """Return the text of the block that is open, as HTML, and begin with none anew."""
        run, self.run = self.run, []
        return written(run)

    def end_block(self) -> None:
        """End a block that has a tag of its own."""
        self.flush()
        self.tag = ""

    def item_tag(self) -> str:
        """Return the start tag of the next item of the list that is open."""
        group = self.open[-1]
        group[1] += 1
        return f'<li mark="{group[1] - 1}.">' if group[0] == "ol" else '<li mark="-">'

    def close(self, end: str) -> None:
        """End the list, quote or table that is open, with the tags `end`."""
        self.flush()
        self.open.pop()
        self.out.append(end)


def nothing() -> None:
    """Do nothing at the end of an element."""
