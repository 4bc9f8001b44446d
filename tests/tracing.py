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
# With a filter in the kernel only the calls that are asked for stop the command, but nothing can be injected.
TRACER = (str(STRACE), "-f", "--seccomp-bpf")
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed, or may not be used")
