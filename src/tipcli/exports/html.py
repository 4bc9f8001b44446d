"""One web page with all tips: nothing in it runs, nothing is loaded, and each tip carries its record.

It is made to be printed: as it is, as cards, four to a page, or as a page a tip for a wall; these two have of each tip
the title, the gist and what to do.

The table of contents stands before the tips that it is made from. So the tips wait in a temporary file and their
titles in a temporary database, and the page needs no more memory for a million tips than for ten.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from html import escape
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from tipcli.exports.article import article, brief
from tipcli.exports.base import Collection, Export, entries
from tipcli.exports.rendering import attribute
from tipcli.exports.styles import STYLES
from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from tipcli.exports.base import Entry
    from tipcli.model.tip import Tip

_IN_MEMORY = 8 * 2**20  # characters of tips that wait in memory; the rest waits on disk
_PIECE = 2**16  # characters
_NO_TOPIC = "Without a topic"
_FEW = 6  # tips; with fewer there is no table of contents
_ON_A_SHEET = 4  # cards
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class HtmlExport(Export):
    """A page for reading and printing, light or dark as the reader's system is."""

    name = "html"
    about = "one web page"
    ending = ".html"

    def __init__(self, layout: str = "page") -> None:
        """Make a page of this layout, a name of STYLES."""
        self._layout = layout

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the head, the table of contents, then the tips. Raises AccessError where there is no room to wait."""
        yield _head(about, STYLES[self._layout])
        if self._layout == "page":
            yield from _with_contents(tips, about)
        else:
            yield "<main>\n"
            yield from _sheets(tips, _ON_A_SHEET if self._layout == "cards" else 1)
        yield "</main>\n</body>\n</html>\n"

    def of_day(self, tip: Tip, heading: str, footer: str) -> Iterator[str]:
        """Yield a page with title, gist and action, as it is put on a notice board."""
        about = Collection("tips", heading).cleaned()
        yield _head(about, STYLES["page"])
        yield "<main>\n"
        for entry in entries([tip]):
            yield from brief(entry, _anchor(entry), footer)
        yield "</main>\n</body>\n</html>\n"


def _sheets(tips: Iterator[Entry], most: int) -> Iterator[str]:
    """Yield tips without their bodies, so many a sheet."""
    while sheet := list(islice(tips, most)):
        yield '<div class="sheet">\n' if most > 1 else ""
        for entry in sheet:
            yield from brief(entry, _anchor(entry))
        yield "</div>\n" if most > 1 else ""


def _with_contents(tips: Iterator[Entry], about: Collection) -> Iterator[str]:
    """Yield whole tips, and before them the contents where there are some. Raises AccessError."""
    try:
        with (
            SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as held,
            closing(sqlite3.connect("", isolation_level=None)) as contents,  # a temporary file of its own
        ):
            contents.execute("create table line (place integer primary key, topic text, html text)")
            contents.execute("create index line_topic on line (topic, place)")
            contents.execute("begin")
            count = 0
            for entry in tips:
                _hold(entry, held, contents)
                count += 1
            if count >= _FEW:
                yield from _contents(contents, about)
            yield "<main>\n"
            held.seek(0)
            while piece := held.read(_PIECE):
                yield piece
    except (sqlite3.Error, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AccessError(f"the folder for temporary files: {reason}", hint="Set TMPDIR to one with room.") from None


def _anchor(entry: Entry) -> str:
    tip = entry.tip
    return f"tip-{tip.collection}-{tip.number}" if entry.is_guest else f"tip-{tip.number:03}"


def _hold(entry: Entry, held: IO[str], contents: sqlite3.Connection) -> None:
    tip, anchor = entry.tip, _anchor(entry)
    held.write("".join(article(entry, anchor)))
    line = f'<li><a href="#{attribute(anchor)}" dir="auto">{escape(tip.title)}</a></li>\n'
    rows = [(topic, line) for topic in dict.fromkeys(tip.topics or ("",))]
    contents.executemany("insert into line (topic, html) values (?, ?)", rows)


def _head(about: Collection, style: str) -> str:
    heading = escape(about.heading)
    return (
        f'<!DOCTYPE html>\n<html lang="en" data-collection="{attribute(about.name)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="tipcli">\n'
        f"<title>{heading}</title>\n<style>{style}</style>\n</head>\n<body>\n<header>\n"
        f'<h1 dir="auto">{heading}</h1>\n</header>\n'
    )


def _contents(contents: sqlite3.Connection, about: Collection) -> Iterator[str]:
    abouts = {topic.slug: topic.about for topic in about.topics}
    counts = contents.execute("select topic, count(*) from line group by topic order by topic = '', topic").fetchall()
    yield '<nav id="contents" aria-label="Contents">\n<h2>Contents</h2>\n'
    for topic, count in counts:
        yield f'<h3 dir="auto">{escape(topic or _NO_TOPIC)} ({count})</h3>\n'
        yield f'<p dir="auto">{escape(abouts[topic])}</p>\n' if abouts.get(topic) else ""
        yield "<ul>\n"
        rows = contents.execute("select html from line where topic = ? order by place", (topic,))
        yield from (html for (html,) in rows)
        yield "</ul>\n"
    yield "</nav>\n"
