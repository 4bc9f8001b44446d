"""How long a document may be worked at: caps on bytes and counts leave ways to be slow that nobody thought of."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.readers.base import Document

LEAST = 60.0  # seconds of this thread's own work, for any document
RATE = 100_000  # bytes of a document for each second more; the slowest reader takes some 500,000


class Clock:
    """Counts the work at a document. `now` gives seconds; it stands still while others have the processor.

    To ask for it takes ten times as long as to ask `wall`, which never goes slower: until as much time has passed there
    as is left, `now` need not be asked.
    """

    def __init__(
        self,
        document: Document,
        now: Callable[[], float] = time.thread_time,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        self._place = document.place
        self._now = now
        self._wall = wall
        self.most = max(LEAST, document.size() / RATE)
        self._end = now() + self.most
        self._next = wall() + self.most

    def check(self) -> None:
        """Raise AccessError once the time is over."""
        if self._wall() < self._next:
            return
        left = self._end - self._now()
        if left < 0:
            raise AccessError(
                f"{self._place}: not read after {self.most:,.0f} seconds of work, which is the most for its size"
            )
        self._next = self._wall() + left
