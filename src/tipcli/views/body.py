"""The Markdown of a tip's body as something Rich can print: text stays text, and links lead to the web or nowhere."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from rich.markdown import BlockQuote, CodeBlock, Heading, Markdown, TableElement
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from tipcli.model.text import clean
from tipcli.model.wording import web_address
from tipcli.views.strokes import LINE, QUOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token
    from rich.console import Console, ConsoleOptions, RenderResult

_LEAST_COLUMN = 8  # columns of the screen, with the space around it
_LONGEST_BODY = 20_000  # characters; some nestings take a parser seconds beyond that, and are shown as they are written


class _Code(CodeBlock):
    """Code, indented and without colours: those of a theme come with a background that suits one terminal only."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Padding(Text(str(self.text).rstrip()), (0, 0, 0, 4))


class _Quote(BlockQuote):
    """A quotation behind a line: Rich's own is of a glyph that console fonts lack."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style(LINE)
        for line in console.render_lines(self.elements, options.update(width=max(1, options.max_width - 4))):
            yield Segment(f"{QUOTE} ", style)
            yield from line
            yield Segment("\n")


class _Heading(Heading):
    """A heading at the left, as everything is."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(str(self.text), style="bold")


class _Table(TableElement):
    """A table whose long words are broken: Rich would cut them off. Lines where its columns have no room at all."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.header and self.header.row and options.max_width < _LEAST_COLUMN * len(self.header.row.cells):
            yield from self._lines([cell.content for cell in self.header.row.cells])
            return
        for table in super().__rich_console__(console, options):
            if isinstance(table, Table):
                table.show_edge = False  # it is a blank line beside the one between paragraphs
                for column in table.columns:
                    column.overflow = "fold"
            yield table

    def _lines(self, heads: list[Text]) -> Iterator[Text]:
        """Yield each cell with the head of its column, a blank line between rows."""
        for place, row in enumerate(self.body.rows if self.body else ()):
            if place:
                yield Text()
            for head, cell in zip(heads, row.cells, strict=False):
                yield Text.assemble(head, ": ", cell.content)
        if not self.body:
            yield from heads


class _Body(Markdown):
    elements = Markdown.elements | {
        "fence": _Code,
        "code_block": _Code,
        "blockquote_open": _Quote,
        "heading_open": _Heading,
        "table_open": _Table,
    }

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        # Rich sets a blank line above a list or a table also where it comes first.
        return dropwhile(
            lambda piece: isinstance(piece, Segment) and piece.text == "\n", super().__rich_console__(console, options)
        )


def markdown(text: str) -> Markdown | Text:
    """Return a renderable of `text`. Raw HTML is shown as it is written; links are followed by their address."""
    if len(text) > _LONGEST_BODY:
        return Text(text)
    # Rich's own parser drops HTML; this one takes it for text. Typographic replacements stay off.
    parser = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
    made = _Body("", hyperlinks=False)
    made.parsed = [_tamed(token) for token in parser.parse(text)]
    return made


def _tamed(token: Token) -> Token:
    token.content, token.info = clean(token.content), clean(token.info)
    if token.children:
        children: list[Token] = []
        dropped = 0
        for child in token.children:
            if child.type == "image":  # Rich prints an emoji for it; its description says what it shows
                child.type, child.tag, child.children = "text", "", None
            elif child.type == "link_open" and not web_address(str(child.attrs.get("href", ""))):
                dropped += 1
                continue
            elif child.type == "link_close" and dropped:
                dropped -= 1
                continue
            # The parser decodes entities and percent escapes: what comes out is cleaned again.
            child.content = clean(child.content)
            children.append(child)
        token.children = children
    return token
