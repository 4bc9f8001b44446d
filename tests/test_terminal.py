"""What a person at a terminal sees, and how output ends: widths, colour, pager, closed and full streams."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.conftest import BUNDLED, COMMAND, Ran, Tips, needs_full, rarely
from tests.editorial import dealt, seeds
from tests.spawned import ended, spawned
from tests.test_contract import COMMANDS, Memory, cases, write_collection

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
WIDTHS = (0, 1, 10, 20, 40, 59, 60, 80, 120, 200)
_SEQUENCE = re.compile(r"\x1b\[([0-9;]*)m")
_BOX = re.compile(r"[\u2500-\u257f]")
TITLES = {
    re.match(r"\d+", path.name)[0].lstrip("0"): re.search(r"^title: (.*)$", path.read_text(), re.MULTILINE)[1]  # type: ignore[index]
    for path in sorted((HERE.parent / "seeds").glob("[0-9]*.md"))
}


def bare(text: str) -> str:
    """Return text without its colour sequences."""
    return _SEQUENCE.sub("", text)


def style(text: str) -> str:
    """Return color, mono or none: which sequences a text has. Fails on any that do more than that."""
    assert "\x1b" not in bare(text)
    codes = {int(code or 0) for sequence in _SEQUENCE.findall(text) for code in sequence.split(";")}
    return "color" if any(30 <= code <= 107 for code in codes) else "mono" if codes else "none"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with two collections beside the bundled one; only for tests that read."""
    home = tmp_path_factory.mktemp("seen") / "home"
    write_collection(home, "many", [{"title": f"Kettle {number}"} for number in range(1, 106)])
    odd: list[dict[str, Any]] = [
        {"title": "A title of several words, none of them long", "topics": ("a-topic-of-more-than-a-few-letters",)},
        {"title": "日本語の題名は幅が広い"},
        {"title": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "date": "2024-02-29"},
        {"title": "[bold]Brackets[/] :smile: C:\\[x]", "topics": ("x" * 60,), "date": "2024-02-28"},
    ]
    write_collection(home, "a-collection-name-of-exactly-forty-chars", odd)
    made = Memory(home)
    made("list")  # the indexes are built
    return made


@pytest.fixture(scope="module")
def sixteen(seen: Tips) -> str:
    """Return what a terminal gets of tip 16 without a pager."""
    return seen.on_terminal("show", "16").out


