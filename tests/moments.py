"""A process that is caught in the middle of what it does, however busy the machine is."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable
    from pathlib import Path


def caught(start: Callable[[], subprocess.Popen[bytes]], happens: Callable[[], bool]) -> subprocess.Popen[bytes]:
    """Return a process that is stopped while something happens: signals wait until it is `resumed`, but for SIGKILL.

    What is over before it is seen is started again, so `start` has to begin with what was there before.
    """
    for _ in range(10):
        child = start()
        end = time.monotonic() + 60
        while not happens() and child.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        if _is_stopped(child) and happens():
            return child
        if child.returncode is None:
            child.kill()
        said = child.communicate()
    return pytest.fail(f"it was not caught: {child.returncode} {said}")


def is_begun(paths: Iterable[Path]) -> bool:
    """Tell whether one of the paths is a file with something in it."""
    for path in paths:
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_size:
                return True
    return False


def resumed(child: subprocess.Popen[bytes], number: signal.Signals | None = None) -> None:
    """Let a stopped process go on, with this signal first."""
    if number is not None:
        child.send_signal(number)
    child.send_signal(signal.SIGCONT)


def _is_stopped(child: subprocess.Popen[bytes]) -> bool:
    """Stop a process and wait until it stands; False where it has ended."""
    child.send_signal(signal.SIGSTOP)
    if child.poll() is not None:
        return False
    _, status = os.waitpid(child.pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        child.returncode = os.waitstatus_to_exitcode(status)
    return os.WIFSTOPPED(status)
