"""One tip as an HTML article: what is on it, in which order, and how it says where it comes from.

Each part has its own direction: a label of ours has `dir="ltr"`, so that the words of the tip alone decide.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from tipcli.exports.rendering import attribute, to_html
from tipcli.model.wording import first_of_all, long_date, other_tips, web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Entry
    from tipcli.model.editorial import Source
    from tipcli.model.tip import Credit, Tip

_LONG = 230  # characters of title, gist and action, beyond which they are set smaller
_LONGEST = 700  # characters of each of them on a card


def article(entry: Entry, anchor: str) -> Iterator[str]:
    """Yield the whole tip as an article with this id, its record as an attribute."""
    tip = entry.tip
    yield _start(entry, anchor, "")
    yield f'<h2 dir="auto">{escape(tip.title)}</h2>\n'
    yield from whole(tip)
    yield "</article>\n"


def brief(entry: Entry, anchor: str, last: str | None = None) -> Iterator[str]:
    """Yield title, gist and action as an article with this id, its record as an attribute.

    The last line is the ref, or where it is given another one, which may be empty.
    """
    tip = entry.tip
    texts = [tip.title, tip.gist, tip.action or ""]
    is_long = sum(map(len, texts)) > _LONG
    title, gist, action = (escape(_cut(text)) for text in texts)
    yield _start(entry, anchor, ' class="long"' if is_long else "")
    yield f'<h2 dir="auto">{title}</h2>\n'
    yield f'<p class="action"><strong>{escape(first)}</strong></p>\n' if (first := first_of_all(tip)) else ""
    yield f'<p class="gist" dir="auto">{gist}</p>\n' if gist else ""
    yield f'<p class="action" dir="auto"><strong dir="ltr">To do today:</strong> {action}</p>\n' if action else ""
    last = f"Tip {tip.ref}" if last is None else last
    yield (f'<p class="about" dir="auto">{_with_link(last)}</p>\n' if last else "") + "</article>\n"


def _start(entry: Entry, anchor: str, more: str) -> str:
    record = json.dumps(entry.record(), ensure_ascii=False)
    return f'<article id="{attribute(anchor)}"{more} data-record="{attribute(record)}">\n'


def _with_link(line: str) -> str:
    """Return a line as HTML; where its last word is an address, it leads there."""
    before, space, word = line.rpartition(" ")
    return escape(before + space) + (_link(word, escape(word)) if web_address(word) else escape(word))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def whole(tip: Tip) -> Iterator[str]:
    """Yield all of a tip but its title."""
    yield f'<p class="action"><strong>{escape(first)}</strong></p>\n' if (first := first_of_all(tip)) else ""
    yield f'<p class="gist" dir="auto">{escape(tip.gist)}</p>\n' if tip.gist else ""
    yield f'<div class="body" dir="auto">\n{to_html(tip.body)}</div>\n' if tip.body else ""
    yield "" if tip.complete else '<p class="about">This is an excerpt.</p>\n'
    yield (
        f'<p class="action" dir="auto"><strong dir="ltr">To do today:</strong> {escape(tip.action)}</p>\n'
        if tip.action
        else ""
    )
    yield "".join(f'<p class="about" dir="auto">{_source(source)}</p>\n' for source in tip.notes.sources)
    yield f'<p class="about">{escape(others)}</p>\n' if (others := other_tips(tip)) else ""
    yield f'<p class="about" dir="auto">{_about(tip)}</p>\n'


def _about(tip: Tip) -> str:
    day = tip.date and f'<time datetime="{attribute(tip.date)}">{escape(long_date(tip.date))}</time>'
    parts = [f"Tip {escape(tip.ref)}", escape(", ".join(tip.topics)), day, tip.credit and _credit(tip.credit, tip)]
    if web_address(tip.link):
        parts.append(_link(tip.link, "Permanent link"))
    return ". ".join(part for part in parts if part) + "."


def _source(source: Source) -> str:
    title = escape(f"“{source.title}”")
    linked = _link(source.url, title) if web_address(source.url) else title
    return "Source: " + ", ".join((linked, *(escape(part) for part in (source.publisher, source.year) if part))) + "."


def _credit(credit: Credit, tip: Tip) -> str:
    """Return where a tip comes from, without the full stop: on what it is based, or where that has no title, by whom.

    The address is behind the title, else behind the name, else it stands for itself.
    """
    title = "a tip of this title" if credit.title == tip.title else escape(credit.title and f"“{credit.title}”")
    name = escape((credit.publisher or "").rstrip(".") or credit.publisher or "")
    if credit.url and web_address(credit.url):
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
