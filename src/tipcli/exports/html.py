"""One web page with all tips: nothing in it runs, nothing is loaded, and each tip carries its record.

The table of contents stands before the tips that it is made from. So the tips wait in a temporary file and their
titles in a temporary database, and the page needs no more memory for a million tips than for ten.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from html import escape
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from tipcli.exports.base import Export, is_web_address
from tipcli.exports.rendering import attribute, to_html
from tipcli.model.errors import AccessError
from tipcli.model.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from tipcli.exports.base import Collection, Entry
    from tipcli.model.tip import Credit, Tip

_IN_MEMORY = 8 * 2**20  # characters of tips that wait in memory; the rest waits on disk
_PIECE = 2**16  # characters
_NO_TOPIC = "Without a topic"
_STYLE = """
:root { color-scheme: light dark; --soft: #5a5a5a; --line: #d8d8d8; }
@media (prefers-color-scheme: dark) { :root { --soft: #b0b0b0; --line: #444; } }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 2rem 1.2rem; }
h1, h2, h3 { line-height: 1.25; }
article, nav { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .5rem; }
article h2 { margin-bottom: .3rem; }
nav h3 { margin: 1.2rem 0 .2rem; font-size: 1rem; }
nav ul { margin: 0; padding-left: 1.2rem; }
.gist { font-size: 1.1rem; font-style: italic; margin-top: 0; }
.about, nav p { color: var(--soft); font-size: .9rem; }
.action { border-left: 3px solid; padding-left: .8rem; }
.body { overflow-wrap: anywhere; }
.body h1, .body h2, .body h3 { font-size: 1.1rem; }
pre { overflow-x: auto; white-space: pre-wrap; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid var(--line); padding: .2rem .6rem; }
blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { break-after: avoid; }
  nav { border: 0; break-after: page; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class HtmlExport(Export):
    """A page for reading and printing, light or dark as the reader's system is."""

    name = "html"
    about = "one web page"
    ending = ".html"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the head, the table of contents, then the tips. Raises AccessError where there is no room to wait."""
        try:
            with (
                SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as held,
                closing(sqlite3.connect("", isolation_level=None)) as contents,  # a temporary file of its own
            ):
                contents.execute("create table line (place integer primary key, topic text, html text)")
                contents.execute("create index line_topic on line (topic, place)")
                contents.execute("begin")
                for entry in tips:
                    _hold(entry, held, contents)
                yield _head(about)
                yield from _contents(contents, about)
                held.seek(0)
                while piece := held.read(_PIECE):
                    yield piece
                yield "</main>\n</body>\n</html>\n"
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or error
            raise AccessError(
                f"the folder for temporary files: {reason}", hint="Set TMPDIR to one with room."
            ) from None


def _hold(entry: Entry, held: IO[str], contents: sqlite3.Connection) -> None:
    tip = entry.tip
    anchor = f"tip-{tip.collection}-{tip.number}" if entry.is_guest else f"tip-{tip.number:03}"
    held.write("".join(_article(entry, anchor)))
    line = f'<li><a href="#{attribute(anchor)}" dir="auto">{escape(tip.title)}</a></li>\n'
    rows = [(topic, line) for topic in dict.fromkeys(tip.topics or ("",))]
    contents.executemany("insert into line (topic, html) values (?, ?)", rows)


def _head(about: Collection) -> str:
    heading = escape(about.heading)
    return (
        f'<!DOCTYPE html>\n<html lang="en" data-collection="{attribute(about.name)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="tipcli">\n'
        f"<title>{heading}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<header>\n"
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
    yield "</nav>\n<main>\n"


def _article(entry: Entry, anchor: str) -> Iterator[str]:
    tip = entry.tip
    record = json.dumps(entry.record(), ensure_ascii=False)
    yield f'<article id="{attribute(anchor)}" data-record="{attribute(record)}">\n'
    yield f'<h2 dir="auto">{escape(tip.title)}</h2>\n'
    yield f'<p class="gist" dir="auto">{escape(tip.gist)}</p>\n' if tip.gist else ""
    yield f'<div class="body" dir="auto">\n{to_html(tip.body)}</div>\n' if tip.body else ""
    yield "" if tip.complete else '<p class="about">This is an excerpt.</p>\n'
    yield f'<p class="action" dir="auto"><strong>To do today:</strong> {escape(tip.action)}</p>\n' if tip.action else ""
    yield f'<p class="about" dir="auto">{_about(tip)}</p>\n</article>\n'


def _about(tip: Tip) -> str:
    day = tip.date and f'<time datetime="{attribute(tip.date)}">{escape(long_date(tip.date))}</time>'
    parts = [f"Tip {escape(tip.ref)}", escape(", ".join(tip.topics)), day, tip.credit and _credit(tip.credit, tip)]
    if is_web_address(tip.link):
        parts.append(_link(tip.link, "Permanent link"))
    return ". ".join(part for part in parts if part) + "."


def _credit(credit: Credit, tip: Tip) -> str:
    """Return where a tip comes from, without the full stop: on what it is based, or where that has no title, by whom.

    The address is behind the title, else behind the name, else it stands for itself.
    """
    title = "a tip of this title" if credit.title == tip.title else escape(credit.title and f"“{credit.title}”")
    name = escape((credit.publisher or "").rstrip(".") or credit.publisher or "")
    if credit.url and is_web_address(credit.url):
        if title or not name:
            title = _link(credit.url, title or escape(credit.url))
        else:
            name = _link(credit.url, name)
    day = escape(long_date(credit.date)) if credit.date and credit.date != tip.date else ""
    parts = [f"Based on {title}" if title else "", f"{'by' if title else 'By'} {name}" if name else ""]
    sentence = " ".join(filter(None, parts))
    return ", ".join(filter(None, (sentence, day))) if sentence else day and f"From {day}"


def _link(address: str, html: str) -> str:
    return f'<a href="{attribute(address)}" rel="noopener noreferrer nofollow">{html}</a>'
