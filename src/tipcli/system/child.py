"""A part of the program in a process of its own, with limits: what takes too much there ends there.

A parser that is not ours may need memory or time beyond all caps on bytes. In a child the system holds the limit, and
the program that waits for it goes on with a line that says what happened.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

MEMORY = 512 * 2**20  # bytes of addresses, of which a fresh interpreter with its libraries takes some 100 million
SECONDS = 60
WRITTEN = 256 * 2**20  # bytes of its output
REFUSED = 3  # its exit status where it says on standard error why it gives nothing


class ChildError(Exception):
    """Raised with what a child said, or with what is known of its end."""


def run(module: str, arguments: Sequence[str], output: IO[bytes], *, seconds: float = SECONDS) -> None:
    """Run a module of ours in a new interpreter, its standard output into a file.

    It calls `limit` first. Raises ChildError where it did not end as it should, OSError where it cannot be started.
    """
    line = [sys.executable, "-I", "-X", "utf8", "-m", module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and data as arguments
            line, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise ChildError(f"not read within {seconds:,.0f} seconds") from None
    if done.returncode == REFUSED:
        raise ChildError(done.stderr.decode("utf-8", "replace").strip() or "not readable")
    if done.returncode:
        raise ChildError("it takes more memory or time than it may, or it is damaged")


def limit(memory: int = MEMORY, seconds: float = SECONDS) -> None:
    """Set the limits of this process, those that its system knows."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):  # lower already, or not for this system
            resource.setrlimit(what, (most, most))


def refuse(reason: str) -> None:
    """End this process as one that gives nothing, and say why."""
    sys.stderr.write(reason)
    raise SystemExit(REFUSED)
