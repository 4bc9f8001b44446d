"""The table by which lines are read without the parser is what the parser declares."""

from __future__ import annotations

from tests.test_docs import script
from tipcli.cli import option_table, values


def test_the_table_is_what_the_parser_declares() -> None:
    made = script("option_table")
    assert made.FILE.read_text("utf-8") == made.text(), "run: uv run python docs/option_table.py"


def test_every_kind_of_option_is_one_that_can_be_read() -> None:
    kinds = {kind for options in option_table.OPTIONS.values() for _, kind in options.values()}
    known = {"yes", "no", "many", *(name for name in vars(values) if not name.startswith("_"))}
    assert {kind for kind in kinds if not kind.startswith("one of ")} <= known


def test_each_option_has_a_value_where_it_is_not_named() -> None:
    for command, options in option_table.OPTIONS.items():
        assert {name for name, _ in options.values()} == option_table.DEFAULTS[command].keys()
