"""What proves a guard without a bomb: limits are set low, and parsers of other people tell what they were given.

A harmless input stands in for one that is too deep, too large or too tangled: a low limit takes it for that. That
nothing reaches a parser unguarded is seen by what the parser is called with, not by what would hang.
"""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def watched(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[bytes]:
    """Return a list in which each text that a parser is given from now on is noted; the parser does its work."""
    given: list[bytes] = []
    parser = getattr(module, name)

    def noting(source: Any, *arguments: Any, **named: Any) -> Any:
        text = source.getvalue() if isinstance(source, BytesIO) else source
        given.append(text.encode("utf-8", "replace") if isinstance(text, str) else bytes(text))
        return parser(source, *arguments, **named)

    monkeypatch.setattr(module, name, noting)
    return given


def overflowing(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, word: str) -> None:
    """Let a parser fail on every text with this word as it fails on one that is nested too deeply."""
    parser = getattr(module, name)

    def failing(text: Any, *arguments: Any, **named: Any) -> Any:
        if word in str(text):
            raise RecursionError("maximum recursion depth exceeded")
        return parser(text, *arguments, **named)

    monkeypatch.setattr(module, name, failing)


def steps(function: Callable[[], object]) -> int:
    """Return how many calls of functions, Python's and C's, it takes: work, measured without a clock."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count
