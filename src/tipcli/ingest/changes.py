"""The new and the changed tips of an import, until they are put in their place."""

from __future__ import annotations

import pickle
from contextlib import suppress
from dataclasses import dataclass
from os import SEEK_END
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from tipcli.ingest.intmap import NumberMap
from tipcli.store.jsonl import line_of, number_of, read_tips

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from tipcli.model.tip import Tip


@dataclass(slots=True)
class Waiting:
    """A tip whose number is not known yet.

    `adds_up`: it may be one sighting of several. `is_named`: its slug is a name that the source chose. `links` is what
    `SeeAlso.note` takes: its file, and those that it leads to.
    """

    tip: Tip
    adds_up: bool
    is_named: bool
    links: tuple[str, tuple[str, ...]] = ("", ())


class Changes:
    """New and changed tips of a run, in temporary files as lines of the collection, so that any number of them fits."""

    def __init__(self, folder: str, collection: str) -> None:
        self._added = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        self._replaced = TemporaryFile(dir=folder)  # noqa: SIM115
        self._waiting: IO[bytes] | None = None
        self._folder = folder
        self._collection = collection
        self._new = NumberMap()  # number: place in the file of new tips
        self._places: dict[int, int] = {}  # number: place in the file of changed tips
        self._end = 0  # of the file of new tips
        self._at_end = True

    def close(self) -> None:
        """Drop all of it."""
        self._added.close()
        self._replaced.close()
        if self._waiting:
            self._waiting.close()

    def wait(self, item: Waiting) -> None:
        """Keep an item for later."""
        if self._waiting is None:
            self._waiting = TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed by `close`
        pickle.dump(item, self._waiting)

    def waiting(self) -> Iterator[Waiting]:
        """Yield the items that were kept for later, in their order; those that are kept meanwhile wait for the next."""
        if self._waiting:
            file, self._waiting = self._waiting, None
            file.seek(0)
            with file, suppress(EOFError):
                while True:
                    yield pickle.load(file)  # noqa: S301 - a file without a name, written by this process

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(len(self._new) or self._places)

    @property
    def added(self) -> int:
        """How many tips are new."""
        return len(self._new)

    def add(self, tip: Tip) -> None:
        """Keep a new tip."""
        if not self._at_end:
            self._added.seek(self._end)
            self._at_end = True
        self._new[tip.number] = self._end
        self._end += self._added.write(_line(tip))

    def is_new(self, number: int) -> bool:
        """Tell whether a tip is new in this run."""
        return number in self._new

    def replace(self, tip: Tip) -> None:
        """Keep what a tip, existing or new, has become."""
        self._places[tip.number] = self._replaced.seek(0, SEEK_END)
        self._replaced.write(_line(tip))

    def get(self, number: int) -> Tip | None:
        """Return the tip as this run has made it, or None where it did not touch it."""
        place, file = self._places.get(number), self._replaced
        if place is None:
            place, file = self._new.get(number), self._added
            if place is None:
                return None
            self._at_end = False
        file.seek(place)
        return self._tip(file.readline())

    def replaced(self) -> Iterator[Tip]:
        """Yield the changed tips."""
        for number in self._places:
            if tip := self.get(number):
                yield tip

    def all(self) -> Iterator[Tip]:
        """Yield the new and the changed tips, each once."""
        for line in self.new_lines():
            yield self._tip(line)
        for number in self._places:
            if number not in self._new and (tip := self.get(number)):
                yield tip

    def has_replaced(self) -> bool:
        """Tell whether any tip is changed."""
        return bool(self._places)

    def count(self) -> int:
        """Return how many tips are new or changed."""
        return len(self._new) + len(self._places)

    def line(self, number: int) -> bytes | None:
        """Return the line of a changed tip, or None where it is not changed."""
        place = self._places.get(number)
        if place is None:
            return None
        self._replaced.seek(place)
        return self._replaced.readline()

    def new_lines(self) -> Iterator[bytes]:
        """Yield the lines of the new tips, as they are after all changes."""
        self._added.seek(0)
        self._at_end = False
        is_changed = any(number in self._new for number in self._places)
        for line in self._added:
            yield (is_changed and self.line(number_of(line))) or line

    def _tip(self, line: bytes) -> Tip:
        return next(iter(read_tips([line.decode("utf-8")], "", self._collection)))


def _line(tip: Tip) -> bytes:
    return line_of(tip).encode("utf-8", "replace") + b"\n"
