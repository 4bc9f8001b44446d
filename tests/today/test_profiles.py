"""The lines for a profile, in the real bash, zsh and fish on a terminal: what is shown, what is run, what is left."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import platformdirs
import pytest

from tests.conftest import COMMAND, ROOT, Tips, rarely
from tests.spawned import ended, spawned
from tests.tracing import needs_strace
from tipcli.today import cache_read
from tipcli.today.profiles import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pexpect

SHELLS = ("bash", "zsh", "fish")
CASES = ROOT / "tests" / "cases" / "snippets"
MARK = "0123abcd"
# Everything that a shell may take for its own: quotes, backslashes, percents, escapes, blanks, lines without a text.
TEXT = "\n\x1b[1mDon’t “worry”\x1b[0m \\n %s %d 100% $HOME `x` $(x) *  \n\t-n -e é 漢 🙂\n\n"
# The clock of a shell cannot be set, but its zone can: in this one it is noon, and midnight comes in no test.
_NOW = datetime.now(UTC)
_HOURS = 12 - _NOW.hour
ZONE = f"XXX{-_HOURS:+d}"  # POSIX counts westward
DAY = (_NOW + timedelta(hours=_HOURS)).date()


@dataclass
class Profile:
    """A home with a profile for one shell, and a `tips` that only writes down how it is called."""

    shell: str
    folder: Path
    arguments: list[str] = field(default_factory=list)
    mark: str = ""
    before: str = ""
    after: str = ""
    env: dict[str, str] = field(default_factory=dict)
    eval: bool = False
    home: str = "home"
    instead: tuple[str, str] = ("", "")  # replaced in the lines

    def __post_init__(self) -> None:
        if not shutil.which(self.shell):
            pytest.skip(f"{self.shell} is not installed")
        self.state = self.folder / self.home / "state"
        (self.state / "once").mkdir(parents=True)
        self.today = self.folder / self.home / "cache" / "today"
        self.today.mkdir(parents=True)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        self.log = self.folder / "log"
        stub = self.bin / "tips"
        stub.write_text(
            '#!/bin/sh\nprintf "<%s>" "$@" >>"$LOG"; echo >>"$LOG"; printf "STUB\\n"\nexit "${STATUS:-0}"\n'
        )
        stub.chmod(0o755)

    def rendering(
        self, day: date = DAY, screen: str = "80_color", text: str = TEXT, line: str = "tipcli 1 x\n"
    ) -> Path:
        """Keep a rendering, and return its file."""
        path = self.today / f"{day}_{screen}_{cache_read.name_of(self.arguments)}"
        path.write_text(f"{text}\0{line}", encoding="utf-8", newline="")
        path.chmod(0o600)
        return path

    def warm(self) -> None:
        """Keep today's rendering and tomorrow's."""
        self.rendering()
        self.rendering(DAY + timedelta(1), text="tomorrow's\n")

    @property
    def stamp(self) -> Path:
        return self.state / "once" / f"{DAY}-{self.mark}"

    def argv(self, *words: str) -> list[str]:
        """Write the profile; return the command line of the shell with it, and of `words` as further arguments."""
        made = lines.lines(self.shell, self.arguments, self.mark)
        if self.instead[0]:
            made = made.replace(*self.instead)
        if self.eval:
            (self.folder / "lines").write_text(made, encoding="utf-8")
            made = 'eval "$(cat "$LINES_FILE")"\n' if self.shell != "fish" else 'cat "$LINES_FILE" | source\n'
        name = {"bash": "bashrc", "zsh": ".zshrc", "fish": "fish/config.fish"}[self.shell]
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{self.before}\n{made}{self.after}\n", encoding="utf-8")
        options = {"bash": ["--rcfile", str(path)], "zsh": ["-d"], "fish": []}[self.shell]
        return [self.shell, *options, *words]

    def environment(self) -> dict[str, str]:
        base = {"PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        base |= {"TZ": ZONE}
        base |= {"HOME": str(self.folder), "TIPS_HOME": str(self.folder / self.home), "LOG": str(self.log)}
        base |= {
            "ZDOTDIR": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
            "LINES_FILE": str(self.folder / "lines"),
        }
        return {name: value for name, value in (base | self.env).items() if value != "-"}

    def start(self, *words: str, columns: int = 80) -> str:
        """Start the shell on a terminal, and return what the terminal got."""
        child = self.spawn(*(words or ("-i", "-c", "true")), columns=columns)
        shown = ended(child)
        assert child.exitstatus == 0
        return shown

    def spawn(self, *words: str, columns: int = 80) -> pexpect.spawn[bytes]:
        def sized() -> None:  # before the shell asks
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

        return spawned(
            self.argv(*words),
            env=self.environment(),
            cwd=str(self.folder),
            preexec_fn=sized,
            dimensions=(40, columns),
        )

    def calls(self, wait: str = "") -> list[str]:
        """Return how `tips` was called; `wait` for a call that has this in it."""
        end = time.monotonic() + 60
        while wait and time.monotonic() < end and not (self.log.exists() and wait in self.log.read_text()):
            time.sleep(0.01)
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """Return each shell."""
    return str(request.param)


@pytest.fixture
def profile(shell: str, tmp_path: Path) -> Profile:
    """Return a profile of each shell."""
    return Profile(shell, tmp_path)


def test_the_rendering_is_printed_byte_for_byte_and_nothing_is_run(profile: Profile) -> None:
    profile.warm()
    assert profile.start() == TEXT
    assert profile.calls() == []


def _no_file(profile: Profile) -> None:
    profile.rendering().unlink()


def _torn(profile: Profile) -> None:
    profile.rendering().write_text(TEXT, encoding="utf-8")


def _torn_behind_the_text(profile: Profile) -> None:
    profile.rendering(line="")


def _empty(profile: Profile) -> None:
    profile.rendering().write_text("")


def _a_link(profile: Profile) -> None:
    path = profile.rendering()
    path.rename(profile.folder / "elsewhere")
    path.symlink_to(profile.folder / "elsewhere")


def _a_pipe(profile: Profile) -> None:
    path = profile.rendering()
    path.unlink()
    os.mkfifo(path)


def _a_folder(profile: Profile) -> None:
    path = profile.rendering()
    path.unlink()
    path.mkdir()


def _yesterday_only(profile: Profile) -> None:
    profile.rendering().unlink()
    profile.rendering(DAY - timedelta(1))


def _newer_collection(profile: Profile) -> None:
    path = profile.folder / profile.home / "data" / "collections" / "it's mine.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("{}\n")
    os.utime(path.parent, (1, 1))


def _newer_folder_of_collections(profile: Profile) -> None:
    (profile.folder / profile.home / "data" / "collections").mkdir(parents=True)


def _older_than_the_program(profile: Profile) -> None:
    os.utime(profile.rendering(), (1, 1))


def _of_another(profile: Profile) -> None:
    if os.geteuid():
        pytest.skip("only root can give a file away")
    os.chown(profile.rendering(), 12345, 12345)


@pytest.mark.parametrize(
    "spoil",
    [
        _no_file,
        _torn,
        _torn_behind_the_text,
        _empty,
        _a_link,
        _a_pipe,
        _a_folder,
        _yesterday_only,
        _newer_collection,
        _newer_folder_of_collections,
        _older_than_the_program,
        _of_another,
    ],
)
def test_what_cannot_be_printed_again_is_asked_of_tips(profile: Profile, spoil: Callable[[Profile], None]) -> None:
    profile.warm()
    spoil(profile)
    assert profile.start() == "STUB\n"
    assert profile.calls() == ["<today>"]


def test_collections_that_are_older_than_the_rendering_do_not_stand_in_its_way(profile: Profile) -> None:
    _newer_collection(profile)
    profile.warm()
    assert profile.start() == TEXT


ASKED = [
    {"TIPS_TODAY": "2026-11-22"},
    {"TIPS_FORMAT": "plain"},
    {"TIPS_PAGER": "1"},
    {"FORCE_COLOR": "1"},
    {"CLICOLOR": "0"},
    {"CLICOLOR_FORCE": "1"},
    {"LANG": "C"},
    {"LANG": "", "LC_CTYPE": "C"},
    {"LC_ALL": "de_DE.ISO-8859-1"},
    {"LC_CTYPE": "POSIX"},
]


@pytest.mark.parametrize("env", ASKED, ids=str)
def test_where_tips_knows_better_it_is_asked(profile: Profile, env: dict[str, str]) -> None:
    profile.warm()
    profile.env = env
    assert profile.start().endswith("STUB\n")  # bash says first that there is no such locale
    assert profile.calls() == ["<today>"]


@pytest.mark.parametrize(
    "env",
    [
        dict.fromkeys(("TIPS_TODAY", "TIPS_FORMAT", "TIPS_OFF", "FORCE_COLOR", "CLICOLOR", "NO_COLOR", "LC_ALL"), ""),
        {"LC_ALL": "en_US.utf8", "LANG": "C"},
        {"LC_CTYPE": "C.UTF-8", "LANG": "C"},
    ],
    ids=str,
)
def test_what_is_empty_or_says_utf_8_changes_nothing(profile: Profile, env: dict[str, str]) -> None:
    profile.warm()
    profile.env = env
    assert profile.start().endswith(TEXT)


@pytest.mark.parametrize("columns", [20, 99, 1000])
def test_each_width_and_kind_of_terminal_has_its_own_rendering(profile: Profile, columns: int) -> None:
    profile.rendering(screen=f"{columns}_color", text="color\n")
    profile.rendering(screen=f"{columns}_mono", text="mono\n")
    assert profile.start(columns=columns) == "color\n"
    profile.env = {"NO_COLOR": "1"}
    assert profile.start(columns=columns) == "mono\n"


@pytest.mark.parametrize("columns", [2, 19, 1001])
def test_terminals_that_are_very_narrow_or_wide_are_left_to_tips(profile: Profile, columns: int) -> None:
    profile.rendering(screen=f"{columns}_color")
    assert profile.start(columns=columns) == "STUB\n"
    assert profile.calls() == ["<today>"]


@pytest.mark.parametrize(
    "env",
    [
        {"TIPS_OFF": "1"},
        {"TERM": "dumb"},
        {"TERM": ""},
        {"INSIDE_EMACS": "29.1,comint"},
        {"VSCODE_RESOLVING_ENVIRONMENT": "1"},
        {"INTELLIJ_ENVIRONMENT_READER": "true"},
    ],
    ids=str,
)
def test_it_can_be_silenced_and_is_silent_in_editors(profile: Profile, env: dict[str, str]) -> None:
    profile.env = env
    assert "STUB" not in profile.start()  # fish says that there is no TERM
    profile.warm()
    assert "worry" not in profile.start()
    assert profile.calls() == []


def test_a_shell_that_is_not_interactive_or_has_no_terminal_shows_nothing(profile: Profile) -> None:
    profile.warm()
    argv = profile.argv()
    source = argv[-1] if profile.shell == "bash" else str(profile.folder / {"zsh": ".zshrc"}.get(profile.shell, "fish"))
    source += "/config.fish" if profile.shell == "fish" else ""
    read = "source" if profile.shell == "fish" else "."
    quiet = [
        ["-c", f"{read} '{source}'"],
        ["-l", "-c", f"{read} '{source}'"],
        ["-i", "-c", "true"],
        ["-i", "-l", "-c", ":"],
    ]
    for words in quiet:
        options = argv[1:] if "-i" in words and profile.shell != "bash" else argv[1:] * ("-l" not in words)
        ran = subprocess.run(
            [profile.shell, *options, *words], env=profile.environment(), stdin=subprocess.DEVNULL, capture_output=True,
            check=False, start_new_session=True,
        )  # fmt: skip
        assert (ran.stdout, ran.returncode) == (b"", 0), words
    ran = subprocess.run(
        [profile.shell, *(["-s"] if profile.shell != "fish" else [])], env=profile.environment(), check=False,
        input=f"{read} '{source}'\n".encode(), capture_output=True,
    )  # fmt: skip
    assert (ran.stdout, ran.stderr, ran.returncode) == (b"", b"", 0)
    # On a terminal too, where it is not interactive.
    assert profile.start("-c", f"{read} '{source}'") == ""
    assert profile.calls() == []


@pytest.fixture
def once(profile: Profile) -> Profile:
    """Return a profile with --once."""
    profile.mark = MARK
    return profile


def test_once_prints_in_the_first_shell_and_leaves_the_stamp_of_tips(once: Profile) -> None:
    once.warm()
    assert [once.start() for _ in range(3)] == [TEXT, "", ""]
    assert once.stamp.read_bytes() == b""
    assert [path.name for path in once.stamp.parent.iterdir()] == [once.stamp.name]
    assert once.calls() == []


@pytest.mark.parametrize("env", [{"TIPS_FORMAT": "plain"}, {"LC_ALL": "C"}, {"FORCE_COLOR": "1"}], ids=str)
def test_once_is_silent_by_itself_also_where_tips_would_be_asked(once: Profile, env: dict[str, str]) -> None:
    once.stamp.touch()
    once.env = env
    assert once.start() == ""
    assert once.calls() == []


def test_the_stamp_of_the_day_says_nothing_of_a_day_that_tips_today_is_told(once: Profile) -> None:
    once.stamp.touch()
    once.env = {"TIPS_TODAY": "2026-11-22"}
    assert once.start() == "STUB\n"
    assert once.calls() == ["<today><--once>"]


def test_once_on_a_miss_leaves_the_stamp_to_tips(once: Profile) -> None:
    assert once.start() == "STUB\n"
    assert once.calls("--prepare") == ["<today><--once>", "<today><--prepare>"]
    assert not once.stamp.exists()


@pytest.mark.parametrize("what", ["missing", "file", "read-only"])
def test_where_the_stamp_cannot_be_written_tips_is_asked(once: Profile, what: str) -> None:
    once.warm()
    shutil.rmtree(once.state)
    if what == "file":
        once.state.write_text("")
    if what == "read-only":
        if not os.geteuid():
            pytest.skip("root may write everywhere")
        once.stamp.parent.mkdir(parents=True)
        once.stamp.parent.chmod(0o500)
    assert once.start() == "STUB\n"
    assert once.calls() == ["<today><--once>"]


def _local_day(zone: str) -> date:
    return date.fromisoformat(subprocess.check_output(["date", "+%F"], env={"TZ": zone}, text=True).strip())


@pytest.mark.parametrize("zone", ["XXX+12", "XXX-14"])
def test_the_day_is_that_of_the_shell_and_the_stamp_of_another_says_nothing(once: Profile, zone: str) -> None:
    once.env = {"TZ": zone}
    day = _local_day(zone)
    once.rendering(day)
    once.rendering(day + timedelta(1))
    for other in (-2, -1, 1, 2):
        (once.stamp.parent / f"{day + timedelta(other)}-{MARK}").touch()
    (once.stamp.parent / f"{day}-{MARK[::-1]}").touch()
    assert once.start() == TEXT
    assert once.start() == ""
    assert (once.stamp.parent / f"{day}-{MARK}").exists()


def test_thirty_shells_at_once_print_it_once_in_all(once: Profile) -> None:
    once.warm()
    children = [once.spawn("-i", "-c", "true") for _ in range(30)]
    assert "".join(map(ended, children)) == TEXT
    assert once.calls() == []


def test_tomorrow_is_prepared_after_todays_was_shown_and_only_where_it_is_missing(profile: Profile) -> None:
    profile.arguments = ["--topic", "empathy", "--week"]
    profile.rendering()
    assert profile.start() == TEXT
    assert profile.calls("--prepare") == ["<today><--prepare><--topic><empathy><--week>"]
    profile.rendering(DAY + timedelta(1))
    profile.log.unlink()
    assert profile.start() == TEXT
    assert profile.calls() == []


def test_after_a_failure_of_tips_the_profile_goes_on_and_nothing_is_prepared(profile: Profile) -> None:
    profile.env = {"STATUS": "3"}
    profile.after = "echo BEHIND"
    assert profile.start() == "STUB\nBEHIND\n"
    time.sleep(0.1)
    assert profile.calls() == ["<today>"]


def test_without_tips_nothing_is_shown_or_said(profile: Profile) -> None:
    (profile.bin / "tips").unlink()
    profile.after = {"bash": "command_not_found_handle() { echo no; }"}.get(profile.shell, "")
    profile.env = {"PATH": f"{profile.bin}:/usr/bin:/bin"}
    assert profile.start() == ""
    profile.rendering()
    assert profile.start() == TEXT


def test_tips_does_not_read_what_is_typed(profile: Profile) -> None:
    (profile.bin / "tips").write_text("#!/bin/sh\ncat; echo STUB\n")
    assert profile.start() == "STUB\n"


def test_what_is_prepared_lives_on_when_the_terminal_is_closed_and_is_no_child_of_the_shell(profile: Profile) -> None:
    profile.rendering()
    (profile.bin / "tips").write_text('#!/bin/sh\nps -o ppid= $$ >>"$LOG"; sleep 0.4; echo "still $1 $2" >>"$LOG"\n')
    child = profile.spawn("-i")
    child.expect("🙂".encode())
    pid = child.pid
    profile.calls("\n")
    time.sleep(0.1)
    children = subprocess.run(["ps", "-o", "stat=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    child.close(force=True)
    calls = profile.calls("still")
    assert calls[-1] == "still today --prepare"
    assert int(calls[0]) != pid
    assert "Z" not in children.stdout


@pytest.mark.parametrize("way", ["pasted", "eval"])
@pytest.mark.parametrize("mark", ["", MARK])
def test_nothing_is_left_behind_and_no_option_is_changed(profile: Profile, way: str, mark: str) -> None:
    profile.eval = way == "eval"
    profile.mark = mark
    names = {
        "bash": "set -o; shopt; compgen -v | grep -vx -e _; compgen -A function; alias; trap; compgen -e; umask",
        "zsh": "set -o; typeset + | grep -v ' _$'; typeset +f; alias; trap; zmodload; umask; jobs",
        "fish": "set --names; functions --all --names; trap; jobs",
    }[profile.shell]
    warm_up = {"bash": "shopt -u failglob", "zsh": "whence -p ls >/dev/null; : ${(%):-%D}", "fish": ""}[profile.shell]
    show = "{ %s; } >'%s'" if profile.shell != "fish" else "begin; %s; end >'%s'"
    before, after = profile.folder / "before", profile.folder / "after"
    profile.before = f"{warm_up}\n{show % (names, before)}"
    profile.after = show % (names, after)
    for shown in ("STUB\n", TEXT):
        assert profile.start() == shown
        assert before.read_text() == after.read_text()
        assert len(before.read_text().splitlines()) > 40
        profile.warm()


ODD = {shell: (CASES / f"odd.{shell}").read_text(encoding="utf-8").splitlines() for shell in SHELLS}


@pytest.mark.parametrize(("shell", "line"), [(shell, line) for shell in ODD for line in ODD[shell]])
@pytest.mark.parametrize("mark", [rarely(""), MARK])
def test_it_works_whatever_options_are_set(shell: str, line: str, mark: str, tmp_path: Path) -> None:
    end = '; echo "END $?"' if shell != "fish" else "; echo END $status"
    profile = Profile(shell, tmp_path, mark=mark, before=line, after=end.removeprefix("; "))
    assert profile.start() == "STUB\nEND 0\n"
    calls = [f"<today>{'<--once>' if mark else ''}", "<today><--prepare>"]
    assert profile.calls("--prepare") == calls
    profile.warm()
    assert profile.start() == f"{TEXT}END 0\n"
    assert profile.start() == f"{'' if mark else TEXT}END 0\n"
    profile.env = {"TIPS_OFF": "1"}
    assert profile.start() == "END 0\n"
    assert profile.calls() == calls


ODD_NAMES = ['it\'s a "home"', "$HOME `x` $(x)", "a\nb ", "-n *?[a] {b,c} ~ \\n %s!", "é漢'"]


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("mark", ["", MARK])
def test_tips_home_may_have_any_name(shell: str, name: str, mark: str, tmp_path: Path) -> None:
    profile = Profile(shell, tmp_path, home=name, mark=mark)
    _newer_collection(profile)
    profile.warm()
    assert profile.start() == TEXT
    assert profile.start() == ("" if mark else TEXT)
    assert profile.calls() == []


@pytest.mark.parametrize("name", ["", *ODD_NAMES])
def test_home_may_have_any_name(shell: str, name: str, tmp_path: Path) -> None:
    (home := tmp_path / "homes" / (name or "plain")).mkdir(parents=True)
    profile = Profile(shell, tmp_path, mark=MARK, env={"TIPS_HOME": "-", "HOME": str(home)})
    _in_place(profile, home / ".cache", home / ".local" / "share", home / ".local" / "state")
    assert profile.start() == TEXT
    assert profile.start() == ""
    assert (home / ".local/state/tipcli/once" / profile.stamp.name).exists()
    assert profile.calls() == []


def test_xdg_folders_count_where_they_are_absolute(shell: str, tmp_path: Path) -> None:
    variables = {"XDG_CACHE_HOME": "my cache", "XDG_DATA_HOME": "my data", "XDG_STATE_HOME": "my state"}
    env = {name: str(tmp_path / folder) for name, folder in variables.items()}
    profile = Profile(shell, tmp_path, mark=MARK, env=env | {"TIPS_HOME": "-"})
    _in_place(profile, *(tmp_path / folder for folder in variables.values()))
    profile.env |= variables
    assert profile.start() == "STUB\n"
    profile.env |= env
    assert profile.start() == TEXT
    assert profile.start() == ""


def _in_place(profile: Profile, cache: Path, data: Path, state: Path) -> None:
    """Put the folders of the profile where the system has them."""
    profile.warm()
    for kind, folder in {"cache": cache, "data": data, "state": state}.items():
        folder.mkdir(parents=True)
        (profile.folder / profile.home / kind).mkdir(exist_ok=True)
        (profile.folder / profile.home / kind).rename(folder / "tipcli")


WORDS = ["--topic", 'it\'s "odd"', "--collection", "$HOME `x` \\n \\\\", "--since", "a\nb", "''", "*", "~", "é漢", ""]


@pytest.mark.parametrize("way", ["pasted", "eval"])
def test_arguments_arrive_as_they_are(shell: str, way: str, tmp_path: Path) -> None:
    profile = Profile(shell, tmp_path, WORDS, eval=way == "eval")
    assert profile.start() == "STUB\n"
    profile.calls("--prepare")
    said = "".join(f"<{word}>" for word in WORDS) + "\n"
    assert profile.log.read_text() == f"<today>{said}<today><--prepare>{said}"
    profile.warm()
    assert profile.start() == TEXT


def test_where_the_arguments_are_too_many_for_a_rendering_tips_is_asked_each_time(shell: str, tmp_path: Path) -> None:
    profile = Profile(shell, tmp_path, ["--topic", "x" * 200], mark=MARK)
    assert profile.start() == "STUB\n"
    assert profile.calls() == [f"<today><--once><--topic><{'x' * 200}>"]
    profile.stamp.touch()
    assert profile.start() == ""
    assert len(profile.calls()) == 1


@needs_strace
@pytest.mark.parametrize("name", ["bash", "zsh"])
@pytest.mark.parametrize("mark", ["", MARK])
def test_no_process_is_started_where_the_rendering_is_there(name: str, mark: str, tmp_path: Path) -> None:
    profile = Profile(name, tmp_path, mark=mark, after="kill -9 $$")  # nothing of the end of the shell is traced
    profile.warm()
    argv = profile.argv("-i")
    trace = tmp_path / "trace"
    strace = ["-f", "-qq", "-e", "trace=execve,fork,vfork,clone,clone3", "-o", str(trace)]
    child = spawned(["strace", *strace, *argv], env=profile.environment(), dimensions=(40, 80))
    assert ended(child).startswith(TEXT)
    calls = [line for line in trace.read_text().splitlines() if "(" in line]
    assert len(calls) == 1, calls  # the shell itself


@pytest.fixture
def asking(tmp_path: Path) -> Profile:
    """Return a profile of fish, with a `date` that writes down that it was asked."""
    profile = Profile("fish", tmp_path)
    profile.warm()
    (profile.bin / "date").write_text('#!/bin/sh\nPATH=${PATH#*:}\necho date >>"$LOG"\nexec date "$@"\n')
    (profile.bin / "date").chmod(0o755)
    return profile


def test_fish_asks_date_once_and_keeps_the_answer(asking: Profile) -> None:
    assert [asking.start() for _ in range(3)] == [TEXT] * 3
    assert asking.calls() == ["date"]
    day, tomorrow, made, life, *_ = (asking.today / ".day").read_text().split()
    assert [day, tomorrow] == [str(DAY), str(DAY + timedelta(days=1))]
    midnight = datetime.combine(DAY, datetime.min.time(), UTC) - timedelta(hours=_HOURS)
    assert int(made) + int(life) == int((midnight + timedelta(hours=22)).timestamp())


def test_what_is_no_answer_of_today_here_is_asked_again(asking: Profile) -> None:
    asking.start()
    clock = asking.today / ".day"

    def said() -> list[str | int]:
        day, tomorrow, made, life, zone = clock.read_text().split(" ", 4)
        return [day, tomorrow, int(made) + int(life), zone]

    kept, now = said(), int(time.time())
    day, tomorrow, made, life, zone = clock.read_text().split(" ", 4)
    for text in (
        "",
        "x",
        f"{day} {now + 1000} {zone}",  # as it once was
        f"{day} {tomorrow} {made} 0 {zone}",
        f"{day} {tomorrow} {int(made) - 1} {life} {zone}",  # copied, or touched
        f"{day} {tomorrow} {made} {life} Other{zone}",
        f"{day} {tomorrow} {made} x {zone}",
        f"1-1-1 {tomorrow} {made} {life} {zone}",
        f"{day} {tomorrow[1:]} {made} {life} {zone}",
    ):
        clock.write_text(text)
        os.utime(clock, (int(made), int(made)))
        asking.log.unlink()
        assert asking.start() == TEXT
        assert asking.calls() == ["date"], text
        assert said() == kept
    for moment in (now - 30 * 86400, now + 86400):  # long ago, and in a time to come
        clock.write_text(f"{day} {tomorrow} {moment} {life} {zone}")
        os.utime(clock, (moment, moment))
        asking.log.unlink(missing_ok=True)
        asking.start()
        assert asking.calls() == ["date"]


def test_the_answer_is_written_into_no_file_of_others(asking: Profile, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("theirs")
    (asking.today / ".day").symlink_to(other)
    assert asking.start() == TEXT
    assert other.read_text() == "theirs"


NOW = {
    "zsh": ("'%D{%Y-%m-%d}'", "'{}'"),
    "fish": ("(command date '+%Y-%m-%d %H %M %S %s' | string split ' ')", "{} 23 0 0 0"),
}
DAYS = ["2026-01-31", "2026-04-30", "2026-08-09", "2026-12-31", "2027-02-28", "2028-02-28", "2028-02-29"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NOW)
def test_tomorrow_is_the_next_day_of_the_calendar(name: str, day: str, tmp_path: Path) -> None:
    today = date.fromisoformat(day)
    profile = Profile(name, tmp_path, instead=(NOW[name][0], NOW[name][1].format(day)))
    profile.rendering(today)
    tomorrow = profile.rendering(today + timedelta(1))
    assert profile.start() == TEXT
    assert profile.calls() == []
    tomorrow.unlink()
    assert profile.start() == TEXT
    assert profile.calls("--prepare") == ["<today><--prepare>"]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC"])
def test_tomorrow_in_bash_is_the_next_day_also_where_the_clock_is_changed(zone: str) -> None:
    line = next(line for line in lines.lines("bash", []).splitlines() if "36 - 10#" in line).partition(" #")[0]
    assert line.endswith(" -1")
    # Each hour of the days around both changes of the clock, from a fixed start.
    hours = [1774580400 + 3600 * n for n in range(72)] + [1792900800 + 3600 * n for n in range(72)]
    script = f"""
    for now in {" ".join(map(str, hours))}; do
      {line.removesuffix("-1")} "$now"; printf '%(%F)T ' "$now"; printf '%(%F)T\\n' "$((tip_next))"
    done"""
    out = subprocess.run(
        ["bash", "-c", script], env={"TZ": zone, "PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True
    ).stdout
    pairs = [line.split() for line in out.splitlines()]
    assert len(pairs) == len(hours)
    for today, tomorrow in pairs:
        assert date.fromisoformat(tomorrow) == date.fromisoformat(today) + timedelta(1)


@pytest.mark.parametrize("mark", ["", MARK])
@pytest.mark.parametrize("name", ["home", "it's a $(home)"])
def test_where_the_system_has_folders_of_its_own_they_are_written_into_the_lines(
    shell: str, mark: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home := tmp_path / name).mkdir()
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", "/home/me")
    for kind, folder in {"cache": "Library/Caches", "data": "Library/App's", "state": "Library/App's"}.items():
        monkeypatch.setattr(platformdirs, f"user_{kind}_dir", lambda *_, at=folder, **__: f"/home/me/{at}/tipcli")
    profile = Profile(shell, tmp_path, mark=mark, env={"HOME": str(home), "TIPS_HOME": "-"}, home="all")
    profile.warm()
    (home / "Library" / "Caches").mkdir(parents=True)
    (home / "Library" / "App's").mkdir()
    (tmp_path / "all" / "cache").rename(home / "Library" / "Caches" / "tipcli")
    (tmp_path / "all" / "state").rename(home / "Library" / "App's" / "tipcli")
    assert profile.start() == TEXT
    assert profile.start() == ("" if mark else TEXT)
    assert profile.calls() == []
    (home / "Library" / "App's" / "tipcli" / "collections").mkdir(parents=True)
    profile.mark = ""
    assert profile.start() == "STUB\n"


def test_powershell_quotes_and_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    made = lines.lines("powershell", ["--topic", "it’s 'odd' `$(x)"], MARK)
    assert "& $tips today --once '--topic' 'it’’s ''odd'' `$(x)' }" in made
    assert f'"$state/once/$day-{MARK}"' in made
    assert made.count("{") == made.count("}")
    assert "@" not in made.replace("@([Env", "")
    assert "once/" not in lines.lines("powershell", [])
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_state_dir", lambda *_, **__: "/home/me/Library/tipcli")
    monkeypatch.setenv("HOME", "/home/me")
    assert "$state = $HOME + '/Library/tipcli'\n" in lines.lines("powershell", [], MARK)


@pytest.mark.parametrize("arguments", [[], WORDS, ["--topic", "x" * 200]], ids=["bare", "odd", "long"])
@pytest.mark.parametrize("mark", ["", MARK])
def test_the_shell_itself_finds_the_lines_in_order(shell: str, arguments: list[str], mark: str, tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text(lines.lines(shell, arguments, mark), encoding="utf-8")
    ran = subprocess.run([shell, "-n", str(path)], capture_output=True, check=False, env={"PATH": os.environ["PATH"]})
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert not re.search("@(if|end|[A-Z]+@)", path.read_text(encoding="utf-8"))


def _with_tips(profile: Profile) -> None:
    """Let the profile call the installed command."""
    (profile.bin / "tips").unlink()
    (profile.bin / "tips").symlink_to(COMMAND)
    profile.env |= {"PYTHONPYCACHEPREFIX": Tips(profile.folder).env()["PYTHONPYCACHEPREFIX"]}


def test_the_first_shell_of_the_day_asks_tips_and_the_next_ones_need_it_no_more(shell: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    printed = Tips(home)("init", shell, "--once", "-t", "empathy", env={"TIPS_TODAY": None})
    assert (printed.status, printed.err) == (0, "")
    profile = Profile(shell, tmp_path, ["--topic", "empathy"], after=printed.out)
    profile.instead = (lines.lines(shell, profile.arguments), "")
    _with_tips(profile)
    shown = profile.start(columns=90)
    assert "How to read" in shown or "tips show" in shown
    tomorrow = profile.today / f"{DAY + timedelta(1)}_90_color_today_--topic_empathy"
    end = time.monotonic() + 60
    while not tomorrow.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert tomorrow.exists()
    assert profile.start(columns=90) == ""
    (stamp,) = profile.stamp.parent.iterdir()
    stamp.unlink()
    (profile.bin / "tips").unlink()
    profile.env["PATH"] = f"{profile.bin}:/usr/bin:/bin"
    assert profile.start(columns=90) == shown
    assert list(profile.stamp.parent.iterdir()) == [stamp]
    assert profile.start(columns=90) == ""


@pytest.mark.parametrize("words", [["tcsh"], ["ba"], [""]], ids=str)
def test_another_shell_is_a_wrong_usage_that_names_those_there_are(tips: Tips, words: list[str]) -> None:
    ran = tips("init", *words)
    assert (ran.status, ran.out) == (2, "")
    assert all(name in ran.err for name in (*SHELLS, "powershell"))
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("words", [["-t", "empaty"], ["-c", "mine"], ["--since", "2099"], ["--since", "x"]], ids=str)
def test_filters_that_fail_today_fail_the_same_way_here(tips: Tips, words: list[str]) -> None:
    ran, today = tips("init", "zsh", *words), tips("today", *words)
    assert ran.status == today.status != 0
    assert ran.out == ""
    assert ran.err == today.err.replace("tips today", "tips init")


def test_the_arguments_are_written_as_they_were_typed(tips: Tips) -> None:
    words = [
        "-t",
        "Empathy",
        "-t",
        "co-workers",
        "-c",
        "service",
        "--since",
        "2020-01-01",
        "--until",
        "2030-12-31",
        "--week",
    ]
    made = tips("init", "bash", *words).out
    said = "--topic Empathy --topic co-workers --collection service --since 2020-01-01 --until 2030-12-31 --week"
    assert f"command tips today {said} </dev/null" in made
    assert f"command tips today --prepare {said} &" in made
    assert "once" not in made
    assert "today --once --topic Empathy " in tips("init", "bash", "--once", *words).out


@pytest.mark.parametrize("mark", ["", MARK])
def test_a_bash_that_is_too_old_for_the_quick_way_asks_tips(mark: str, tmp_path: Path) -> None:
    profile = Profile("bash", tmp_path, mark=mark, before="set -eu", after="echo END", instead=(">= 404", ">= 999"))
    profile.warm()
    assert profile.start() == "STUB\nEND\n"
    assert profile.calls() == ["<today><--once>" if mark else "<today>"]
    profile.env = {"STATUS": "1"}
    assert profile.start() == "STUB\nEND\n"


@pytest.mark.parametrize("mark", ["", MARK])
def test_the_strictest_shell_goes_on_where_tips_is_asked_or_missing(shell: str, mark: str, tmp_path: Path) -> None:
    before = "set -eu" if shell != "fish" else ""
    profile = Profile(shell, tmp_path, mark=mark, before=before, after="echo END", env={"TIPS_TODAY": "2026-11-22"})
    profile.warm()
    assert profile.start() == "STUB\nEND\n"
    (profile.bin / "tips").unlink()
    profile.env |= {"PATH": f"{profile.bin}:/usr/bin:/bin"}
    assert profile.start() == "END\n"
    profile.env |= {"TIPS_TODAY": "", "HOME": "-", "TIPS_HOME": "-"}
    assert profile.start() == "END\n"


def test_where_an_instant_prompt_has_taken_the_output_away_nothing_is_shown(profile: Profile) -> None:
    profile.warm()
    to = profile.folder / "taken"
    profile.before = f"exec 3>&1 >'{to}'" if profile.shell != "fish" else "begin"
    profile.after = "exec >&3" if profile.shell != "fish" else f"end >'{to}'"
    assert profile.start() == ""
    assert to.read_text() == ""
    assert profile.calls() == []


@pytest.mark.campaign
def test_thirty_first_shells_of_a_home_print_it_once_in_all(shell: str, tmp_path: Path) -> None:
    made = Tips(tmp_path / "home")("init", shell, "--once", env={"TIPS_TODAY": None}).out
    profile = Profile(shell, tmp_path, instead=(lines.lines(shell, []), ""), after=made)
    _with_tips(profile)
    children = [profile.spawn("-i", "-c", "true") for _ in range(30)]
    shown = []
    for child in children:
        child.timeout = 120
        shown.append(ended(child))
    assert len([text for text in shown if text]) == 1
    assert len(list(profile.stamp.parent.iterdir())) == 1
