"""Start-up is what users feel: which modules a command may load, seen from inside a process of its own."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips

HEAVY = {"pydantic", "rich", "rapidfuzz", "textual", "yaml", "tomllib", "markdown_it", "pygments", "platformdirs"}
SLOW = {"importlib.metadata", "importlib.resources", "logging", "asyncio", "sqlite3.dump", "urllib.request"}
_PROBE = """
import io, json, sys
from tipcli.cli.main import run
sys.stdout = io.StringIO()
status = run(sys.argv[1:])
sys.__stdout__.write(json.dumps([status, sorted(sys.modules)]))
"""


def loaded(tips: Tips, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments], env=tips.env(), capture_output=True, text=True, check=True
    )
    status, modules = json.loads(done.stdout)
    assert status == 0
    return set(modules)


@pytest.mark.parametrize(
    "line",
    [
        "list",
        "list -t empathy -n 3",
        "list -f json -n 3",
        "doctor -f plain",
        "search empathy",
        "search habitual coworkers",
        "random",
        "today",
        "topics",
        "show 16",
    ],
)
def test_a_command_into_a_pipe_loads_nothing_heavy(tips: Tips, line: str) -> None:
    assert not loaded(tips, *line.split()) & (HEAVY | SLOW)


SHORT_WAYS = ["list", "search empathy", "search habitual coworkers", "show 16", "random", "topics", "16", "empathy"]
SHORT_WAYS += [
    "doctor",
    "list -n 5 --since 2025-01-01",
    "search empathy -t empathy -n3",
    "show 16 -q",
    "random --seed 3",
]
NEEDLESS = {
    "functools",
    "collections",
    "operator",
    "typer",
    "typing",
    "re",
    "inspect",
    "dataclasses",
    "contextlib",
    "json",
    "pathlib",
    "tempfile",
    "importlib",
    "unicodedata",
    "bisect",
}
_SHORT_PROBE = """
import io, sys
before = set(sys.modules)
from tipcli.express import run
sys.stdout = io.StringIO()
status = run(sys.argv[1:])
sys.__stdout__.write(repr([status, sorted(set(sys.modules) - before)]))
"""


@pytest.mark.parametrize("line", SHORT_WAYS)
def test_a_bare_command_loads_the_library_and_a_view_and_no_more(tips: Tips, line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SHORT_PROBE, *line.split()], env=tips.env(), capture_output=True, text=True, check=True
    )
    status, modules = ast.literal_eval(done.stdout)
    assert status == 0
    assert not set(modules) & (HEAVY | SLOW | NEEDLESS)
    assert [name for name in modules if name.startswith("tipcli.views.")] == [
        "tipcli.views.base",
        *sorted(
            [
                "tipcli.views.registry",
                f"tipcli.views.{'plain' if line.split(maxsplit=1)[0] in ('show', '16', 'random', 'doctor') else 'tsv'}",
            ]
        ),
    ]


def test_json_is_written_without_what_reads_it(tips: Tips) -> None:
    code = _SHORT_PROBE.replace("sys.argv[1:]", "['show', '16', '--json']")
    done = subprocess.run([sys.executable, "-c", code], env=tips.env(), capture_output=True, text=True, check=True)
    status, modules = ast.literal_eval(done.stdout)
    assert status == 0
    assert "tipcli.views.json" in modules
    assert not set(modules) & (HEAVY | SLOW | NEEDLESS)


def test_tab_on_a_plain_line_loads_no_parser(tips: Tips) -> None:
    asked = {"_TIPS_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "tips show 3"}
    code = "import sys; from tipcli.express import run; run([]); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], env=tips.env(asked), capture_output=True, text=True, check=True)
    assert "make-empathy" not in done.stdout
    assert "Make Empathy" in done.stdout
    assert not set(done.stderr.split()) & (HEAVY | SLOW | {"typer", "inspect"})


def test_a_word_that_needs_correcting_loads_nothing_heavy(tips: Tips) -> None:
    assert not loaded(tips, "search", "emapthy") & HEAVY


@pytest.mark.parametrize("name", ["list", "search", "topics"])
def test_only_rich_output_loads_rich(tips: Tips, name: str) -> None:
    line = [name, "empathy"] if name == "search" else [name]
    assert "rich" in loaded(tips, *line, "-f", "rich")
    assert not {"rich.markdown", "rich.table"} & loaded(tips, *line, "-f", "rich")


def test_a_whole_tip_loads_no_finder_of_bare_addresses(tips: Tips) -> None:
    modules = loaded(tips, "show", "16", "-f", "rich")
    assert "rich.markdown" in modules
    assert "linkify_it" not in modules


@pytest.mark.parametrize("module", ["tipcli.library", "tipcli.search.rank"])
def test_the_library_is_lighter_than_the_modules_it_avoids(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    avoided = {"json", "dataclasses", "typing", "re", "pathlib", "tempfile", "inspect"}
    # What the interpreter itself has loaded at its start, for an editable install say, is not the library's doing.
    bare = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert not set(done.stdout.split()) & avoided - set(bare.stdout.split())


@pytest.mark.parametrize("line", ["star 16", "unstar 17", "hide 16", "note 16 mine", "done"])
def test_to_keep_something_loads_neither_patterns_nor_calendars(tips: Tips, line: str) -> None:
    if line == "done":
        assert tips("practice", "16").status == 0
    done = subprocess.run(
        [sys.executable, "-c", _SHORT_PROBE, *line.split()], env=tips.env(), capture_output=True, text=True, check=True
    )
    status, modules = ast.literal_eval(done.stdout)
    assert status == 0
    assert not set(modules) & (HEAVY | SLOW | {"typer", "typing", "re", "json", "tempfile", "tipcli.kept.compacting"})


def test_a_sync_without_news_loads_neither_yaml_nor_what_compares_texts(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "One", "body": "A body."}\n')
    assert tips("import", str(tmp_path / "a.jsonl"), "--name", "zoo").status == 0
    assert not loaded(tips, "sync", "zoo") & (HEAVY | {"tipcli.search.rank"})
