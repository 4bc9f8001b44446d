"""Limits on memory and on time under which something is run."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager


def memory_limits(megabytes: Iterable[int]) -> Iterator[Callable[[], None]]:
    """Yield what sets each limit in a new process, but for those under which not even an interpreter starts."""
    for size in megabytes:
        limit = partial(resource.setrlimit, resource.RLIMIT_AS, (size << 20, size << 20))
        bare = [sys.executable, "-c", "import re, json"]
        if subprocess.run(bare, preexec_fn=limit, capture_output=True, check=False).returncode == 0:
            yield limit


def processor_time(seconds: float = 60) -> AbstractContextManager[None]:
    """Fail the test once what is inside has used this much of the processor's time.

    It is for input of a size that anything worse than linear takes minutes for. What is linear takes a small part
    of the limit, so that a busy machine fails no test: how fast something is, benchmarks tell.
    """
    return _limited(seconds, "seconds of the processor", signal.ITIMER_PROF, signal.SIGPROF)


def real_time(seconds: float = 60) -> AbstractContextManager[None]:
    """Fail the test once what is inside has taken this long, as what waits for ever would."""
    return _limited(seconds, "seconds", signal.ITIMER_REAL, signal.SIGALRM)


@contextmanager
def _limited(seconds: float, unit: str, timer: int, number: signal.Signals) -> Iterator[None]:
    def is_late(*_: object) -> None:
        pytest.fail(f"not done after {seconds} {unit}")  # which no `except Exception` holds up

    before = signal.signal(number, is_late)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)
