"""Putting a changed collection in its place: first the tips, then their index, each whole and by renaming.

The index of a new collection is written while its tips are read. That of one with few changes is a changed copy. A
kill between the two renamings leaves new tips with an old index, which the next reader builds anew.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import ExitStack, closing, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from tipcli.index.build import build, new_database
from tipcli.index.opened import IN_MEMORY
from tipcli.index.update import update
from tipcli.store.drafts import Draft, writing
from tipcli.store.jsonl import FORM, number_of, topics_as_header
from tipcli.store.sources import ENDING, Imported, Source
from tipcli.system import paths
from tipcli.system.scratch import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

    from tipcli.index.opened import Index
    from tipcli.ingest.changes import Changes
    from tipcli.ingest.matching import Intake
    from tipcli.model.tip import Tip, Topic

_FEW = 5  # a copy of the index is changed where at most one tip in so many is new, another or gone


class Publication:
    """The next state of one collection. `old` and `index` are the present one, or None for a new collection.

    `header` is asked for the new header when everything was read. Every method may raise OSError and sqlite3.Error.
    """

    def __init__(
        self,
        path: str,
        old: Imported | None,
        index: Index | None,
        header: Callable[[], dict[str, Any]],
        intake: Intake,
        changes: Changes,
    ) -> None:
        self._path = path
        self.name = os.path.basename(path).removesuffix(ENDING)
        self._old = old
        self._index = index
        self._header = header
        self._intake = intake
        self._changes = changes
        self._removed: frozenset[int] = frozenset()
        self._stack = ExitStack()
        self._draft: tuple[Draft, Imported] | None = None
        self._new_index: Part | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take away whatever was not put in its place."""
        self._stack.close()

    def fill(self, tips: Iterator[Tip]) -> None:
        """Take in all tips that are new; of a new collection, the index is written meanwhile."""
        if self._old is None:
            incoming = _Incoming(self, tips)
            try:
                self._new_index = self._built(incoming)
            except (OSError, sqlite3.Error):
                if incoming.has_failed:
                    raise
        for _ in tips:  # all of them, or where the index could not be written the rest
            pass

    def _built(self, incoming: _Incoming) -> Part | None:
        """Return an index of the incoming tips, or None where it is better built by a reader."""
        part = self._index_part()
        with closing(new_database(part.path)) as connection:
            build(connection, incoming)
            if self._changes.has_replaced():
                update(connection, incoming, self._changes.replaced())
        return None if incoming.is_late else part

    def _index_part(self) -> Part:
        folder = paths.index_folder()
        if folder is None:
            raise FileNotFoundError("no cache folder")
        return self._stack.enter_context(Part(paths.private_folder(folder), self.name))

    def finish(self, removed: Iterable[int]) -> None:
        """Put the collection in its place, without the tips `removed`; nothing is written where nothing changed."""
        self._removed = frozenset(removed)
        if self._old and not (self._changes or self._removed or self._is_described_anew(self._old)):
            return
        draft, finished = self.draft()
        if self._old:
            with suppress(OSError, sqlite3.Error):  # an index is disposable
                self._new_index = self._changed_index(finished)
        draft.put()
        if self._new_index:
            with suppress(OSError):
                self._new_index.put(paths.index_file(self.name) or "")

    def draft(self) -> tuple[Draft, Imported]:
        """Write the collection as it will be, once, and return the file and what is in it."""
        if self._draft is None:
            draft = self._stack.enter_context(writing(self._path, self._whole_header()))
            draft.file.writelines(self._lines())
            self._draft = draft, draft.finish()
        return self._draft

    def topics(self) -> list[Topic]:
        """Return the topics that were described up to now."""
        return list(self._intake.topics.values())

    def _whole_header(self) -> dict[str, Any]:
        header = self._header()
        known = header.get("topics")
        topics = dict(known) if isinstance(known, dict) else {}
        topics |= topics_as_header(self.topics())
        rotation = header.get("rotation")
        if rotation is None:
            rotation = self._intake.rotation is not False
        first = {"tipcli": FORM, "name": self.name, "title": header.get("title") or self._intake.title}
        return header | first | {"rotation": rotation, "topics": topics, "next": self._intake.next}

    def _is_described_anew(self, old: Imported) -> bool:
        before, after = old.header(), self._whole_header()
        return any(before.get(key) != after.get(key) for key in ("origins", "rotation", "topics", "title"))

    def _lines(self) -> Iterator[bytes]:
        if self._old:
            with open(self._old.path, "rb") as file:
                next(file, b"")
                yield from self._kept(file)
        yield from self._changes.new_lines()

    def _kept(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        if not (self._removed or self._changes.has_replaced()):
            yield from (line if line.endswith(b"\n") else line + b"\n" for line in lines)
            return
        for line in lines:
            number = number_of(line)
            if number not in self._removed:
                kept = self._changes.line(number) or line
                yield kept if kept.endswith(b"\n") else kept + b"\n"

    def _changed_index(self, finished: Imported) -> Part | None:
        """Return the next index; None where the present one is in memory."""
        if self._index is None or self._old is None or self._index.path == IN_MEMORY:
            return None
        part = self._index_part()
        # The words of a topic stand beside every tip that has it.
        is_same = self._old.topics_as_read() == finished.topics_as_read()
        is_few = is_same and (self._changes.count() + len(self._removed)) * _FEW <= self._index.size
        if is_few:
            shutil.copyfile(self._index.path, part.path)
        with closing(new_database(part.path)) as connection:
            if is_few:
                update(connection, finished, self._changes.all(), self._removed)
            else:
                build(connection, finished)
        return part


class _Incoming(Source):
    """A new collection while it is read. Its topics are known once its first tip is; `is_late` says if more came."""

    is_being_read = True

    def __init__(self, publication: Publication, tips: Iterator[Tip]) -> None:
        self.name = publication.name
        self.path = ""
        self.has_failed = False  # in the reading, not in what becomes of it
        self._publication = publication
        self._tips = self._read(tips)
        self._topics: list[Topic] | None = None
        self._first: list[Tip] = []

    @property
    def is_late(self) -> bool:
        known, all_topics = (
            [(one.slug, one.about, one.aliases) for one in topics]
            for topics in (self._topics or [], self._publication.topics())
        )
        return known != all_topics

    def topics(self) -> list[Topic]:
        if self._topics is None:
            self._first = list(islice(self._tips, 1))
            self._topics = self._publication.topics()
        return self._topics

    def tips(self) -> Iterator[Tip]:
        yield from self._first
        yield from self._tips

    def _read(self, tips: Iterator[Tip]) -> Iterator[Tip]:
        try:
            yield from tips
        except (OSError, sqlite3.Error):
            self.has_failed = True
            raise

    def meta(self) -> dict[str, str]:
        return self._publication.draft()[1].meta()