def apart(tips: Tips, *arguments: str, env: dict[str, str | None] | None = None) -> tuple[Ran, str]:
    """Run the command with standard output on a terminal of 80 columns and standard error in a pipe."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    with subprocess.Popen(
        [str(COMMAND), *arguments],
        env=tips.env({"COLUMNS": None} | (env or {})),
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=subprocess.PIPE,
    ) as child:
        os.close(follower)
        data = bytearray()
        try:
            while piece := os.read(leader, 65536):
                data += piece
        except OSError:  # the other end is closed
            pass
        assert child.stderr
        err = child.stderr.read().decode()
    os.close(leader)
    return Ran(child.returncode, data.decode().replace("\r\n", "\n"), err), err


# The default format


@pytest.mark.parametrize("name", ["list", "show", "today", *map(rarely, ("search", "random", "topics", "doctor"))])
def test_the_default_on_a_terminal_is_rich(seen: Tips, name: str) -> None:
    ran = seen.on_terminal(*COMMANDS[name])
    assert ran.status == 0
    assert ran.out == seen.on_terminal(*COMMANDS[name], "--format", "rich").out
    assert style(ran.out) == ("mono" if name in ("search", "doctor") else "color")  # where nothing is drawn


@pytest.mark.parametrize("format_", ["plain", "json", *map(rarely, ("tsv", "jsonl", "markdown"))])
def test_tips_format_sets_the_default_on_a_terminal_and_the_option_beats_it(seen: Tips, format_: str) -> None:
    chosen = seen.on_terminal("show", "16", env={"TIPS_FORMAT": format_}).out
    assert chosen == seen.on_terminal("show", "16", "-f", format_, env={"TIPS_FORMAT": "nonsense"}).out
    # Without the bold of plain, a terminal and a pipe get the same text, however narrow the terminal is.
    narrow = seen.on_terminal("show", "16", env={"TIPS_FORMAT": format_}, columns=20).out
    assert bare(narrow) == seen("show", "16", "-f", format_).out


def test_a_default_format_that_there_is_not_is_wrong_usage(seen: Tips) -> None:
    ran, err = apart(seen, "show", "16", env={"TIPS_FORMAT": "xml"})
    assert (ran.status, ran.out) == (2, "")
    assert err.startswith("tips: TIPS_FORMAT is 'xml'.")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("format_", ["tsv", "json", rarely("jsonl"), rarely("markdown")])
def test_what_is_made_for_programs_has_no_colour_even_where_it_is_forced(seen: Tips, format_: str) -> None:
    assert style(seen.on_terminal("search", "empathy", "-f", format_, "--color", "always").out) == "none"


# The limit of a screen


def test_a_list_stops_at_100_on_a_terminal_and_says_on_stderr_how_to_see_the_rest(seen: Tips) -> None:
    ran, err = apart(seen, "list", "-c", "many", "-f", "tsv")
    assert (ran.status, len(ran.lines)) == (0, 100)
    assert len(err.splitlines()) == 1
    assert "105" in err
    assert "--limit 0" in err
    typed = re.search(r"'tips ([^']*)'", err)
    assert typed is None or "many" in typed[1]  # a whole command has the filters in it


@pytest.mark.parametrize(("options", "rows"), [(["-n", "0"], 105), rarely(["-n", "105"], 105), (["-q"], 100)])
def test_a_list_that_is_whole_or_quiet_has_no_note(seen: Tips, options: list[str], rows: int) -> None:
    ran, err = apart(seen, "list", "-c", "many", "-f", "tsv", *options)
    assert (len(ran.lines), err) == (rows, "")


def test_json_on_a_terminal_stops_at_100_too_and_is_still_json(seen: Tips) -> None:
    ran, err = apart(seen, "list", "-c", "many", "--json")
    assert len(json.loads(ran.out)) == 100
    assert "--limit 0" in err


def test_quiet_still_says_errors_on_a_terminal(seen: Tips) -> None:
    ran, err = apart(seen, "show", "65000", "-q")
    assert (ran.status, ran.out) == (1, "")
    assert style(err) == "none"
    assert "65000" in err


# Colour


@pytest.mark.parametrize("case", cases("colours"))
def test_the_flag_and_the_variables_decide_on_colour_in_their_order(seen: Tips, case: dict[str, Any]) -> None:
    run: Callable[..., Ran] = seen.on_terminal if case["where"] == "terminal" else seen
    ran = run("list", "-n", "1", "-q", "-f", "rich", *case.get("options", []), env=case.get("env", {}))
    assert ran.status == 0
    assert style(ran.out) == case["style"]


@pytest.mark.parametrize("name", ["list", "search", "show", "today", *map(rarely, ("random", "topics", "doctor"))])
def test_colour_changes_no_letter(seen: Tips, name: str) -> None:
    coloured = seen(*COMMANDS[name], "-f", "rich", "--color=always")
    assert style(coloured.out) != "none"
    # Blanks before a final sequence are kept, as they may be coloured.
    lines = [line.rstrip() for line in bare(coloured.out).split("\n")]
    assert lines == [line.rstrip() for line in seen(*COMMANDS[name], "-f", "rich").out.split("\n")]


def test_help_and_errors_have_no_colour_and_no_box_on_a_terminal(seen: Tips) -> None:
    for arguments in (["--help"], ["list", "-h"], ["list", "--limit", "x"], ["show", "65000"]):
        out = seen.on_terminal(*arguments, env={"FORCE_COLOR": "1"}).out
        assert out
        assert style(out) == ("mono" if "-h" in arguments[-1] else "none")  # heads are bold
        assert not _BOX.search(out)


# Widths


def words_of(titles: dict[str, str]) -> set[str]:
    return {word for title in titles.values() for word in title.strip('"').split()}


@pytest.mark.parametrize("columns", [width if width in (1, 60, 120) else rarely(width) for width in WIDTHS])
def test_every_word_of_every_title_is_there_at_every_width(seen: Tips, columns: int) -> None:
    ran = seen.on_terminal("list", "-n", "0", "-c", "service", env={"COLUMNS": str(columns)})
    assert ran.status == 0
    text = bare(ran.out)
    room = 80 if columns == 0 else max(columns, 20)
    folded = {word for word in words_of(TITLES) if len(word) > room - len(f"{BUNDLED}  ")}  # no line has them whole
    assert words_of(TITLES) - set(text.split()) <= folded
    assert [word for word in folded if word not in "".join(text.split())] == []
    assert max(len(line.rstrip()) for line in text.splitlines()) <= room


@pytest.mark.parametrize("size", [(0, 0), rarely((0, 40)), rarely((200, 0))])
def test_every_word_of_every_title_is_there_on_a_terminal_of_no_size(seen: Tips, size: tuple[int, int]) -> None:
    ran = seen.on_terminal("list", "-n", "0", "-c", "service", columns=size[0], rows=size[1])
    assert ran.status == 0
    assert words_of(TITLES) - set(bare(ran.out).split()) == set()


@pytest.mark.parametrize("columns", [rarely("0"), "1", "nonsense", rarely("99999999")])
@pytest.mark.parametrize("name", ["topics", "search", "show", "today"])
def test_any_value_of_columns_prints_everything(seen: Tips, name: str, columns: str) -> None:
    ran = seen(*COMMANDS[name], "-f", "rich", env={"COLUMNS": columns})
    assert (ran.status, ran.err) == (0, "")
    data = json.loads(seen(*COMMANDS[name], "--json").out)
    said = [topic["slug"] for topic in data] if name == "topics" else []
    said += [hit["title"] for hit in data] if name == "search" else []
    said += [data["title"], data["gist"], data["action"] or ""] if name in ("show", "today") else []
    squeezed = re.sub(r"[\s│|]", "", ran.out)
    assert [text for text in said if re.sub(r"\s", "", text) not in squeezed] == []


def test_columns_beats_the_size_of_the_terminal_and_nought_does_not(seen: Tips) -> None:
    at_40 = seen.on_terminal("list", columns=40).out
    assert seen.on_terminal("list", columns=120, env={"COLUMNS": "40"}).out == at_40
    assert seen.on_terminal("list", columns=40, env={"COLUMNS": "0"}).out == at_40
    assert seen.on_terminal("list", columns=120).out != at_40


@pytest.mark.parametrize("columns", [20, 60, 120, *map(rarely, (40, 61, 80, 100, 116, 170, 200))])
def test_long_names_wide_letters_and_long_words_lose_nothing(seen: Tips, columns: int) -> None:
    name = "a-collection-name-of-exactly-forty-chars"
    out = bare(seen.on_terminal("list", "-c", name, columns=columns, env={"NO_COLOR": "1"}).out)
    tips = json.loads(seen("list", "-c", name, "--json").out)
    # In a table the lines of two cells alternate, so letters are counted and not words.
    for tip in tips:
        letters = set(tip["title"]) - {" "}
        assert {letter for letter in letters if out.count(letter) < tip["title"].count(letter)} == set()
    first = "A title of several words, none of them long"
    assert set(first.split()) - set(out.split()) == set()


@pytest.mark.parametrize(("columns", "lines"), [rarely(40, 2), (59, 2), (60, 1), rarely(115, 1)])
def test_a_tip_is_a_row_from_60_columns_on_and_lines_below(seen: Tips, columns: int, lines: int) -> None:
    days = Counter(seed.date for seed in seeds())
    tip = next(seed for seed in seeds() if days[seed.date] == 1 and seed.date and len(seed.title) <= 20)
    out = bare(seen.on_terminal("list", "-c", "service", "--since", tip.date, "--until", tip.date, columns=columns).out)
    heads = 2 if columns >= 60 else 0
    assert len(out.splitlines()) == heads + lines
    first = out.splitlines()[heads]
    assert first.split()[:3] == [str(tip.number), *tip.title.split()[:2]]
    assert (tip.date in first) == (columns >= 60)


def test_the_list_shows_more_the_wider_the_screen_and_from_100_columns_the_gist(seen: Tips) -> None:
    words = []
    for columns in (60, 100, 200):
        out = bare(seen.on_terminal("list", "-c", "service", "--until", "2014-01", columns=columns).out)
        words.append(set(re.sub("[,─]", "", out).split()))
    assert words[0] <= words[1] <= words[2]
    tip = json.loads(seen("show", "1", "--json").out)
    assert {*tip["title"].split(), *tip["gist"].replace(",", "").split(), *tip["topics"], tip["date"]} <= words[1]


def test_today_fits_ten_lines_of_80_columns_for_each_bundled_tip() -> None:
    from tipcli.library import Library
    from tipcli.model.results import Filters
    from tipcli.system.screen import Screen
    from tipcli.views.registry import view

    with Library() as library:
        tips = list(library.list_tips(Filters(collections=("service",))))
    assert len(tips) == BUNDLED
    shown = {tip.ref: "".join(view("rich", Screen(80)).today(tip, date(2026, 9, 30), week=False)) for tip in tips}
    assert {ref: text for ref, text in shown.items() if len(text.splitlines()) > 10} == {}
    assert {ref: text for ref, text in shown.items() if max(map(len, text.splitlines())) > 80} == {}


def test_every_bundled_tip_has_its_day_within_two_rounds_and_ten_lines_on_the_terminal(seen: Tips) -> None:
    from tipcli.library import Library
    from tipcli.model.results import Filters

    with Library() as library:
        days = [date.fromordinal(date(2026, 11, 22).toordinal() + step) for step in range(2 * BUNDLED)]
        shown = {getattr(library.today(Filters(collections=("service",)), day), "ref", "") for day in days}
    assert shown == set(map(str, dealt()))
    ran = seen.on_terminal("today", "-c", "service", "--date", "2026-12-24", columns=80)
    assert 4 <= len(ran.lines) <= 10


def test_today_is_a_box_on_a_screen_and_lines_without_one_under_60_columns(seen: Tips) -> None:
    assert _BOX.search(seen.on_terminal("today", columns=60).out)
    assert not _BOX.search(seen.on_terminal("today", columns=59).out)
    assert not _BOX.search(seen.on_terminal("today", columns=80, env={"TIPS_FORMAT": "plain"}).out)


# Pager


@pytest.fixture
def pager(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a pager: a script that writes what it reads to a file, then ends as told."""

    def make(status: int = 0, name: str = "pager") -> Path:
        script = tmp_path / name
        script.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{tmp_path}/arguments"\ncat > "{tmp_path}/paged"\nexit {status}\n'
        )
        script.chmod(0o755)
        return script

    return make


