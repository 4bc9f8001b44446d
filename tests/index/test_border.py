"""SQL and the connections of indexes stay in `index`; `exports.html` has a scratch table of its own."""

from __future__ import annotations

import ast

from tests.conftest import ROOT
from tests.each import each

SOURCES = ROOT / "src" / "tipcli"
OWN_DATABASE = {"exports/html.py"}
CALLS = {"execute", "executemany", "executescript", "backup", "serialize", "deserialize"}
OUTSIDE = [
    path.relative_to(SOURCES).as_posix()
    for path in sorted(SOURCES.rglob("*.py"))
    if path.parent.name != "index" and path.relative_to(SOURCES).as_posix() not in OWN_DATABASE
]


def calls(text: str) -> set[str]:
    """Return which calls on a database a module makes."""
    return {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)} & CALLS


@each(OUTSIDE)
def test_no_module_outside_asks_a_database(name: str) -> None:
    assert calls((SOURCES / name).read_text()) == set()


def test_the_rule_sees_what_it_forbids() -> None:
    assert calls("index.connection.execute('')") == {"execute"}
