"""A static site: a front page with the tip of the day, topics, a page a tip, search, a feed, a calendar and all tips.

Which tip a day has is the program's own answer, asked for two years ahead and written down by months: the page looks up
the visitor's day. Pagefind makes the index of the search, in pieces of which a visitor loads those that a query needs.
"""

from __future__ import annotations

import heapq
import json
import os
import re
from collections import Counter
from datetime import date, timedelta
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from tipcli.exports import site_search
from tipcli.exports.atom import AtomExport
from tipcli.exports.base import Export, entries, in_markup
from tipcli.exports.ics import WORKING_DAYS, Schedule, calendar
from tipcli.exports.jsonl import JsonLinesExport
from tipcli.exports.site_pages import Listed, front_page, list_page, name_of, tip_page
from tipcli.model.text import slugify
from tipcli.model.tip import BUNDLED, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tipcli.exports.base import Collection, Entry
    from tipcli.model.tip import Tip

    OfDay = Callable[[date], Tip | None]

_DAYS = 731
_ON_A_PAGE = 200  # tips of a list
_NEWEST = 50  # tips in the feed
_IN_CALENDAR = 90  # days
_IN_MEMORY = 2**24  # characters of all tips; the rest waits on disk
_MOST_WORDS = 6_000  # in the list by which typos are mended
_WORD = re.compile(r"[^\W\d_]{4,30}")
_ALL = Topic("All tips")


class SiteExport(Export):
    """A folder for any web server, below any address, and as far as browsers let it for no server at all."""

    name = "site"
    about = "a static site with search"
    ending = ""
    is_folder = True
    is_public = True

    def __init__(self, today: date | None = None) -> None:
        """Make a site whose first day is this one, or the current one."""
        self._today = today or date.today()  # noqa: DTZ011 - the day of the person at the terminal
        self._of_day: OfDay = lambda _: None

    def deal(self, of_day: OfDay) -> None:
        """Take what says which tip a day has."""
        self._of_day = of_day

    def files(self, tips: Iterable[Tip], about: Collection) -> Iterator[tuple[str, str]]:
        """Yield the page of each tip, then what leads to them."""
        about = about.cleaned()
        heading = about.title or ("Tips" if about.name in (BUNDLED, "tips") else about.name)
        held = _Held(about, heading)
        with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="replace", newline="") as lines:
            for entry in entries(tips):
                for line in JsonLinesExport().texts(iter([entry]), about):
                    lines.write(line)
                yield f"tips/{held.add(entry)}.html", tip_page(entry.tip, heading, held.topics_of(entry.tip))
            lines.seek(0)
            yield "tips.jsonl", lines.read()
        yield from held.lists()
        yield "feed.atom", "".join(AtomExport().texts(iter(held.newest()), about))
        dealt = list(self._dealt(held))
        yield from _months(dealt)
        yield "calendar.ics", "".join(_calendar(dealt, about, self._today))
        first = dealt[0] if dealt and dealt[0][0] == self._today else None
        today = (first[0], first[1], first[2].tip) if first else None
        yield (
            "index.html",
            front_page(heading, today, held.counts(), has_search=site_search.program() is not None),
        )
        with open(os.path.join(os.path.dirname(__file__), "site.js"), encoding="utf-8") as file:
            yield "site.js", file.read()
        yield "words.json", json.dumps(held.words(), ensure_ascii=False)

    def finish(self, folder: str) -> Iterator[str]:
        """Add the index of the search to the folder; yield what is to be said. Raises AccessError."""
        if site_search.program() is None:
            yield "The site has no search: Pagefind is not installed. To have one: pip install 'tipcli[site]'"
        else:
            site_search.add(folder)

    def _dealt(self, held: _Held) -> Iterator[tuple[date, str, Entry]]:
        """Yield each day with the page of its tip and the tip, as far as the tip is on the site."""
        for number in range(_DAYS):
            day = self._today + timedelta(number)
            if (tip := self._of_day(day)) and (where := held.page_of(tip)):
                yield day, where, next(entries([tip]))


