"""The documents say what the program does: examples are run, pictures are drawn again, commands are all described."""

from __future__ import annotations

import importlib.util
import re
import sys
from typing import TYPE_CHECKING

import pytest

import tipcli
from tests.conftest import ROOT
from tests.importing import Inside
from tipcli.cli.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from tests.conftest import Tips

README = (ROOT / "README.md").read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


pictures = script("pictures")


def test_every_example_of_the_readme_prints_what_stands_there() -> None:
    assert script("readme").refreshed(README) == README, "run: uv run python docs/readme.py"


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_every_picture_is_current(name: str) -> None:
    drawn = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert pictures.picture(name) == drawn, "run: uv run python docs/pictures.py"
    assert f"](docs/{name})" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_its_help_begins_with_examples(tmp_path: Path, command: str) -> None:
    assert f"`tips {command}" in README
    lines = Inside(tmp_path / "home")(command, "--help").lines
    assert lines[0].startswith(f"Usage: tips {command}")
    assert lines[2].startswith(f"  tips {command}")


def test_the_changelog_has_the_version() -> None:
    assert re.search(rf"^## {re.escape(tipcli.__version__)}\b", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)


def test_the_version_stands_in_one_place(tips: Tips) -> None:
    assert tips("--version").out == f"tips {tipcli.__version__}\n"
    assert f'"{tipcli.__version__}"' not in (ROOT / "pyproject.toml").read_text()


def test_local_links_of_the_documents_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if "://" not in target:
                assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_every_module_stands_in_the_table_of_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "tipcli"
    names = {path.name for path in package.glob("[!_]*.py")} | {
        f"{path.parent.name}/" for path in package.glob("*/__init__.py")
    }
    assert not {name for name in names if f"`{name}`" not in text}
