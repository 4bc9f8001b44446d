"""What was printed on a terminal is printed again, byte for byte, and never once anything it depends on has changed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.both_ways import made_home, ran
from tests.made import a_tip
from tipcli import express
from tipcli.cli import main, screen_read
from tipcli.store.drafts import write
from tipcli.today import cache_read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Tips

KEPT = ["list", "list -n 2 --sort title", "show 30", "show 30 today", "topics", "--help", "-h", "list --help"]
LINES = [line.split() for line in KEPT]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return made_home(tmp_path, monkeypatch)


def files(home: Path) -> list[Path]:
    return sorted((home / "cache/screens").glob("*"))


def by_parser(line: list[str]) -> tuple[int, bytes, bytes]:
    return ran(main.run, line, tty=True)


def shown(line: list[str]) -> tuple[int, bytes, bytes]:
    return ran(express.run, line, tty=True)


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_the_second_time_it_is_printed_as_the_first(line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = by_parser(line)
    assert shown(line) == expected
    for name in ("tipcli.cli.main", "tipcli.library", "tipcli.cli.terminal", "rich"):
        monkeypatch.setitem(sys.modules, name, None)
    assert shown(line) == expected


def test_what_is_said_beside_the_text_is_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipcli.cli.answers.SCREENFUL", 2)
    assert b"tips; '--limit 0' shows all." in shown(["list"])[2]
    assert shown(["list"]) == shown(["list"]) == by_parser(["list"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COLUMNS", "60"), ("NO_COLOR", "1"), ("CLICOLOR", "0"), ("TERM", "dumb"), ("TERM", "linux"),
        ("TIPS_FORMAT", "markdown"), ("TIPS_FORMAT", "nosuch"), ("TIPS_TODAY", "2026-11-23"),
        ("FORCE_HYPERLINK", "0"), ("TTY_COMPATIBLE", "0"),
    ],
)  # fmt: skip
def test_on_another_terminal_or_day_it_is_another(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [["show", "today", "30"], ["list", "-n", "3"]]
    before = [shown(line) for line in lines]
    monkeypatch.setenv(name, value)
    for line in lines * 2:
        assert shown(line) == by_parser(line)
    monkeypatch.undo()
    assert before


def of_a_home(path: str, text: str) -> Callable[[Path], object]:
    def put(home: Path) -> None:
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text, "utf-8")

    return put


def imported(home: Path) -> None:
    source = home / "more.csv"
    source.write_text("title,body\nA new one,Its text.\n", "utf-8")
    assert ran(main.run, ["import", str(source)])[0] == 0


def synced(home: Path) -> None:
    imported(home)
    shown(["list"])
    (home / "more.csv").write_text("title,body\nA new one,Its text.\nAnother,With text.\n", "utf-8")
    assert ran(main.run, ["sync", "more"])[0] == 0


CHANGES: dict[str, Callable[[Path], object]] = {
    "an import": imported,
    "a sync": synced,
    "a collection removed": lambda _: ran(main.run, ["remove", "mine", "--yes"]),
    "a collection more": lambda _: write("more", {}, [a_tip(1, collection="more")]),
    "a collection of as many bytes": lambda _: write(
        "mine", {}, [a_tip(number, f"Zebra [{number}]", gist="Scripes.") for number in range(1, 4)]
    ),
    "settings": of_a_home("config/config.toml", 'format = "plain"\n'),
    "a mark that a person made": of_a_home("data/kept/stars", "30\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_it_is_made_anew(home: Path, change: Callable[[Path], object]) -> None:
    assert shown(["list"])[0] == 0
    [kept] = files(home)
    before = kept.read_bytes()
    change(home)
    assert shown(["list"]) == by_parser(["list"])
    assert kept.read_bytes() != before
    assert shown(["list"]) == by_parser(["list"])


def test_after_an_upgrade_it_is_made_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(["topics"])
    [kept] = files(home)
    kept.write_bytes(kept.read_bytes().replace(b"empathy", b"EMPATHY"))
    assert b"EMPATHY" in shown(["topics"])[1]
    place, _, state = cache_read.install_state().partition(":")
    monkeypatch.setattr(screen_read, "install_state", lambda: f"{place}:{state}1")
    assert b"EMPATHY" not in shown(["topics"])[1]
    monkeypatch.setattr(screen_read, "__version__", "9.9")
    shown(["topics"])
    assert len(files(home)) == 2


@pytest.mark.parametrize(
    "line", ["search zebra", "random", "today", "list --pager", "list -c nosuch", "list x", "show 99999", "doctor"]
)
def test_nothing_is_kept_of_what_is_searched_for_dealt_or_wrong(home: Path, line: str) -> None:
    shown(line.split())
    assert files(home) == []


def test_nothing_is_kept_of_a_pipe(home: Path) -> None:
    for line in LINES:
        ran(express.run, line)
    assert files(home) == []


def test_where_a_history_is_kept_every_show_is_done(home: Path) -> None:
    shown(["show", "30"])
    assert len(files(home)) == 1
    of_a_home("state/history", "")(home)
    assert screen_read.wanted(["show", "30"]) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tipcli.system.screen.is_terminal", lambda: True)
        assert screen_read.wanted(["show", "30"]) is None
        assert screen_read.wanted(["list", "--unseen"]) is None
        assert screen_read.wanted(["list"]) is not None


def test_where_settings_ask_for_a_history_every_show_is_done(home: Path) -> None:
    of_a_home("config/config.toml", "history = true\n")(home)
    shown(["show", "30"])
    (home / "state/history").unlink(missing_ok=True)
    assert files(home) == []


def test_what_was_printed_is_wiped_with_the_history(home: Path) -> None:
    shown(["show", "30"])
    assert len(files(home)) == 1
    assert ran(main.run, ["forget"])[0] == 0
    assert files(home) == []


def test_a_warning_is_said_each_time(home: Path) -> None:
    (home / "data/collections/mine.jsonl").write_text("torn")
    first = shown(["list"])
    assert b"left out" in first[2]
    assert shown(["list"]) == first
    assert files(home) == []


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "torn": lambda data: data[:40],
    "torn at its end": lambda data: data[:-1],
    "empty": lambda _: b"",
    "foreign": lambda _: b"not\0ours\0at\0all\n",
    "no UTF-8": lambda data: b"\xff" + data[1:],
    "of another line": lambda data: data.replace(b"'topics'", b"'topicz'"),
    "of another form": lambda data: data.replace(b"tipcli 1", b"tipcli 0"),
    "without a number of rows": lambda data: data.replace(b"tipcli 1 ", b"tipcli 1 x"),
    "huge": lambda data: data + b"x" * (1 << 19),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_none_of_ours_is_passed_over_and_made_anew(home: Path, broken: Callable[[bytes], bytes]) -> None:
    expected = shown(["topics"])
    [kept] = files(home)
    whole = kept.read_bytes()
    kept.write_bytes(broken(whole))
    assert shown(["topics"]) == expected
    assert kept.read_bytes() == whole
    kept.chmod(0o666)  # others may write it
    assert shown(["topics"]) == expected
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    expected = shown(["topics"])
    [kept] = files(home)
    other = tmp_path / "other"
    other.write_bytes(kept.read_bytes().replace(b"empathy", b"EMPATHY"))
    kept.unlink()
    kept.symlink_to(other)
    assert shown(["topics"]) == expected
    assert not kept.is_symlink()
    assert b"EMPATHY" in other.read_bytes()


def test_where_nothing_can_be_kept_it_is_printed_all_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = by_parser(["topics"])
    (home / "cache").mkdir(exist_ok=True)
    (home / "cache/screens").write_text("a file where a folder should be")
    assert shown(["topics"]) == shown(["topics"]) == expected
    monkeypatch.setattr("tipcli.system.paths.cache_folder", lambda: None)
    assert shown(["topics"]) == expected


def test_the_installed_command_pages_what_is_longer_than_the_screen_both_times(tips: Tips) -> None:
    env = {"TIPS_PAGER": "sed 's/^/| /'"}
    first, second = (tips.on_terminal("list", rows=10, env=env) for _ in range(2))
    assert (first.status, first.raw) == (second.status, second.raw)
    assert first.lines[0].startswith("| ")
    assert len(files(tips.home)) == 1
    for rows in (0, 1000):  # on a screen that it fits, it is printed as it is
        ran_again = tips.on_terminal("list", rows=rows, env=env)
        assert not ran_again.lines[0].startswith("|")
    assert len(files(tips.home)) == 1
    assert {path.stat().st_mode & 0o777 for path in files(tips.home)} == {0o600}
    assert os.stat(tips.home / "cache/screens").st_mode & 0o777 == 0o700
