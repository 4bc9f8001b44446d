"""The headings of a Markdown text, which may be the title of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tipcli.readers.markup.inline import words_of_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_LETTERS = 4  # of a name that is one word
_NO_NAMES = frozenset(
    "index readme document untitled note notes text file content post page stdin main default".split()
)
_HASH = re.compile(r"[0-9a-f]{8,}")
_BETWEEN = re.compile(r"[-_]+")
_MARK = re.compile(r"\{\{|\{%|<%")
_LONGEST_TITLE = 1000  # characters of a heading that are read as Markdown


def title_heading(body: str) -> tuple[str, str] | None:
    """Return the text of the only first-level heading, where the body begins with it, and the body without it."""
    found = _headings(body)
    first = next(found, None)
    if not first or first.level != 1 or not first.is_top or any(other.level == 1 for other in found):
        return None
    return first.text, _after(body.split("\n"), first.below)


def heading(body: str) -> tuple[str, str] | None:
    """Return the text of the first heading and the body, without the heading where that is its beginning."""
    found = next(_headings(body), None)
    return found and (found.text, _after(body.split("\n"), found.below) if found.is_top else body)


class _Heading(NamedTuple):
    """Its text; its level from 1 to 6; the number of the line below it; whether nothing stands above it."""

    text: str
    level: int
    below: int
    is_top: bool


def _headings(body: str) -> Iterator[_Heading]:
    lines = body.split("\n")
    fence, is_first, above = "", True, ""
    for number, line in enumerate(lines):
        text = line.strip()
        if text.startswith(("```", "~~~")):
            mark = text[:3]
            fence = "" if fence == mark else fence or mark
        if text and not fence and not line.startswith(("    ", "\t")):
            below = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if title := _atx(text):
                yield _Heading(title, len(text) - len(text.lstrip("#")), number + 1, is_first)
            elif not above and _is_underline(below) and text[0] not in "-*+>|#=<0123456789":
                yield _Heading(text, 1 if below[0] == "=" else 2, number + 2, is_first)
        is_first = is_first and not text
        above = text


def _is_underline(line: str) -> bool:
    return line.startswith(("=", "--")) and not line.strip(line[0])


def _atx(text: str) -> str:
    marks = len(text) - len(text.lstrip("#"))
    if not 1 <= marks <= 6 or text[marks : marks + 1] not in (" ", "\t"):
        return ""
    title = text[marks:].strip()
    bare = title.rstrip("#")
    return bare.rstrip() if bare != title and (not bare or bare[-1] in " \t") else title


def _after(lines: list[str], start: int) -> str:
    return "\n".join(lines[start:]).strip("\n")


def plain_heading(heading: str) -> str:
    """Return a heading as plain text; nothing for what is a picture, an embedded file or a mark of a template only."""
    if _MARK.search(heading):
        return ""
    if len(heading) > _LONGEST_TITLE or not any(mark in heading for mark in "*_`[<&\\~"):
        return heading
    return words_of_line(heading)


def title_of_name(stem: str) -> str:
    """Return what the name of a file says as a title; nothing where it is no name that a person gave to a text."""
    if " " in stem:
        return stem.strip()
    words = [word for word in _BETWEEN.split(stem) if word]
    title = " ".join(words)
    letters = sum(map(str.isalpha, title))
    is_word = letters >= _FEWEST_LETTERS if len(words) == 1 and title.isascii() else letters > 1
    if not is_word or 2 * letters < len(title) or stem.lower() in _NO_NAMES or _HASH.search(stem):
        return ""
    return title[:1].upper() + title[1:] if len(words) > 1 or title.islower() else title
