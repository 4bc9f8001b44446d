"""SQLite without what `sqlite3` loads besides."""

from __future__ import annotations

import importlib
import json
import sqlite3
import subprocess
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


_PROBE = """
import json, sys
before = set(sys.modules)
from tipcli.system import sqlite
loaded = sorted(set(sys.modules) - before)
connection = sqlite.connect(":memory:", cached_statements=2)
answers = [connection.execute(f"select {number % 5}").fetchone()[0] for number in range(50)]
connection.close()
import functools, sqlite3
again = sqlite3.connect(":memory:").execute("select 7").fetchone()[0]
print(json.dumps([loaded, answers, functools.lru_cache(lambda: 3)(), again]))
"""


def test_it_needs_no_functools_and_hides_it_from_nobody() -> None:
    done = subprocess.run([sys.executable, "-I", "-c", _PROBE], capture_output=True, text=True, check=True)
    loaded, answers, cached, again = json.loads(done.stdout)
    assert not {"functools", "collections"} & set(loaded)
    assert (answers, cached, again) == ([number % 5 for number in range(50)], 3, 7)
