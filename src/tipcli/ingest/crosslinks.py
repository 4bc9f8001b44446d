"""Links between the files of a folder: in a library they lead nowhere, so that the other tip's name stands there.

`[there](../desk/greet.md)` becomes `there (Greet the guest)`, or the name alone where the words are the name or the
file's; likewise `[there][x]` with `[x]: ../desk/greet.md` below, `[[greet|there]]`, and `![[greet]]`. Which files they
are is noted in `Item.see`.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from tipcli.ingest.notenames import NoteNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Item

_LINK = re.compile(
    r"(?P<code>`+)|(?<!!)\[(?P<words>[^\[\]\n]{1,300})\]\((?:<(?P<angled>[^<>\n]{1,500})>|(?P<plain>[^()<>\s]{1,500}))"
    r"(?:[ \t]+\"[^\"\n]{0,300}\")?\)|!?\[\[(?P<page>[^\[\]|#^\\\n]{1,200})(?:[#^][^\[\]|\n]{0,200})?"
    r"(?:\\?\|(?P<alias>[^\[\]\n]{1,300}))?\]\]"
    r"|(?<![!\]])\[(?P<named>[^\[\]\n]{1,300})\](?:\[(?P<label>[^\[\]\n]{0,300})\])?(?![(:\[])"
)
_DEFINED = re.compile(
    r" {0,3}\[(?P<label>[^\[\]\n]{1,300})\]:[ \t]*(?:<(?P<angled>[^<>\n]{1,500})>|(?P<plain>[^\s<>]{1,500}))"
    r"(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\([^()\n]{0,300}\)))?[ \t]*"
)


class CrossLinks:
    """The files of the folder `top`, as links of others name them."""

    def __init__(self, top: str) -> None:
        self._names = NoteNames(top)

    def resolve(self, item: Item, document: Document) -> None:
        """Put names in the place of the links to other files in an item's text."""
        if "](" not in item.body and "[[" not in item.body and "]:" not in item.body:
            return
        lines = list(_lines(item.body))
        defined = dict(self._definitions(lines, document)) if "]:" in item.body else {}
        seen: dict[str, None] = {}
        made = []
        for line, is_text in lines:
            if is_text and defined and (found := _DEFINED.fullmatch(line)) and found["label"].casefold() in defined:
                continue
            made.append(self._line(line, document, defined, seen) if is_text and "[" in line else line)
        if seen:
            item.body = "\n".join(made).strip("\n")
            item.see = tuple(seen)

    def _definitions(self, lines: list[tuple[str, bool]], document: Document) -> Iterator[tuple[str, str]]:
        """Yield label and file of each link that is explained on a line of its own and leads to another file."""
        for line, is_text in lines:
            if is_text and "]:" in line and (found := _DEFINED.fullmatch(line)):
                path = self._names.at(found["angled"] or found["plain"], document)
                if path and path != document.path:
                    yield found["label"].casefold(), path

    def _line(self, line: str, document: Document, defined: dict[str, str], seen: dict[str, None]) -> str:
        made, at = [], 0
        for found in _LINK.finditer(line):
            if found.start() < at:
                continue
            if mark := found["code"]:
                end = line.find(mark, found.end())
                at_end = end + len(mark) if end >= 0 else found.end()
                made.append(line[at:at_end])
                at = at_end
                continue
            path, words = self._target(found, document, defined)
            if path and path != document.path:
                seen[self._names.inside(path)] = None
                made += (line[at : found.start()], _named(words, self._names.title(path), path))
                at = found.end()
        return "".join((*made, line[at:]))

    def _target(self, found: re.Match[str], document: Document, defined: dict[str, str]) -> tuple[str, str]:
        """Return the file of the folder that a link leads to, empty where it leads to none, and its words."""
        page, alias, words = found["page"], found["alias"], found["named"]
        if page:
            path = self._names.called(page)
            if not path and alias and (path := self._names.called(alias)):  # as GitHub's wikis have it
                return path, page
            return path, alias or page
        if words:
            return defined.get((found["label"] or words).casefold(), ""), words
        return self._names.at(found["angled"] or found["plain"], document), found["words"]


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is of the text and not of code."""
    fence = ""
    for line in body.split("\n"):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        yield line, not fence and not mark and not line.startswith(("    ", "\t"))


def _named(words: str, title: str, path: str) -> str:
    """Return what stands for a link: its words, with the title behind them where they do not say it."""
    stem = os.path.splitext(os.path.basename(path))[0]
    bare = words.strip("`* _").casefold()
    if bare in (stem.casefold(), os.path.basename(path).casefold()) or bare.endswith(("/" + stem.casefold(), ".md")):
        return title
    return words if title.casefold() in bare else f"{words} ({title})"
