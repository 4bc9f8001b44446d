"""Which rendering a command line asks for, and which file may be printed as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tipcli.today import cache_read, cache_write
from tipcli.today.cache_read import Rendering, name_of, wanted

ONE = Rendering("2026-11-22", 80, "color", "today")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TIPS_FORMAT", "TIPS_PAGER", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    monkeypatch.setenv("TIPS_TODAY", "2026-11-22")


@many(200)
@given(st.lists(any_text(12), max_size=3), st.lists(any_text(12), max_size=3))
def test_two_command_lines_share_a_name_only_if_they_are_the_same(one: list[str], other: list[str]) -> None:
    def encodable(words: list[str]) -> list[str]:
        return [word.encode("utf-8", "replace").decode() for word in words]

    one, other = encodable(one), encodable(other)
    first, second = name_of(one), name_of(other)
    assert "/" not in first
    assert "\0" not in first
    assert (first == second) == (one == other) or "" in (first, second)


def test_a_line_that_is_not_of_today_or_wants_a_pager_has_no_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wanted(["today"]) is not None
    assert wanted(["list"]) is None
    assert wanted(["today", "--pager"]) is None
    assert wanted(["today", "-t", "x" * 200]) is None
    monkeypatch.setenv("TIPS_TODAY", "soon")
    assert wanted(["today"]) is None


def test_once_and_prepare_are_no_part_of_the_name() -> None:
    plain, once = wanted(["today", "-t", "desk"]), wanted(["today", "--once", "-t", "desk"])
    assert plain is not None
    assert once is not None
    assert (plain.name, plain.once, once.name, once.once) == (once.name, False, plain.name, True)


def test_a_rendering_is_read_as_it_was_written_while_the_tips_are_the_same() -> None:
    assert ONE.read() is None
    cache_write.write(ONE, "The tip.\n", "mark", cache_read.tips_state())
    assert ONE.read() == ("The tip.\n", "mark")
    cache_write.write(ONE, "The tip.\n", "mark", "another state")
    assert ONE.read() is None


@pytest.mark.parametrize("mode", [0o622, 0o660, 0o666])
def test_a_rendering_that_others_may_write_is_not_read(mode: int) -> None:
    cache_write.write(ONE, "The tip.\n", "mark", cache_read.tips_state())
    Path(ONE.path).chmod(mode)
    assert ONE.read() is None


def test_two_installs_that_share_a_home_keep_a_rendering_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    state, own = cache_read.tips_state(), cache_read.install_state()
    cache_write.write(ONE, "Mine.\n", "mark", state)
    other = f"{tmp_path}:1:2:3"
    for module in (cache_read, cache_write):
        monkeypatch.setattr(module, "install_state", lambda: other)
    with monkeypatch.context() as patch:
        patch.setattr("tipcli.system.paths.package_file", lambda _: str(tmp_path))
        assert ONE.read() is None
        cache_write.write(ONE, "Theirs.\n", "mark", state)
        assert ONE.read() == ("Theirs.\n", "mark")
        assert Path(ONE.own_path).exists()
    for module in (cache_read, cache_write):
        monkeypatch.setattr(module, "install_state", lambda: own)
    assert ONE.read() == ("Mine.\n", "mark")


@pytest.mark.parametrize("gone", ["the other install", "the state"])
def test_what_another_install_left_behind_is_written_over(
    gone: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path if gone == "the state" else tmp_path / "gone"
    with monkeypatch.context() as patch:
        patch.setattr(cache_write, "install_state", lambda: f"{cache_read._quoted(str(place))}:1:2:3")
        cache_write.write(ONE, "Theirs.\n", "mark", "old" if gone == "the state" else cache_read.tips_state())
    cache_write.write(ONE, "Mine.\n", "mark", cache_read.tips_state())
    assert ONE.read() == ("Mine.\n", "mark")
    assert Path(ONE.path).read_text("utf-8").startswith("Mine.")
    assert not Path(ONE.own_path).exists()


@pytest.mark.parametrize("text", ["/usr/lib/python3", "/a b/%c:d", "/größe\udcff", ""])
def test_what_is_quoted_for_a_name_can_be_read_back(text: str) -> None:
    quoted = cache_read._quoted(text)
    assert cache_read.unquoted(quoted) == text
    assert not set(quoted) & set(" @/\0")
