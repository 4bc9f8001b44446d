"""The pages of a static site: what is on each, and how it leads to the others.

Every link is relative, so that the site works below any address and from a folder. Nothing is loaded from elsewhere,
and scripts run on the front page alone: today's tip for the visitor's day, and the search.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tipcli.exports.article import whole
from tipcli.exports.rendering import attribute
from tipcli.exports.styles import COLORS, SITE, TEXT
from tipcli.model.wording import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tipcli.model.tip import Tip, Topic

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
Listed = tuple[str, str, str]  # the page of a tip, its title and its gist


def page(title: str, inside: Iterable[str], *, up: str = "", policy: str = _POLICY) -> str:
    """Return a whole page; `up` leads from it to the front page, `../` or nothing."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n' if policy else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{meta}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="tipcli">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="alternate" type="application/atom+xml" href="{up}feed.atom">\n'
        f"<style>{COLORS}{TEXT}{SITE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">To the text</a>\n' + "".join(inside) + "</body>\n</html>\n"
    )


def tip_page(tip: Tip, heading: str, topics: Sequence[tuple[str, str]]) -> str:
    """Return the page of a tip; `topics` are those that it has, each with its page."""
    links = ", ".join(f'<a href="../topics/{name}.html">{escape(topic)}</a>' for topic, name in topics)
    inside = [
        _menu(heading, "../"),
        '<main id="main">\n<article data-pagefind-body>\n',
        f'<h1 dir="auto">{escape(tip.title)}</h1>\n',
        *whole(tip),
        "</article>\n",
        f'<p class="about">Topics: {links}.</p>\n' if links else "",
        "</main>\n",
    ]
    return page(f"{tip.title} - {heading}", inside, up="../")


def list_page(heading: str, topic: Topic, tips: Sequence[Listed], pages: tuple[int, int, str]) -> str:
    """Return a page of a topic, or of all tips; `pages` are its number, how many there are, the name of the first."""
    number, count, name = pages
    inside = [
        _menu(heading, "../"),
        f'<main id="main">\n<h1 dir="auto">{escape(topic.slug)}</h1>\n',
        f'<p dir="auto">{escape(topic.about)}</p>\n' if topic.about else "",
        "<ul>\n",
        *(
            f'<li dir="auto"><a href="../tips/{where}.html">{escape(title)}</a>'
            + (f"<br>{escape(gist)}" if gist else "")
            + "</li>\n"
            for where, title, gist in tips
        ),
        "</ul>\n",
    ]
    if count > 1:
        near = ((number - 1, "Before"), (number + 1, "After"))
        links = [f'<a href="{name_of(name, one)}.html">{word}</a>' for one, word in near if 0 < one <= count]
        inside.append(f'<nav aria-label="Pages"><p>Page {number} of {count}. {" ".join(links)}</p></nav>\n')
    inside.append("</main>\n")
    return page(f"{topic.slug} - {heading}", inside, up="../")


def name_of(first: str, number: int) -> str:
    """Return the name of a page of a list, of which `first` is the first; no topic has a name with two hyphens."""
    return first if number == 1 else f"{first}--{number}"


def front_page(
    heading: str, today: tuple[date, str, Tip] | None, topics: Iterable[tuple[str, str, int]], *, has_search: bool
) -> str:
    """Return the front page; `today` is the day of the build with its tip, `topics` are names, pages and counts."""
    inside = [f'<header>\n<h1 dir="auto">{escape(heading)}</h1>\n</header>\n<main id="main">\n']
    if today:
        inside += _today(*today)
    if has_search:
        inside.append(
            '<section id="find" hidden>\n<h2><label for="query">Search</label></h2>\n<form role="search">\n'
            '<input id="query" type="search" autocomplete="off" spellcheck="false">\n</form>\n'
            '<p id="said" role="status"></p>\n<ol id="found"></ol>\n</section>\n'
            "<noscript><p>The search needs JavaScript; all else does without.</p></noscript>\n"
        )
    inside.append('<section>\n<h2>Topics</h2>\n<ul class="topics">\n')
    inside += (
        f'<li><a href="topics/{name}.html">{escape(topic)}</a> ({count})</li>\n' for topic, name, count in topics
    )
    inside.append('</ul>\n<p><a href="all/tips.html">All tips</a></p>\n</section>\n</main>\n')
    inside.append(
        '<footer>\n<p class="about">To follow: <a href="feed.atom">feed</a>, <a href="calendar.ics">calendar</a>, '
        '<a href="tips.jsonl">all tips for the command <code>tips import</code></a>.</p>\n</footer>\n'
        '<script src="site.js"></script>\n'
    )
    return page(heading, inside, policy="")


def _today(day: date, where: str, tip: Tip) -> Iterator[str]:
    said = f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"
    yield f'<section id="today" data-day="{day.isoformat()}">\n'
    yield f'<p class="about">Tip of the day, <span>{said}</span></p>\n'
    yield f'<h2 dir="auto"><a href="tips/{where}.html">{escape(tip.title)}</a></h2>\n'
    yield f'<p class="gist" dir="auto">{escape(tip.gist)}</p>\n'
    hidden, action = "" if tip.action else " hidden", escape(tip.action or "")
    yield f'<p class="action" dir="auto"{hidden}><strong dir="ltr">To do today:</strong> <span>{action}</span></p>\n'
    yield "</section>\n"


def _menu(heading: str, up: str) -> str:
    return (
        f'<header><nav aria-label="Site"><p><a href="{attribute(up)}index.html" dir="auto">{escape(heading)}</a> '
        f'<a href="{attribute(up)}all/tips.html">All tips</a></p></nav></header>\n'
    )
