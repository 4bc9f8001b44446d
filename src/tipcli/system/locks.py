"""The lock on an open file, by which processes take turns. `tips random` needs it at every start, and little else."""

from __future__ import annotations

import errno

HELD, BUSY, NO_LOCKS = "held", "busy", "no locks"  # what `lock` can say
_WITHOUT_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)
_PAUSE = 0.01  # seconds between two tries to take a lock


def lock(descriptor: int, seconds: float = 0.0) -> str:
    """Take the one lock on an open file, which goes with its descriptor, waiting at most so long.

    Returns HELD, BUSY where another process has it, or NO_LOCKS where the file system has none. Raises OSError.
    """
    import fcntl
    import time

    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _WITHOUT_LOCKS:
                return NO_LOCKS
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            if time.monotonic() >= end:
                return BUSY
            time.sleep(_PAUSE)
        else:
            return HELD
