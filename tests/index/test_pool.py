"""Many collections: each index opened when it is asked for, few at a time, and never a tip less."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COMMAND, Tips
from tests.made import a_tip, open_all, use_small_seeds
from tipcli.index import pool
from tipcli.library import Library
from tipcli.model.results import Filters
from tipcli.model.tip import BUNDLED
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MANY = 80
NAMES = [f"c{number:02}" for number in range(MANY)]
RUN = """
import os, resource, sys
limit = int(sys.argv[1])
os.closerange(3, 1024)
resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
os.execv(sys.argv[2], sys.argv[2:])
"""
# Each command, and how many lines of its answer are of these collections.
COMMANDS = {
    "list": (["list"], 3 * MANY),
    "list by title": (["list", "--sort", "title"], 3 * MANY),
    "search": (["search", "-n", "0", "zebra"], 3 * MANY),
    "random": (["random", "-n", "0", "--seed", "1", "-f", "tsv"], 3 * MANY // 2),
    "collections": (["collections"], MANY),
}


def fill(names: list[str]) -> None:
    """Write collections of three tips each."""
    for place, name in enumerate(names):
        made = [
            a_tip(number, f"Zebra {place} {number}", collection=name, date=f"2021-02-{number + place % 9:02}")
            for number in range(1, 4)
        ]
        write(name, {"rotation": place % 2 == 0}, made)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home for libraries inside this process."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    return tmp_path / "home"


QUESTIONS: dict[str, Callable[[Library, Filters], object]] = {
    "list": lambda library, filters: list(library.list_tips(filters)),
    "list some": lambda library, filters: list(library.list_tips(filters, order="title", limit=7)),
    "list backwards": lambda library, filters: list(library.list_tips(filters, order="number", reverse=True)),
    "count": lambda library, filters: library.count(filters),
    "search": lambda library, filters: library.search("zebra 3", filters, 20),
    "hits": lambda library, filters: library.hits("zebra 3", filters, 100),
    "suggestions": lambda library, _: library.suggestions("zerba"),
    "random": lambda library, filters: library.random(filters, 0, 7),
    "names": lambda library, _: library.resolve(["c03/1", "Zebra 4 2"]),
    "complete": lambda library, _: library.complete("c1", 50),
    "topics": lambda library, _: library.topics(),
    "collections": lambda library, _: library.collections(),
}


@pytest.mark.parametrize("rows", [1, 12, 50_000])
@pytest.mark.usefixtures("home")
def test_where_one_index_is_open_at_a_time_the_answers_are_the_same(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    fill(NAMES[:12])
    several = (Filters(), Filters(rotation=True), Filters(collections=("c03", "c05")), Filters(since="2021-02-05"))
    cases = [(name, filters) for name in QUESTIONS for filters in several]
    with Library() as library:
        wanted = [QUESTIONS[name](library, filters) for name, filters in cases]
    monkeypatch.setattr(pool, "MOST_OPEN", 1)
    monkeypatch.setattr("tipcli.index.combined.ROWS", rows)
    with Library() as library:
        for (name, filters), answer in zip(cases, wanted, strict=True):
            assert QUESTIONS[name](library, filters) == answer, name
            assert len(library.indexes._open) <= 2


def test_only_what_is_asked_for_is_opened(home: Path) -> None:
    fill(NAMES[:3])
    with Library() as library:
        assert library.count(Filters(collections=("c01",))) == 3
        assert library.search("zebra", Filters(collections=("c01",)))
    assert [path.name for path in (home / "cache" / "indexes").glob("c*")] == ["c01.index"]


@pytest.mark.usefixtures("home")
def test_the_bundled_index_stays_open_and_the_others_take_turns() -> None:
    fill(NAMES[:20])
    with Library() as library:
        bundled = library.indexes[BUNDLED]
        assert len(list(library.indexes.values())) == 21
        assert len(library.indexes._open) == pool.MOST_OPEN + 1
        assert library.indexes[BUNDLED] is bundled
        assert library.indexes.together(NAMES[:20]) is None
        together = library.indexes.together(NAMES[:4])
        assert together
        assert [index.name for index in together] == NAMES[:4]


@pytest.fixture(scope="module")
def eighty(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the installed command with eighty collections, indexed, for commands that change nothing of them."""
    tips = Tips(tmp_path_factory.mktemp("eighty") / "home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIPS_HOME", str(tips.home))
        fill(NAMES)
        open_all()
    return tips


@pytest.mark.parametrize("command", COMMANDS)
def test_eighty_collections_and_few_descriptors_lose_no_tip(eighty: Tips, command: str) -> None:
    arguments, lines = COMMANDS[command]
    whole = eighty(*arguments)
    assert (whole.status, len([line for line in whole.lines if line.startswith("c")])) == (0, lines)
    for limit in (60, 11):
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(limit), str(COMMAND), *arguments],
            env=eighty.env(),
            capture_output=True,
            text=True,
            check=False,
        )
        if limit == 60 or done.returncode == 0:
            assert (done.returncode, done.stdout, done.stderr) == (0, whole.out, whole.err)
        else:
            assert done.returncode == 3
            assert len(done.stderr.splitlines()) == 1
            assert "Too many open files" in done.stderr
