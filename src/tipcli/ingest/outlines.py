"""Outlines of feeds (OPML), as programs that read feeds write them: which feeds are named in one."""

from __future__ import annotations

import os
import re
from html import unescape
from typing import NamedTuple

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line, quoted, shown
from tipcli.readers.base import Document
from tipcli.readers.kinds import kind_by_text
from tipcli.web.address import is_address

_MOST = 500  # feeds of one outline
_SHOWN = 12  # of them in a message
_LARGEST = 4 * 2**20  # bytes
_OUTLINE = re.compile(r"<outline\b((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')")


class Feed(NamedTuple):
    """A feed that an outline names."""

    title: str
    address: str


def expanded(sources: list[str], *, all_feeds: bool) -> list[str]:
    """Return the sources with the feeds of an outline in its place.

    Raises AccessError for an outline where not `all_feeds` are wanted, with the feeds in the hint, and for one without.
    """
    made: list[str] = []
    for source in sources:
        feeds = feeds_of(source)
        if feeds is None:
            made.append(source)
        elif not feeds:
            raise AccessError(f"{shown(source)}: an outline that names no feed")
        elif all_feeds:
            made += [feed.address for feed in feeds]
        else:
            raise AccessError(f"{shown(source)}: an outline of {len(feeds):,} feeds (OPML)", _hint(source, feeds))
    return list(dict.fromkeys(made))


def feeds_of(path: str) -> list[Feed] | None:
    """Return the feeds that an outline names, each once; None for what is none, or not on the disk.

    Raises AccessError.
    """
    if is_address(path) or not os.path.isfile(path):
        return None
    document = Document(path, shown(path), os.path.basename(path))
    kind = kind_by_text(document)
    if kind is None or "OPML" not in kind.what:
        return None
    text = document.read(_LARGEST)
    found: dict[str, Feed] = {}
    for outline in _OUTLINE.finditer(text.decode("utf-8", "replace")):
        said = {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(outline[1])}
        address = said.get("xmlurl", "").strip()
        if is_address(address):
            found.setdefault(address, Feed(clean_line(said.get("title") or said.get("text", "")), address))
    if len(found) > _MOST:
        raise AccessError(f"{shown(path)}: an outline of more than {_MOST} feeds", "Import some of them one by one.")
    return list(found.values())


def _hint(source: str, feeds: list[Feed]) -> str:
    named = ", ".join(f"{feed.title}: {feed.address}" if feed.title else feed.address for feed in feeds[:_SHOWN])
    more = f", and {len(feeds) - _SHOWN:,} more" if len(feeds) > _SHOWN else ""
    return f"All of them: tips import {quoted(source)} --all. Or one by its address: {named}{more}."
