"""The short ways print what the parsed command prints, byte for byte, and end with the same status."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.both_ways import LINES, made_home, ran
from tests.conftest import COMMAND, TODAY, Tips, needs_full
from tests.made import a_tip
from tipcli import express
from tipcli.cli import answers, main, straight
from tipcli.model.results import Filters
from tipcli.store.drafts import write
from tipcli.today import cache_read, cache_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILTERS = ("collections", "rotation", "short", "since", "topics", "until")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return made_home(tmp_path, monkeypatch)


def has_a_short_way(line: list[str]) -> bool:
    return express.is_bare(line) or line[:1] == ["today"] or straight.read(line) is not None


@pytest.mark.parametrize("tty", [False, True], ids=["pipe", "terminal"])
def test_lines_with_a_short_way_end_the_same_both_ways(tty: bool) -> None:  # noqa: FBT001
    lines = [line for line in LINES if has_a_short_way(line) and "--once" not in line]
    assert len(lines) > len(LINES) / 10
    # A part of them: what both ways ask for, the next test compares for all.
    for line in [line for line in lines if len(line) == 1] + lines[:: 20 if tty else 4]:
        express_way, parsed_way = (ran(command, line, tty=tty) for command in (express.run, main.run))
        assert express_way == parsed_way, line


def plain(value: object) -> object:
    return [getattr(value, name) for name in FILTERS] if isinstance(value, Filters) else value


def test_a_bare_line_and_a_parsed_one_ask_the_same_of_the_same_function(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def recorder(name: str) -> Callable[..., None]:
        signature = inspect.signature(getattr(answers, name))

        def record(*values: Any, **named: Any) -> None:
            given = signature.bind(*values, **named)
            given.apply_defaults()
            output, *rest = given.arguments.values()
            asked.append((name, output.format, *map(plain, rest)))

        return record

    for name in ("list_tips", "search", "show", "random", "topics"):
        monkeypatch.setattr(answers, name, recorder(name))
    lines = [line for line in LINES if express.is_bare(line)]
    assert not any(command(line) for line in lines for command in (express.run, main.run))
    assert len(asked) == 2 * len(lines)
    for line, express_way, parsed_way in zip(lines, asked[::2], asked[1::2], strict=True):
        assert express_way == parsed_way, line


# Lines without a command as it is spelled: what they mean is handed on, or done the short way, or asked about.
MEANT = {("help",): ["--help"]}
NOT_PARSED = {(), ("LIST",), ("List",), ("lst",), ("serach", "empathy")}


def test_every_other_line_is_handed_to_the_parser_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for line in LINES if not has_a_short_way(line) and tuple(line) not in NOT_PARSED]
    assert len(lines) > len(LINES) / 10
    handed: list[list[str]] = []

    def parse(line: list[str], _rendering: object) -> int:
        handed.append(line)
        return len(handed)

    monkeypatch.setattr(main, "run", parse)
    statuses = [express.run(line) for line in lines]
    assert handed == [MEANT.get(tuple(line), line) for line in lines]
    assert statuses == list(range(1, len(lines) + 1))  # and its status is what comes back


def test_the_table_takes_words_only_and_as_many_as_the_command() -> None:
    bare = ["list", "search a", "search a b c", "show 1", "show 1 2", "random", "topics", "doctor"]
    bare += ["star", "star 1 2", "unstar 1", "hide", "unhide 1", "note 1 so it is", "practice 1", "done"]
    others = ["", "list x", "search", "show", "random 1", "search -n", "show 1 -", "list --", "today"]
    others += ["import x", "remove x", "lists", "--version", "-h", "30", "angry customer"]
    assert all(express.is_bare(line.split()) for line in bare)
    assert not any(express.is_bare(line.split()) for line in others)
    assert {line.split()[0] for line in bare} == set(express.BARE)


def test_a_bare_command_loads_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tipcli.cli.main", None)
    named = (["list"], ["search", "zebra"], ["show", "mine/1"], ["random"], ["topics"])
    for line in (*named, ["mine/1"], ["1-3"], ["zebra"], ["ls"], ["find", "zebra"], ["view", "1", "today"]):
        assert ran(express.run, line)[0] == 0


# `tips today` from its rendering


def made_by(line: list[str], *, tty: bool = False) -> tuple[int, bytes, bytes]:
    """Run a line without the cache: the ordinary way alone."""
    return ran(lambda arguments: main.run(arguments), line, tty=tty)  # noqa: PLW0108


DAYS = [
    ["today"],
    ["today", "--week"],
    ["today", "-t", "empathy"],
    ["today", "--topic=empathy", "--since=2015"],
    ["today", "--json"],
    ["today", "-f", "markdown"],
    ["today", "-c", "mine"],
    ["today", "--color", "always", "-f", "rich"],
    ["today", "--date", "2026-01-31"],
    ["today", "-q"],
]


@pytest.mark.parametrize("tty", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("line", DAYS, ids=" ".join)
def test_the_second_time_the_rendering_is_printed_as_the_first(
    line: list[str],
    tty: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ordinary = made_by(line, tty=tty)
    assert ran(express.run, line, tty=tty) == ordinary
    monkeypatch.setitem(sys.modules, "tipcli.cli.main", None)
    monkeypatch.setitem(sys.modules, "tipcli.library", None)
    assert ran(express.run, line, tty=tty) == ordinary


SETTINGS: list[dict[str, str]] = [
    {"TIPS_TODAY": "2026-11-23"},
    {"COLUMNS": "60"},
    {"NO_COLOR": "1"},
    {"FORCE_COLOR": "1"},
    {"CLICOLOR": "0"},
    {"TERM": "dumb"},
    {"TIPS_FORMAT": "markdown"},
    {"TIPS_FORMAT": "nosuch"},
    {"TIPS_TODAY": "2026-11-31"},
    {"TIPS_TODAY": "soon"},
]


@pytest.mark.parametrize("tty", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_another_setting_is_another_rendering(
    settings: dict[str, str],
    tty: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran(express.run, ["today"], tty=tty)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for _ in range(2):
        assert ran(express.run, ["today"], tty=tty) == made_by(["today"], tty=tty)


def change_a_tip(home: Path) -> None:
    path = home / "data/collections/mine.jsonl"
    path.write_text(path.read_text().replace("Stripes.", "Spots."))


CHANGES: dict[str, Callable[[Path], object]] = {
    "one more collection": lambda _: write("more", {}, [a_tip(1, collection="more")]),
    "one less": lambda home: (home / "data/collections/mine.jsonl").unlink(),
    "a tip changed in its place": change_a_tip,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_when_the_tips_change_it_is_made_anew(home: Path, change: Callable[[Path], object]) -> None:
    ran(express.run, ["today"])
    [kept] = (home / "cache/today").iterdir()
    before = kept.read_bytes()
    change(home)
    assert ran(express.run, ["today"]) == made_by(["today"])
    assert kept.read_bytes() != before


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "torn": lambda data: data[:40],
    "torn at its end": lambda data: data[:-1],
    "empty": lambda _: b"",
    "foreign": lambda _: b"not ours\0at all\n",
    "no UTF-8": lambda data: b"\xff" + data[1:],
    "two NULs": lambda data: data + b"\0",
    "huge": lambda data: data + b"x" * (1 << 21),
}


def in_the_way(path: Path, what: str, other: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    if what == "a link":
        other.write_bytes(data)
        path.symlink_to(other)
    elif what == "a pipe":
        os.mkfifo(path)
    elif what == "a folder":
        path.mkdir()
    elif what == "others may write it":
        path.write_bytes(data)
        path.chmod(0o666)
    else:
        path.write_bytes(BROKEN[what](data))
        path.chmod(0o600)


@pytest.mark.parametrize("what", ["a link", "a pipe", "a folder", "others may write it", *BROKEN])
def test_what_is_no_rendering_is_passed_over_and_made_anew(home: Path, tmp_path: Path, what: str) -> None:
    expected = ran(express.run, ["today"])
    [kept] = (home / "cache/today").iterdir()
    in_the_way(kept, what, tmp_path / "other")
    assert ran(express.run, ["today"]) == expected
    if what != "a folder":
        assert kept.is_file()
        assert not kept.is_symlink()
        assert kept.stat().st_mode & 0o777 == 0o600
    if what == "a link":  # nothing was written through it
        (tmp_path / "other").unlink()
    assert ran(express.run, ["today"]) == expected


def test_a_warning_is_said_each_time(home: Path) -> None:
    (home / "data/collections/mine.jsonl").write_text("torn")
    first = ran(express.run, ["today"])
    assert b"left out" in first[2]
    assert ran(express.run, ["today"]) == first


def test_once_is_once_both_ways(home: Path) -> None:
    expected = ran(express.run, ["today"])
    assert ran(express.run, ["today", "--once"]) == expected
    for command in (express.run, main.run):
        assert ran(command, ["today", "--once"]) == (0, b"", b"")
    assert ran(express.run, ["today", "--once", "--week"])[1]
    for path in (home / "state/once").iterdir():
        path.unlink()
    assert ran(main.run, ["today", "--once"]) == expected
    assert ran(express.run, ["today", "--once"]) == (0, b"", b"")


def test_a_silent_once_keeps_the_rendering_of_another_terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran(express.run, ["today", "--once"], tty=True)
    monkeypatch.setenv("COLUMNS", "100")
    assert ran(express.run, ["today", "--once"], tty=True) == (0, b"", b"")
    assert (home / f"cache/today/{TODAY}_100_color_today").exists()


def test_a_new_day_is_rendered_for_every_terminal_of_the_day_before(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in ("60", "90", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        ran(express.run, ["today"], tty=True)
    ran(express.run, ["today"])
    monkeypatch.setenv("TIPS_TODAY", "2026-11-23")
    ran(express.run, ["today"], tty=True)
    kept = sorted(path.name for path in (home / "cache/today").iterdir())
    assert kept == [f"2026-11-23_{columns}_color_today" for columns in (120, 60, 90)]
    for columns in ("60", "90"):
        monkeypatch.setenv("COLUMNS", columns)
        expected = made_by(["today"], tty=True)
        rendering = cache_read.Rendering("2026-11-23", int(columns), "color", "today")
        assert rendering.read() is not None
        assert ran(express.run, ["today"], tty=True) == expected


def test_prepare_prints_nothing_and_makes_today_and_tomorrow(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ran(express.run, ["today", "--prepare"]) == (0, b"", b"")
    assert not (home / "cache/today").exists()  # no terminal is known yet
    line = ["today", "-t", "empathy"]
    ran(express.run, line, tty=True)
    assert ran(express.run, [*line, "--prepare"]) == (0, b"", b"")
    kept = sorted(path.name for path in (home / "cache/today").glob("2*"))
    assert kept == [f"{day}_80_color_today_-t_empathy" for day in (TODAY, "2026-11-23")]
    monkeypatch.setenv("TIPS_TODAY", "2026-11-23")
    expected = made_by(line, tty=True)
    monkeypatch.setitem(sys.modules, "tipcli.library", None)
    assert ran(express.run, line, tty=True) == expected


def test_one_process_prepares_and_others_leave_it_to_that_one(home: Path) -> None:
    ran(express.run, ["today"], tty=True)
    with cache_write.alone() as first, cache_write.alone() as second:
        assert (first, second) == (True, False)
        assert ran(express.run, ["today", "--prepare"]) == (0, b"", b"")
    assert not list((home / "cache/today").glob("2026-11-23*"))
    ran(express.run, ["today", "--prepare"])
    assert len(list((home / "cache/today").glob("2026-11-23*"))) == 1


@pytest.mark.parametrize(
    "line", [["today", "--pager"], ["today", "-t", "x" * 200], ["today", "-t", "nosuch"], ["today", "y"]]
)
def test_nothing_is_kept_of_what_has_no_rendering(home: Path, line: list[str]) -> None:
    assert ran(express.run, line, tty=False)[:2] == made_by(line)[:2]
    assert not (home / "cache/today").exists()


def test_where_nothing_can_be_kept_it_is_printed_all_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made_by(["today"])
    (home / "cache").write_text("a file where a folder should be") if not (home / "cache").exists() else None
    monkeypatch.setattr("tipcli.system.paths.cache_folder", lambda: None)
    assert ran(express.run, ["today"]) == expected


def test_the_installed_command_says_the_same_both_times(tips: Tips) -> None:
    first, second = tips("today"), tips("today")
    assert (first.status, first.raw, first.err) == (second.status, second.raw, second.err) == (0, first.raw, "")
    for columns in (40, 120):
        on_terminal = [tips.on_terminal("today", columns=columns).raw for _ in range(2)]
        assert on_terminal[0] == on_terminal[1] != first.raw
    assert {path.stat().st_mode & 0o777 for path in (tips.home / "cache/today").iterdir()} == {0o600}


def test_a_rendering_is_printed_before_anything_else_is_imported(tips: Tips) -> None:
    code = """
import sys
before = set(sys.modules)
from tipcli.express import run
run(["today"])
print(*sorted(set(sys.modules) - before))
"""
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], env=tips.env(), capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded <= {
        "tipcli",
        "tipcli.express",
        "tipcli.today.cache_read",
        "tipcli.system.paths",
        "tipcli.system.screen",
        "tipcli.system",
        "tipcli.today",
    }


@needs_full
@pytest.mark.parametrize("line", [["today"], ["search", "empathy"]], ids=" ".join)
def test_a_full_disk_and_a_closed_pipe_end_the_same_both_ways(tips: Tips, line: list[str]) -> None:
    tips(*line)
    parsed = [*line, "-f", "plain" if line == ["today"] else "tsv"]
    said = []
    for one in (line, parsed):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([COMMAND, *one], env=tips.env(), stdout=full, stderr=subprocess.PIPE, check=False)
        reading, writing = os.pipe()
        os.close(reading)
        closed = subprocess.run([COMMAND, *one], env=tips.env(), stdout=writing, stderr=subprocess.PIPE, check=False)
        os.close(writing)
        said.append((done.returncode, done.stderr, closed.returncode, closed.stderr))
    assert said[0] == said[1] == (3, b"tips: standard output: No space left on device\n", 0, b"")
