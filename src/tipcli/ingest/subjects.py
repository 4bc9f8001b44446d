"""The topics that the folders of a file are: `phone/say-the-name.md` is about phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.readers.base import LEKTOR
from tipcli.readers.notion import PAGE_NAME

if TYPE_CHECKING:
    from tipcli.readers.base import Document

# Folders that say what lies in them and not what it is about, without case, blanks, hyphens and underscores.
GENERIC = frozenset(
    "notes note src source sources docs doc documents documentation content contents posts post pages page articles"
    " article blog blogs entries entry items files file data texts text markdown md mds tips tip collection collections"
    " vault notebook notebooks wiki til tils journal journals diary daily dailynotes dailies logs inbox drafts"
    " draft archive archives attachments attachment assets asset static media images img export exports import imports"
    " backup backups cur new misc miscellaneous various tmp temp main all root quotes quote fortunes"
    " fortune cheat cheats cheatsheets sheets snippets chapters chapter en de fr es it pt ja ko zh ru".split()
)
_ORDER = re.compile(r"\d[\d.]*(?:-\d[\d.]*)?(?:[ ._)-]+|\Z)")  # numbers that put folders in an order: 01-, 2. , 10-19
_MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


def folder_topics(document: Document) -> tuple[str, ...]:
    """Return the topics of a document by the folders that it lies in, the outermost first.

    A folder of a date, or of a name that says nothing of what is in it, is none. A file that stands for its folder, as
    `index.md` and `contents.lr`, is named by that folder, which is then no topic of it.
    """
    folders = document.inside.split("/")[:-1]
    if document.stem.lower() in ("index", "_index", "readme") or document.ending == LEKTOR:
        folders = folders[:-1]
    return tuple(dict.fromkeys(filter(None, map(_topic, folders))))


def _topic(folder: str) -> str:
    found = PAGE_NAME.fullmatch(folder)
    name = found["name"] if found else folder
    name = name[:-6] if name.lower().endswith(".cheat") else name
    if name.startswith("_"):
        return ""
    name = _ORDER.sub("", name, count=1).strip(" -_.")
    plain = re.sub(r"[ _-]", "", name).casefold()
    is_date = plain.strip("0123456789") in _MONTHS
    return "" if plain in GENERIC or is_date or not any(map(str.isalpha, name)) else name