class _Held:
    """What is remembered of the tips while their pages are written."""

    def __init__(self, about: Collection, heading: str) -> None:
        self.heading = heading
        self._topics = {topic.slug: topic for topic in about.topics}
        self._names: dict[str, str] = {}  # the page of each topic
        self._all: list[Listed] = []
        self._by_topic: dict[str, list[int]] = {}
        self._pages: dict[tuple[str, int], str] = {}
        self._newest: list[tuple[str, int, Entry]] = []
        self._words: Counter[str] = Counter()

    def add(self, entry: Entry) -> str:
        """Remember a tip and return the name of its page: its number, for guests behind that of the collection."""
        tip = entry.tip
        name = f"{slugify(tip.collection)}-{tip.number}" if entry.is_guest else str(tip.number)
        self._pages[tip.collection, tip.number] = name
        for topic in dict.fromkeys(tip.topics):
            self._by_topic.setdefault(topic, []).append(len(self._all))
        self._all.append((name, tip.title, tip.gist))
        self._words.update({word.casefold() for word in _WORD.findall(f"{tip.title}\n{tip.gist}\n{tip.body}")})
        heapq.heappush(self._newest, (tip.date or "", len(self._all), entry))
        if len(self._newest) > _NEWEST:
            heapq.heappop(self._newest)
        return name

    def topics_of(self, tip: Tip) -> list[tuple[str, str]]:
        """Return the topics of a tip, each with the name of its page."""
        return [(topic, self._name(topic)) for topic in dict.fromkeys(tip.topics)]

    def _name(self, topic: str) -> str:
        if topic not in self._names:
            start = slugify(topic, 80) or "topic"
            taken = set(self._names.values())
            places = (start if not number else f"{start}-{number}" for number in range(len(taken) + 1))
            self._names[topic] = next(name for name in places if name not in taken)
        return self._names[topic]

    def page_of(self, tip: Tip) -> str:
        """Return the name of the page of a tip; empty where it has none."""
        return self._pages.get((tip.collection, tip.number), "")

    def newest(self) -> list[Entry]:
        """Return the newest tips, the newest first."""
        return [entry for _, _, entry in sorted(self._newest, key=lambda one: one[:2], reverse=True)]

    def counts(self) -> list[tuple[str, str, int]]:
        """Return each topic with the name of its page and how many tips it has."""
        return [(topic, self._name(topic), len(places)) for topic, places in sorted(self._by_topic.items())]

    def words(self) -> list[str]:
        """Return the words of the tips, the most frequent first."""
        return [word for word, _ in self._words.most_common(_MOST_WORDS)]

    def lists(self) -> Iterator[tuple[str, str]]:
        """Yield the pages of all tips and of each topic."""
        yield from self._list("all", "tips", _ALL, self._all)
        for topic, name, _ in self.counts():
            tips = [self._all[place] for place in self._by_topic[topic]]
            yield from self._list("topics", name, self._topics.get(topic, Topic(topic)), tips)

    def _list(self, folder: str, name: str, topic: Topic, tips: list[Listed]) -> Iterator[tuple[str, str]]:
        count = max(1, -(-len(tips) // _ON_A_PAGE))
        for number in range(1, count + 1):
            some = tips[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
            yield f"{folder}/{name_of(name, number)}.html", list_page(self.heading, topic, some, (number, count, name))


def _months(dealt: list[tuple[date, str, Entry]]) -> Iterator[tuple[str, str]]:
    """Yield a script a month, which says of each day page, title, gist and action of its tip."""
    months: dict[str, dict[int, list[str]]] = {}
    for day, where, entry in dealt:
        tip = entry.tip
        months.setdefault(day.isoformat()[:7], {})[day.day] = [where, tip.title, tip.gist, tip.action or ""]
    for month, days in months.items():
        yield f"days/{month}.js", f"tipsOfDays({in_markup(days)});\n"


def _calendar(dealt: list[tuple[date, str, Entry]], about: Collection, today: date) -> Iterator[str]:
    days = [(day, entry) for day, _, entry in dealt if day.weekday() in WORKING_DAYS]
    return calendar(days[:_IN_CALENDAR], about, Schedule(today, made=today, by_day=True))
