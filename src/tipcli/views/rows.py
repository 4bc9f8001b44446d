"""The list on a terminal: a table that uses the width there is; below 60 columns lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from tipcli.views.strokes import LINE, RULE, widest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from tipcli.model.tip import Tip

TABLE_FROM = 60  # columns; below, lines instead of a table
WITH_GIST = 100  # columns from which the gist and all topics have room
_LEAST_TITLE, _TITLE = 20, 36  # columns of the titles beside gists that have not room enough
_TOPIC = 20  # columns of the topics at the most
_DATE = "2026-01-31"
_HEADS = ("Tip", "Title", "In one line", "Topics", "Date")
_GAP = 2
_BOLD, _PLAIN, _LINE = Style(bold=True), Style.null(), Style(color=LINE)


def fits(tips: Sequence[Tip], width: int) -> bool:
    """Tell whether the tips can be a table: it would leave the titles no room beside a long collection name."""
    return width >= TABLE_FROM and widest([tip.ref for tip in tips]) <= width // 4


def _title(tip: Tip) -> str:
    """Return the title, after a star where a person keeps the tip or has a note on it."""
    return f"* {tip.title}" if tip.starred or tip.note else tip.title


def table(tips: Sequence[Tip], width: int, console: Console, *, heads: bool) -> Segments:
    """Return a row a tip: ref and title, from 100 columns on the gist, topics and date.

    A wider screen never shows less. What no tip of the list has gets no column.
    """
    is_wide = width >= WITH_GIST
    topics = [", ".join(tip.topics if is_wide else tip.topics[:1]) for tip in tips]
    has_gist, has_date = is_wide and any(tip.gist for tip in tips), any(tip.date for tip in tips)
    room = width - widest([_HEADS[0], *(tip.ref for tip in tips)]) - _GAP - (len(_DATE) + _GAP if has_date else 0)
    topic = min(widest([_HEADS[3], *(word for text in topics for word in text.split(" "))]), _TOPIC)
    room -= topic + _GAP if any(topics) else 0
    title = min(widest([_HEADS[1], *map(_title, tips)]), room)
    gist = 0
    if has_gist:
        gist = widest([_HEADS[2], *(tip.gist for tip in tips)])
        title = min(title, max(_LEAST_TITLE, min(2 * room // 5, max(_TITLE, room - _GAP - gist))))
        gist = min(gist, room - title - _GAP)
        topic = max(topic, min(widest(topics), topic + room - title - _GAP - gist))
    widths = {1: title, 2: gist, 3: topic if any(topics) else 0, 4: len(_DATE) if has_date else 0}
    shown = [column for column, columns in widths.items() if columns]
    widths[0] = widest([*_HEADS[: int(heads)], *(tip.ref for tip in tips)])
    sizes = [widths[column] for column in (0, *shown)]
    segments: list[Segment] = []
    if heads:
        segments += _row([_HEADS[column] for column in (0, *shown)], sizes, [_BOLD] * len(sizes), console)
        segments += [Segment(RULE * (sum(sizes) + _GAP * len(shown)), _LINE), Segment.line()]
    styles = [_BOLD if column == 1 else _PLAIN for column in (0, *shown)]
    for tip, said in zip(tips, topics, strict=True):
        cells = {1: _title(tip), 2: tip.gist, 3: said, 4: tip.date or ""}
        segments += _row([tip.ref, *(cells[column] for column in shown)], sizes, styles, console)
    return Segments(segments)


def _row(texts: list[str], sizes: list[int], styles: list[Style], console: Console) -> Iterator[Segment]:
    """Yield a row: its first text to the right of its column, the others broken into lines where they are too long.

    Rich's own table, for any cells that there may be, takes six times as long.
    """
    texts[0] = " " * (sizes[0] - cell_len(texts[0])) + texts[0]
    cells = [_lines(text, size, console) for text, size in zip(texts, sizes, strict=True)]
    last = len(cells) - 1
    for line in range(max(map(len, cells))):
        for place, (lines, size, style) in enumerate(zip(cells, sizes, styles, strict=True)):
            gap = " " if place < last else ""
            if line < len(lines):
                yield from (Segment(set_cell_size(lines[line], size), style), Segment(gap, style))
            else:
                yield Segment(" " * size + gap, style)
            yield Segment(gap, _LINE)
        yield Segment.line()


def grid(lines: Sequence[Sequence[str]], styles: Sequence[Style], width: int, console: Console) -> Segments:
    """Return rows as wide as their texts, but for the last of each, which is broken where `width` ends.

    Rich's own table gives the same, and takes a whole start of the interpreter to import.
    """
    sizes = [widest(texts) for texts in zip(*lines, strict=True)]
    sizes[-1] = min(sizes[-1], width - sum(sizes[:-1]) - _GAP * (len(sizes) - 1))
    segments: list[Segment] = []
    for *first, last in lines:
        for place, line in enumerate(_lines(last, sizes[-1], console)):
            for text, size, style in zip(first, sizes, styles, strict=False):
                cell = [" " * (size + _GAP)] if place else [set_cell_size(text, size), " " * _GAP]
                segments += [Segment(piece, style) for piece in cell]
            segments += [Segment(line, styles[-1]), Segment.line()]
    return Segments(segments)


def _lines(text: str, size: int, console: Console) -> list[str]:
    """Return a text in lines of at most so many columns."""
    if cell_len(text) <= size:
        return [text]
    return [line.plain for line in Text(text).wrap(console, size, overflow="fold")]
