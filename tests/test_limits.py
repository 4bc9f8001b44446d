"""The limits themselves: a test that they guard can fail."""

from __future__ import annotations

import signal
import time
from contextlib import suppress

import pytest

from tests.limits import processor_time, real_time


def never() -> None:
    while True:
        with suppress(Exception):
            sum(range(1000))


def test_what_goes_on_computing_fails_whatever_it_catches() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"not done after 0.2 seconds of the proc"), processor_time(0.2):
        never()


def test_what_waits_fails_and_what_ends_in_time_does_not() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"not done after 0.1 seconds$"), real_time(0.1):
        time.sleep(60)
    with real_time():
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