def test_the_pager_option_takes_the_pager_of_the_variable(
    seen: Tips, sixteen: str, tmp_path: Path, pager: Callable[..., Path]
) -> None:
    for variable in ("TIPS_PAGER", "PAGER"):
        ran = seen.on_terminal("show", "16", "--pager", env={variable: str(pager())})
        assert (ran.status, ran.out) == (0, "")
        assert (tmp_path / "paged").read_text() == sixteen
        (tmp_path / "paged").unlink()


def test_more_than_a_screen_goes_to_the_pager_of_the_variable(
    seen: Tips, tmp_path: Path, pager: Callable[..., Path]
) -> None:
    ran = seen.on_terminal("list", "-c", "many", env={"TIPS_PAGER": f"'{pager(name='a pager')}' --one 'two words'"})
    assert ran.status == 0
    assert (tmp_path / "arguments").read_text().split("\n") == ["2", "--one", "two words", ""]
    assert "Kettle 105" in (tmp_path / "paged").read_text()
    assert bare(ran.out).splitlines()[-1].endswith("shows all.")  # the note is no part of what is paged


@pytest.mark.parametrize("value", [None, "1", rarely("true"), rarely("yes")])
def test_without_a_name_of_its_own_the_pager_is_that_of_pager(
    seen: Tips, tmp_path: Path, pager: Callable[..., Path], value: str | None
) -> None:
    seen.on_terminal("list", "-c", "many", env={"TIPS_PAGER": value, "PAGER": str(pager())})
    assert (tmp_path / "paged").exists()


