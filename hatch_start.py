"""Writes what most commands load into a few files more, of which each holds many modules: see `tipcli.system.parts`.

Which modules these are is seen by running a few lines. What the same lines load lies in the same file, so that a line
reads little that it does not need; what most of them load lies in the first. A module becomes the body of a class in a
function that nobody calls: of all that Python compiles, only such a body runs as a module does. Names are looked up and
set in the namespace that it is run in, and a function in it finds its globals there.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LINES = ("list", "search empathy", "show 1", "random", "topics", "list -n 5", "random -t empathy")
# They are loaded before, or are the loader itself.
NOT_PARTS = ("tipcli", "tipcli.express", "tipcli.system.parts")
_FEWEST = 3  # modules in a file of their own; opening it takes as long as opening one of them
_FIRST = "__init__"
_LOADER = "tipcli.system.parts"
_PROBE = """
import os, sys
names, places, *line = sys.argv[1:]
sys.path[:0] = places.split(os.pathsep)
from tipcli import express
status = express.run(line)
with open(names, "w") as file:
    file.write(" ".join(name for name in sys.modules if name.partition(".")[0] == "tipcli"))
sys.exit(status)
"""
_INDENT = " " * 8
_START = """
SPACE = {{"__name__": __name__}}
exec([one for one in {0}.__code__.co_consts if isinstance(one, type({0}.__code__))][0], SPACE)
SPACE["use"](PARTS, OTHERS)
"""


def files(source: str, lines: Sequence[str] = LINES) -> dict[str, str]:
    """Return the texts of the package `tipcli._start` by the names of its modules; `source` is the folder `src`.

    Raises SyntaxError where a module cannot be the body of a class, CalledProcessError where a line does not run.
    """
    with tempfile.TemporaryDirectory() as home:
        loaded(source, home, lines[0])  # where there is no bundled index yet, this builds one in the home
        groups = grouped({line: loaded(source, home, line) for line in lines})
    made = {file: _file(source, names) for file, names in groups.items()}
    others = {name: file for file, names in groups.items() if file != _FIRST for name in names}
    made[_FIRST] += "\n".join(
        [f"OTHERS = {others!r}\n", part(_LOADER, _text(source, _LOADER)[0]), _START.format(_function(_LOADER))]
    )
    for text in made.values():
        compile(text, "tipcli._start", "exec")
    return made


def loaded(source: str, home: str, line: str) -> list[str]:
    """Return the modules of ours that a line loads, in their order. Raises CalledProcessError where it fails."""
    env = os.environ | {"TIPS_HOME": home, "TIPS_DEBUG": "1"}  # each module from its own file
    places = os.pathsep.join([source, *filter(None, sys.path)])  # PYTHONPATH is the installer's own affair
    names = os.path.join(home, "names")
    command = [sys.executable, "-c", _PROBE, names, places, *line.split()]
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - ourselves
    with open(names, encoding="utf-8") as file:
        return [name for name in file.read().split() if name not in NOT_PARTS]


def grouped(by_line: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the modules of each file: those of most lines in the first, others by which lines they are of."""
    lines_of: dict[str, list[str]] = defaultdict(list)
    for line, names in by_line.items():
        for name in names:
            lines_of[name].append(line)
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, lines in lines_of.items():
        groups[() if len(lines) >= len(by_line) / 2 else tuple(lines)].append(name)
    first = groups.pop(())
    kept = [names for names in groups.values() if len(names) >= _FEWEST]
    return {_FIRST: first} | {f"more{number}": names for number, names in enumerate(kept, 1)}


def _file(source: str, names: list[str]) -> str:
    texts = {name: _text(source, name) for name in names}
    table = ", ".join(f"{name!r}: ({_function(name)}, {is_package})" for name, (_, is_package) in texts.items())
    head = '"""Made with the wheel by hatch_start.py, of modules that lie beside it."""\n\n'
    parts = "".join(part(name, text) for name, (text, _) in texts.items())
    return f"{head}from __future__ import annotations\n\n{parts}PARTS = {{{table}}}\n"


def _text(source: str, name: str) -> tuple[str, bool]:
    """Return the text of a module, and whether it is a package."""
    path = os.path.join(source, *name.split("."))
    is_package = os.path.isdir(path)
    with open(os.path.join(path, "__init__.py") if is_package else f"{path}.py", encoding="utf-8") as file:
        return file.read(), is_package


def _function(name: str) -> str:
    return name.replace(".", "__")


def part(name: str, text: str) -> str:
    """Return the module as the body of a class. Inside a text of several lines nothing is indented.

    What the module defines is declared global, or it would be named after the class.
    """
    tree = ast.parse(text)
    kept = {
        line
        for node in ast.walk(tree)
        if isinstance(node, (ast.Constant, ast.JoinedStr))
        for line in range(node.lineno + 1, (node.end_lineno or 0) + 1)
    }
    futures = {node.lineno for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"}
    names = ", ".join(sorted(set(_defined(tree.body))))
    said = tree.body[0].end_lineno if ast.get_docstring(tree) is not None else 0
    # A class whose name is nothing but underscores leaves names that begin with two of them as they are.
    made = [f"def {_function(name)}():", "    class ___:"] + [_INDENT + "pass"] * (not tree.body)
    for number, line in enumerate(["", *text.splitlines()]):
        if number not in futures:
            made.append(line if number in kept or not line else _INDENT + line)
        if number == said and names:
            made.append(f"{_INDENT}global {names}")
    return "\n".join(made) + "\n\n"


def _defined(statements: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the names of the functions and classes that a module defines, also in a condition."""
    for node in statements:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.If, ast.Try, ast.ExceptHandler, ast.With)):
            yield from _defined(ast.iter_child_nodes(node))
