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