@pytest.mark.parametrize(
    ("options", "env"),
    [
        (["--no-pager"], {}),
        ([], {"TIPS_PAGER": ""}),
        rarely([], {"TIPS_PAGER": "0"}),
        rarely([], {"TIPS_PAGER": "false"}),
        ([], {"TERM": "dumb"}),
        rarely([], {"PAGER": "cat"}),
        rarely([], {"PAGER": ""}),
    ],
)
def test_the_pager_can_be_put_off(
    seen: Tips, tmp_path: Path, pager: Callable[..., Path], options: list[str], env: dict[str, str]
) -> None:
    own = {"TIPS_PAGER": None, "PAGER": str(pager()), "MANPAGER": str(pager())}
    ran = seen.on_terminal("list", "-c", "many", *options, env=own | env)
    assert len(ran.lines) == 100 + 2 + 1  # the heads with their line, and the note
    assert not (tmp_path / "arguments").exists()


@pytest.mark.parametrize("rows", [40, 60])
def test_what_fits_the_screen_has_no_pager(
    seen: Tips, sixteen: str, tmp_path: Path, pager: Callable[..., Path], rows: int
) -> None:
    ran = seen.on_terminal("show", "16", rows=rows, env={"TIPS_PAGER": None, "PAGER": str(pager())})
    assert ran.out == sixteen
    assert not (tmp_path / "arguments").exists()


