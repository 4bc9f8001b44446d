"""A tip as a picture for chats and slides: SVG, which is text, or PNG, which Pillow draws.

An SVG is shown with the fonts of whoever looks at it. A PNG has those of this machine: for each text the one that
fontconfig says has its letters, else that of Pillow, which has Latin letters only.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from tipcli.exports.base import Export, entries
from tipcli.exports.card_layout import BAR, HEIGHT, WIDTH, Line, Style, guessed, lines_of
from tipcli.exports.rendering import attribute
from tipcli.model.errors import AccessError, UsageError
from tipcli.model.wording import as_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.exports.base import Collection, Entry
    from tipcli.model.tip import Tip

_PAPER, _ACCENT = "#fdfcf8", "#2f5d8a"
_FONTS = "system-ui, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
_SECONDS = 10
_MOST_SIGNS = 300  # of a text, by which its font is looked for


class SvgExport(Export):
    """A card in text, with no font in it and nothing that runs."""

    name = "svg"
    about = "a card with one tip, for slides and web pages"
    ending = ".svg"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the picture. Raises UsageError unless there is exactly one tip."""
        tip = _only(tips)
        rtl, lines = lines_of(tip, _foot(tip, about), guessed)
        described = " ".join(as_sentence(text) for text in (tip.title, tip.gist, tip.action) if text)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{attribute(described)}">\n'
            f"<title>{escape(tip.title)}</title>\n"
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>\n'
            f'<rect x="{WIDTH - BAR if rtl else 0}" width="{BAR}" height="{HEIGHT}" fill="{_ACCENT}"/>\n'
            f'<g font-family="{attribute(_FONTS)}">\n'
        )
        yield from map(_text, lines)
        yield "</g>\n</svg>\n"


def _text(line: Line) -> str:
    style = line.style
    bold = ' font-weight="700"' if style.bold else ""
    # Of a text from right to left the start is its right end.
    direction = ' direction="rtl"' if line.rtl else ""
    return (
        f'<text x="{line.x:g}" y="{line.y:g}" font-size="{style.size}" fill="{style.color}"{bold}{direction}>'
        f"{escape(line.text)}</text>\n"
    )


class PngExport(Export):
    """A card of 1200 by 630 pixels, as chats show them."""

    name = "png"
    about = "a card with one tip, for chats"
    ending = ".png"
    is_binary = True

    def data(self, tips: Iterable[Tip], about: Collection) -> Iterator[bytes]:
        """Yield the picture. Raises UsageError unless there is exactly one tip, AccessError without Pillow."""
        about = about.cleaned()
        tip = _only(entries(tips))
        pillow = _pillow()
        fonts = _Fonts(pillow)
        rtl, lines = lines_of(tip, _foot(tip, about), fonts.width)
        picture = pillow.Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        drawn = pillow.ImageDraw.Draw(picture)
        left = WIDTH - BAR if rtl else 0
        drawn.rectangle((left, 0, left + BAR - 1, HEIGHT), fill=_ACCENT)
        for line in lines:
            font = fonts.font(line.text, line.style)
            # Only a font that is shaped (Raqm) knows directions; without it Arabic letters stand apart.
            is_shaped = font.layout_engine == pillow.ImageFont.Layout.RAQM
            direction = ("rtl" if line.rtl else "ltr") if is_shaped else None
            anchor = "rs" if line.rtl else "ls"
            place = (line.x, line.y)
            drawn.text(place, line.text, font=font, fill=line.style.color, anchor=anchor, direction=direction)
        held = io.BytesIO()
        picture.save(held, "PNG", optimize=True)
        yield held.getvalue()


def _only(tips: Iterator[Entry]) -> Tip:
    first, second = next(tips, None), next(tips, None)
    if first is None or second is not None:
        raise UsageError(
            "a card is of one tip", "Name it, as in tips export 30 -o tip.png. Many on paper: -o cards.html --cards"
        )
    return first.tip


def _foot(tip: Tip, about: Collection) -> str:
    return " · ".join(filter(None, (about.title, f"Tip {tip.ref}")))


class _Fonts:
    """The fonts of this machine, as Pillow has them."""

    def __init__(self, pillow: Any) -> None:
        self._pillow = pillow

    def width(self, text: str, style: Style) -> float:
        return float(self.font(text, style).getlength(text))

    def font(self, text: str, style: Style) -> Any:
        signs = "".join(sorted(set(text) - set(" …")))[:_MOST_SIGNS]
        # All letters of Latin text come from one font, so that a line does not change its look.
        name, index = _file("" if signs.isascii() else signs, bold=style.bold)
        return _loaded(self._pillow, name, index, style.size)


@cache
def _loaded(pillow: Any, name: str, index: int, size: int) -> Any:
    return pillow.ImageFont.truetype(name, size, index) if name else pillow.ImageFont.load_default(size)


@cache
def _file(signs: str, *, bold: bool) -> tuple[str, int]:
    """Return the file of the font that has these signs, and its place there; empty where nothing knows one."""
    if not (program := shutil.which("fc-match")):
        return "", 0
    pattern = "sans-serif" + (":bold" if bold else "")
    if signs:
        pattern += ":charset=" + " ".join(f"{ord(sign):x}" for sign in signs)
    try:
        done = subprocess.run(  # noqa: S603
            [program, "-f", "%{file}\n%{index}", pattern], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "", 0
    name, _, index = done.stdout.decode("utf-8", "replace").partition("\n")
    return name, int(index) & 0xFFFF if index.isdigit() else 0  # above that is which form of a variable font


def _pillow() -> Any:
    try:
        import PIL
        import PIL.Image
        import PIL.ImageDraw
        import PIL.ImageFont
    except ImportError:
        raise AccessError(
            "a PNG needs Pillow, which is not installed",
            "Type: pip install 'tipcli[cards]'. Or take -o tip.svg, which needs nothing.",
        ) from None
    return PIL
