"""Runs: the text of one block, in pieces of one style each.

A style is the kinds of formatting a piece has, the outer one first: "strong", "a ADDRESS", "img ADDRESS".
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tipcli.readers.markup.nodes import collapsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    Style = tuple[str, ...]
    Run = list[tuple[Style, str]]

_RANK = {"a": 0, "del": 1, "strong": 2, "em": 3, "code": 4, "img": 5}  # the outer one first
BREAK = "\0"  # which no parsed text has
_PUNCTUATION = ".,:;!?…)]}\"'”’»–—-([{“‘«*_"


def written(run: Run) -> str:
    """Return a run as HTML, its styles as elements that are well nested."""
    pieces = [*_joined(run), ((), "")]
    lasts: dict[str, int] = {}  # kind of style: how many pieces on from here have it
    ahead = [lasts := {kind: lasts.get(kind, 0) + 1 for kind in style} for style, _ in reversed(pieces)][::-1]
    out: list[str] = []
    opened: list[str] = []
    over: set[str] = set()  # emphasis that would be closed and opened at once, which no marks can say
    for (style, text), lasts in zip(pieces, ahead, strict=True):
        over &= set(style)
        while not set(opened) <= set(style):
            out.append(f"</{opened[-1].partition(' ')[0]}>")
            over |= {opened.pop()} & {"strong", "em", "del"} & set(style)
        # What lasts longer is opened first, so that neighbours share it; code comes last.
        for kind in sorted(set(style) - set(opened) - over, key=lambda kind: (_rank(kind) > 3, -lasts[kind], kind)):
            name, _, address = kind.partition(" ")
            if name == "img":
                out.append(f'<img src="{escape(address)}" alt="{escape(text)}">')
            else:
                out.append(f'<a href="{escape(address)}">' if name == "a" else f"<{name}>")
                opened.append(kind)
        if not style or not style[-1].startswith("img "):
            out.append("<br>" if text == BREAK else escape(text, quote=False))
    return "".join(out)


def styled(style: Style, kind: str) -> Style:
    """Add a kind of style to others; of each kind, the last one counts. Code and images are in links at most."""
    rank = _rank(kind)
    if rank > 3:
        return (*(one for one in style if _rank(one) == 0), kind)
    kept = [one for one in style if _rank(one) != rank]
    return tuple(sorted([kind, *kept], key=_rank)) if rank == 0 or "code" not in style else style


def _rank(kind: str) -> int:
    return _RANK[kind.partition(" ")[0]]


def _joined(run: Iterable[tuple[Style, str]]) -> list[tuple[Style, str]]:
    """Collapse the white space of a run of pieces as a browser does, and join neighbours of the same style."""
    joined: list[tuple[Style, list[str]]] = []
    spaced = True
    for own_style, raw in run:
        style = own_style
        text = raw if raw == BREAK else collapsed(raw)
        if text == BREAK:
            _strip_end(joined)
        elif spaced:
            text = text.lstrip(" ")
        if not text or (text == BREAK and not joined):
            continue
        spaced = text[-1] in (" ", BREAK)
        if text == " " and not "".join(joined[-1][0][-1:]).startswith("img "):
            style = joined[-1][0]
        if joined and joined[-1][0] == style and text != BREAK and joined[-1][1] != [BREAK]:
            joined[-1][1].append(text)
        else:
            joined.append((style, [text]))
    while joined and (joined[-1][1] == [BREAK] or not _strip_end(joined)):
        joined.pop()
    return _bordered([(style, "".join(texts)) for style, texts in joined])


def _strip_end(joined: list[tuple[Style, list[str]]]) -> bool:
    """Strip the end of the last piece and tell whether anything is left of it."""
    if joined and joined[-1][1] != [BREAK]:
        joined[-1][1][-1] = joined[-1][1][-1].rstrip(" ")
        return any(joined[-1][1])
    return bool(joined)


def _bordered(pieces: list[tuple[Style, str]]) -> list[tuple[Style, str]]:
    """Move punctuation out of emphasis where it would keep the marks from meaning anything, as in `**Note:**more`."""
    made: list[tuple[Style, str]] = []
    for style, text in pieces:
        last_style, last = made.pop() if made else ((), "")
        both = tuple(kind for kind in style if kind in last_style)
        ended, begun = _has_emphasis(last_style, both), _has_emphasis(style, both)
        end, start = len(last), 0
        if ended and (begun or text[0].isalnum()):
            end = len(last.rstrip(_PUNCTUATION))
        if begun and (ended or last[-1:].isalnum()):
            start = len(text) - len(text.lstrip(_PUNCTUATION))
        parts = ((last_style, last[:end]), (both, last[end:] + text[:start]), (style, text[start:]))
        made += [part for part in parts if part[1]]
    return made


def _has_emphasis(more: Style, less: Style) -> bool:
    return not {"strong", "em", "del"}.isdisjoint(set(more) - set(less))
