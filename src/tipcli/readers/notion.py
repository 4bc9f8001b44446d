"""Names of files as Notion exports them: pages in Markdown, and the tables that list them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipcli.readers.base import Document

PAGE_NAME = re.compile(r"(?P<name>.+)[ -](?P<id>[0-9a-f]{32})")  # what Notion puts behind the name of a page


def stem_of(document: Document) -> str:
    """Return the name of a file without its ending, and without what Notion puts behind it."""
    found = PAGE_NAME.fullmatch(document.stem)
    return found["name"] if found else document.stem


def is_listed_beside(document: Document) -> bool:
    """Tell whether a table is the one that Notion puts beside the folder of its pages, which say the same and more."""
    stem = document.stem.removesuffix("_all")
    found = PAGE_NAME.fullmatch(stem)
    folder = os.path.dirname(document.path)
    return bool(found) and any(
        os.path.isdir(os.path.join(folder, name)) for name in (stem, found["name"] if found else "")
    )
