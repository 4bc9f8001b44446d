"""Ending in order when a signal comes: what was begun is taken back, then the signal does what it always does."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_ENDING = (signal.SIGTERM, signal.SIGHUP)


class _Signalled(BaseException):
    """A signal came."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def orderly() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind the body, so that its temporary files go and its terminal is as before."""

    def ended(number: int, _: FrameType | None) -> None:
        for other in _ENDING:
            signal.signal(other, signal.SIG_IGN)  # one is enough
        raise _Signalled(number)

    before = {number: signal.signal(number, ended) for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL}
    try:
        yield
    except _Signalled as signalled:
        signal.signal(signalled.number, signal.SIG_DFL)
        os.kill(os.getpid(), signalled.number)
        raise SystemExit(128 + signalled.number) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
