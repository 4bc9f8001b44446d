"""A map from keys to whole numbers that takes some twenty bytes an entry, where a dict takes a hundred.

A million tips have four million names; an import keeps them in memory to tell which tip an item is. As long as they are
few they are in a dict, which is faster; then all of them are in a table with open addressing and linear probing (Knuth,
The Art of Computer Programming, volume 3, section 6.4), at most two thirds full.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

_FEW = 1 << 18  # entries that a dict takes, in some 35 MB
_FIRST = 1 << 10  # slots; always a power of two
_MASK = 2**64 - 1


class IntMap:
    """Keys are told apart by their 64-bit hash, which Python salts anew in each process; values are 0 to 2**63 - 1."""

    def __init__(self, few: int = _FEW) -> None:
        self._few = few
        self._first: dict[int, int] = {}
        self._size = 0  # of the table
        self._make(_FIRST)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._first) + self._size

    def get(self, key: Hashable) -> int | None:
        """Return the value of a key, or None."""
        number = self._hash(key)
        if not self._size:
            return self._first.get(number)
        slot = self._slot(number)
        return self._values[slot] if self._keys[slot] else None

    def __setitem__(self, key: Hashable, value: int) -> None:
        """Set the value of a key."""
        number = self._hash(key)
        if not self._size:
            if len(self._first) < self._few or number in self._first:
                self._first[number] = value
                return
            first, self._first = self._first, {}
            for known, its_value in first.items():
                self._put(known, its_value)
        self._put(number, value)

    def _put(self, number: int, value: int) -> None:
        if 3 * self._size > 2 * len(self._keys):
            self._grow()
        slot = self._slot(number)
        self._size += not self._keys[slot]
        self._keys[slot], self._values[slot] = number, value

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether the key has a value."""
        return self.get(key) is not None

    @staticmethod
    def _hash(key: Hashable) -> int:
        # Hashes of texts are spread evenly and known to nobody outside; those of whole numbers are the numbers.
        return hash(str(key) if type(key) is int else key) & _MASK or 1  # 0 is an empty slot

    def _slot(self, number: int) -> int:
        """Return the slot of a key, or the empty one where it belongs."""
        keys, mask = self._keys, len(self._keys) - 1
        slot = number & mask
        while keys[slot] and keys[slot] != number:
            slot = (slot + 1) & mask
        return slot

    def _make(self, slots: int) -> None:
        self._keys = array("Q", [0]) * slots
        self._values = array("q", [0]) * slots

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._make(2 * len(keys))
        for number, value in zip(keys, values, strict=True):
            if number:
                slot = self._slot(number)
                self._keys[slot], self._values[slot] = number, value


class NumberMap:
    """A map from positive whole numbers to such, of which most follow one another: eight bytes for each of these."""

    def __init__(self) -> None:
        self._start = 0  # the number of the first place
        self._values = array("q")  # 0 is none
        self._others = IntMap()
        self._size = 0

    def __len__(self) -> int:
        """Return the number of keys."""
        return self._size + len(self._others)

    def get(self, key: int) -> int | None:
        """Return the value of a key, or None."""
        place = key - self._start
        if 0 <= place < len(self._values):
            return self._values[place] - 1 if self._values[place] else None
        return self._others.get(key) if len(self._others) else None

    def __setitem__(self, key: int, value: int) -> None:
        """Set the value of a key."""
        values = self._values
        if not values:
            self._start = key
        place = key - self._start
        if place == len(values) and not (len(self._others) and key in self._others):
            values.append(value + 1)
            self._size += 1
        elif 0 <= place < len(values):
            self._size += not values[place]
            values[place] = value + 1
        else:
            self._others[key] = value

    def __contains__(self, key: int) -> bool:
        """Tell whether the key has a value."""
        return self.get(key) is not None