def test_no_new_terminal_begins_with_a_pager(seen: Tips, tmp_path: Path, pager: Callable[..., Path]) -> None:
    for _ in range(2):  # made, and printed again as it was kept
        ran = seen.on_terminal("today", rows=2, env={"TIPS_PAGER": str(pager())})
        assert "Read the rest" in ran.out
    assert not (tmp_path / "arguments").exists()
    seen.on_terminal("today", "--pager", env={"TIPS_PAGER": str(pager())})
    assert "Read the rest" in (tmp_path / "paged").read_text()


_ASKS = r":\x1b\[K"  # less has shown a screen, and waits for a key


def test_less_shows_colours_and_can_be_left(seen: Tips) -> None:
    env = seen.env({"TIPS_PAGER": None, "PAGER": "less", "COLUMNS": None})
    child = spawned([str(COMMAND), "list", "-c", "many"], env=env, dimensions=(10, 80), encoding="utf-8")
    child.expect("Kettle 103")
    assert "ESC[" not in str(child.before)
    assert "\x1b[35m" in str(child.before)
    child.expect(_ASKS)
    child.send("q")
    ended(child)
    assert (child.exitstatus, child.signalstatus) == (0, None)


def test_ctrl_c_in_less_neither_ends_the_command_nor_breaks_the_terminal(seen: Tips) -> None:
    env = seen.env({"TIPS_PAGER": None, "PAGER": "less", "COLUMNS": None})
    child = spawned([str(COMMAND), "list", "-c", "many"], env=env, dimensions=(10, 80), encoding="utf-8")
    child.expect("Kettle 103")
    child.expect(_ASKS)
    child.sendintr()

    def is_last_shown() -> bool:
        child.send("G")
        return child.expect([r"Kettle 6\b", pexpect.TIMEOUT], timeout=1) == 0

    assert any(is_last_shown() for _ in range(60))  # with the Ctrl-C the terminal may forget a key too
    child.send("q")
    ended(child)
    assert child.exitstatus == 0


@pytest.mark.parametrize("option", [(), ("--pager",)])
def test_no_pager_runs_in_a_pipe(
    seen: Tips, tmp_path: Path, pager: Callable[..., Path], option: tuple[str, ...]
) -> None:
    ran = seen("show", "16", *option, env={"TIPS_PAGER": str(pager()), "PAGER": str(pager())})
    assert ran == seen("show", "16")
    assert not (tmp_path / "arguments").exists()


@pytest.mark.parametrize("value", ["/no/such/pager", "'unclosed", rarely("   "), "/dev/null", rarely("/")])
def test_without_a_pager_that_runs_the_output_is_printed(seen: Tips, sixteen: str, value: str) -> None:
    ran = seen.on_terminal("show", "16", "--pager", env={"TIPS_PAGER": value, "PAGER": "/no/such/pager"})
    assert (ran.status, ran.out) == (0, sixteen)


def test_after_a_pager_that_fails_the_output_is_printed(seen: Tips, sixteen: str, pager: Callable[..., Path]) -> None:
    ran = seen.on_terminal("show", "16", "--pager", env={"TIPS_PAGER": str(pager(status=3))})
    assert (ran.status, ran.out) == (0, sixteen)


def test_a_pager_that_is_left_early_ends_quietly(seen: Tips) -> None:
    ran = seen.on_terminal("list", "-n", "0", "-f", "json", env={"TIPS_PAGER": "head -n 1"})
    assert (ran.status, ran.out) == (0, "[\n")


def test_a_pager_is_no_shell_command(seen: Tips, tmp_path: Path, pager: Callable[..., Path]) -> None:
    command = f"{pager()} ; touch {tmp_path}/made $(touch {tmp_path}/made)"
    seen.on_terminal("show", "16", "--pager", env={"TIPS_PAGER": command})
    assert not (tmp_path / "made").exists()
    assert (tmp_path / "paged").exists()


