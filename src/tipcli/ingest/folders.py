"""A folder as documents: every file that may hold tips, and a word on each thing that was passed over.

Links are not followed. Hidden folders, folders of dependencies and of built pages, what a program keeps as backups, and
what a `.gitignore` names are passed over, each once; the folder that was named is read whatever it is called.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import islice
from stat import S_ISREG
from typing import TYPE_CHECKING

from tipcli.ingest.ignored import Ignored
from tipcli.model.errors import AccessError, TipsError
from tipcli.model.text import shown
from tipcli.readers.base import MARKDOWN, Document, Skipped
from tipcli.readers.kinds import kind_by_name
from tipcli.readers.notes.markdown import dates_of
from tipcli.readers.orders import order_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_FILES = 100_000
_MOST_LISTED = 1000  # entries of a folder that its name is not believed for
_MADE = "a folder of built pages; to read it, import it by itself"
_NEEDED = "a folder of other people's work; to read it, import it by itself"
_TEMPLATES = "a folder of templates; to read it, import it by itself"
_OF_A_PROGRAM = "a folder of a program's own"
# Names of folders that hold no tips where they stand in another folder, and why.
_PASSED_OVER = {
    name: why
    for names, why in (
        ("_site public site output dist htmlcov _build", _MADE),
        ("node_modules bower_components vendor venv site-packages", _NEEDED),
        ("_layouts _includes layouts includes partials _partials archetypes templates _templates", _TEMPLATES),
        ("__pycache__ version-files __macosx", _OF_A_PROGRAM),
    )
    for name in names.split()
}
# Names of files that are about the folder or the project, without ending; the others only where they are in capitals.
_HOUSEKEEPING = frozenset(
    "404 contributing license licence copying code_of_conduct changelog _sidebar _navbar _coverpage _footer _header"
    " codeowners cname robots humans requirements cmakelists pull_request_template issue_template".split()
)
# Those of programs have no ending: `makefile.md` is about such files.
_OF_PROGRAMS = frozenset(
    "makefile dockerfile containerfile justfile rakefile gemfile brewfile procfile vagrantfile jenkinsfile"
    " gradlew".split()
)
_IN_CAPITALS = frozenset(
    "SUMMARY SECURITY SUPPORT AUTHORS NOTICE GOVERNANCE MAINTAINERS CONTRIBUTORS OWNERS HISTORY NEWS INSTALL TODO"
    " ROADMAP VERSION PATENTS CHANGES RELEASING DEVELOPMENT".split()
)
_TEXTS = frozenset(("", "md", "markdown", "mdx", "txt", "rst", "html", "htm", "adoc"))
_NOTES = frozenset(MARKDOWN)
_NUMBERS = re.compile(rb"\d[/-]\d{1,2}[/-]\d")  # of a date that may be read in several orders
_HEAD = 8192  # bytes in which a note tells its dates
_BELOW = {"logseq/bak": _OF_A_PROGRAM}


def folder_documents(top: str) -> Iterator[Document | Skipped]:
    """Yield the regular files below a folder by name, its description of topics first. Raises AccessError."""
    taken = 0
    ignored = Ignored(top)

    def failed(error: OSError) -> None:
        raise AccessError(f"{shown(str(error.filename))}: {error.strerror}") from None

    for folder, folders, names in os.walk(top, onerror=failed):
        inside = os.path.relpath(folder, top).removeprefix(".").lstrip("/")
        if ".gitignore" in names:
            ignored.read(inside)
        yield from _without(top, inside, folders, ignored)
        for name in sorted(names, key=lambda name: (name != "topics.toml", name)):
            if name.startswith("."):
                continue
            found = _file(os.path.join(folder, name), os.path.join(inside, name), name, ignored)
            taken += isinstance(found, Document)
            if taken > _MOST_FILES:
                raise AccessError(f"{shown(top)}: more than {_MOST_FILES:,} files", "Import its folders one by one.")
            yield found


def order_in(top: str) -> str:
    """Return the one order that the dates of all notes below the folder `top` allow; empty where that is open."""
    found = order_of(_dates_in(top))
    return found.name if found.is_sure else ""


def _dates_in(top: str) -> Iterator[str]:
    for document in folder_documents(top):
        if isinstance(document, Document) and document.ending in _NOTES and _NUMBERS.search(document.head[:_HEAD]):
            with suppress(TipsError):  # told when it is read
                yield from dates_of(document)


def _without(top: str, inside: str, folders: list[str], ignored: Ignored) -> Iterator[Skipped]:
    """Take the folders that are passed over out of the list, and tell why each was."""
    kept = []
    for name in sorted(folders):
        path = os.path.join(inside, name)
        if os.path.islink(os.path.join(top, path)):
            reason = "a link, which is not followed"
        else:
            reason = "a hidden folder" if name.startswith(".") else _PASSED_OVER.get(name.lower(), "")
            reason = "" if reason in (_MADE, _TEMPLATES) and _has_notes(os.path.join(top, path)) else reason
            reason = reason or next((why for end, why in _BELOW.items() if f"/{path}".endswith(f"/{end}")), "")
            reason = reason or ("what .gitignore names" if ignored.names(path, is_folder=True) else "")
        if reason:
            yield Skipped(shown(path), reason)
        else:
            kept.append(name)
    folders[:] = kept


def _has_notes(folder: str) -> bool:
    """Tell whether a folder holds notes for all its name: it is a section of a site, or nothing but notes lie in it.

    Templates are notes too where a program for notes keeps them.
    """
    try:
        with os.scandir(folder) as inside:
            names = [entry.name.lower() for entry in islice(inside, _MOST_LISTED) if not entry.name.startswith(".")]
    except OSError:  # told when it is read
        return False
    if any(name in ("_index.md", "index.md", "index.mdx") for name in names):
        return True
    is_of_templates = os.path.basename(folder).lower() in ("templates", "_templates")
    is_all = bool(names) and all(os.path.splitext(name)[1] in _NOTES for name in names)
    return is_all and not is_of_templates and not os.path.basename(folder).startswith("_")


def _file(path: str, inside: str, name: str, ignored: Ignored) -> Document | Skipped:
    """Return a file to read, or why it is left out; one of a kind that is never read is not opened."""
    if not S_ISREG(os.lstat(path).st_mode):
        return Skipped(shown(inside), "a link, which is not followed" if os.path.islink(path) else "no regular file")
    if ignored.names(inside, is_folder=False):
        return Skipped(shown(inside), "what .gitignore names")
    stem, _, ending = name.partition(".")
    is_housekeeping = stem.lower() in _HOUSEKEEPING or stem in _IN_CAPITALS
    if (is_housekeeping and ending.lower() in _TEXTS) or (not ending and stem.lower() in _OF_PROGRAMS):
        return Skipped(shown(inside), "about its folder or project, by its name")
    kind = kind_by_name(name)
    if kind and kind.is_never_text:
        return Skipped(shown(inside), kind.reason)
    return Document(path, shown(path), name, inside=inside)
