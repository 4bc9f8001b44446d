"""star, note and hide without the parser: as with it, and with less loaded."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside
from tipcli import express

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips

LINES = [
    "star", "star 12 30", "star 12 9999", "star", "unstar 12", "unstar 12", "hide 16 17", "hide", "unhide 16", "hide",
    "note 12 words of mine", "note 12 words of mine", "note", "note 1-2 x", "practice 30", "practice", "done", "done",
    "done 12", "practice 30", "unstar 9999",
]  # fmt: skip


def test_both_ways_say_the_same_and_keep_the_same(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    parsed = Inside(tmp_path / "parsed")
    bare = Inside(tmp_path / "bare")
    for line in LINES:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in bare.env().items():
                patch.setenv(name, value)
            patch.delenv("TIPS_DEBUG", raising=False)
            assert express.is_bare(line.split())
            capfd.readouterr()
            status = express.run(line.split())
        said = capfd.readouterr()
        ran = parsed(*line.split())
        assert (line, status, said.out, said.err) == (line, ran.status, ran.out, ran.err)


@pytest.mark.parametrize("line", ["star 12", "note 12 words", "hide 12", "practice 30"])
def test_a_word_on_a_tip_needs_no_parser(tips: Tips, line: str) -> None:
    code = "import sys; from tipcli.express import run; run(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, *line.split()], env=tips.env(), capture_output=True, text=True, check=True
    )
    assert not set(done.stdout.split()) & {"typer", "rich", "inspect", "dataclasses", "yaml", "subprocess"}
