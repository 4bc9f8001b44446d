"""A tip on a card of 1200 by 630 pixels: which words stand on which line, how large and where.

How wide a text is, whoever draws it knows: the letters are measured, or guessed. The title and the rest are set as
large as fits; of what never fits the end is cut. No letters are smaller than 28 pixels: half of that is legible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import bidirectional, combining, east_asian_width

from tipcli.model.wording import first_of_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.model.tip import Tip

    Measure = Callable[[str, "Style"], float]  # how wide a text is in pixels

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
BAR = 14  # pixels of the bar at the side where lines begin
_ROOM = HEIGHT - 2 * 60 - 56  # for all but the last line
_GAP = 26
_LONGEST = 700  # characters of a text; no card holds more
_LEADING = 1.32  # of the size of the letters
_STEPS = ((66, 38), (58, 36), (50, 34), (44, 32), (38, 28))  # sizes of the title and of the rest
_NO_START = frozenset("、。，．・：；？！」』）】〉》ー々ぁぃぅぇぉっゃゅょ,.:;?!)]}%…”’")  # what begins no line


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: the size of its letters in pixels, whether they are bold, and its colour."""

    size: int
    bold: bool = False
    color: str = "#1b1b1b"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, where its letters stand (from the left, from the top), and how it looks.

    `rtl`: it is read from right to left, and `x` is its right end.
    """

    text: str
    x: float
    y: float
    style: Style
    rtl: bool


LABEL = "To do today"
_SOFT = "#595959"


def lines_of(tip: Tip, about: str, measure: Measure) -> tuple[bool, list[Line]]:
    """Return whether the card is read from right to left, and its lines; `about` stands last."""
    rtl = is_rtl(tip.title)
    for place, (large, small) in enumerate(_STEPS):
        made = list(_placed(_parts(tip, large, small), rtl=rtl, measure=measure))
        if not made or made[-1].y <= 60 + _ROOM:
            break
        if place == len(_STEPS) - 1:
            made = _shortened([line for line in made if line.y <= 60 + _ROOM])
    foot = Style(28, color=_SOFT)
    text = next(_wrapped(about, foot, measure), "")
    return rtl, [*made, Line(text, _x(rtl=rtl), HEIGHT - 48, foot, rtl)]


def _parts(tip: Tip, large: int, small: int) -> Iterator[tuple[str, Style]]:
    if first := first_of_all(tip):
        yield first, Style(small, bold=True, color="#9b1c1c")
    yield tip.title[:_LONGEST], Style(large, bold=True)
    if tip.gist:
        yield tip.gist[:_LONGEST], Style(small, color="#3a3a3a")
    if tip.action:
        yield LABEL, Style(28, bold=True, color="#2f5d8a")
        yield tip.action[:_LONGEST], Style(small)


def _placed(parts: Iterator[tuple[str, Style]], *, rtl: bool, measure: Measure) -> Iterator[Line]:
    y = 60.0
    is_after_label = False
    for text, style in parts:
        y += 0 if y == 60 or is_after_label else _GAP
        for line in _wrapped(text, style, measure):
            y += style.size * _LEADING if y > 60 else style.size
            yield Line(line, _x(rtl=rtl), y, style, rtl)
        is_after_label = text == LABEL


def _x(*, rtl: bool) -> float:
    return WIDTH - MARGIN if rtl else MARGIN


def _shortened(lines: list[Line]) -> list[Line]:
    """Return the lines with the last one saying that there is more."""
    if not lines:
        return lines
    last = lines[-1]
    return [*lines[:-1], Line(last.text[:-1].rstrip(" ,.;:") + "…", last.x, last.y, last.style, last.rtl)]


def _wrapped(text: str, style: Style, measure: Measure) -> Iterator[str]:
    """Yield the lines of a text; words are kept whole, but for those that are longer than a line."""
    line = ""
    for piece in _pieces(text):
        if line and measure((line + piece).rstrip(), style) > WIDTH - 2 * MARGIN:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
        while measure(line.rstrip(), style) > WIDTH - 2 * MARGIN:
            most = max(1, next(n for n in range(1, len(line) + 1) if measure(line[:n], style) > WIDTH - 2 * MARGIN) - 1)
            yield line[:most]
            line = line[most:]
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Yield what may stand on a line of its own: words with the space after them, each sign of a wide script."""
    piece = ""
    for sign in text:
        ends_before = _is_wide(sign) or (piece and (piece[-1] == " " or _is_wide(piece[-1])) and sign != " ")
        if piece and ends_before and sign not in _NO_START and not combining(sign):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in ("W", "F")


def is_rtl(text: str) -> bool:
    """Tell whether the first letter that has a direction is of a script from right to left."""
    return next((one != "L" for sign in text if (one := bidirectional(sign)) in ("L", "R", "AL")), False)


def guessed(text: str, style: Style) -> float:
    """Return about how wide a text is in the usual fonts, rather too much than too little."""
    ems = 0.0
    for sign in text:
        if combining(sign):
            continue
        if _is_wide(sign):
            ems += 1.0
        elif sign in "ijl|!.,:;'’‘“”()[] tfr":
            ems += 0.38
        elif sign in "mwMW@%—…":
            ems += 0.95
        elif sign.isupper() or sign.isdigit():
            ems += 0.7
        else:
            ems += 0.6
    return ems * style.size * (1.06 if style.bold else 1.0)
