"""The app, and the one place where exceptions end."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, use_small_seeds
from tipcli import __version__, express
from tipcli.cli.commands import COMMANDS
from tipcli.cli.main import run
from tipcli.model.errors import AccessError, NotFoundError, TipsError, UsageError
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with one collection beside three bundled tips, and nothing of the user's environment."""
    for name in ("TIPS_FORMAT", "TIPS_PAGER", "TIPS_DEBUG", "_TIPS_COMPLETE", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TIPS_TODAY", "2026-11-22")
    use_small_seeds(tmp_path / "package", monkeypatch)
    write("mine", {}, [a_tip(number, f"Zebra {number}", gist="Stripes.") for number in range(1, 4)])
    return tmp_path / "home"


def ran(capture: Capture, *arguments: str) -> tuple[int, str, str]:
    status = run(arguments)
    out, err = capture.readouterr()
    return status, out, err


def test_every_command_of_the_table_can_be_called_for_help(capsys: Capture) -> None:
    for name, (_, _, summary) in COMMANDS.items():
        for option in ("-h", "--help"):
            status, out, err = ran(capsys, name, option)
            assert (status, err) == (0, "")
            assert out.startswith(f"Usage: tips {name}")
            assert f"  tips {name}" in out.split("Options:")[0]
            assert summary in " ".join(out.split())


def test_no_line_of_the_help_is_wider_than_a_terminal(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in COMMANDS:
        assert [line for line in ran(capsys, name, "--help")[1].splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("words", [(), ("list",), ("search", "refund")])
def test_help_may_be_asked_for_as_a_command(capsys: Capture, words: tuple[str, ...]) -> None:
    assert ran(capsys, "help", *words) == ran(capsys, *words, "--help")


def test_help_on_no_command_names_one_that_is_near(capsys: Capture) -> None:
    status, out, err = ran(capsys, "help", "lst")
    assert (status, out) == (2, "")
    assert "Did you mean 'tips help list'?" in err


@pytest.mark.parametrize("arguments", [("help",), ("-h",), ("--help",)])
def test_the_help_begins_with_examples_and_lists_the_commands(capsys: Capture, arguments: tuple[str, ...]) -> None:
    status, out, err = ran(capsys, *arguments)
    assert (status, err) == (0, "")
    assert out.index("tips furious caller") < out.index("--version") < out.index("Find and read:")
    listed = [line.split()[0] for line in out.split("Find and read:")[1].splitlines() if line.strip()]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


def test_the_version_is_that_of_the_package(capsys: Capture) -> None:
    assert ran(capsys, "--version") == (0, f"tips {__version__}\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_lines_for_tab_are_printed(capsys: Capture, shell: str) -> None:
    status, out, err = ran(capsys, "--show-completion", shell)
    assert (status, err) == (0, "")
    assert "_TIPS_COMPLETE" in out


USAGE = [
    (("list", "--nosuch"), "list has no option --nosuch"),
    (("list", "-n", "x"), "'x'"),
    (("list", "-n", "-1"), "'-1'"),
    (("list", "--sort", "size"), "'size'"),
    (("list", "--format", "nosuch"), "'nosuch'"),
    (("topics", "--format", "html"), "html is a format of tips"),
    (("list", "--format", "folder"), "tips export -f folder -o tips/"),
    (("list", "--color", "red"), "'red'"),
    (("list", "--since", "x"), "'x' is no date like"),
    (("list", "--json", "--format", "tsv"), "contradict each other"),
    (("list", "extra"), "extra"),
    (("serach", "refund"), "Did you mean 'tips search refund'?"),
    (("--nosuch",), "there is no option --nosuch"),
    (("search",), "what to search for?"),
    (("show",), "which tip?"),
    (("search", "-x"), "Words that begin with '-' go after '--'"),
    (("random", "--seed", "x"), "'x'"),
    (("today", "--date", "2026"), "is more than one day"),
    (("today", "--date", "soon"), "is no date like"),
    (("show", "1-9999"), "a range of more than 1,000 tips"),
    (("random", "-n"), "tips random --help"),
    (("list", "\x1b[31m"), "[31m"),
    (("--show-completion", "tcsh"), "'tcsh'"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE)
def test_wrong_usage_is_one_line_with_the_next_command_and_status_two(
    capsys: Capture, arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = ran(capsys, *arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("tips: ")
    assert said in err
    assert err.rstrip("\n").isprintable()
    assert "tips" in err.removeprefix("tips: ") or "Use one of them" in err


FOUND_NOTHING = [
    (("show", "xyzzy"), "no tip is called 'xyzzy'"),
    (("show", "99"), "there is no tip '99'"),
    (("show", ""), "no tip is called ''"),
    (("nosuch",), "nothing matches 'nosuch'"),
    (("furious caller",), "nothing matches 'furious caller'"),
    (("99",), "there is no tip '99'"),
    (("show", "98-99"), "there is no tip 98, 99"),
    (("list", "-t", "empathy,nosuch"), "no topic is called 'nosuch'"),
    (("list", "-T", "nosuch"), "no topic is called 'nosuch'"),
    (("search", "xyzzyqw"), "nothing matches 'xyzzyqw'"),
    (("search", "\udcff"), "nothing matches '\ufffd'"),
    (("search", "--", "-x-"), "nothing matches '-x-'"),
    (("search", "zebar", "-t", "empathy"), "nothing matches 'zebar'"),
    (("list", "-t", "nosuch"), "no topic is called 'nosuch'"),
    (("list", "-t", "empahty"), "Did you mean 'empathy'?"),
    (("list", "-c", "nosuch"), "no collection is called 'nosuch'"),
    (("list", "--since", "2999"), "no tip passes these filters"),
    (("random", "--since", "2999"), "no tip passes these filters"),
    (("today", "--until", "1999"), "no tip passes these filters"),
]


@pytest.mark.parametrize(("arguments", "said"), FOUND_NOTHING)
def test_nothing_found_is_said_in_one_line_and_status_one(
    capsys: Capture, arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = ran(capsys, *arguments)
    assert (status, out) == (1, "")
    assert err.startswith("tips: ")
    assert said in err.splitlines()[0]
    assert not [line for line in err.splitlines()[1:] if not line.startswith("  ")]


@pytest.mark.parametrize("name", ["list", "search"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_nothing_found_is_an_empty_document_for_a_program(capsys: Capture, name: str, form: str) -> None:
    arguments = (name, "--since", "2999", "-f", form) + (("x",) if name == "search" else ())
    status, out, err = ran(capsys, *arguments)
    assert (status, out) == (1, "[]\n" if form == "json" else "")
    assert err


def test_candidates_stand_below_the_error(capsys: Capture) -> None:
    status, out, err = ran(capsys, "show", "zebra")
    assert (status, out) == (1, "")
    assert err.splitlines()[0] == "tips: 'zebra' may be any of these tips:"
    assert sorted(err.splitlines()[1:]) == [f"  mine/{number}  Zebra {number}" for number in (1, 2, 3)]


WORKS: list[tuple[tuple[str, ...], str]] = [
    (("list", "-c", "mine", "--sort", "number"), "mine/1\t\tZebra 1\t\tStripes.\n"),
    (("list", "-c", "mine", "--sort", "title", "--reverse", "-n", "1"), "mine/3\t\tZebra 3\t\tStripes.\n"),
    (("list", "-t", "compassion", "-f", "plain"), "3. Make Empathy Your Superpower\nGist 3.\n"),
    (("search", "zebra", "2", "-n", "1"), "mine/2\t\tZebra 2\t\tStripes.\t"),
    (("show", "plan", "b"), "1. Plan B\n"),
    (("show", "1", "mine/2", "--json"), '[\n  {\n    "ref": "1",'),
    (("random", "--seed", "3", "-c", "mine", "-n", "0"), "mine/"),
    (("random", "-c", "mine"), "mine/"),
    (("today", "--week", "-c", "mine"), "Tip of the week, November 16 to 22: Zebra "),
    (("today", "--date", "2026-12-24", "-c", "mine"), "Tip of the day, Thursday, December 24: Zebra "),
    (("topics",), "empathy\t3\tThe other side\n"),
    (("topics", "-f", "rich", "--color", "always"), "\x1b[1mempathy"),
    (("doctor", "-q"), "ok: tipcli: "),
]


@pytest.mark.parametrize(("arguments", "start"), WORKS)
def test_commands_answer_on_standard_output_alone(capsys: Capture, arguments: tuple[str, ...], start: str) -> None:
    status, out, err = ran(capsys, *arguments)
    assert (status, err) == (0, "")
    assert out.startswith(start)


def test_once_prints_once_a_day(capsys: Capture) -> None:
    first, second = ran(capsys, "today", "--once"), ran(capsys, "today", "--once")
    assert first[0] == second[0] == 0
    assert first[1].startswith("Tip of the day")
    assert second[1:] == ("", "")
    assert ran(capsys, "today", "--once", "--week")[1]
    assert ran(capsys, "today")[1] == first[1]


def test_a_broken_collection_is_named_on_standard_error_unless_quiet(capsys: Capture, home: Path) -> None:
    (home / "data" / "collections" / "mine.jsonl").write_text("no JSON")
    status, out, err = ran(capsys, "list")
    assert (status, len(out.splitlines()), len(err.splitlines())) == (0, 3, 1)
    assert "left out" in err
    assert ran(capsys, "list", "-q") == (0, out, "")
    status, out, err = ran(capsys, "doctor")
    assert status == 3
    assert "wrong: collection mine: " in out
    assert len(err.splitlines()) == 1


def _raising(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (TipsError("it broke"), 3, "tips: it broke\n"),
        (AccessError("it broke", "Do this."), 3, "tips: it broke. Do this.\n"),
        (UsageError("wrong:", "Do this."), 2, "tips: wrong: Do this.\n"),
        (NotFoundError("one of?", details=("1  A\x1b", "2  B\nC")), 1, "tips: one of?\n  1  A\ufffd\n  2  B C\n"),
        (KeyboardInterrupt(), 130, ""),
        (
            SystemError("error return without exception set"),
            3,
            "tips: there is not enough memory. Nothing was changed.\n",
        ),
        (MemoryError(), 3, "tips: there is not enough memory. Nothing was changed.\n"),
        (ImportError("failed to map segment"), 3, "tips: there is not enough memory. Nothing was changed.\n"),
        (
            ImportError("no tipcli.readers.mapping"),
            3,
            "tips: this should not have happened: ImportError: no tipcli.readers.mapping. TIPS_DEBUG=1 shows where.\n",
        ),
        (OSError(28, "No space left on device"), 3, "tips: No space left on device. Nothing was changed.\n"),
        (
            RuntimeError("a\x1b[31m\nb"),
            3,
            "tips: this should not have happened: RuntimeError: a\ufffd[31m b. TIPS_DEBUG=1 shows where.\n",
        ),
    ],
)
def test_every_exception_ends_in_its_status_and_a_line(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, said: str
) -> None:
    monkeypatch.setattr("tipcli.library.Library.topics", _raising(error))
    assert ran(capsys, "topics") == (status, "", said)


def test_a_bug_is_raised_when_its_place_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_DEBUG", "1")
    monkeypatch.setattr("tipcli.library.Library.topics", _raising(RuntimeError("a bug")))
    with pytest.raises(RuntimeError, match="a bug"):
        run(["topics"])


def test_a_format_in_the_environment_that_there_is_not_is_wrong_usage(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIPS_FORMAT", "html\x1b")
    assert ran(capsys, "list")[0] == 0  # it is meant for terminals
    monkeypatch.setattr("tipcli.system.screen.is_terminal", lambda: True)
    status, out, err = ran(capsys, "list")
    assert (status, out) == (2, "")
    assert "TIPS_FORMAT is 'html\ufffd'" in err
    monkeypatch.setenv("TIPS_FORMAT", "tsv")
    assert ran(capsys, "list", "-n", "1", "-c", "mine")[1].startswith("mine/3\t")


def test_notes_tell_on_a_terminal_that_there_is_more(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    write("many", {}, [a_tip(number, f"Lion {number}") for number in range(1, 151)])
    monkeypatch.setattr("tipcli.system.screen.is_terminal", lambda: True)
    status, out, err = ran(capsys, "list", "-c", "many", "-f", "tsv")
    assert (status, len(out.splitlines())) == (0, 100)
    assert "100 of 150 tips" in err
    assert "--limit 0" in err
    status, out, err = ran(capsys, "list", "-c", "many", "-f", "tsv", "-n", "0")
    assert (len(out.splitlines()), err) == (150, "")
    status, out, err = ran(capsys, "search", "lion", "-f", "tsv")
    assert len(out.splitlines()) == 10
    assert "10 of 150 hits" in err
    assert ran(capsys, "search", "lion", "-f", "tsv", "-q")[2] == ""


def test_the_entry_point_ends_the_process_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    for outcome, status in ((lambda _: 7, 7), (_raising(KeyboardInterrupt()), 130), (_raising(ImportError("torn")), 3)):
        monkeypatch.setattr(express, "run", outcome)
        assert express.outcome([]) == status
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    express.main()
    assert ended == [3]


def test_the_end_at_once_loses_nothing_that_was_written() -> None:
    code = """
import sys
from tipcli import express
sys.stdout.write("a" * 5000 + "z")
sys.stderr.write("e")
express.end(5)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (5, b"a" * 5000 + b"z", b"e")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_what_cannot_be_written_at_the_end_is_left_to_the_interpreter(
    stream: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(sys, stream, io.StringIO())
    monkeypatch.setattr(getattr(sys, stream), "flush", full)
    with pytest.raises(SystemExit) as caught:
        express.end(4)
    assert caught.value.code == 4


@pytest.mark.parametrize(
    ("said", "told"),
    [("rapidfuzz.so: failed to map segment", "there is not enough memory"), ("no tipcli.mapping", "cannot start")],
)
def test_what_keeps_a_command_from_its_start_is_named(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    monkeypatch.setattr(express, "run", _raising(ImportError(said)))
    assert express.outcome([]) == 3
    assert capsys.readouterr().err.startswith(f"tips: {told}")


def test_without_memory_the_process_ends_at_once_with_a_line() -> None:
    code = """
from tipcli import express
def run(arguments):
    raise MemoryError
express.run = run
express.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (3, b"tips: there is not enough memory. Nothing was changed.\n")


def test_the_package_can_be_run_as_a_module(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tipcli", "--version"],
        env=os.environ | {"TIPS_HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == f"tips {__version__}\n"
