"""The bags that `tips random` deals from: what was seen already.

They live in the state folder and may be deleted at any time. Where they cannot be written, a tip is still dealt, only
without memory. Each bag is one line of the file `bags`: seed, steps dealt, size, key. Processes take turns by a lock on
the file, held for the microseconds of one read and one write.
"""

from __future__ import annotations

import os
from errno import EINVAL, EWOULDBLOCK
from stat import S_ISREG

from tipcli.deal.order import dealt
from tipcli.system import paths
from tipcli.system.locks import BUSY, lock

_MOST_BAGS = 200
_PRIME = (1 << 89) - 229  # a remainder by it tells keys apart, and asks for no module
_PATIENCE = 2.0  # seconds for which a lock is waited for; then a tip is dealt without memory
_LARGEST = 1 << 20  # bytes of the file that are read; it stays far smaller


def draw(key: str, size: int, count: int) -> list[int]:
    """Return the next `count` places, of `size`, from the bag for `key`, and remember that they were dealt.

    None comes twice before all have come. A bag whose size or key changed starts afresh. `count` may exceed `size`:
    then the bag is dealt round after round.
    """
    try:
        seed, start = _take(_short(key), size, count)
    except OSError:
        seed, start = _new_seed(), 0
    return [dealt(step, size, seed) for step in range(start, start + count)]


def draw_by_seed(seed: int, size: int, count: int) -> list[int]:
    """Return `count` places, of `size`, that depend on `seed` alone."""
    return [dealt(step, size, seed) for step in range(count)]


def _take(name: str, size: int, count: int) -> tuple[int, int]:
    """Return (seed, first step) of the bag and write down that `count` steps more are dealt. Raises OSError."""
    folder = paths.state_folder()
    if folder is None:
        raise FileNotFoundError("no state folder")
    path = os.path.join(paths.private_folder(folder), "bags")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    with open(descriptor, "r+b", buffering=0) as file:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(EINVAL, "no regular file", path)
        os.fchmod(descriptor, 0o600)  # whatever the umask
        if lock(descriptor, _PATIENCE) == BUSY:
            raise BlockingIOError(EWOULDBLOCK, "another process holds the lock", path)
        bags = _parse(file.read(_LARGEST))
        seed, start = bags.pop(name, (0, 0, 0))[:2] if bags.get(name, (0, 0, 0))[2] == size else (_new_seed(), 0)
        bags.pop(name, None)
        kept = list(bags.items())[: _MOST_BAGS - 1]
        lines = [f"{seed} {start + count} {size} {name}\n"] + [f"{a} {b} {c} {other}\n" for other, (a, b, c) in kept]
        data = "".join(lines).encode()
        # Written over the old text and cut afterwards: a kill in between leaves lines that are read as they stand.
        file.seek(0)
        file.write(data)
        file.truncate(len(data))
    return seed, start


def _parse(data: bytes) -> dict[str, tuple[int, int, int]]:
    """Return name: (seed, steps, size) of each whole line; torn and foreign lines are left out."""
    bags: dict[str, tuple[int, int, int]] = {}
    for line in data.decode("ascii", "replace").split("\n"):
        fields = line.split(" ")
        if len(fields) == 4 and all(f.isascii() and f.isdigit() and len(f) < 20 for f in fields[:3]):
            bags.setdefault(fields[3], (int(fields[0]), int(fields[1]), int(fields[2])))
    return bags


def _short(key: str) -> str:
    return f"{int.from_bytes(key.encode('utf-8', 'replace'), 'big') % _PRIME:x}"


def _new_seed() -> int:
    return int.from_bytes(os.urandom(7), "little")
