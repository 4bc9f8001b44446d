"""The manual page and the completion files: what the command prints now, and what other programs make of them."""

from __future__ import annotations

import shutil
import subprocess
import tomllib

import pytest

from tests.conftest import ROOT
from tests.test_docs import script
from tipcli.cli.commands import COMMANDS

SHARE = ROOT / "share"


def test_the_files_are_those_of_this_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("_TIPS_COMPLETE", raising=False)
    made = script("manual").files()
    assert {path: (SHARE / path).read_text(encoding="utf-8") for path in made} == made, "run docs/manual.py"
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert wheel["wheel"]["shared-data"] == {"share": "share"}


def test_the_page_has_every_command_and_mandoc_finds_no_fault() -> None:
    [page] = (SHARE / "man").rglob("*.[1-9]")
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    lint = subprocess.run(["mandoc", "-Tlint", str(page)], capture_output=True, text=True, check=False)
    assert (lint.stdout, lint.stderr, lint.returncode) == ("", "", 0)
    shown = subprocess.run(["mandoc", "-Tascii", str(page)], capture_output=True, text=True, check=True).stdout
    text = shown.replace("_\b", "")
    assert [name for name in COMMANDS if f"tips {name}" not in "".join(_plain(text))] == []


def _plain(text: str) -> list[str]:
    """Return the characters without what is struck over for bold."""
    return [one for place, one in enumerate(text) if one != "\b" and text[place + 1 : place + 2] != "\b"]
