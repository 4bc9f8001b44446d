"""Orders of tips that are functions of a number alone: which tip a day has, and in which order a bag is dealt.

Nothing is stored and no list is shuffled, so that a million tips cost what ten do: a keyed permutation maps a place in
a round to a tip. It is a Feistel network over the smallest even number of bits that holds the domain, walked in cycles
until the result falls inside it (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002); the round function
is the finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_MASK = 2**64 - 1
_ROUNDS = 6
DAY = 1  # what an order is for: different purposes have different orders
WEEK = 2


def dealt(step: int, size: int, seed: int) -> int:
    """Return which of `size` tips, from 0, has its turn at `step` >= 0.

    Each run of `size` steps from a multiple of `size` is a round with every tip in it once. A fixed half of the tips
    has its turns in the first half of every round, and the others in the second, so that more than half a round lies
    between two turns of any tip. Raises ValueError for a size below 1.
    """
    if size < 1:
        raise ValueError("nothing to deal from")
    round_number, place = divmod(step, size)
    half = (size + 1) // 2
    if place < half:
        place = _permuted(place, half, _mixed(seed, 2 * round_number))
    else:
        place = half + _permuted(place - half, size - half, _mixed(seed, 2 * round_number + 1))
    return _permuted(place, size, _mixed(seed, -1))


def step_of_day(day: date, *, week: bool = False) -> int:
    """Return the number of the day, or of its ISO week (Monday to Sunday), since the start of the calendar."""
    return (day.toordinal() - 1) // 7 if week else day.toordinal()


def _permuted(value: int, size: int, key: int) -> int:
    """Return where a permutation of range(size), chosen by `key`, takes `value`."""
    if size < 2:
        return value
    half_bits = ((size - 1).bit_length() + 1) // 2
    low_mask = 2**half_bits - 1
    while True:
        left, right = value >> half_bits, value & low_mask
        for number in range(_ROUNDS):
            left, right = right, left ^ (_mixed(key + number, right) & low_mask)
        value = left << half_bits | right
        if value < size:
            return value


def _mixed(key: int, value: int) -> int:
    """Return 64 bits that depend on both numbers."""
    mixed = (key * 0x9E3779B97F4A7C15 + value * 0xD1B54A32D192ED03 + 0x8BB84B93962EACC9) & _MASK
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _MASK
    return mixed ^ mixed >> 31
