"""The list on a terminal: a table that uses the width there is; below 60 columns lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from tipcli.views.strokes import LINE, widest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipcli.model.tip import Tip

TABLE_FROM = 60  # columns; below, lines instead of a table
WITH_GIST = 100  # columns from which the gist and all topics have room
_LEAST_TITLE, _TITLE = 20, 36  # columns of the titles beside gists that have not room enough
_TOPIC = 20  # columns of the topics at the most
_DATE = "2026-01-31"
_HEADS = ("Tip", "Title", "In one line", "Topics", "Date")
_GAP = 2


def fits(tips: Sequence[Tip], width: int) -> bool:
    """Tell whether the tips can be a table: it would leave the titles no room beside a long collection name."""
    return width >= TABLE_FROM and widest([tip.ref for tip in tips]) <= width // 4


def _title(tip: Tip) -> str:
    """Return the title, after a star where a person keeps the tip or has a note on it."""
    return f"* {tip.title}" if tip.starred or tip.note else tip.title


def table(tips: Sequence[Tip], width: int, *, heads: bool) -> Table:
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
    # The box draws the line below the heads; between columns it is a blank, the second one is padding.
    made = Table(
        box=box.SIMPLE_HEAD, show_header=heads, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0),
        border_style=LINE, header_style="bold",
    )  # fmt: skip
    made.add_column(_HEADS[0], justify="right", no_wrap=True)
    for column, columns in widths.items():
        if columns:
            made.add_column(_HEADS[column], style="bold" if column == 1 else "", overflow="fold", width=columns)
    for tip, said in zip(tips, topics, strict=True):
        cells = {1: _title(tip), 2: tip.gist, 3: said, 4: tip.date or ""}
        made.add_row(Text(tip.ref), *(Text(text) for column, text in cells.items() if widths[column]))
    return made
