"""SQLite without what `sqlite3` loads besides."""

from __future__ import annotations

import importlib
import sqlite3
import sys

import pytest

from tipcli.system import sqlite


@pytest.mark.parametrize("is_there", [True, False])
def test_it_is_that_of_the_standard_library(is_there: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    if not is_there:
        monkeypatch.setitem(sys.modules, "_sqlite3", None)
    made = importlib.reload(sqlite)
    for name in ("Connection", "DatabaseError", "Error", "connect"):
        assert getattr(made, name) is getattr(sqlite3, name)


def test_it_says_its_version_and_that_it_has_full_text() -> None:
    assert sqlite.version() == sqlite3.sqlite_version
    assert sqlite.has_full_text()
