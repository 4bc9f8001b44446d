"""A line with options ends the same by the table and through the parser, and what is in doubt is the parser's."""

from __future__ import annotations

import inspect
import random
import shlex
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.both_ways import LINES, made_home, ran
from tests.conftest import ROOT, rarely
from tipcli import express
from tipcli.cli import answers, daily, main, option_table, straight
from tipcli.cli.printer import Printer
from tipcli.today import cache_read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

_WORDS = ["empathy", "emapthy", "refund", "30", "1-3", "12,30", "mine/1", "today", "nosuch/1", "zebra", "a", "-refund",
          '"common sense"', "", "-", "--", "don't", "２", "2025", "march", "ago"]  # fmt: skip
_VALUES = {
    "many": ["empathy", "empathy,patience", "empathy+listening", "mine", "service", "nosuch", "y", "", "-q", "a=b"],
    "first_day": ["2025-01-01", "2025", "2025-02", "march", "last monday", "7d", "3", "2025-02-30", "2025-13-01", "no"],
    "last_day": ["2026-01-31", "2025", "yesterday", "next", "0000-01-01", "２０２５-01-01", "10000-01-01"],
    "whole_day": ["2025-12-24", "tomorrow", "2025", "monday", "in 3 days", "2025-1-1"],
    "whole_number": ["0", "1", "3", "03", "-1", "x", "", "9" * 40, "1_0", " 2", "٣", "+1"],
    "line": ["", "See you", "a\tb", "{ref}", "-x", "--json"],
    "any_number": ["7", "-7", "0", "1_0", " 2 ", "x", "1.5", "9" * 30],
    "format_name": [
        "json",
        "tsv",
        "plain",
        "markdown",
        "jsonl",
        "rich",
        "md",
        "pdf",
        "html",
        "csv",
        "atom",
        "JSON",
        "",
    ],
    "one of": ["desk", "lead", "title", "number", "date", "never", "always", "auto", "nosuch", "Desk", ""],
}
ANSWERING = ("list_tips", "search", "show", "random", "topics")
_ODD = ["--help", "-h", "--nosuch", "--lim", "-x", "-qn", "--json=1", "--", "-", "-qq", "--quiet=", "-nq", "--since"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tipcli.deal.shuffle_bag._new_seed", lambda: 7)  # a new bag deals the same both ways
    return made_home(tmp_path, monkeypatch)


def made_lines(count: int, seed: int) -> list[list[str]]:
    """Return lines of reading commands with words and options of every kind, some of them wrong."""
    chosen = random.Random(seed)
    return [_made_line(chosen) for _ in range(count)]


def _made_line(chosen: random.Random) -> list[str]:
    command = chosen.choice(list(straight.ANSWERS))
    least, _ = option_table.WORDS[command]
    parts = [[chosen.choice(_WORDS)] for _ in range(chosen.randint(least, 2) if least or chosen.random() < 0.1 else 0)]
    for _ in range(chosen.randint(0, 3)):
        spelling, (_, kind) = chosen.choice(list(option_table.OPTIONS[command].items()))
        if chosen.random() < 0.04:
            parts.append([chosen.choice(_ODD)])
        if kind in ("yes", "no"):
            parts.append([spelling])
            continue
        fit = [*kind.split()[2:], "nosuch"] if kind[:6] == "one of" and chosen.random() < 0.8 else None
        value = chosen.choice(fit or _VALUES["one of" if kind[:6] == "one of" else kind][: chosen.choice((3, 20))])
        joined = [f"{spelling}={value}"] if spelling[:2] == "--" else [spelling + value]
        parts.append(joined if chosen.random() < 0.3 else [spelling, value])
    chosen.shuffle(parts)
    return [command, *(one for part in parts for one in part)]


def typed() -> list[list[str]]:
    """Return the lines of tests/cases/typed.toml that begin with a reading command."""
    cases = tomllib.loads((ROOT / "tests/cases/typed.toml").read_text("utf-8"))
    lines = [shlex.split(case["type"])[1:] for group in cases.values() for case in group]
    return [line for line in lines if line[:1] and line[0] in straight.ANSWERS]


def by_parser(line: list[str]) -> int:
    return main.run(line, cache_read.wanted(line))


def same_both_ways(line: list[str]) -> None:
    by_table, parsed = (ran(command, line) for command in (express.run, by_parser))
    assert by_table == parsed, line


@pytest.mark.parametrize("count", [40, rarely(2000)])
def test_made_lines_print_the_same_both_ways(count: int) -> None:
    lines = [line for line in made_lines(count, seed=count) if "--once" not in line]
    assert sum(straight.read(line) is not None for line in lines) > len(lines) / 4
    for line in lines:
        same_both_ways(line)


@pytest.mark.parametrize("share", [12, rarely(1)])
def test_lines_that_people_typed_print_the_same_both_ways(share: int) -> None:
    lines = [line for line in [*typed(), *LINES] if straight.read(line) and "--once" not in line]
    assert len(lines) > 100
    for line in lines[::share]:
        same_both_ways(line)


def recorded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return a list that takes what lines ask for; nothing of it is done."""
    asked: list[tuple[object, ...]] = []

    def recorder(module: ModuleType, name: str) -> Callable[..., None]:
        signature = inspect.signature(getattr(module, name))

        def record(*given: Any, **named: Any) -> None:
            bound = signature.bind(*given, **named)
            bound.apply_defaults()
            asked.append((name, *map(_plain, bound.arguments.values())))

        return record

    for name in ANSWERING:
        monkeypatch.setattr(answers, name, recorder(answers, name))
    for name in ("show", "prepare"):
        monkeypatch.setattr(daily, name, recorder(daily, name))
    return asked


def _plain(value: object) -> object:
    if isinstance(value, Printer):
        return value.format, value._pager, value._quiet, value.view.__class__, value.view.screen.style
    if isinstance(value, daily.Choice):
        return value.filters, value.day, value.week
    return value if not hasattr(value, "kind") else "a rendering"


def test_by_the_table_a_line_asks_for_what_it_asks_for_through_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = recorded(monkeypatch)
    lines = [line for line in made_lines(500, seed=1) if straight.read(line) is not None]
    assert len(lines) > 100
    for line in lines:
        ended = [ran(lambda one: main.run(one, None), line)]
        monkeypatch.setattr("tipcli.today.cache_read.wanted", lambda _: None)
        ended.append(ran(express.run, line))
        assert ended[0] == ended[1], line
        if ended[0][0] == 0:
            assert asked[-1] == asked[-2], line
    assert {one[0] for one in asked} >= set(ANSWERING)


READ = [
    "list -n 5", "list -n5 --sort=title", "show 30 --json", "search x -n 3 -t y",
    "list --since 2025-01-01", "search --since 2025-01-01 refund", "random -c x --seed 3", "today -f json",
    "today --date yesterday", "topics --json", "list --for desk --no-pager",
]  # fmt: skip
PARSED = [
    "list -h", "list --help", "list --lim 3", "list x", "list -n", "list -n -1", "list -n x", "list -n 1 -n 2",
    "search -n 3", "search -- -x", "search a -", "search --since march 2025 refund", "list --json=1", "list -f pdf",
    "list --for nobody", "list -t -q", "doctor --json", "today --once --nosuch", "search -q-n3 a",
    "search -t y x -qn3", "List -n 3",
]  # fmt: skip


def test_what_is_plain_is_read_by_the_table_and_what_is_in_doubt_is_not() -> None:
    assert [line for line in READ if straight.read(line.split()) is None] == []
    assert [line for line in PARSED if straight.read(line.split()) is not None] == []
    assert straight.read([]) is None


def test_no_parser_is_loaded_for_what_the_table_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tipcli.cli.main", None)
    for line in ("list -n 3", "search -c mine zebra --json", "show mine/1 -f markdown", "random --seed 3", "today -q"):
        assert ran(express.run, line.split())[0] == 0
    assert ran(express.run, ["zebra", "-n", "2"])[0] == 0  # and a line without a command, once it is known what it is
