"""Runs the examples of the README and of docs/ and writes their output into them: `uv run python docs/readme.py`.

In a block marked `console` each line that starts with `$ ` is a command for the shell; what it prints, on both streams,
stands below it. The examples run in an empty home, on a fixed day, 80 columns wide.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DOCUMENTS = [FOLDER.parent / "README.md", *sorted(FOLDER.glob("*.md"))]
DAY = "2026-11-22"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def main() -> None:
    """Write the documents anew."""
    for path in DOCUMENTS:
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


def refreshed(text: str) -> str:
    """Return the text of a document with the output of its examples as it is now."""
    return _BLOCK.sub(lambda block: f"```console\n{_run(block[1])}```", text)


def _run(block: str) -> str:
    done = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            done += f"{line}\n{_printed(line[2:])}"
    return done


def _printed(command: str) -> str:
    with tempfile.TemporaryDirectory() as home:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = {"PATH": path, "TIPS_HOME": home, "TIPS_TODAY": DAY, "COLUMNS": "80", "LANG": "C.UTF-8"}
        done = subprocess.run(
            ["/bin/sh", "-c", command], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    return done.stdout.decode()


if __name__ == "__main__":
    main()
