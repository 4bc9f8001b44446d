"""Words after a command that takes none: what they stand for."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, table, well

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def tips(tmp_path_factory: pytest.TempPathFactory) -> Inside:
    made = Inside(tmp_path_factory.mktemp("needless") / "home")
    well(made("import", table(made.home.with_name("kettles.csv"), "Kettle,It boils.")))
    return made


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("list -t empathy patience calm", "'tips list -t empathy,patience,calm'"),
        ("list -T empathy and patience --json", "'tips list -T empathy,patience --json'"),
        ("list -c kettles, service", "'tips list -c kettles,service'"),
        ("random three", "'tips random -n 3'"),
        ("today usage", "'tips today --help'"),
        ("collections show", "'tips collections'"),
        ("collections delete kettles", "'tips remove kettles'"),
        ("collections import a.csv", "'tips import a.csv'"),
        ("collections update", "'tips sync'"),
        ("collections kettles", "'tips list -c kettles'"),
        ("config set color never", 'as in: color = "never"'),
        ("config edit", "config.toml"),
        ("config color", "'tips config'"),
        ("doctor now please", "'tips doctor'"),
        ("edit 1 2", "edit takes one tip. As in: 'tips edit 1'"),
        ("edit greet the customer", "tips edit 'greet the customer'"),
        ("topics of kindness", "'tips search of kindness'"),
    ],
)
def test_the_line_that_was_meant_is_offered(tips: Inside, tmp_path: Path, line: str, said: str) -> None:
    ran = tips(*shlex.split(line), cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
