"""What people type works, or is answered with what to type: the lines of tests/cases/typed.toml."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
import tomllib
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import BUNDLED, ROOT, TODAY, Tips
from tests.editorial import seeds
from tests.importing import Inside
from tests.made import a_tip, open_all
from tests.streams import Stream
from tipcli import express
from tipcli.cli import main
from tipcli.cli.commands import COMMANDS
from tipcli.cli.typed import meant
from tipcli.library import Library
from tipcli.model.errors import TipsError
from tipcli.model.results import Filters
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from pathlib import Path


def written() -> str:
    """Return the lines with what the bundled tips decide filled in."""
    rotation = Filters(collections=("service",))
    with Library() as library:
        [seeded] = library.random(rotation, 1, seed=7)
        today = library.today(rotation, date.fromisoformat(TODAY))
    assert today
    named = {
        "today": today.title, "today-ref": today.ref, "seeded": seeded.title, "last": BUNDLED, "beyond": BUNDLED + 1,
        "newest": max(seeds(), key=lambda seed: (seed.date, seed.number)).number,
        "empathy": sum("empathy" in seed.topics for seed in seeds()),
    }  # fmt: skip
    text = (ROOT / "tests" / "cases" / "typed.toml").read_text("utf-8")
    for name, value in named.items():
        text = text.replace(f"<{name}>", str(value).replace('"', '\\"'))
    return text


CASES = tomllib.loads(written())
TYPED: list[dict[str, Any]] = [line for lines in CASES.values() for line in lines]
LINES = [pytest.param(line, id=line["type"]) for line in TYPED]
ANSWERS = [
    ("First answer", "2026-11-21", "Answer the first mail first."),
    ("Second answer", "2026-11-12", "Answer the second mail second."),
    ("Third answer", "2026-09-01", "Answer the third mail third."),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with `blog` in it, out of the rotation, and its index built, to be copied."""
    home = tmp_path_factory.mktemp("shelf") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIPS_HOME", str(home))
        tips = [
            a_tip(number, title, date=day, body=body, gist=body, topics=("feedback",), collection="blog")
            for number, (title, day, body) in enumerate(ANSWERS, 1)
        ]
        write("blog", {"rotation": False}, tips)  # today's tip is the bundled one of the day
        open_all()
    return home


@pytest.fixture
def desk(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with team.csv and saved/, at home in a copy of the shelf, with no other environment."""
    shutil.copytree(shelf, tmp_path / "home")
    for name in ("TIPS_FORMAT", "TIPS_PAGER", "TIPS_DEBUG", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("TIPS_HOME", str(tmp_path / "home")), ("TIPS_TODAY", TODAY), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)
    (tmp_path / "team.csv").write_text("title,body\nGreet first,Say hello.\nClose well,Say thanks.\n")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "one.md").write_text("# One\n\nText.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(line: dict[str, Any], run: Any = express.run) -> tuple[int, str, str]:
    """Return status, output and errors of a line, typed in this process."""
    out, err = (Stream(tty=line.get("tty", False)) for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(line.get("stdin", "").encode()))
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in (("stdout", out), ("stderr", err), ("stdin", given)):
            patch.setattr(sys, name, stream)
        status = run(shlex.split(line["type"])[1:])
    return status, out.data.decode(), err.data.decode()


@pytest.mark.parametrize("line", LINES)
@pytest.mark.usefixtures("desk")
def test_what_is_typed_is_done_or_answered_with_what_to_type(line: dict[str, Any]) -> None:
    status, out, err = ran(line)
    assert status == line.get("status", 0), err
    assert [text for text in line.get("out", ()) if text not in out] == [], out
    assert [text for text in line.get("err", ()) if text not in err] == [], err
    assert [text for text in line.get("never", ()) if text in out + err] == []
    assert "lines" not in line or len(out.splitlines()) == line["lines"]
    if status:
        assert err.startswith("tips: ")
        assert "this should not have happened" not in err
    if status == 2:
        assert (out, len(err.splitlines())) == ("", 1)


def test_there_are_lines_of_five_people() -> None:
    assert len(CASES) == 5
    assert len(LINES) >= 120


# What is written, or dealt, is another thing the second time.
ONCE = {"import", "rand", "random", "export", "remove", "--once", "doctor"}
TWICE = [line for line in TYPED if not ONCE & set(line["type"].split()) or "--seed" in line["type"]]


@pytest.mark.parametrize("line", TWICE, ids=lambda line: line["type"])
@pytest.mark.usefixtures("desk")
def test_both_ways_through_the_program_end_the_same(line: dict[str, Any]) -> None:
    assert ran(line) == ran(line, main.run)


def examples() -> list[str]:
    """Return the examples of the help, without those that ask, write elsewhere, or need another program."""
    shown = [
        line.strip().partition("  ")[0]
        for module, function, _ in COMMANDS.values()
        for line in getattr(import_module(f"tipcli.cli.{module}"), function).__doc__.splitlines()
    ]
    others = ("|", ">", "$(", "://", "blog", "--install", "--uninstall", "import ", "sync", "tips copy")
    kept = (
        "tips browse",
        "practice",
        "done",
        "tips add",
        "tips edit",
        "tips delete",
    )  # they need keys, or are tried below
    empty = ("tips star", "tips note", "tips note 12", "tips hide", "tips history")  # of what was kept before
    return [one for one in shown if one and one not in empty and not any(word in one for word in (*others, *kept))]


def test_examples_that_need_what_was_kept_before_are_tried_in_order(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    lines = (
        "practice 30", "practice", "done --yesterday", "done", "practice --stop 30", "practice 30 --days 10", "done 30",
        "add Title --gist Gist.", "edit mine/1 --gist Better.", "delete mine/1 --yes", "delete --restore",
        "delete --restore mine/1",
    )  # fmt: skip
    statuses = [tips(*line.split()).status for line in lines]
    assert statuses == [0, 0, 2, *[0] * 9]  # what began today was not done yesterday


@pytest.mark.parametrize("line", examples())
@pytest.mark.usefixtures("desk")
def test_an_example_of_the_help_does_what_it_says(line: str) -> None:
    status, out, err = ran({"type": line})
    assert (status, bool(out + err)) == (0, True), err


def test_the_installed_command_takes_them_too(tips: Tips) -> None:
    assert tips("30").out == tips("show", "30").out
    assert tips("angry", "customer").out == tips("search", "angry", "customer").out
    assert tips().out == tips("today").out
    asked = tips("serach", "angry")
    assert (asked.status, asked.out) == (2, "")
    alone = tips.on_terminal()
    assert alone.status == 0
    assert alone.out.splitlines()[-3].startswith("Find one:")


def lines_asked(arguments: list[str]) -> list[str]:
    """Return what is meant, or nothing where it is asked about."""
    try:
        return meant(arguments)
    except TipsError:
        return []


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_always_wins(name: str) -> None:
    for line in ([name], [name, "30"], [name, "list"], [name, "-q"]):
        assert meant(line) == line
    assert meant([name.upper(), "x"]) == [name, "x"]
    assert meant(["--json", name]) == [name, "--json"]


@pytest.mark.usefixtures("desk")
def test_what_was_meant_means_itself() -> None:
    for case in TYPED:
        line = lines_asked(shlex.split(case["type"])[1:])
        assert lines_asked(line) == line or not line


@pytest.mark.usefixtures("desk")
def test_all_words_of_a_search_are_kept() -> None:
    for text in ("angry customer", "next steps", "how do I say no", "last call", "new customer", "long complaint"):
        assert meant(text.split()) == ["search", *text.split()]
