"""Where things are."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.system import paths

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("data", "cache", "state")
VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
# What people, scripts and attackers put there; platformdirs is asked for each.
places = (
    st.none()
    | st.sampled_from(
        [
            "",
            "/",
            "//",
            "///",
            ".",
            "..",
            "~",
            "~/x",
            "$HOME",
            "relative",
            "/home/a",
            "/home/a/",
            "/home/a//",
            " /x",
            "/x ",
            "/a b",
            "/ä",
        ]
    )
    | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8).map("/".__add__)
    | st.text("ab/. ~$", max_size=6)
)


def ours() -> dict[str, str | None]:
    return {kind: getattr(paths, f"{kind}_folder")() for kind in KINDS}


def theirs() -> dict[str, str]:
    return {kind: str(getattr(platformdirs, f"user_{kind}_dir")("tipcli", appauthor=False)) for kind in KINDS}


@many(80)
@given(st.fixed_dictionaries(dict.fromkeys(VARIABLES, places)))
def test_the_folders_are_those_that_platformdirs_says(environment: dict[str, str | None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TIPS_HOME", raising=False)
        for name, value in environment.items():
            patch.delenv(name, raising=False)
            if value is not None:
                patch.setenv(name, value)
        assert ours() == theirs()


@pytest.mark.parametrize("platform", ["linux", "darwin", "freebsd13"])
def test_other_systems_are_asked_too(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.delenv("TIPS_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    assert ours() == theirs()


@pytest.mark.parametrize("error", [RuntimeError, OSError, KeyError])
def test_a_system_without_a_home_has_no_folders(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail(*_: object, **__: object) -> str:
        raise error("no home")

    monkeypatch.delenv("TIPS_HOME", raising=False)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for kind in KINDS:
        monkeypatch.setattr(platformdirs, f"user_{kind}_dir", fail)
    assert ours() == dict.fromkeys(KINDS)


@many(30)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=10))
def test_tips_home_puts_everything_below_it(home: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIPS_HOME", home)
        assert ours() == {kind: os.path.join(os.path.abspath(home), kind) for kind in KINDS}


def test_an_empty_tips_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_HOME", "")
    assert ours() == theirs()


def test_a_relative_tips_home_in_a_folder_that_is_gone_is_no_home(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = "import os, sys; os.rmdir(os.getcwd()); from tipcli.system import paths; print(paths.data_folder())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=gone, env=os.environ | {"TIPS_HOME": "x"}, capture_output=True, check=True
    )
    assert done.stdout == b"None\n"


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o777])
def test_a_private_folder_is_for_the_user_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = stat.S_IMODE(tmp_path.stat().st_mode)
    old = os.umask(mask)
    try:
        made = paths.private_folder(str(tmp_path / "a" / "b" / "c"))
    finally:
        os.umask(old)
    assert made == str(tmp_path / "a" / "b" / "c")
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")} == {0o700}
    assert len(list(tmp_path.rglob("*"))) == 3
    assert stat.S_IMODE(tmp_path.stat().st_mode) == before


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    paths.private_folder(str(tmp_path))
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_folder_made_by_another_process_meanwhile_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = os.mkdir

    def beaten(path: str, mode: int) -> None:
        make(path, mode)
        raise FileExistsError(path)

    monkeypatch.setattr(os, "mkdir", beaten)
    paths.private_folder(str(tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="Not a directory"):
        paths.private_folder(str(tmp_path / "file" / "a"))


def test_a_file_of_the_package_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert os.path.isfile(paths.package_file("system/paths.py"))
