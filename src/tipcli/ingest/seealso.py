"""Which tips of a folder lead to which others: files as their links name them, with the numbers of their tips."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Item

_SEVERAL = 0  # in place of a number: a file of more than one tip is none of them
_MOST = 50  # tips that one leads to


class SeeAlso:
    """The links of one source, until all of its tips have their numbers."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._wanted: dict[int, tuple[str, ...]] = {}

    def note(self, number: int, file: str, see: tuple[str, ...], *, is_changed: bool) -> None:
        """Note that a file is the tip of this number, and to which files it leads.

        Where it leads nowhere, that matters of a tip only which `is_changed`: it may have led somewhere before.
        """
        if not file:
            return
        known = self._files.setdefault(file, number)
        if known != number:
            self._files[file] = _SEVERAL
        if see or is_changed:
            self._wanted[number] = tuple(dict.fromkeys((*self._wanted.get(number, ()), *see)))

    def found(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the number of each tip that may lead to others, and their numbers."""
        for number, files in self._wanted.items():
            numbers = dict.fromkeys(self._files.get(file, _SEVERAL) for file in files)
            yield number, tuple(other for other in numbers if other not in (_SEVERAL, number))[:_MOST]


def of_item(item: Item) -> tuple[str, tuple[str, ...]]:
    """Return file and links of an item; none where it says itself which tips go with it."""
    return (item.file, item.see) if not item.editorial else ("", ())
