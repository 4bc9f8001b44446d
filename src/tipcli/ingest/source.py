"""A source: what a person named on the command line, how to read it, and how a collection remembers it."""

from __future__ import annotations

import os
from functools import cached_property
from hashlib import blake2b
from typing import Any

from tipcli.ingest.stdin import STANDARD_INPUT
from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line, shown
from tipcli.readers.base import Options
from tipcli.readers.dates import ORDERS
from tipcli.readers.registry import FORMATS

ZIP = "zip"  # what a source looked like that is a folder in one file


class Source:
    """One thing to import: a path or an address, and how to read it.

    `format` is a name of FORMATS, or empty; `how` are fields of `Options`. `folder_topics`: the folders of its files
    are topics. `found` is the format that it looked like when it was last read, or ZIP, empty before; a source stays
    what it was. Raises AccessError where `named` is blank: as a path it would be the folder of the moment.
    """

    def __init__(self, named: str, format: str = "", *, folder_topics: bool = True, **how: Any) -> None:  # noqa: A002
        from tipcli.web.address import is_address

        if not named.strip():
            raise AccessError("a source without a name", "Say a file, a folder or an address.")
        self.typed = named
        self.is_web = is_address(named)
        self.is_standard_input = named == STANDARD_INPUT
        self.named = named if self.is_web or self.is_standard_input else os.path.abspath(named)
        self.format = format
        self.found = ""
        self.options = Options(**how)
        self.has_folder_topics = folder_topics

    @property
    def shown(self) -> str:
        """What the source is called in messages: without a password, and without what a terminal would obey."""
        from tipcli.web.address import redacted

        if self.is_standard_input:
            return "standard input"
        return clean_line(redacted(self.named)) if self.is_web else shown(self.named)

    @property
    def stem(self) -> str:
        """A name for a collection from this source: of a file or folder without its ending, or of a server."""
        if self.is_web:
            host = self.shown.partition("://")[2].partition("/")[0].rpartition("@")[2]
            return host.partition(":")[0].removeprefix("www.")
        name = os.path.basename(self.named.rstrip(os.sep))
        return name.rpartition(".")[0] or name if os.path.isfile(self.named) else name

    @cached_property
    def key(self) -> str:
        """A short name by which tips remember the source: `w` for the web or `f`, and a hash."""
        digest = blake2b(self.named.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
        return ("w" if self.is_web else "f") + digest

    def as_object(self) -> dict[str, object]:
        """Return what the header of a collection remembers, to read the source again."""
        said = {"source": self.named, "format": self.format, "rot13": self.options.rot13, "pages": self.options.pages}
        said |= {"found": self.found, "no_folder_topics": not self.has_folder_topics}
        said |= {"dates": self.options.dates, "columns": dict(self.options.columns)}
        return {key: value for key, value in said.items() if value}


def source_of(origin: dict[str, Any]) -> Source:
    """Return the source that a header remembers, in the form of `Source.as_object`."""
    is_rot13, has_pages = bool(origin.get("rot13")), bool(origin.get("pages"))
    dates, columns = str(origin.get("dates", "")), origin.get("columns")
    pairs = tuple((name, str(field)) for name, field in columns.items()) if isinstance(columns, dict) else ()
    how = {"rot13": is_rot13, "pages": has_pages, "dates": dates if dates in ORDERS else "", "columns": pairs}
    has_topics = not origin.get("no_folder_topics")
    source = Source(origin["source"], origin.get("format", ""), folder_topics=has_topics, **how)
    source.found = found if isinstance(found := origin.get("found"), str) and found in (*FORMATS, ZIP) else ""
    return source
