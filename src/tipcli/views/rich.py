"""What a person sees on a terminal, rendered with Rich into text.

Tips are data: every text goes in as `Text`, never as markup. What may be coloured, and with which glyphs things are
drawn, stands in `strokes`.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from tipcli.model.wording import (
    LEFT_OUT,
    PART,
    credit_lines,
    first_of_all,
    for_whom,
    heading_of_day,
    kept_words,
    last_line,
    lead,
    long_date,
    other_tips,
    source_lines,
    web_address,
)  # fmt: skip
from tipcli.system.hiding import Hidden
from tipcli.views import rows, strokes
from tipcli.views.base import View
from tipcli.views.strokes import LINE, grid, lit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from tipcli.model.results import Check, Hit, Holding, TopicCount
    from tipcli.model.tip import Tip
    from tipcli.system.screen import Screen

_LONG_REF = 12  # characters; a longer one stands on a line of its own
_READABLE = 84  # columns of running text at the most
_BAR = 24  # columns of the longest bar of `topics`
_LEAST_ABOUT = 30  # columns beside the name and the bar of a topic; below, what it is about has its own lines
_SHORT_BAR = 10  # of the same on a screen that is not wide
_FRAME = 6  # columns that a frame takes from a line in its border
_LEAST_WHY = 54  # columns of what tells why a tip was found; a narrow screen breaks it
_BATCH = 500  # rows of a table that are measured together, so that a long list starts at once
_STATES = {"ok": "none", "note": "bold", "wrong": "bold reverse"}


class RichView(View):
    """Tables, panels and rendered Markdown."""

    bodies = False

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._file = StringIO()
        self._console = Console(
            file=self._file,
            width=screen.width,
            height=100,
            force_terminal=screen.style != "none",
            color_system="standard" if screen.style != "none" else None,
            no_color=screen.style != "color",
            markup=False,
            emoji=False,
            highlight=False,
            theme=strokes.THEME,
            _environ={},  # the screen has been told; COLUMNS and the colour variables are not asked again
        )
        self._narrow = screen.width < rows.TABLE_FROM
        self._dot = " · " if screen.unicode else " - "

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield a row a tip, wider screens showing more of each; on a narrow screen two lines."""
        batch: list[Tip] = []
        is_first = True
        for tip in tips:
            batch.append(tip)
            if len(batch) == _BATCH:
                yield self._rows(batch, heads=is_first)
                batch, is_first = [], False
        if batch:
            yield self._rows(batch, heads=is_first)

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield each hit with a line of why, the matched words lit up, and its topics; then how to read one."""
        indent = max((len(hit.tip.ref) for hit in hits if len(hit.tip.ref) <= _LONG_REF), default=0)
        for hit in hits:
            topics = Text(self._dot.join(filter(None, (*hit.tip.topics, kept_words(hit.tip)))))
            if hit.alias:
                topics.append(f"{self._dot}in other words: ").append_text(lit(hit.alias))
            room = self.screen.width - (indent + 2 if len(hit.tip.ref) <= _LONG_REF else self._indent)
            why = strokes.one_line(lit(hit.snippet), max(room, _LEAST_WHY))
            lines = [lit(hit.title, "bold"), *(line for line in (why, topics) if line)]
            yield self._print(self._hanging(hit.tip.ref, lines, indent), Text())
        if hits:
            yield self._print(Text.assemble("Read one: ", (f"tips {hits[0].tip.ref}", "bold")))

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield each tip under its title, the action set off, then where it comes from and what goes with it."""
        with Hidden("linkify_it"):  # the parser would load it, for half a start, and is not asked for bare addresses
            from tipcli.views.body import markdown

        for place, (tip, related) in enumerate(tips):
            yield self._print(Text(), Text(strokes.RULE * self._width, style=LINE), Text()) if place else ""
            about = [tip.ref, *tip.topics, tip.date and long_date(tip.date), for_whom(tip), kept_words(tip)]
            parts: list[RenderableType | None] = [
                Group(Text(tip.title, style="bold"), Text(self._dot.join(part for part in about if part))),
                Text(first, style="bold") if (first := first_of_all(tip)) else None,
                Text(gist) if (gist := lead(tip)) else None,
                markdown(tip.body) if tip.body else None,
                None if tip.complete else Text(PART),
                self._action(tip.action) if tip.action else None,
                self._note(tip) if tip.note else None,
                self._origin(tip),
                Text(others) if (others := other_tips(tip)) else None,
                Group(Text("Related", style="bold"), self._refs(related)) if related else None,
            ]
            shown = [part for part in parts if part is not None]
            spaced = [line for part in shown for line in (part, Text())][:-1]
            yield self._print(*spaced, width=self._width)

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield a panel of at most ten lines at 80 columns."""
        parts = [Text(tip.title, style="bold"), *([Text(tip.gist)] if tip.gist else [])]
        if tip.action:
            parts += [Text(), Text.assemble(("To do today: ", "bold"), tip.action)]
        if tip.note:
            parts += [Text(), self._note(tip)]
        heading = Text(heading_of_day(day, week=week), style="default")
        more = Text(last_line(tip, self.footer), style="default")
        if self._narrow or len(more) + _FRAME > self._width:
            yield self._print(heading, Text(), *parts, *([Text(), more] if more else []))
            return
        from rich import box
        from rich.panel import Panel

        panel = Panel(
            Group(*parts), box=box.ROUNDED if self.screen.unicode else box.ASCII,
            title=heading, title_align="left", subtitle=more or None,
            subtitle_align="right", border_style=LINE, padding=(0, 2), width=self._width,
        )  # fmt: skip
        yield self._print(panel)

    def habits(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the lines, as wide as the panel above them."""
        yield from (self._print(Padding(Text(line), (0, 2)), width=self._width) for line in lines)

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Yield a bar a topic, longest for the one with the most tips."""
        most = max((topic.count for topic in topics), default=1)
        widest = max((len(topic.slug) for topic in topics), default=0)
        width = _BAR if self.screen.width >= rows.WITH_GIST else _SHORT_BAR
        if self._narrow or self.screen.width - widest - width < _LEAST_ABOUT:
            room = max(4, min(_SHORT_BAR, self.screen.width - widest - 6))
            for topic in topics:
                bar = self._bar(topic.count, most, room)
                line = Text.assemble((topic.slug.ljust(widest), "bold"), f" {topic.count:>3} ", (bar, LINE))
                yield self._print(line, *([self._indented(Text(topic.about))] if topic.about else []))
            return
        digits = len(str(most))
        lines = [
            (topic.slug, str(topic.count).rjust(digits), self._bar(topic.count, most, width), topic.about)
            for topic in topics
        ]
        styles = [Style(bold=True), Style.null(), Style(color=LINE), Style.null()]
        yield self._print(rows.grid(lines, styles, self.screen.width, self._console)) if lines else ""

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Yield each collection with its number of tips, and below it where it comes from."""
        table = grid()
        table.add_column(style="bold", overflow="fold")
        table.add_column(justify="right", no_wrap=True)
        table.add_column(overflow="fold")
        for one in holdings:
            synced = one.synced and f"synced {long_date(one.synced[:10])}"
            about = self._dot.join(part for part in ("" if one.in_rotation else LEFT_OUT, synced) if part)
            origin = [Text(line) for line in (one.origin, about) if line]
            if self._narrow:
                yield self._print(Text.assemble((one.name, "bold"), " ", f"{one.tips:,}"), *map(self._indented, origin))
            else:
                table.add_row(Text(one.name), f"{one.tips:,}", Group(*origin))
        if not self._narrow:
            yield self._print(table)

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Yield a line a finding, advice below it."""
        if self._narrow:
            for check in checks:
                line = Text.assemble((check.state, _STATES[check.state]), " ", (check.about, "bold"), " ", check.value)
                yield self._print(line, *([self._indented(Text(check.advice))] if check.advice else []))
            return
        table = grid()
        table.add_column(no_wrap=True)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for check in checks:
            table.add_row(Text(check.state, style=_STATES[check.state]), Text(check.about), Text(check.value))
            if check.advice:
                table.add_row("", "", Text(check.advice))
        yield self._print(table)

    @property
    def _width(self) -> int:
        return min(self.screen.width, _READABLE)

    @property
    def _indent(self) -> int:
        return 2 if self._narrow else 4

    def _rows(self, tips: list[Tip], *, heads: bool) -> str:
        if rows.fits(tips, self.screen.width):
            return self._print(rows.table(tips, self.screen.width, self._console, heads=heads))
        indent = max((len(tip.ref) for tip in tips if len(tip.ref) <= _LONG_REF), default=0)
        return self._print(*(self._hanging(tip.ref, self._short(tip), indent) for tip in tips))

    def _short(self, tip: Tip) -> list[Text]:
        about = self._dot.join(part for part in (next(iter(tip.topics), ""), tip.date, kept_words(tip)) if part)
        return [Text(tip.title, style="bold"), *([Text(about)] if about else [])]

    def _hanging(self, ref: str, lines: list[Text], indent: int = 0) -> RenderableType:
        """Return lines that hang from a ref, which is put to the right of `indent` columns where it fits there."""
        if len(ref) > _LONG_REF:
            return Group(Text(ref), *(self._indented(line) for line in lines))
        return strokes.Hanging(ref.rjust(indent), lines)

    def _refs(self, tips: Sequence[Tip]) -> RenderableType:
        indent = max((len(tip.ref) for tip in tips if len(tip.ref) <= _LONG_REF), default=0)
        return Group(*(self._hanging(tip.ref, [Text(tip.title)], indent) for tip in tips))

    def _origin(self, tip: Tip) -> RenderableType | None:
        """Return where the tip comes from: what it is based on, the address of an imported one, its sources."""
        lines = credit_lines(tip)
        lines += [address] if (address := web_address(tip.link)) and address not in lines else []
        lines += source_lines(tip)
        return Group(*(strokes.linked(line, links=self.screen.links) for line in lines)) if lines else None

    def _action(self, action: str) -> RenderableType:
        from rich.table import Table

        bar = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
        bar.add_column(style=LINE, no_wrap=True)
        bar.add_column(overflow="fold")
        text = Text.assemble(("To do today: ", "bold"), action)
        for line in text.wrap(self._console, max(10, self._width - 4)):
            bar.add_row(strokes.QUOTE, line)
        return bar

    def _note(self, tip: Tip) -> Text:
        return Text.assemble(("Your note: ", "bold"), tip.note)

    def _bar(self, count: int, most: int, width: int) -> str:
        length = max(1, round(width * count / most))
        return strokes.BAR * length

    def _indented(self, text: Text) -> RenderableType:
        return Padding(text, (0, 0, 0, self._indent))

    def _print(self, *parts: RenderableType, width: int | None = None) -> str:
        """Return the parts as lines, without the spaces that Rich fills them up with."""
        self._file.seek(0)
        self._file.truncate()
        for part in parts:
            self._console.print(part, width=width)
        text = self._file.getvalue() if self.screen.unicode else self._file.getvalue().translate(strokes.ASCII)
        return "".join(strokes.stripped(line) + "\n" for line in text.split("\n")[:-1])
