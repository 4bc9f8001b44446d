"""The notes of a folder by the names that links of others have for them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tipcli.model.errors import TipsError
from tipcli.model.text import clean_line, shown
from tipcli.readers.base import MARKDOWN, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_FILES = 100_000
_LARGEST = 2**20  # bytes of a note whose title is looked for; a larger one goes by its name
_ENDINGS = ("", *MARKDOWN, ".html", ".htm")
_INDEXES = ("index.md", "_index.md", "README.md", "readme.md", "index.mdx", "index.html")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:|//|#")
_VAULT = re.compile(r"dendron://[^/]{1,100}/")  # before the name of a note of Dendron
_DATED = re.compile(r"\d{4}-\d\d-\d\d-(?=.)")  # before the name of a post of Jekyll
_NUMBERED = re.compile(r"(\d{8,17})[ _-].*")  # the identifier of a Zettelkasten before the name


class NoteNames:
    """The files below the folder `top`, by path and by name, and what each is called."""

    def __init__(self, top: str) -> None:
        self._top = os.path.join(top, "")
        self._titles: dict[str, str] = {}
        self._by_name: dict[str, str] | None = None

    def inside(self, path: str) -> str:
        """Return the path below the top."""
        return path[len(self._top) :]

    def at(self, target: str, document: Document) -> str:
        """Return the file that the address in a link of a document leads to; empty where it leads to none.

        It goes from the document's folder, else from the top; one from the top, or without an ending, may be that of
        the page which is made of the note.
        """
        if _SCHEME.match(target) or len(target) > 1000:
            return ""
        name = unquote(target.partition("#")[0].partition("?")[0]).strip()
        if not name or "\0" in name:
            return ""
        if not name.startswith("/") and (found := self._file(os.path.join(os.path.dirname(document.path), name))):
            return found
        if found := self._file(os.path.join(self._top, name.strip("/"))):
            return found
        is_page = name.startswith("/") or "." not in name or name.endswith(MARKDOWN)
        return self.called(name.strip("/")) if is_page else ""

    def _file(self, path: str) -> str:
        path = os.path.normpath(path)
        if not path.startswith(self._top):
            return ""
        files = (*(path + ending for ending in _ENDINGS), *(os.path.join(path, name) for name in _INDEXES))
        return next((one for one in files if os.path.splitext(one)[1].lower() in _ENDINGS[1:] and _is_file(one)), "")

    def called(self, name: str) -> str:
        """Return the note that others call so: by its path below the top, or by its name wherever it lies."""
        if self._by_name is None:
            self._by_name = {}
            for path in self._notes():
                for known in _names(self.inside(path)):
                    self._by_name.setdefault(known, path)
        folded = _VAULT.sub("", name.strip().casefold())
        stem, ending = os.path.splitext(folded)
        return self._by_name.get(folded) or (self._by_name.get(stem, "") if ending in MARKDOWN else "")

    def _notes(self) -> Iterator[str]:
        count = 0
        for folder, folders, names in os.walk(self._top):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = os.path.join(folder, name)
                if name.lower().endswith(MARKDOWN) and count < _MOST_FILES and not os.path.islink(path):
                    count += 1
                    yield path

    def title(self, path: str) -> str:
        """Return the title that the tip of a note has, else the name of the file."""
        if path not in self._titles:
            self._titles[path] = clean_line(_title_of(path))[:300]
        return self._titles[path]


def _is_file(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def _names(inside: str) -> Iterator[str]:
    """Yield the names of a note, the more exact first."""
    path = os.path.splitext(inside)[0].casefold()
    stem = path.rpartition("/")[2]
    yield from (path, stem)
    if "___" in stem or "%" in stem:  # Logseq writes pages of names with slashes so
        yield unquote(stem.replace("___", "/"))
    if dated := _DATED.match(stem):
        yield stem[dated.end() :]
    if numbered := _NUMBERED.fullmatch(stem):
        yield numbered[1]
    if " " not in stem and ("-" in stem or "_" in stem):
        yield stem.replace("-", " ").replace("_", " ")


def _title_of(path: str) -> str:
    from tipcli.readers.notes.markdown import title_of

    stem, ending = os.path.splitext(os.path.basename(path))
    if ending.lower() not in MARKDOWN or os.path.getsize(path) > _LARGEST:
        return stem
    try:
        return title_of(Document(path, shown(path), os.path.basename(path))) or stem
    except TipsError:
        return stem
