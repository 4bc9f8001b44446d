"""A part of the program in a process of its own."""

from __future__ import annotations

import resource
import tempfile

import pytest

from tipcli.system import child


def test_a_child_that_refuses_says_why() -> None:
    with tempfile.TemporaryFile() as output, pytest.raises(child.ChildError, match="damaged"):
        child.run("tipcli.readers.office.child", ["sheets", __file__], output)


def test_a_child_that_fails_or_takes_too_long_costs_a_line() -> None:
    with tempfile.TemporaryFile() as output:
        with pytest.raises(child.ChildError, match="more memory or time"):
            child.run("tipcli.no_such_module", [], output)
        with pytest.raises(child.ChildError, match="not read within 0 seconds"):
            child.run("tipcli", ["today"], output, seconds=0.001)


def test_limits_are_set_for_what_the_system_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, tuple[int, int]] = {}

    def setrlimit(what: int, limits: tuple[int, int]) -> None:
        asked[what] = limits
        raise OSError

    monkeypatch.setattr(resource, "setrlimit", setrlimit)
    child.limit(1000, 5)
    assert asked[resource.RLIMIT_AS] == (1000, 1000)
    assert asked[resource.RLIMIT_CPU] == (5, 5)
    assert len(asked) == 4
