"""The table of commands."""

from __future__ import annotations

from importlib import import_module

import pytest

from tipcli.cli.commands import COMMANDS, GROUPS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_where_the_table_says_and_a_sentence_long(name: str) -> None:
    module, function, about = COMMANDS[name]
    assert callable(getattr(import_module(f"tipcli.cli.{module}"), function))
    assert about[0].isupper()
    assert about.endswith(".")
    assert len(about) <= 80


def test_every_command_is_below_a_head() -> None:
    names = list(COMMANDS)
    starts = [names.index(first) for first in GROUPS.values()]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
