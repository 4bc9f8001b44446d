"""The search of a site: Pagefind's index of its pages, made by Pagefind's own program."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from functools import cache

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line

FOLDER = "pagefind"
_SECONDS = 3600
# What Pagefind adds beside what the page of ours loads: looks of its own.
_UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


@cache
def program() -> str | None:
    """Return the program of Pagefind: that of the package, else the one on the path; None where there is neither."""
    with suppress(ImportError, OSError):
        from pagefind_bin import get_executable

        return str(get_executable())
    return shutil.which("pagefind")


def add(folder: str) -> None:
    """Write the index of the pages in `tips/` into the folder `pagefind/`. Raises AccessError."""
    made = program()
    if made is None:
        raise AccessError("Pagefind is not installed", "Type: pip install 'tipcli[site]'")
    line = [made, "--site", folder, "--output-subdir", FOLDER, "--glob", "tips/*.html", "--silent"]
    try:
        done = subprocess.run(  # noqa: S603
            line, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AccessError(f"Pagefind: {getattr(error, 'strerror', None) or 'it did not end'}") from None
    index = os.path.join(folder, FOLDER)
    if done.returncode or not os.path.isdir(index):
        said = clean_line(done.stderr.decode("utf-8", "replace"))[-300:]
        raise AccessError(f"Pagefind ended with {done.returncode}: {said}", "Nothing was changed.")
    for name in os.listdir(index):
        if name.startswith(_UNUSED):
            os.unlink(os.path.join(index, name))
