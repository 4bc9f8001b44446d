"""A line the short way and through the parser, in the process of the test, in a home with one collection."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, TODAY
from tests.made import a_tip
from tests.streams import Stream
from tipcli.cli import main
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from collections.abc import Callable

LINES = [json.loads(line) for line in (ROOT / "tests/cases/express/lines.jsonl").read_text("utf-8").splitlines()]
VARIABLES = ("TIPS_FORMAT", "TIPS_PAGER", "TIPS_DEBUG", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE")


def made_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a home with one collection beside the bundled one, and nothing of the user's environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in (("TIPS_HOME", str(tmp_path / "home")), ("TIPS_TODAY", TODAY), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TERM", "xterm-256color")
    write("mine", {}, [a_tip(number, f"Zebra [{number}]", gist="Stripes.") for number in range(1, 4)])
    ran(main.run, ["random"])  # both ways deal the next tip of the same bag
    return tmp_path / "home"


def ran(command: Callable[[list[str]], int], line: list[str], *, tty: bool = False) -> tuple[int, bytes, bytes]:
    """Return status, output and errors of a command in this process, with the bags of `random` as they were."""
    bags = Path(os.environ["TIPS_HOME"], "state", "bags")
    before = bags.read_bytes() if bags.exists() else b""
    out, err = Stream(tty=tty), Stream(tty=tty)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        status = command(line)
    if before:
        bags.write_bytes(before)
    return status, out.data, err.data
