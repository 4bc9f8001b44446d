"""Reading all sources of a plan, one after the other, and telling how far that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.ingest.origins import Origins
from tipcli.model.errors import TipsError
from tipcli.readers.base import Item, Record
from tipcli.web.page import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from tipcli.ingest.plans import Plan
    from tipcli.ingest.source import Source
    from tipcli.model.reports import Report
    from tipcli.readers.base import Found, Remark

    Progress = Callable[[Report, int, int | None], None]

_TICKS = 64  # items between two reports of progress


class Reading:
    """What the sources of a plan hold, at most `limit` items (0 is all).

    `validators` maps addresses to what the server said of their version when they were read before; the server is
    asked for what is newer only. A source that cannot be read is one of the `failures`, and the others are read; of
    those in `nothing_of` nothing came at all. `check` is called with all that is found, and raises TipsError where its
    source is to be read no further.
    """

    def __init__(
        self,
        plan: Plan,
        limit: int,
        validators: dict[str, dict[str, str]],
        meter: Meter,
        check: Callable[[Source, Found | Remark], None],
    ) -> None:
        self._plan = plan
        self._check = check
        self._limit = limit
        self._meter = meter
        self._web = Web(progress=meter.fetched)
        self._origins = Origins(self._web, validators, meter.taken)
        self.failures: list[tuple[Source, TipsError]] = []
        self.nothing_of: list[Source] = []
        self._items = 0
        self._is_enough = False

    def __enter__(self) -> Self:
        """Return itself."""
        self._web.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """Close every connection, and take away what was fetched."""
        self._web.__exit__(None, None, None)

    @property
    def sources(self) -> set[str]:
        """What the sources are called in messages."""
        return {source.shown for source, _ in self._plan.sources}

    @property
    def not_modified(self) -> list[str]:
        """The addresses of which the server said that nothing is new."""
        return self._origins.unchanged

    @property
    def empty(self) -> list[str]:
        """What is said of sources that had tips once and have none now, without being broken."""
        return self._origins.empty

    @property
    def validators(self) -> dict[str, dict[str, str]]:
        """What the servers said this time."""
        return self._origins.validators

    @property
    def mapped(self) -> set[str]:
        """The columns that a document has, of those that a person named."""
        return self._origins.mapped

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics by the folders of the document that is being read."""
        return self._origins.topics

    def found(self) -> Iterator[tuple[Source, tuple[str, ...], Iterator[tuple[str, Found | Remark]]]]:
        """Yield each source, the topics for every tip of it, and what is in it: (place of the document, found)."""
        for source, topics in self._plan.sources:
            if not self._is_enough:
                yield source, topics, self._of(source)

    def _of(self, source: Source) -> Iterator[tuple[str, Found | Remark]]:
        count = 0
        try:
            for place, found in self._origins.read(source):
                self._check(source, found)
                yield place, found
                self._meter.tick()
                count += isinstance(found, (Item, Record))
                self._items += isinstance(found, (Item, Record))
                if self._limit and self._items >= self._limit:
                    self._is_enough = True
                    return
        except TipsError as error:
            self.failures.append((source, error))
            if not count:
                self.nothing_of.append(source)


class Meter:
    """Passes on how far the reading is, now and then."""

    def __init__(self, report: Report, progress: Progress) -> None:
        self._report = report
        self._progress = progress
        self._done: tuple[int, int | None] = (0, None)
        self._ticks = 0

    def taken(self, count: int, total: int | None) -> None:
        """Note the bytes read so far and in all."""
        self._done = (count, total)

    def fetched(self, count: int, total: int | None) -> None:
        """Note and pass on the bytes that came from the web."""
        self.taken(count, total)
        self._progress(self._report, count, total)

    def tick(self) -> None:
        """Count an item."""
        if self._ticks % _TICKS == 0:
            self._progress(self._report, *self._done)
        self._ticks += 1
