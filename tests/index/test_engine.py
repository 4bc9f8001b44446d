"""What SQLite is."""

from __future__ import annotations

import sqlite3

from tipcli.index import engine


def test_it_says_its_version_and_that_it_has_full_text() -> None:
    assert engine.version() == sqlite3.sqlite_version
    assert engine.has_full_text()
