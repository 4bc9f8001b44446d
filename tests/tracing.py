"""strace, where it can be used: what calls a command makes, and failures and signals at one of them."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess

import pytest


def strace() -> str | None:
    """Return the path of strace where it is installed and may be used, and calls have the names that are used here."""
    path = shutil.which("strace")
    if path is None or platform.machine() != "x86_64":
        return None
    tried = subprocess.run([path, "-f", "--seccomp-bpf", "-o", os.devnull, "true"], capture_output=True, check=False)
    return None if tried.returncode else path


STRACE = strace()
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed, or may not be used")


def tracer(inject: str = "") -> tuple[str, ...]:
    """Return the beginning of a command line under strace, with a fault to inject.

    With a filter in the kernel only the calls that are asked for stop the command; signals are not injected with it.
    """
    options = ("-e", f"inject={inject}") if inject else ()
    return (str(STRACE), "-f", *options, *([] if ":signal=" in inject else ["--seccomp-bpf"]))
