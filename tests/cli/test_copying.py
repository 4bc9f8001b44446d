"""copy: which clipboard gets the text, and what is said of it."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tipcli.cli import copying

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips

TITLE = "Make Empathy Your Superpower"
NO_DESKTOP = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "SSH_TTY", "SSH_CONNECTION"))


def program(folder: Path, name: str, status: int = 0) -> None:
    """Make a clipboard program that writes down its arguments and what it is given."""
    path = folder / name
    path.write_text(
        f'#!/bin/sh\necho "$@" > "{folder}/{name}.arguments"\ncat > "{folder}/{name}.text"\nexit {status}\n'
    )
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("name", "env", "arguments"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ""),
        ("xclip", {"DISPLAY": ":0"}, "-selection clipboard"),
        ("xsel", {"DISPLAY": ":0"}, "--clipboard --input"),
        ("tmux", {"TMUX": "/nowhere,1,0", "SSH_TTY": "/dev/pts/9", "DISPLAY": ":10"}, "load-buffer -w -"),
    ],
)
def test_a_program_of_the_desktop_is_given_the_text(
    tips: Tips, tmp_path: Path, name: str, env: dict[str, str], arguments: str
) -> None:
    program(tmp_path, name)
    ran = tips("copy", "30", env=NO_DESKTOP | env | {"PATH": f"{tmp_path}:/bin:/usr/bin"})
    assert (ran.status, ran.out, ran.err) == (0, "", f"Copied tip 30 by {name}.\n")
    assert (tmp_path / f"{name}.arguments").read_text().strip() == arguments
    text = (tmp_path / f"{name}.text").read_text("utf-8")
    assert text.startswith(f"30. {TITLE}\n")
    assert "To do today: " in text
    assert "\x1b" not in text


def test_where_a_program_fails_the_next_one_is_asked(tips: Tips, tmp_path: Path) -> None:
    program(tmp_path, "xclip", status=1)
    program(tmp_path, "xsel")
    env = NO_DESKTOP | {"DISPLAY": ":0", "PATH": f"{tmp_path}:/bin:/usr/bin"}
    assert tips("copy", "30", "12", "-f", "markdown", env=env).err == "Copied tip 30, 12 by xsel.\n"
    assert f"# {TITLE}" in (tmp_path / "xsel.text").read_text("utf-8")
    assert tips("copy", "-q", "30", env=env).err == ""


def test_on_a_terminal_without_a_desktop_the_terminal_takes_it(tips: Tips) -> None:
    ran = tips.on_terminal("copy", "30", env=NO_DESKTOP)
    [held] = re.findall(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", ran.out)
    assert base64.b64decode(held).decode().startswith(f"30. {TITLE}\n")
    assert "Copied tip 30 through the terminal (OSC 52)" in ran.out


def test_over_ssh_the_clipboard_of_the_other_machine_is_let_alone(tips: Tips, tmp_path: Path) -> None:
    program(tmp_path, "xclip")
    env = NO_DESKTOP | {"DISPLAY": ":0", "SSH_CONNECTION": "a 1 b 2", "PATH": f"{tmp_path}:/bin:/usr/bin"}
    assert "\x1b]52;c;" in tips.on_terminal("copy", "30", env=env).out
    assert not (tmp_path / "xclip.text").exists()


def test_without_any_clipboard_it_is_told_what_to_do(tips: Tips, tmp_path: Path) -> None:
    ran = tips("copy", "30", env=NO_DESKTOP | {"DISPLAY": ":0", "PATH": str(tmp_path)})
    # In a pipe there may still be a terminal that controls the session of the tests.
    if ran.status:
        assert (ran.status, ran.out) == (3, "")
        assert ran.err.startswith("tips: there is no clipboard")
        assert "tips show 30" in ran.err


def test_what_there_is_not_is_told_and_the_rest_is_copied(tips: Tips, tmp_path: Path) -> None:
    program(tmp_path, "xsel")
    env = NO_DESKTOP | {"DISPLAY": ":0", "PATH": f"{tmp_path}:/bin:/usr/bin"}
    ran = tips("copy", "30", "9999", env=env)
    assert ran.status == 1
    assert "Copied tip 30 by xsel." in ran.err
    assert tips("copy", "9999", env=env).status == 1
    assert tips("copy", "30", "-f", "rich", env=env).status == 2


def test_what_stands_between_lets_it_through() -> None:
    text = "é" * 600
    plain = copying.sequence(text, {"TERM": "xterm"})
    assert plain == f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    within_tmux = copying.sequence(text, {"TMUX": "/x"})
    assert within_tmux == f"\x1bPtmux;\x1b{plain}\x1b\\"
    for env in ({"STY": "1.pts"}, {"TERM": "screen.xterm-256color"}):
        pieces = copying.sequence(text, env).split("\x1b\\")
        assert pieces.pop() == ""
        assert "".join(piece.removeprefix("\x1bP") for piece in pieces) == plain
        assert max(map(len, pieces)) < 768


def test_more_than_a_terminal_takes_is_told() -> None:
    assert copying.sequence("x" * 60_000, {}) == ""
    assert copying.sequence("x" * 56_000, {})


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_tmux_itself_holds_the_text(tips: Tips, tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", "sleep 60"], check=True)
    try:
        ran = tips("copy", "30", env=NO_DESKTOP | {"TMUX": f"{tmp_path / 'socket'},1,0"})
        assert ran.err == "Copied tip 30 by tmux.\n"
        done = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True, text=True)
        assert done.stdout.startswith(f"30. {TITLE}\n")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
