"""A run as Markdown: emphasis, links, code and images within a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.readers.markup.escaping import escaped
from tipcli.readers.markup.runs import BREAK, EMPHASIS, GAP, fence, is_leaf, normalized

if TYPE_CHECKING:
    from tipcli.readers.markup.runs import Run, Style

_MARKS = {"strong": "**", "em": "*", "del": "~~", "a": "["}


def inline(run: Run) -> str:
    """Return a run as Markdown, each line break at the end of a line; empty where there is no text."""
    pieces = normalized(run)
    lasts: dict[tuple[str, str], int] = {}  # formatting to the number of pieces from here on that have it
    ahead = [lasts := {kind: lasts.get(kind, 0) + 1 for kind in style} for style, _ in reversed(pieces)][::-1]
    spans = _Spans()
    for (style, text), lasts in zip(pieces, ahead, strict=True):
        spans.add(style, text, lasts)
    spans.close(frozenset())
    return "".join(spans.out)


class _Spans:
    """The Markdown of a run while its pieces come in.

    No mark stands beside white space inside of it, so that is held back in `space` until the next piece comes.
    """

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = []  # formatting, the outer one first
        self.plain = ""  # text that is not escaped yet: that depends on what follows
        self.space = ""
        self.link_at = 0  # where in `out` the open link begins
        self.label = ""  # its text
        self.unsaid: frozenset[tuple[str, str]] = (
            frozenset()
        )  # emphasis that would be closed and opened at once: no marks say that

    def add(self, style: Style, text: str, lasts: dict[tuple[str, str], int]) -> None:
        """Add a piece; `lasts` says of each kind of formatting for how many pieces it goes on."""
        if text == BREAK:
            self.close(frozenset())
            self.out.append("  \n")
            self.space = ""
            return
        if text == GAP:
            self.close(frozenset(style))
            self.space = " "
            return
        core = text.strip()
        if not core and not is_leaf(style):
            self.space += text
            return
        kinds = frozenset(style[:-1] if is_leaf(style) else style)
        self.unsaid &= kinds
        self.close(kinds)
        self.space += text[: len(text) - len(text.lstrip())]
        # What goes on longer is opened first, so that neighbours share it.
        for kind in sorted(kinds - {*self.open} - self.unsaid, key=lambda kind: (-lasts[kind], kind)):
            self._begin(kind)
        self.label += text + "!" * is_leaf(style, ("img",))  # a link around an image is no bare address
        self.plain += self.space + ("" if is_leaf(style) else core)
        self.space = text[len(text.rstrip()) :] if core else ""
        if is_leaf(style):
            self._flush()
            leaf, address = style[-1]
            self.out.append(_code(core) if leaf == "code" else f"![{escaped(core, is_link=True)}]({address})")

    def close(self, kinds: frozenset[tuple[str, str]]) -> None:
        """Close formatting until all that is open is among `kinds`."""
        while not kinds.issuperset(self.open):
            self._flush()
            kind, address = ended = self.open.pop()
            if kind != "a":
                self.out.append(_MARKS[kind])
            elif self.label.strip() == address:
                self.out[self.link_at :] = [f"<{address}>"]
            else:
                self.out.append(f"]({address})")
            self.unsaid |= {ended} & EMPHASIS & kinds
        if not kinds:
            self._flush()

    def _begin(self, begun: tuple[str, str]) -> None:
        self.plain += self.space
        self.space = ""
        self._flush()
        if begun[0] == "a":
            if self.out and self.out[-1].endswith("!"):
                self.out[-1] = self.out[-1][:-1] + "\\!"  # else it would be an image
            self.link_at, self.label = len(self.out), ""
        self.out.append(_MARKS[begun[0]])
        self.open.append(begun)

    def _flush(self) -> None:
        if self.plain:
            self.out.append(escaped(self.plain, is_link=any(kind == "a" for kind, _ in self.open)))
            self.plain = ""


def _code(text: str) -> str:
    gap = " " * (text.startswith("`") or text.endswith("`"))
    return f"{fence(text)}{gap}{text}{gap}{fence(text)}"
