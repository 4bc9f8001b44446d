"""A signal takes back what was begun, then ends the process as it always does."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tipcli.system.signals import orderly

CODE = """
import os, signal
from tipcli.system.signals import orderly
signal.signal(signal.{name}, signal.SIG_DFL)  # whatever started the tests ignores
with orderly():
    try:
        os.kill(os.getpid(), signal.{name})
        signal.pause()
    finally:
        print("taken back", flush=True)
print("went on")
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_body_is_unwound_and_the_signal_ends_the_process(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", CODE.format(name=name)], capture_output=True, text=True, check=False)
    assert done.stdout == "taken back\n"
    assert done.returncode == -getattr(signal, name)
    assert done.stderr == ""


def test_afterwards_signals_do_what_they_did() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with orderly():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with orderly():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
