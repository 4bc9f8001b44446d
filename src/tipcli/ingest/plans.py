"""What an import is going to do: into which collection, from which sources, and which of them are remembered."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError, TipsError, UsageError
from tipcli.model.text import quoted, slugify
from tipcli.model.tip import BUNDLED
from tipcli.readers.registry import FORMATS
from tipcli.store.sources import LONGEST_NAME, imported, is_name

if TYPE_CHECKING:
    from tipcli.ingest.source import Source


@dataclass
class Plan:
    """What to read, each source with the topics that its tips are given; `others` are origins that stay as they are.

    `before` are the origins as they were, in the form of `Source.as_object` with `topics`.
    """

    sources: list[tuple[Source, tuple[str, ...]]]
    others: list[dict[str, Any]]
    before: list[dict[str, Any]]

    def origins(self, failed: list[Source]) -> list[dict[str, Any]]:
        """Return the origins to remember: not standard input, nor a new one of which nothing could be read."""
        known = {one["source"] for one in self.before}
        return self.others + [
            source.as_object() | ({"topics": list(topics)} if topics else {})
            for source, topics in self.sources
            if (source not in failed or source.named in known) and not source.is_standard_input
        ]


def origins_of(name: str, header: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the origins in a header. Raises AccessError where they are not of the form that this version writes."""
    origins = header.get("origins", [])
    is_known = isinstance(origins, list) and all(
        isinstance(one, dict)
        and isinstance(one.get("source"), str)
        and one.get("format", "") in ("", *FORMATS)
        and isinstance(one.get("topics", []), list)
        for one in origins
    )
    if not is_known:
        raise AccessError(f"the collection {name} has sources that cannot be understood", "Was it a newer tipcli?")
    return list(origins)


def checked_name(name: str) -> str:
    """Return a name that a collection may have. Raises UsageError for any other."""
    if not is_name(name):
        raise UsageError(
            f"{quoted(name)} cannot name a collection",
            f"Names are of a-z, 0-9 and -, at most {LONGEST_NAME} characters, and not '{BUNDLED}'.",
        )
    return name


def name_for(sources: list[Source]) -> str:
    """Return the collection that a source was imported into before, else a name made from the sources' own."""
    wanted = {source.named for source in sources}
    known: dict[str, set[str]] = {}
    for collection in imported():
        try:
            origins = origins_of(collection.name, collection.header())
        except TipsError:
            continue
        known[collection.name] = {one["source"] for one in origins}
    stems = {source.stem for source in sources}
    folders = {os.path.basename(os.path.dirname(source.named)) for source in sources if not source.is_web}
    stem = next(iter(stems if len(stems) == 1 else folders if len(folders) == 1 else [""]))
    name = slugify(stem, LONGEST_NAME)
    exact = [one for one, named in known.items() if named == wanted]
    some = [one for one, named in known.items() if named & wanted]
    if name not in some and some:
        return (exact or some)[0]
    if not is_name(name):
        raise UsageError("the sources do not give a name for the collection", "Say one with --name.")
    return name
