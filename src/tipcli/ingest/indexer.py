"""The index of a new collection, written while its tips are read.

It is disposable, and what is disposable never owns what must live: tips are handed to it, it takes none from the
source, and once it fails it is dropped and the import goes on without it. The next reader then builds the index.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from tipcli.index.build import IndexWriter, new_database
from tipcli.index.update import update
from tipcli.model.errors import AccessError
from tipcli.system import paths
from tipcli.system.scratch import Part

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from tipcli.ingest.changes import Changes
    from tipcli.model.tip import Tip, Topic
    from tipcli.store.sources import Imported

FAILURES = (OSError, sqlite3.Error, MemoryError, AccessError)  # for which an index is done without


def index_part(name: str) -> Part:
    """Return a new file that may become the index of a collection, for `drop_part` in the end. Raises OSError."""
    folder = paths.index_folder()
    if folder is None:
        raise FileNotFoundError("no cache folder")
    return Part(paths.private_folder(folder), name).__enter__()


def put_index(part: Part, name: str) -> None:
    """Put an index in its place, if that can be done."""
    with suppress(OSError):
        part.put(paths.index_file(name) or "")


def drop_part(part: Part) -> None:
    """Take a file away, unless it was put in its place; what fails is left to the next sweep."""
    with suppress(OSError):
        part.__exit__()


class Indexer:
    """Writes the index of the collection `name`, as long as that can be done; what fails is dropped without a word.

    `topics` returns those that the source has described up to now.
    """

    def __init__(self, name: str, topics: Callable[[], list[Topic]]) -> None:
        self._name = name
        self._topics = topics
        self._first_topics: list[Topic] = []
        self._part: Part | None = None
        self._connection: Connection | None = None
        self._writer: IndexWriter | None = None
        self.is_dropped = False

    def add(self, tip: Tip) -> None:
        """Take in a new tip."""
        if self.is_dropped:
            return
        try:
            (self._writer or self._opened()).add(tip)
        except FAILURES:
            self.drop()

    def finish(self, finished: Imported, changes: Changes) -> None:
        """Finish the index: it is of the collection `finished`, in which some of the new tips are changed already."""
        if self._is_outdated():
            self.drop()
        if self.is_dropped:
            return
        try:
            writer = self._writer or self._opened()
            writer.finish(finished.meta())
            if changes.has_replaced() and self._connection:
                update(self._connection, finished, changes.replaced())
            self._close()
        except FAILURES:
            self.drop()

    def put(self) -> None:
        """Put the finished index in its place."""
        if self._part and not self.is_dropped:
            put_index(self._part, self._name)

    def drop(self) -> None:
        """Do without an index from now on."""
        self.is_dropped = True
        with suppress(OSError, sqlite3.Error):
            self._close()
        if self._part:
            drop_part(self._part)
            self._part = None

    close = drop  # in the end nothing is left but what was put in its place

    def _opened(self) -> IndexWriter:
        self._part = index_part(self._name)
        self._connection = new_database(self._part.path)
        self._first_topics = self._topics()
        self._writer = IndexWriter(self._connection, self._first_topics)
        return self._writer

    def _is_outdated(self) -> bool:
        """Tell whether topics were described after the first tip: their words stand beside every tip that has them."""
        first, all_topics = (
            [(topic.slug, topic.about, topic.aliases) for topic in topics]
            for topics in (self._first_topics, self._topics())
        )
        return self._writer is not None and first != all_topics

    def _close(self) -> None:
        if self._writer:
            self._writer.close()
        if self._connection:
            self._connection.close()
        self._writer = self._connection = None
