"""What the rich view draws with: its glyphs and styles, and the small pieces that its parts are put together from.

No colour of the sixteen can be read on both a light and a dark terminal (4.5:1 of contrast), so letters keep the
terminal's own and stand out by weight and underlining. Magenta, which can be seen on every one (3:1), is for lines and
bars. Glyphs are those that console fonts have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from tipcli.model.text import spans
from tipcli.model.wording import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions
    from rich.table import Table

LINE = "magenta"
LIT = "bold underline"
QUOTE, BAR, RULE = "│", "■", "─"
THEME = Theme(
    {
        "markdown.code": "bold", "markdown.block_quote": "none", "markdown.hr": LINE, "markdown.link_url": "none",
        "markdown.link": "none", "markdown.item.bullet": "bold", "markdown.item.number": "bold",
        "markdown.table.header": "bold", "markdown.table.border": LINE, "markdown.em": "underline",
        "markdown.emph": "underline",
    }
)  # fmt: skip
ASCII = str.maketrans({"•": "*", QUOTE: "|", RULE: "-", BAR: "#"})
_RESET = "\x1b[0m"
_LINK_ID = re.compile("\x1b]8;id=[^;]*;")  # Rich draws a number by lot


def grid() -> Table:
    """Return a table without lines, two blanks between its columns."""
    from rich.table import Table

    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))


class Hanging:
    """Lines that hang from a ref in front of the first one, each broken where it is too long: a table of one row."""

    def __init__(self, ref: str, lines: Sequence[Text]) -> None:
        self._ref = ref
        self._lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        room = max(1, options.max_width - cell_len(self._ref) - 2)
        room = min(room, max((line.cell_len for line in self._lines), default=0))
        before = Text(self._ref + "  ")
        for line in self._lines:
            for part in line.wrap(console, room, overflow="fold"):
                part.pad_right(room - part.cell_len)
                yield before + part
                before = Text(" " * before.cell_len)


def lit(marked: str, style: str = "") -> Text:
    """Return marked text with its matches lit up."""
    text = Text(style=style)
    for piece, matched in spans(marked):
        text.append(piece, LIT if matched else None)
    return text


def one_line(text: Text, room: int) -> Text:
    """Return the text, or of a longer one the stretch of words around what is lit up first, in `room` columns."""
    if text.cell_len <= room:
        return text
    first = min((span.start for span in text.spans), default=0)
    # As many words before the match as may stand there while most of the line comes after it.
    start = first
    while start and cell_len(text.plain[text.plain.rfind(" ", 0, start - 1) + 1 : first]) < room // 3:
        start = text.plain.rfind(" ", 0, start - 1) + 1
    before = "…" if start and not text.plain.startswith("…", start) else ""
    cut = Text.assemble(before, text[start:])
    if cut.cell_len > room:
        cut.truncate(room - 1)
        end = cut.plain.rfind(" ")
        cut = cut[:end] if end > room // 2 else cut
        cut = cut[: len(cut.plain.rstrip(" ,;:…"))]
        cut.append("…")
    return cut


def linked(text: str, *, links: bool) -> Text:
    """Return an address on a line of its own, on a terminal that takes links as one; any other text as it is."""
    address = web_address(text)
    style = Style(link=address) if links and address.isascii() and address else Style()
    return Text(text, style=style)


def stripped(line: str) -> str:
    """Return a printed line without trailing blanks, also those that a last style is put around."""
    line = _LINK_ID.sub("\x1b]8;id=tip;", line.rstrip(" "))
    body = line.removesuffix(_RESET)
    return line if len(body) == len(line) else body.rstrip(" ") + _RESET


def widest(texts: Sequence[str]) -> int:
    """Return the columns of the widest text, 0 of none."""
    return max(map(cell_len, texts), default=0)
