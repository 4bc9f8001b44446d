"""The indexes of a library, each opened when it is first asked for.

Many collections may be more than a process may have open files, so that only the indexes asked for last stay open.
"""

from __future__ import annotations

from tipcli.index.opened import open_index, raise_where_full
from tipcli.index.rows import DAMAGE
from tipcli.model.errors import TipsError
from tipcli.model.tip import BUNDLED
from tipcli.store.sources import Seeds
from tipcli.system.paths import package_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from tipcli.index.opened import Index
    from tipcli.store.sources import Source

    class Indexes(Protocol):
        """Indexes by the name of their collection, the bundled one first: a pool, or a dict of open ones."""

        def __contains__(self, name: str, /) -> bool: ...
        def __iter__(self) -> Iterator[str]: ...
        def __getitem__(self, name: str, /) -> Index: ...

        def items(self) -> Iterable[tuple[str, Index]]:
            """Return names and indexes."""

        def values(self) -> Iterable[Index]:
            """Return the indexes."""


MOST_OPEN = 16


class Pool:
    """Indexes by the name of their collection, the bundled one first.

    A collection that cannot be read is left out from then on, and `warn` is called with a line on it. Asking for an
    index may close another: whoever holds several asks `together`. Every method raises OSError where the process has
    too many files open for even one index, and TipsError where the bundled collection cannot be read.
    """

    def __init__(self, sources: dict[str, Source], warn: Callable[[str], None]) -> None:
        self._sources = dict(sources)
        self._warn = warn
        self._most = MOST_OPEN
        self._open: dict[str, Index] = {}  # the one asked for last is the last
        self._metas: dict[str, dict[str, str]] = {}  # of those that were open at any time
        self._damaged: set[str] = set()  # names of those to build anew
        self.get(BUNDLED)  # it stays open: every search needs its thesaurus

    def __contains__(self, name: str) -> bool:
        """Tell whether there is an index that can be read."""
        return self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the names of those that can be read."""
        return (index.name for index in self.values())

    def names(self) -> list[str]:
        """Return the names of all that are not left out, opened or not."""
        return list(self._sources)

    def get(self, name: str) -> Index | None:
        """Return the index of a collection, or None where there is none that can be read."""
        index = self._open.pop(name, None)
        if index is None and name in self._sources:
            if len(self._open) > self._most:
                self._close_oldest()
            index = self._opened(name)
        if index:
            self._open[name] = index
        return index

    def __getitem__(self, name: str) -> Index:
        """Return the index of a collection. Raises KeyError where there is none that can be read."""
        if index := self.get(name):
            return index
        raise KeyError(name)

    def values(self) -> Iterator[Index]:
        """Yield the indexes; where there are many, one may be closed when the next but one is asked for."""
        return (index for name in self.names() if (index := self.get(name)))

    def items(self) -> Iterator[tuple[str, Index]]:
        """Yield names and indexes in the same way."""
        return ((index.name, index) for index in self.values())

    def meta(self, name: str) -> dict[str, str]:
        """Return what an index says of its collection, from the first time that it was open; nothing without one."""
        if name not in self._metas:
            self.get(name)
        return self._metas.get(name, {})

    def together(self, names: list[str]) -> list[Index] | None:
        """Return the indexes of these collections, open at the same time, or None where they are too many for that."""
        if len(names) > self._most:
            return None
        found = [index for name in names if (index := self.get(name))]
        return found if all(self._open.get(index.name) is index for index in found) else None

    def rebuild(self) -> None:
        """Have every index that was open built anew when it is asked for again."""
        self.close()
        self._damaged |= self._metas.keys()
        self._metas.clear()
        self.get(BUNDLED)

    def close(self) -> None:
        """Close all that are open."""
        while self._open:
            self._open.popitem()[1].close()

    def _close_oldest(self) -> None:
        name = next(filter(BUNDLED.__ne__, self._open))
        self._open.pop(name).close()

    def _opened(self, name: str) -> Index | None:
        try:
            index = self._open_index(self._sources[name])
        except (OSError, TipsError, *DAMAGE) as error:
            if self._has_made_room(self._sources[name].path):
                return self._opened(name)
            if name == BUNDLED:
                raise
            del self._sources[name]
            self._warn(f"{error}; the collection {name} is left out")
            return None
        self._metas[name] = index.meta
        for fault in filter(None, index.meta.get("faults", "").split("\n")):
            self._warn(fault)
        self._damaged.discard(name)
        return index

    def _open_index(self, source: Source) -> Index:
        anew = source.name in self._damaged
        if isinstance(source, Seeds):
            # In an installed copy the files have other times than when the index was built with the package.
            return open_index(source, package_file("service.index"), trust=not source.is_checkout, anew=anew)
        return open_index(source, source.index or None, anew=anew)

    def _has_made_room(self, path: str) -> bool:
        """Where too many files are open to open this one, close indexes, keep fewer from now on, and return True.

        Raises OSError where there is none to close.
        """
        try:
            raise_where_full(path)
        except OSError:
            if self._open.keys() <= {BUNDLED}:
                raise
            self._most = 1
            while self._open.keys() > {BUNDLED}:
                self._close_oldest()
            return True
        return False
