"""init --install and --uninstall, pause, resume and status: in files, and in the real shells on a terminal."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COMMAND, Ran
from tests.importing import Inside
from tests.spawned import ended, spawned
from tipcli.today.profiles import lines, shells

if TYPE_CHECKING:
    from pathlib import Path

PROFILES = {
    "bash": ".bashrc",
    "zsh": ".zshrc",
    "fish": ".config/fish/config.fish",
    "powershell": ".config/powershell/Microsoft.PowerShell_profile.ps1",
    "ksh": ".kshrc",
    "mksh": ".mkshrc",
    "dash": ".profile",
}
OLD = "# mine\nalias ll='ls -l'\n"


@dataclass
class Person:
    """Somebody with a home, and a state folder in it."""

    home: Path
    run: Inside

    def __call__(self, *words: str, **env: str) -> Ran:
        unset: dict[str, str | None] = dict.fromkeys(("ZDOTDIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"))
        return self.run(*words, env=unset | {"HOME": str(self.home), "SHELL": "/bin/bash"} | env)

    def file(self, shell: str) -> Path:
        return self.home / PROFILES[shell]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    (home := tmp_path / "home").mkdir()
    return Person(home, Inside(tmp_path / "tips"))


@pytest.mark.parametrize("shell", PROFILES)
def test_the_lines_go_in_once_and_out_again_and_the_rest_stays(person: Person, shell: str) -> None:
    file = person.file(shell)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(OLD)
    file.chmod(0o640)
    ran = person("init", shell, "--install", "--yes", "--once", "-t", "empathy")
    assert (ran.status, ran.out) == (0, "")
    made = file.read_text()
    assert made.startswith(OLD)
    assert made.endswith("# <<< tips init <<<\n")
    assert "--topic empathy" in made
    assert file.with_name(file.name + ".before-tips").read_text() == OLD
    assert "already" in person("init", shell, "--install", "--yes", "--once", "-t", "empathy").err
    assert file.read_text() == made
    assert person("init", shell, "--install", "--yes").status == 0
    assert file.read_text().count(">>> tips init") == 1
    assert "--topic" not in file.read_text()
    assert person("init", "--uninstall", "--yes").status == 0
    assert file.read_text() == OLD
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_profile_that_was_not_there_is_made_and_goes(person: Person) -> None:
    assert person("init", "fish", "--install", "--yes").status == 0
    assert person("init", "fish", "--uninstall", "--yes").status == 0
    assert [path for path in person.home.rglob("*") if path.is_file()] == []


def test_a_profile_that_was_there_and_empty_stays(person: Person) -> None:
    profile = person.home / ".zshrc"
    profile.write_text("")
    assert person("init", "zsh", "--install", "--yes").status == 0
    assert person("init", "zsh", "--uninstall", "--yes").status == 0
    assert profile.read_text() == ""


def test_without_a_terminal_it_wants_yes(person: Person) -> None:
    for option in ("--install", "--uninstall"):
        person.file("bash").write_text("# >>> tips init bash >>>\nx\n# <<< tips init <<<\n")
        ran = person("init", "bash", option)
        assert (ran.status, "--yes" in ran.err) == (2, True)
        assert "\nx\n" in person.file("bash").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "# >>> tips init bash >>>\nhalf\n",
        "# <<< tips init <<<\n# >>> tips init bash >>>\n",
        2 * "# >>> tips init bash >>>\n# <<< tips init <<<\n",
    ],
)
def test_marks_that_are_no_pair_are_left_alone(person: Person, text: str) -> None:
    person.file("bash").write_text(text)
    for option in ("--install", "--uninstall"):
        ran = person("init", "bash", option, "--yes")
        assert (ran.status, ran.err.count("\n")) == (3, 1)
    assert person.file("bash").read_text() == text


@pytest.mark.parametrize("line", ['eval "$(tips init bash --once)"', "_tips_today() {"])
def test_lines_put_there_by_hand_are_named_and_not_doubled(person: Person, line: str) -> None:
    person.file("bash").write_text(f"# tips init bash\n{line}\n")
    ran = person("init", "bash", "--install", "--yes")
    assert (ran.status, "line 2 of ~/.bashrc" in ran.err) == (2, True)
    ran = person("init", "bash", "--uninstall", "--yes")
    assert (ran.status, "line 2 of ~/.bashrc" in ran.err) == (1, True)


def test_a_link_is_followed_into_the_home_and_not_out_of_it(person: Person, tmp_path: Path) -> None:
    (inside := person.home / "dotfiles").mkdir()
    (inside / "bashrc").write_text(OLD)
    person.file("bash").symlink_to("dotfiles/bashrc")
    assert person("init", "bash", "--install", "--yes").status == 0
    assert person.file("bash").is_symlink()
    assert (inside / "bashrc").read_text() != OLD
    (outside := tmp_path / "other").write_text(OLD)
    person.file("zsh").symlink_to(outside)
    ran = person("init", "zsh", "--install", "--yes")
    assert (ran.status, "out of your home" in ran.err) == (3, True)
    assert outside.read_text() == OLD


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_the_profile_and_the_home_of_another_are_left_alone(person: Person) -> None:
    os.chown(person.home, 12345, 12345)
    assert "not yours" in person("init", "bash", "--install", "--yes").err
    assert list(person.home.iterdir()) == []


def test_a_profile_that_is_no_file_or_no_text_is_never_lost(person: Person) -> None:
    person.file("bash").mkdir()
    assert person("init", "bash", "--install", "--yes").status == 3
    os.mkfifo(person.file("zsh"))
    assert person("init", "zsh", "--install", "--yes").status == 3
    person.file("ksh").write_bytes(b"\xff\xfe no end of line")
    assert person("init", "ksh", "--install", "--yes").status == 0
    assert person("init", "ksh", "--uninstall", "--yes").status == 0
    assert person.file("ksh").read_bytes() == b"\xff\xfe no end of line\n"


def test_the_shell_is_guessed_from_where_it_runs_else_from_shell(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shells, "_ancestors", lambda: ["uv", "sh", "fish", "bash"])
    assert "fish" in person("init").out
    monkeypatch.setattr(shells, "_ancestors", lambda: ["make", "sh"])
    assert "tips init zsh" in person("init", SHELL="/usr/bin/zsh").out
    ran = person("init", SHELL="/bin/tcsh")
    assert (ran.status, "tcsh" in ran.err) == (2, True)
    assert person("init", SHELL="").status == 2


def test_pause_takes_times_ahead_and_status_says_so(person: Person) -> None:
    day = {"TIPS_TODAY": "2026-11-25"}
    file = person.run.home / "state" / "paused"
    for words, until in (
        ("", "9999-12-31"), ("forever", "9999-12-31"), ("7d", "2026-12-02"), ("2 weeks", "2026-12-09"),
        ("next monday", "2026-11-30"), ("monday", "2026-11-30"), ("until monday", "2026-11-30"),
        ("for 7 days", "2026-12-02"), ("2026-12-24", "2026-12-24"), ("tomorrow", "2026-11-26"),
    ):  # fmt: skip
        ran = person("pause", *words.split(), **day)
        assert (ran.status, file.read_text()) == (0, f"{until}\n"), words
        assert "paused" in person("status", **day).out
        assert person("today", **day).out
    for words in ("yesterday", "2026-11-25", "off", "x", "0d"):
        assert person("pause", words, **day).status == 2
    assert "paused" not in person("status", TIPS_TODAY="2026-11-26").out
    assert person("resume").status == 0
    assert not file.exists()
    assert person("resume").status == 0


def test_status_names_lines_of_another_version(person: Person) -> None:
    person("init", "bash", "--install", "--yes", "--once", "--week")
    assert "ok: profile ~/.bashrc: tips init bash --once --week" in person("status").out
    text = person.file("bash").read_text()
    person.file("bash").write_text(text.replace("local ", "local  ", 1))
    assert "out of date" in person("status").out
    assert "tips init bash --once --week --install" in person("status").out


SHELLS = {
    "bash": ["bash", "-i"],
    "bash --posix": ["bash", "--posix", "-i"],
    "zsh": ["zsh", "-d", "-i"],
    "fish": ["fish", "-i"],
    "dash": ["dash", "-i"],
    "busybox": ["busybox", "ash", "-i"],
    "ksh": ["ksh", "-i"],
    "mksh": ["mksh", "-i"],
}


def started(person: Person, argv: list[str], **env: str) -> str:
    """Start an interactive shell on a terminal, and return what it shows up to its end."""
    if not shutil.which(argv[0]):
        pytest.skip(f"{argv[0]} is not installed")
    base = {"HOME": str(person.home), "TIPS_HOME": str(person.run.home), "TERM": "xterm", "LANG": "C.UTF-8"}
    base |= {"PATH": f"{COMMAND.parent}:/usr/bin:/bin", "TIPS_TODAY": "2026-11-25", "PS1": "READY"}
    child = spawned(argv, env=base | env, dimensions=(40, 80))
    child.sendline("exit")
    return ended(child)


@pytest.mark.parametrize("name", SHELLS)
def test_a_real_shell_shows_the_tip_until_it_is_paused_and_after(person: Person, name: str) -> None:
    first = name.split(maxsplit=1)[0]
    kind = "dash" if first == "busybox" else first
    env = {"ENV": str(person.file(kind))} if kind in ("dash", "ksh", "mksh") else {}
    if name == "bash --posix":
        env = {"ENV": str(person.file("bash"))}
    assert person("init", kind, "--install", "--yes").status == 0
    tip = person("today", TIPS_TODAY="2026-11-25").out.split(":", maxsplit=1)[0]
    assert tip in started(person, SHELLS[name], **env)
    for pause in ((), ("2999-12-31",)):  # a shell asks its own clock, not TIPS_TODAY
        assert person("pause", *pause).status == 0
        shown = started(person, SHELLS[name], **env)
        assert tip not in shown
        assert "rror" not in shown
    (person.run.home / "state" / "paused").write_text("2020-01-01\n")
    assert tip in started(person, SHELLS[name], **env)
    person("init", "--uninstall", "--yes")
    assert tip not in started(person, SHELLS[name], **env)


POSIX = {name: argv[:-1] for name, argv in SHELLS.items() if name not in ("fish", "zsh", "bash")}


@pytest.mark.parametrize("name", POSIX)
@pytest.mark.parametrize(
    "paused",
    [
        "",
        "9999-12-31",
        "2000-01-01",
        *(pytest.param(text, marks=pytest.mark.campaign) for text in ("x", "2999-01-01\nmore", "-", "*")),
    ],
)
def test_any_posix_shell_survives_the_lines_for_all_users(name: str, paused: str, tmp_path: Path) -> None:
    if not shutil.which(POSIX[name][0]):
        pytest.skip(f"{POSIX[name][0]} is not installed")
    (state := tmp_path / "it's a home" / "state").mkdir(parents=True)
    if paused:
        (state / "paused").write_text(paused)
    (file := tmp_path / "tips.sh").write_text(lines.lines("sh", ["--topic", "it's"], "0123abcd"))
    (bin_folder := tmp_path / "bin").mkdir()
    (stub := bin_folder / "tips").write_text('#!/bin/sh\necho "STUB<$*>"\nexit 3\n')
    stub.chmod(0o755)
    env = {
        "PATH": f"{bin_folder}:/usr/bin:/bin",
        "TERM": "xterm",
        "TIPS_HOME": str(state.parent),
        "PS1": "",
        "HOME": "/",
    }
    for options in ([], ["-e"], ["-u"], ["-f"], ["-C"], ["-euf"]):
        for is_interactive in (True, False):
            words = [
                *POSIX[name],
                *options,
                *["-i"] * is_interactive,
                "-c",
                f"echo START; . '{file}'; echo END $? ${{tip_pause-none}}",
            ]
            shown = ended(spawned(words, env=env)).partition("START\n")[2]
            is_silent = paused[:4] in ("9999", "2999") or not is_interactive
            assert shown == ("" if is_silent else "STUB<today --once --topic it's>\n") + "END 0 none\n", options
