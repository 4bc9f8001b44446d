"""Modules that lie many in one file: the same code, found and run as if each had come from its own file."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import hatch_start
import pytest

import tipcli

SOURCE = Path(tipcli.__file__).parents[1]
LINES = ("list", "search empathy", "topics")
MODULES = sorted(SOURCE.glob("tipcli/**/*.py"))
_PROBE = """
import sys
from tipcli import express
status = express.run(sys.argv[1:])
for name, module in sorted(sys.modules.items()):
    if name.startswith("tipcli.") and not name.startswith("tipcli._start"):
        said = sorted(set(vars(module)) - {"annotations", "__cached__"})
        print(type(module.__spec__.loader).__name__, name, module.__file__, module.__package__, *said, file=sys.stderr)
print([*sys.modules["tipcli.model.tip"].Tip.__annotations__.items()], file=sys.stderr)
print(sys.modules["tipcli.library"].Library.__qualname__, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a copy that has its modules many in one file too."""
    folder: Path = tmp_path_factory.mktemp("parts")
    source = folder / "src"
    left_out = shutil.ignore_patterns("__pycache__", "service.index*")  # as in a checkout that nothing was built in
    shutil.copytree(SOURCE / "tipcli", source / "tipcli", ignore=left_out)
    (folder / "seeds").symlink_to(SOURCE.parent / "seeds")
    texts = hatch_start.files(str(source), LINES)
    (source / "tipcli" / "_start").mkdir()
    for name, text in texts.items():
        (source / "tipcli" / "_start" / f"{name}.py").write_text(text, encoding="utf-8")
    for path in (SOURCE / "tipcli").glob("service.index*"):
        shutil.copy2(path, source / "tipcli")
    return source


def run(source: Path, *words: str, **more: str) -> tuple[str, list[str]]:
    """Return what a line prints with the package of a folder, and what is then known of each module of ours."""
    env = os.environ | {"PYTHONPATH": str(source), "TIPS_HOME": str(source.parent / "home")} | more
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *words], env=env, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout, done.stderr.splitlines()


@pytest.mark.parametrize("line", LINES)
def test_a_line_prints_the_same_by_modules_that_know_the_same(installed: Path, line: str) -> None:
    printed, known = run(installed, *line.split())
    by_files, files = run(installed, *line.split(), TIPS_DEBUG="1")
    assert printed == by_files
    parts = [one.replace("Parts", "SourceFileLoader", 1) for one in known if "tipcli.system.parts" not in one]
    assert [one.replace(" __module__", "").replace(" __qualname__", "") for one in parts] == files
    assert sum(one.startswith("Parts ") for one in known) > len(known) - 8
    assert not any(one.startswith("Parts ") for one in files)


def test_what_builds_an_index_is_no_part(installed: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (installed / "tipcli" / "_start").iterdir() if path.is_file()]
    assert not [text for text in texts if "tipcli__index__build" in text]
    assert [text for text in texts if "tipcli__index__opened" in text]


def test_what_only_some_lines_load_is_in_a_file_that_the_others_leave_closed(installed: Path) -> None:
    probe = "import sys; from tipcli import express; express.run(['list']); sys.exit('more1' in str(sys.modules))"
    env = os.environ | {"PYTHONPATH": str(installed), "TIPS_HOME": str(installed.parent / "home")}
    subprocess.run([sys.executable, "-c", probe], env=env, capture_output=True, check=True)
    assert (installed / "tipcli" / "_start" / "more1.py").exists()


def test_each_module_can_be_a_part_and_stays_what_it_is() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(hatch_start.part("tipcli.one", text))
        compile(tree, str(path), "exec")
        [function] = tree.body
        assert isinstance(function, ast.FunctionDef)
        [made] = function.body
        assert isinstance(made, ast.ClassDef)
        declared = [node for node in made.body if isinstance(node, ast.Global)]
        assert len(declared) <= 1
        assert _said(made.body, declared) == _said(ast.parse(text).body, []), path


def _said(statements: list[ast.stmt], but: list[Any]) -> list[str]:
    passed = [node for node in statements if not (isinstance(node, ast.ImportFrom) and node.module == "__future__")]
    return [ast.dump(node) for node in passed if node not in but and not isinstance(node, ast.Pass)]


def test_modules_of_most_lines_come_first_and_a_few_of_one_stay_by_themselves() -> None:
    both = ["tipcli.a", "tipcli.b"]
    lines = {"list": [*both, "tipcli.c"], "show": both, "search": [*both, "tipcli.d", "tipcli.e", "tipcli.f"]}
    assert hatch_start.grouped(lines) == {"__init__": both, "more1": ["tipcli.d", "tipcli.e", "tipcli.f"]}


def test_a_module_that_cannot_be_a_part_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_start, "loaded", lambda *_: ["tipcli.odd"])
    (tmp_path / "tipcli" / "system").mkdir(parents=True)
    (tmp_path / "tipcli" / "odd.py").write_text("found = [last := one for one in range(3)]\n")
    (tmp_path / "tipcli" / "system" / "parts.py").write_text("")
    with pytest.raises(SyntaxError):
        hatch_start.files(str(tmp_path), ["list"])


def test_what_an_installer_says_at_the_start_of_its_python_is_no_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "import sys\nprint('Error of', 'a site', file=sys.stderr)\nprint('here')\n"
    (tmp_path / "sitecustomize.py").write_text(said)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    names = hatch_start.loaded(str(SOURCE), str(tmp_path), "topics")
    assert "tipcli.library" in names
    assert all(name.startswith("tipcli.") for name in names)
