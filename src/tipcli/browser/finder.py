"""What the browser asks of the library, in a thread of its own, so that a key is answered while a search goes on.

SQLite's connections belong to the thread that opened them: everything here runs in the one thread of `Finder`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tipcli.library import Library
from tipcli.model.errors import NotFoundError
from tipcli.model.text import spans
from tipcli.model.wording import kept_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    from tipcli.model.results import Filters, Holding, TopicCount
    from tipcli.model.tip import Tip
    from tipcli.system.screen import Screen

    Answer = TypeVar("Answer")

PAGE = 300  # rows that are fetched at a time
_HITS = 200  # of a search


class Row(NamedTuple):
    """A tip in the list: its title in pieces, each with whether it matched."""

    ref: str
    title: tuple[tuple[str, bool], ...]
    kept: str


class Rows(NamedTuple):
    """The first rows for a query, how many tips pass the filters, and whether more rows follow."""

    rows: list[Row]
    total: int
    has_more: bool


class Finder:
    """The library behind a browser. Every method is to be called by `do`, in its thread."""

    def __init__(self, warn: Callable[[str], None]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tips-browse")
        self._warn = warn
        self._made: Library | None = None
        self._rest: Iterator[Tip] = iter(())

    @property
    def pool(self) -> ThreadPoolExecutor:
        """The one thread."""
        return self._pool

    def do(self, ask: Callable[[], Answer]) -> Answer:
        """Ask something, and wait for the answer."""
        return self._pool.submit(ask).result()

    def close(self) -> None:
        """Close every index and end the thread."""
        self._pool.submit(self._close)
        self._pool.shutdown()

    def _close(self) -> None:
        if self._made:
            self._made.close()

    @property
    def library(self) -> Library:
        """The library, opened in this thread with the first question."""
        if self._made is None:
            self._made = Library(self._warn)
        return self._made

    def look_again(self) -> None:
        """Read anew what a person keeps, and what there is."""
        self._close()
        self._made = None

    def rows(self, query: str, filters: Filters) -> Rows:
        """Return the rows for a query; without one all tips, newest first. Raises NotFoundError for no such topic."""
        filters = self.library.checked(filters)
        if query.strip():
            self._rest = iter(())
            hits = self.library.search(query, filters, _HITS)
            made = [Row(hit.tip.ref, tuple(spans(hit.title)), kept_words(hit.tip)) for hit in hits]
            return Rows(made, len(made), has_more=False)
        self._rest = self.library.list_tips(filters, brief=True)
        made = self.more()
        return Rows(made, self.library.count(filters), has_more=len(made) == PAGE)

    def more(self) -> list[Row]:
        """Return the next rows of a list."""
        return [Row(tip.ref, ((tip.title, False),), kept_words(tip)) for tip in islice(self._rest, PAGE)]

    def tip(self, ref: str) -> Tip | None:
        """Return a tip; None where it is gone."""
        try:
            found = self.library.resolve([ref])
        except NotFoundError:
            return None
        return found[0] if found else None

    def page(self, ref: str, screen: Screen) -> str:
        """Return a tip as `tips show` prints it on a terminal of this width."""
        from tipcli.views.rich import RichView

        tip = self.tip(ref)
        if tip is None:
            return ""
        return "".join(RichView(screen).whole([(tip, self.library.related(tip))]))

    def topics(self) -> list[TopicCount]:
        """Return the topics with how many tips each has."""
        return self.library.topics()

    def collections(self) -> list[Holding]:
        """Return the collections."""
        return self.library.collections()
