"""What a person sees on a terminal, rendered with Rich into text.

Only names of the sixteen ANSI colours are used, so that a light and a dark terminal both show their own. Tips are
data: every text goes in as `Text`, never as markup.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from tipcli.model.text import spans
from tipcli.model.wording import credit_lines, heading_of_day, lead, long_date
from tipcli.views.base import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from tipcli.model.results import Check, Hit, Holding, TopicCount
    from tipcli.model.tip import Tip
    from tipcli.system.screen import Screen

_TABLE_FROM = 60  # columns; below, lines instead of a table
_WIDE = 100  # columns from which all topics of a tip have room
_VERY_WIDE = 180  # and from which its gist has
_LONG_REF = 12  # characters; a longer one stands on a line of its own
_READABLE = 84  # columns of running text at the most
_BAR = 24  # columns of the longest bar of `topics`
_SHORT_BAR = 10  # of the same on a screen that is not wide
_FRAME = 6  # columns that a frame takes from a line in its border
_BATCH = 500  # rows of a table that are measured together, so that a long list starts at once
_THEME = Theme(
    {"markdown.code": "bold", "markdown.block_quote": "italic", "markdown.hr": "dim", "markdown.link_url": "none"}
)
_MARK = "bold underline magenta"
_REF = "cyan"
_ASCII = str.maketrans({"•": "*", "▌": "|", "─": "-"})  # what Rich itself puts around Markdown
_RESET = "\x1b[0m"
_STATES = {"ok": "green", "note": "yellow", "wrong": "bold red"}


class RichView(View):
    """Tables, panels and rendered Markdown."""

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
            theme=_THEME,
            _environ={},  # the screen has been told; COLUMNS and the colour variables are not asked again
        )
        self._narrow = screen.width < _TABLE_FROM
        self._box = box.ROUNDED if screen.unicode else box.ASCII
        self._dot = " · " if screen.unicode else " - "

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield a row a tip, wider screens showing more of each; on a narrow screen two lines."""
        batch: list[Tip] = []
        for tip in tips:
            batch.append(tip)
            if len(batch) == _BATCH:
                yield self._print(*self._rows(batch))
                batch = []
        if batch:
            yield self._print(*self._rows(batch))

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield each hit with its score, the matched words lit up, and the fields they stand in."""
        for place, hit in enumerate(hits):
            yield "\n" if place else ""
            why = Text("in ", style="dim")
            for number, field in enumerate(hit.matched):
                why.append(self._dot if number else "").append(field)
                if field == "topics" and hit.alias:
                    why.append(" (").append_text(_lit(hit.alias, "not dim")).append(")")
            why.append(f"{self._dot}score {hit.score:.0f}")
            yield self._print(self._hanging(hit.tip.ref, [_lit(hit.title, "bold"), _lit(hit.snippet), why]))

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield each tip under its title, the action set off, then where it comes from and what goes with it."""
        from tipcli.views.body import markdown

        for place, (tip, related) in enumerate(tips):
            yield self._print(Text(), _rule(self._width, unicode=self.screen.unicode), Text()) if place else ""
            about = [tip.ref, *tip.topics, tip.date and long_date(tip.date)]
            head = Group(
                Text(tip.title, style="bold"), Text(self._dot.join(part for part in about if part), style=_REF)
            )
            credit = Group(*(Text(line, style="dim", no_wrap="://" in line) for line in credit_lines(tip)))
            parts: list[RenderableType | None] = [
                head,
                Text(gist, style="italic") if (gist := lead(tip)) else None,
                markdown(tip.body) if tip.body else None,
                None if tip.complete else Text("This is an excerpt; the rest is not in the library.", style="dim"),
                self._action(tip.action) if tip.action else None,
                credit if tip.credit else None,
                Group(Text("Related", style="bold"), self._refs(related)) if related else None,
            ]
            shown = [part for part in parts if part is not None]
            spaced = [line for part in shown for line in (part, Text())][:-1]
            yield self._print(*spaced, width=self._width)

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield a panel of at most ten lines at 80 columns."""
        parts = [Text(tip.title, style="bold"), Text(tip.gist)]
        if tip.action:
            parts += [Text(), Text.assemble(("To do today: ", "bold green"), tip.action)]
        heading = Text(heading_of_day(day, week=week), style=f"not dim {_REF}")
        more = Text.assemble(("Read the rest: ", "dim"), (f"tips show {tip.ref}", "not dim"))
        if self._narrow or len(more) + _FRAME > self._width:
            yield self._print(heading, Text(), *parts, Text(), more)
            return
        panel = Panel(
            Group(*parts), box=self._box, title=heading, title_align="left", subtitle=more, subtitle_align="right",
            border_style="dim", padding=(0, 2), width=self._width,
        )  # fmt: skip
        yield self._print(panel)

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Yield a bar a topic, longest for the one with the most tips."""
        most = max((topic.count for topic in topics), default=1)
        if self._narrow:
            widest = max((len(topic.slug) for topic in topics), default=0)
            room = max(4, min(_SHORT_BAR, self.screen.width - widest - 6))
            for topic in topics:
                bar = self._bar(topic.count, most, room)
                line = Text.assemble((topic.slug.ljust(widest), "bold"), f" {topic.count:>3} ", (bar, _REF))
                yield self._print(line, self._indented(Text(topic.about, style="dim")))
            return
        table = _grid()
        table.add_column(style="bold", no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(style=_REF, no_wrap=True)
        table.add_column(style="dim", overflow="fold")
        width = _BAR if self.screen.width >= _WIDE else _SHORT_BAR
        for topic in topics:
            bar = self._bar(topic.count, most, width)
            table.add_row(Text(topic.slug), str(topic.count), Text(bar), Text(topic.about))
        yield self._print(table)

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Yield each collection with its number of tips, and below it where it comes from."""
        table = _grid()
        table.add_column(style="bold", overflow="fold")
        table.add_column(justify="right", style=_REF, no_wrap=True)
        table.add_column(overflow="fold")
        for one in holdings:
            synced = one.synced and f"synced {long_date(one.synced[:10])}"
            about = self._dot.join(part for part in ("" if one.in_rotation else "not in the rotation", synced) if part)
            origin = [Text(line) for line in (one.origin, about) if line]
            if self._narrow:
                yield self._print(
                    Text.assemble((one.name, "bold"), " ", (f"{one.tips:,}", _REF)), *map(self._indented, origin)
                )
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
        table = _grid()
        table.add_column(no_wrap=True)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for check in checks:
            table.add_row(Text(check.state, style=_STATES[check.state]), Text(check.about), Text(check.value))
            if check.advice:
                table.add_row("", "", Text(check.advice, style="dim"))
        yield self._print(table)

    @property
    def _width(self) -> int:
        return min(self.screen.width, _READABLE)

    def _rows(self, tips: list[Tip]) -> list[RenderableType]:
        # A table would leave the titles no room beside a long collection name.
        if self._narrow or max(len(tip.ref) for tip in tips) > self.screen.width // 4:
            return [part for tip in tips for part in self._short(tip)]
        with_gist, all_topics = self.screen.width >= _VERY_WIDE, _WIDE <= self.screen.width < _VERY_WIDE
        table = _grid()
        table.add_column(justify="right", style=_REF, no_wrap=True)
        table.add_column(style="bold", overflow="fold")
        if with_gist:
            table.add_column(overflow="fold", ratio=1)
        table.add_column(style="dim", overflow="fold")
        table.add_column(style="dim", no_wrap=True)
        for tip in tips:
            cells = [Text(tip.ref), Text(tip.title), *([Text(tip.gist)] if with_gist else [])]
            topics = ", ".join(tip.topics if all_topics else tip.topics[:1])
            table.add_row(*cells, Text(topics), Text(tip.date or ""))
        return [table]

    def _short(self, tip: Tip) -> list[RenderableType]:
        about = self._dot.join(part for part in (next(iter(tip.topics), ""), tip.date) if part)
        lines = [Text(tip.title, style="bold"), *([Text(about, style="dim")] if about else [])]
        return [self._hanging(tip.ref, lines)]

    def _hanging(self, ref: str, lines: list[Text]) -> RenderableType:
        """Return lines that hang from a ref: all of them start where the first does."""
        if len(ref) > _LONG_REF:
            return Group(Text(ref, style=_REF), *(self._indented(line) for line in lines))
        grid = _grid()
        grid.add_column(style=_REF, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(ref), Group(*lines))
        return grid

    def _refs(self, tips: Sequence[Tip]) -> RenderableType:
        if self._narrow or max(len(tip.ref) for tip in tips) > _LONG_REF:
            return Group(*(self._hanging(tip.ref, [Text(tip.title)]) for tip in tips))
        table = _grid()
        table.add_column(justify="right", style=_REF, no_wrap=True)
        table.add_column(overflow="fold")
        for tip in tips:
            table.add_row(Text(tip.ref), Text(tip.title))
        return table

    def _action(self, action: str) -> RenderableType:
        bar = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
        bar.add_column(style="green", no_wrap=True)
        bar.add_column(overflow="fold")
        text = Text.assemble(("To do today: ", "bold green"), action)
        lines = text.wrap(self._console, max(10, self._width - 4))
        for line in lines:
            bar.add_row("▌" if self.screen.unicode else "|", line)
        return bar

    def _bar(self, count: int, most: int, width: int) -> str:
        length = max(1, round(width * count / most))
        return ("▆" if self.screen.unicode else "#") * length

    def _indented(self, text: Text) -> RenderableType:
        return Padding(text, (0, 0, 0, 2 if self._narrow else 4))

    def _print(self, *parts: RenderableType, width: int | None = None) -> str:
        """Return the parts as lines, without the spaces that Rich fills them up with."""
        self._file.seek(0)
        self._file.truncate()
        for part in parts:
            self._console.print(part, width=width)
        text = self._file.getvalue() if self.screen.unicode else self._file.getvalue().translate(_ASCII)
        return "".join(_stripped(line) + "\n" for line in text.split("\n")[:-1])


def _grid() -> Table:
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))


def _stripped(line: str) -> str:
    """Return the line without trailing blanks, also those that a last style is put around."""
    body = line.rstrip(" ").removesuffix(_RESET)
    return line.rstrip(" ") if len(body) == len(line.rstrip(" ")) else body.rstrip(" ") + _RESET


def _lit(marked: str, style: str = "") -> Text:
    """Return marked text with its matches lit up."""
    text = Text(style=style)
    for piece, matched in spans(marked):
        text.append(piece, _MARK if matched else None)
    return text


def _rule(width: int, *, unicode: bool) -> Text:
    return Text(("─" if unicode else "-") * width, style="dim")