def test_errors_never_go_to_the_pager(seen: Tips, tmp_path: Path, pager: Callable[..., Path]) -> None:
    ran = seen.on_terminal("show", "65000", "--pager", env={"TIPS_PAGER": str(pager())})
    assert ran.status == 1
    assert "65000" in ran.out
    assert not (tmp_path / "arguments").exists()


# Links


@pytest.mark.parametrize(
    ("env", "wanted"),
    [
        ({}, True),
        ({"TERM": "linux"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "4801"}, False),
    ],
)
def test_the_address_of_a_tip_is_a_link_on_terminals_that_bear_it(
    tips: Tips,
    env: dict[str, str],
    wanted: bool,  # noqa: FBT001
) -> None:
    write_collection(tips.home, "mine", [{"title": "Kettle", "link": "https://example.org/kettle"}])
    link = "\x1b]8;id=tip;https://example.org/kettle\x1b\\"
    assert (link in tips.on_terminal("show", "mine/1", env=env).out) == wanted
    assert "\x1b]8" not in tips.on_terminal("show", "mine/1", "--color", "never", env=env).out
    assert "\x1b]8" not in tips("show", "mine/1", "-f", "rich", "--color", "always", env=env).out


# Streams that end, are closed or full

EVERY = [*COMMANDS.values(), ("--help",), ("list", "--help")]
SOME = [COMMANDS["list"], COMMANDS["show"], ("--help",)]
MOST = [*SOME, COMMANDS["random"], COMMANDS["doctor"]]


def first(some: list[tuple[str, ...]]) -> list[Any]:
    """Return these commands, and all others for a campaign: they write by the same way."""
    return [command if command in some else rarely(command) for command in EVERY]


def through_shell(tips: Tips, script: str) -> Ran:
    """Run a shell script in which $TIPS is the command."""
    done = subprocess.run(
        ["bash", "-c", script], env=tips.env({"TIPS": str(COMMAND)}), capture_output=True, text=True, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", first(SOME), ids=" ".join)
def test_a_reader_that_goes_away_ends_the_output_quietly(seen: Tips, command: tuple[str, ...]) -> None:
    ran = through_shell(seen, f'"$TIPS" {" ".join(command)} | exec true; echo "${{PIPESTATUS[0]}}"')
    assert (ran.out, ran.err) == ("0\n", "")


@pytest.mark.parametrize("options", ["", "--json", rarely("-f jsonl"), "-f rich", rarely("-f markdown")])
def test_the_first_line_alone_can_be_taken_of_a_long_list(seen: Tips, options: str) -> None:
    ran = through_shell(seen, f'"$TIPS" list {options} | head -n 1; echo "${{PIPESTATUS[0]}}"')
    assert ran.err == ""
    assert len(ran.lines) == 2
    assert ran.lines[1] == "0"


@pytest.mark.parametrize("command", first(SOME), ids=" ".join)
def test_a_standard_output_that_is_closed_takes_nothing_and_is_no_error(seen: Tips, command: tuple[str, ...]) -> None:
    assert through_shell(seen, f'"$TIPS" {" ".join(command)} >&-') == Ran(0, "", "")


@needs_full
@pytest.mark.parametrize("command", first(MOST), ids=" ".join)
def test_a_standard_output_that_is_full_is_told_in_one_line_with_status_3(seen: Tips, command: tuple[str, ...]) -> None:
    ran = through_shell(seen, f'"$TIPS" {" ".join(command)} >/dev/full')
    assert (ran.status, ran.out) == (3, "")
    [line] = ran.err.splitlines()
    assert line.startswith("tips: standard output: No space left on device")


@needs_full
@pytest.mark.parametrize("end", ["2>&-", "2>/dev/full", rarely(">&- 2>&-"), "<&- >&- 2>&-"])
@pytest.mark.parametrize(("command", "status"), [("show 65000", 1), rarely("list -n x", 2), ("list -n 1", 0)])
def test_a_standard_error_that_is_closed_or_full_changes_no_status(
    seen: Tips, command: str, status: int, end: str
) -> None:
    ran = through_shell(seen, f'"$TIPS" {command} {end}')
    assert (ran.status, ran.err) == (status, "")
    assert bool(ran.out) == (status == 0 and ">&- 2" not in end)
