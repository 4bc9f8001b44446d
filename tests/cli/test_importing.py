"""Options and messages of import, as a person or a script meets them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COMMAND, rarely
from tests.editorial import dealt
from tests.importing import Inside, brief, counts, header, held, lines, table, tree, truth, well
from tests.moments import caught, resumed
from tests.server import answer, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips
    from tests.server import Connection, Request


@pytest.fixture
def tips(tmp_path: Path) -> Tips:
    """Return the command, in this process, with an empty home."""
    return Inside(tmp_path / "home")


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "s.csv", "--from", "nonsense"],
        ["import", "s.csv", "--limit", "-1"],
        ["import", "s.csv", "--limit", "many"],
        ["import", "s.csv", "--nonsense"],
        ["import", "s.csv", "--name", "Service"],
        ["import", "s.csv", "--name", "!"],
        ["import", "-"],
        ["import", "-", "s.csv", "--name", "x"],
        ["import", "s.csv", "--name", "service"],
        ["import", "s.csv", "--name", "../x"],
        ["import", "s.csv", "--name", "-x"],
        ["import", "s.csv", "--name", "a" * 41],
        ["import", "s.csv", "--name", "\x1b[2J"],
        ["import", "s.csv", "--name", ""],
        ["remove"],
        ["remove", "service", "--yes"],
        ["collections", "extra"],
        ["sync", "--limit", "1"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_a_line_and_2_and_changes_nothing(tips: Tips, tmp_path: Path, arguments: list[str]) -> None:
    table(tmp_path / "s.csv", "A,one")
    ran = well(tips(*arguments, cwd=tmp_path), 2)
    assert ran.err.startswith("tips: ")
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err
    assert not (tips.home / "data").exists()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("missing.csv", "No such file"),
        ("pipe", "neither a file nor a folder"),
        ("empty", ""),
        ("link", "No such file"),
        ("http://", ""),
        ("http://127.0.0.1:1/", ""),
        ("http://[::1", ""),
        ("ftp://127.0.0.1/x", "an address begins with http:// or https://"),
        ("example.org/feed", "an address begins with http:// or https://"),
        ("\udcff.csv", "No such file"),
        ("a\nb.csv", r"a\nb.csv"),
        ("x" * 5000, "too long"),
        ("", ""),
    ],
)
def test_a_source_that_cannot_be_read_is_a_line_and_3(tips: Tips, tmp_path: Path, source: str, said: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    ran = well(tips("import", source, "--name", "x", cwd=tmp_path), 3)
    assert ran.err.startswith("tips: ")
    assert said in ran.err
    assert not truth(tips.home, "x").exists()


def test_topic_rotation_and_name_are_kept_when_it_is_imported_again(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,one,Own topic", columns="title,body,topics")
    options = ("--name", "team", "--topic", "Für Alle!", "-t", "two")
    well(tips("import", source, *options, "--no-rotation"))
    assert held(tips.home, "team")[0]["topics"] == ["own-topic", "fur-alle", "two"]
    assert header(tips.home, "team")["rotation"] is False
    assert counts(well(tips("sync", "team"))) == {"unchanged": 1}
    well(tips("import", source, *options))
    assert header(tips.home, "team")["rotation"] is False
    assert tips("collections").lines[1].split("\t")[:3] == ["team", "1", "no"]
    ran = well(tips("import", source, *options, "--rotation"))
    assert ran.err == "team: 1 unchanged.\nteam is in today and random again.\n"
    assert tips("collections").lines[1].split("\t")[2] == "yes"
    assert well(tips("import", source, *options, "--rotation")).err == "team: 1 unchanged.\n"
    assert well(tips("import", source, *options, "--no-rotation", "--dry-run")).err.count("\n") == 1
    ran = well(tips("import", source, *options, "--no-rotation"))
    assert ran.err == "team: 1 unchanged.\nteam is left out of today and random.\n"


def test_random_and_today_leave_out_what_is_not_in_the_rotation_unless_it_is_named(tips: Tips, tmp_path: Path) -> None:
    well(tips("import", table(tmp_path / "s.csv", "Kettle,one"), "--no-rotation"))
    assert "s/1" not in tips("random", "-n", "0", "-f", "tsv").out
    assert len(tips("random", "-n", "0", "-f", "tsv").lines) == len(dealt())
    for command in (["random"], ["random", "--seed", "1"], ["today"]):
        assert "Kettle" in tips(*command, "-c", "s").out
    assert "s/1" in tips("list").out
    assert "s/1" in tips("search", "kettle").out


def test_a_limit_stops_after_so_many_items_of_all_sources(tips: Tips, tmp_path: Path) -> None:
    one = table(tmp_path / "one.csv", "A,one", "B,two")
    two = table(tmp_path / "two.csv", "C,three", "D,four")
    command = ("import", one, two, "--name", "x")
    assert counts(well(tips(*command, "--limit", "3"))) == {"added": 3}
    assert counts(well(tips(*command, "--limit", "1", "--prune"))) == {"unchanged": 1}
    assert counts(well(tips(*command, "-n", "0"))) == {"added": 1, "unchanged": 3}


def test_quiet_says_only_what_is_bad(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A\n---\nText.\n")
    (folder / "b.md").write_text("---\ntitle: B\ndraft: true\n---\nText.\n")
    (folder / "c.md").write_text("---\ntitle: [\n---\nText.\n")
    ran = well(tips("import", str(folder), "-q"))
    assert [line.partition(", ")[0] for line in ran.err.splitlines()] == [f"tips: {folder / 'c.md'}"]
    loud = well(tips("import", str(folder)))
    assert counts(loud) == {"unchanged": 1, "skipped": 1, "bad": 1}
    assert f"tips: left out: {folder / 'b.md'}, line 1: a draft" in loud.err
    assert well(tips("remove", "s", "--yes", "-q")).err == ""


def test_a_great_many_bad_items_are_counted_and_not_all_listed(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"title": "A", "body": "b"}\n' + "[]\n" * 1500)
    ran = well(tips("import", str(tmp_path / "s.jsonl")))
    assert counts(ran) == {"added": 1, "bad": 1500}
    assert len(ran.err.splitlines()) == 1004  # with the counts and what to type next
    assert "tips: 500 more" in ran.err


def test_what_a_source_says_does_not_reach_the_terminal_as_control(tips: Tips, tmp_path: Path) -> None:
    evil = "\x1b]0;x\x07\x1b[31m\u202e"
    name = f"s{evil}.jsonl"
    rows = [{"title": f"A{evil}", "body": "Count to ten before you answer a letter."}, {"date": evil}, {evil: evil}]
    lines(tmp_path / "first.jsonl", rows)
    lines(tmp_path / name, rows)
    well(tips("import", str(tmp_path / "first.jsonl")))
    ran = well(tips("import", str(tmp_path / name), "--name", "x"))
    assert "much like" in ran.err
    for one in (ran, tips("collections"), tips("collections", "-f", "rich"), tips("sync"), tips("doctor")):
        assert not set("\x1b\x07\u202e") & set(one.out + one.err)


def test_progress_is_shown_on_a_terminal_and_taken_away_and_not_in_a_pipe(tips: Tips) -> None:
    rows = [b'{"title": "Title %d", "body": "A text of some words."}\n' % number for number in range(1200)]

    def slowly(_: Request, connection: Connection) -> None:
        whole = answer(b"".join(rows), Content_Type="application/jsonl")
        connection.send(whole[:-9000])
        connection.wait(0.6)  # what is done sooner needs no bar
        connection.send(whole[-9000:])

    with serving() as server:
        command = ("import", server.at("/s.jsonl", slowly), "--name", "s")
        shown = tips.on_terminal(*command)
        piped = well(tips(*command))
    assert shown.status == 0
    assert "\u2501" in shown.out
    assert "a second" in shown.out
    assert "s: 1,200 new." in shown.out
    assert "Traceback" not in shown.out
    assert piped.err == "s: 1,200 unchanged.\n"


# Interrupted


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), rarely(signal.SIGTERM, -signal.SIGTERM)])
def test_an_import_that_is_interrupted_leaves_what_was_there_and_no_part(
    tips: Tips, tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    source = lines(tmp_path / "s.jsonl", [{"title": "A", "body": "one"}])
    well(tips("import", source))
    before = tree(tips.home)
    lines(tmp_path / "s.jsonl", [{"title": f"Title {n}", "body": f"Text {n} of some words."} for n in range(6000)])
    shutil.copytree(tips.home, tmp_path / "kept")

    def start() -> subprocess.Popen[bytes]:
        shutil.rmtree(tips.home)
        shutil.copytree(tmp_path / "kept", tips.home)
        return subprocess.Popen([str(COMMAND), "import", source], env=tips.env(), stderr=subprocess.PIPE)

    child = caught(start, (truth(tips.home, "s").parent / ".s.lock").exists)
    resumed(child, sent)
    _, said = child.communicate(timeout=60)
    assert child.returncode == status
    assert said.count(b"\n") <= 1
    assert tree(tips.home) == before
    assert brief(tips.home, "s") == {1: ("A", "one")}


# Standard input


def test_standard_input_is_a_source_that_is_not_read_again(tips: Tips, tmp_path: Path) -> None:
    ran = well(tips("import", "-", "--name", "Front Desk", stdin="title,body\nSmile,Do.\n"))
    assert ran.err.startswith("The collection is called front-desk")
    assert counts(ran) == {"added": 1}
    assert header(tips.home, "front-desk")["origins"] == []
    assert tips("collections").lines[1].split("\t")[4] == "standard input"
    again = well(tips("import", "-", "--name", "front-desk", stdin="title,body\nSmile,Do.\nGreet,Do.\n"))
    assert counts(again) == {"added": 1, "unchanged": 1}
    assert "See them" not in again.err
    assert "no source" in well(tips("sync", "front-desk"), 3).err
    assert "no collection was imported that could be read again" in well(tips("sync"), 1).err
    well(tips("import", table(tmp_path / "s.csv", "A,one")))
    assert counts(well(tips("sync"))) == {"unchanged": 1}


@pytest.mark.parametrize("form", ["jsonl", "json", "markdown"])
def test_what_comes_by_standard_input_is_told_by_its_content(tips: Tips, form: str) -> None:
    text = tips("export", "30", "-f", form).out
    well(tips("import", "-", "--name", "back", stdin=text))
    assert [tip["title"] for tip in held(tips.home, "back")] == ["Make Empathy Your Superpower"]


def test_a_first_import_says_what_to_type_and_what_changes(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,one")
    first = well(tips("import", source))
    assert first.err.splitlines()[1] == "See them: tips list -c s"
    assert "--no-rotation" in first.err.splitlines()[2]
    assert well(tips("import", source)).err == "s: 1 unchanged.\n"
    assert (
        well(tips("import", source, "--name", "b", "--no-rotation")).err.splitlines()[-1] == "See them: tips list -c b"
    )
