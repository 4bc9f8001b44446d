"""Links between the files of a folder: in a library they lead nowhere, so that the other tip's name stands there.

`[there](../desk/greet.md)` becomes `there (Greet the guest)`, or the name alone where the words are the name or the
file's; likewise `[[greet]]`. The names are kept in `extra` as `see` too.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tipcli.model.text import clean_line
from tipcli.readers.base import decode
from tipcli.readers.fields import role_of, text_of
from tipcli.readers.nearby import beside
from tipcli.readers.notes.front import fields_of, front_matter
from tipcli.readers.notes.headings import heading, plain_heading

if TYPE_CHECKING:
    from tipcli.readers.base import Document, Item

_LOOKED_AT = 8192  # bytes of a file for its title
_MOST_FILES = 100_000
_NOTES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_ENDINGS = ("", *_NOTES, ".html", ".htm")
_LINK = re.compile(
    r"(?P<code>`+)|(?<!!)\[(?P<words>[^\[\]\n]{1,300})\]\((?:<(?P<angled>[^<>\n]{1,500})>|(?P<plain>[^()<>\s]{1,500}))"
    r"(?:[ \t]+\"[^\"\n]{0,300}\")?\)|(?<!!)\[\[(?P<page>[^\[\]|#\n]{1,200})(?:#[^\[\]|\n]{0,200})?"
    r"(?:\|(?P<alias>[^\[\]\n]{1,300}))?\]\]"
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:|//|#")


class CrossLinks:
    """The files of the folder `top`, as links of others name them."""

    def __init__(self, top: str) -> None:
        self._top = os.path.join(top, "")
        self._titles: dict[str, str] = {}
        self._by_stem: dict[str, str] | None = None

    def resolve(self, item: Item, document: Document) -> None:
        """Put names in the place of the links to other files in an item's text."""
        if "](" not in item.body and "[[" not in item.body:
            return
        seen: dict[str, None] = {}
        made, fence = [], ""
        for line in item.body.split("\n"):
            mark = re.match(r"\s*(`{3,}|~{3,})", line)
            if mark and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
            is_text = not fence and not mark and "[" in line and not line.startswith(("    ", "\t"))
            made.append(self._line(line, document, seen) if is_text else line)
        if seen:
            item.body = "\n".join(made)
            item.extra.setdefault("see", list(seen))

    def _line(self, line: str, document: Document, seen: dict[str, None]) -> str:
        made, at = [], 0
        for found in _LINK.finditer(line):
            if found.start() < at:
                continue
            if mark := found["code"]:
                end = line.find(mark, found.end())
                at_end = end + len(mark) if end >= 0 else found.end()
                made.append(line[at:at_end])
                at = at_end
            elif (path := self._path(found, document)) and path != document.path:
                title = self._title(path)
                seen[title] = None
                words = found["words"] or found["alias"] or found["page"]
                made += (line[at : found.start()], _named(words, title, path))
                at = found.end()
        return "".join((*made, line[at:]))

    def _path(self, found: re.Match[str], document: Document) -> str:
        """Return the file of the folder that a link leads to; empty where it leads to none."""
        if page := found["page"]:
            return self._by_name(page.strip())
        target = found["angled"] or found["plain"]
        if _SCHEME.match(target):
            return ""
        inside = unquote(target.partition("#")[0].partition("?")[0])
        folder = self._top if inside.startswith("/") else os.path.dirname(document.path)
        path = os.path.normpath(os.path.join(folder, inside.lstrip("/")))
        is_named = bool(inside) and "\0" not in inside and path.startswith(self._top)
        paths = (path + ending for ending in _ENDINGS) if is_named else ()
        return next(
            (one for one in paths if os.path.splitext(one)[1].lower() in _ENDINGS[1:] and os.path.isfile(one)), ""
        )

    def _by_name(self, page: str) -> str:
        """Return the note that a vault calls so: by its path below the top, or by its name wherever it lies."""
        if self._by_stem is None:
            self._by_stem = {}
            for folder, folders, names in os.walk(self._top):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(names):
                    stem, ending = os.path.splitext(name)
                    if ending.lower() in _NOTES and len(self._by_stem) < _MOST_FILES:
                        path = os.path.join(folder, name)
                        self._by_stem.setdefault(stem.casefold(), path)
                        self._by_stem.setdefault(path[len(self._top) : -len(ending)].casefold(), path)
        return self._by_stem.get(page.casefold().removesuffix(".md"), "")

    def _title(self, path: str) -> str:
        if path not in self._titles:
            self._titles[path] = _title_of(path)
        return self._titles[path]


def _title_of(path: str) -> str:
    """Return the title of a note as its own tip has it, else its name."""
    stem, ending = os.path.splitext(os.path.basename(path))
    text = decode(beside(path, _LOOKED_AT)).removeprefix("\ufeff") if ending.lower() in _NOTES else ""
    fence, head, body = front_matter(text) or ("", "", text)
    fields = fields_of(fence, head) if fence else {}
    named = fields if isinstance(fields, dict) else {}
    titles = [said for key, value in named.items() if (role_of(key) or " ")[0] == "title" and (said := text_of(value))]
    found = heading(body)
    title = titles[0] if titles else plain_heading(found[0]) if found else stem
    return clean_line(title)[:300]


def _named(words: str, title: str, path: str) -> str:
    """Return what stands for a link: its words, with the title behind them where they do not say it."""
    stem = os.path.splitext(os.path.basename(path))[0]
    bare = words.strip("`* _").casefold()
    if bare in (stem.casefold(), os.path.basename(path).casefold()) or bare.endswith(("/" + stem.casefold(), ".md")):
        return title
    return words if title.casefold() in bare else f"{words} ({title})"
