"""Runs: the text of one block, in pieces of one style each, its white space collapsed as a browser does it.

A style is the formatting of a piece, the outer one first: each a kind, and the address of a link or an image.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from tipcli.readers.markup.nodes import collapsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    Style = tuple[tuple[str, str], ...]
    Run = list[tuple[Style, str]]

BREAK = "\0"  # a line break; no parsed text has this character
GAP = "\0 "  # a space between two links; a piece of its own, so that they stay two
EMPHASIS = frozenset((("strong", ""), ("em", ""), ("del", "")))
_RANK = {"a": 0, "del": 1, "strong": 2, "em": 3, "code": 4, "img": 5}  # the outer one first


def styled(style: Style, kind: str, address: str = "") -> Style:
    """Add a kind of formatting to a style; of each kind the last one counts. Code and images keep links only."""
    rank = _RANK[kind]
    if rank < 4 and rank and ("code", "") in style:
        return style
    kept = [other for other in style if _RANK[other[0]] != rank and (rank < 4 or other[0] == "a")]
    return tuple(sorted([*kept, (kind, address)], key=lambda pair: _RANK[pair[0]]))


def is_leaf(style: Style, kinds: tuple[str, ...] = ("code", "img")) -> bool:
    """Tell whether the innermost formatting is code or an image, which hold no other marks."""
    return bool(style) and style[-1][0] in kinds


def fence(code: str, least: int = 1) -> str:
    """Return more backticks than `code` has in a row."""
    return "`" * max(least, 1 + max(map(len, re.findall("`+", code)), default=0))


def normalized(run: Iterable[tuple[Style, str]]) -> Run:
    """Collapse the white space of a run, join neighbours of the same style, drop line breaks at both ends."""
    joined: list[tuple[Style, list[str]]] = []
    is_after_space = True
    for own_style, raw in run:
        style = own_style
        text = raw if raw in (BREAK, GAP) else collapsed(raw)
        if text == BREAK:
            _strip_end(joined)
        elif is_after_space:
            text = text.lstrip(GAP)
        if not text or (text == BREAK and not joined):
            continue
        is_after_space = text[-1] in (" ", BREAK, GAP)
        if text == " " and not is_leaf(joined[-1][0]):
            style = joined[-1][0]
        if joined and joined[-1][0] == style and text not in (BREAK, GAP) and joined[-1][1] not in ([BREAK], [GAP]):
            joined[-1][1].append(text)
        else:
            joined.append((style, [text]))
    while joined and (joined[-1][1] == [BREAK] or not _strip_end(joined)):
        joined.pop()
    return _with_flanks([(style, "".join(texts)) for style, texts in joined])


def _strip_end(joined: list[tuple[Style, list[str]]]) -> bool:
    """Strip the end of the last piece and tell whether anything is left of it."""
    if joined and joined[-1][1] != [BREAK]:
        joined[-1][1][-1] = joined[-1][1][-1].rstrip(" ")
        return any(joined[-1][1])
    return bool(joined)


def _with_flanks(pieces: Run) -> Run:
    """Move punctuation out of emphasis where it would keep the marks from meaning anything, as in `**Note:**more`.

    These are the flanking rules of CommonMark: beside punctuation a mark needs white space or punctuation outside.
    """
    made: Run = []
    for style, text in pieces:
        last_style, last = made.pop() if made else ((), "")
        both = tuple(kind for kind in style if kind in last_style)
        ended, begun = _has_emphasis(last_style, both), _has_emphasis(style, both)
        end, start = len(last), 0
        if ended and (begun or text[0].isalnum()):
            while end and _is_mark(last[end - 1]):
                end -= 1
        if begun and (ended or last[-1:].isalnum()):
            while start < len(text) and _is_mark(text[start]):
                start += 1
        parts = ((last_style, last[:end]), (both, last[end:] + text[:start]), (style, text[start:]))
        made += [part for part in parts if part[1]]
    return made


def _is_mark(character: str) -> bool:
    return category(character)[0] in "PS"


def _has_emphasis(more: Style, less: Style) -> bool:
    return not EMPHASIS.isdisjoint(set(more) - set(less))
