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

DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")]
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


readme = script("readme")


@pytest.mark.parametrize("path", readme.DOCUMENTS, ids=lambda path: path.name)
def test_every_example_prints_what_stands_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert readme.refreshed(text) == text, "run: uv run python docs/readme.py"


def test_the_readme_is_read_in_one_go() -> None:
    assert len(README.splitlines()) <= 200
    assert len(README.split()) <= 1500


def test_the_tips_that_the_readme_writes_can_be_imported(tmp_path: Path) -> None:
    folder = tmp_path / "our-tips"
    folder.mkdir()
    for language, name in (("markdown", "phone.md"), ("csv", "tips.csv")):
        [written] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
        (folder / name).write_text(written, encoding="utf-8")
    assert len((folder / "phone.md").read_text(encoding="utf-8").splitlines()) == 6
    run = Inside(tmp_path / "home")
    assert "3 new" in run("import", str(folder)).err
    rows = [line.split("\t") for line in run("list", "-c", "our-tips").lines]
    assert {(row[2], row[3]) for row in rows} == {
        ("Answer by the third ring", "phone,onboarding"),
        ("Greet first", "onboarding"),
        ("Close well", "onboarding"),
    }


def test_every_page_of_docs_is_led_to_by_the_readme_or_by_another() -> None:
    pages = sorted(readme.FOLDER.glob("*.md"))
    named = {page.name for page in pages for path in DOCUMENTS if path != page and page.name in path.read_text("utf-8")}
    assert [page.name for page in pages if page.name not in named] == []


def _targets(path: Path) -> list[str]:
    return re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_every_picture_is_current(name: str) -> None:
    drawn = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert pictures.picture(name) == drawn, "run: uv run python docs/pictures.py"
    assert any(target.endswith(name) for path in DOCUMENTS for target in _targets(path))


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
    for path in DOCUMENTS:
        for target in _targets(path):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"


def test_links_to_a_heading_find_it() -> None:
    for path in DOCUMENTS:
        for name, heading in re.findall(r"\]\(([^):]*)#([^)]+)\)", path.read_text(encoding="utf-8")):
            text = (path.parent / name if name else path).read_text(encoding="utf-8")
            heads = re.findall(r"^#+ (.+)", text, re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
            assert heading in anchors, f"{path.relative_to(ROOT)}: {name}#{heading}"


def test_every_module_stands_in_the_table_of_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "tipcli"
    names = {path.name for path in package.glob("[!_]*.py")} | {
        f"{path.parent.name}/" for path in package.glob("*/__init__.py")
    }
    assert not {name for name in names if f"`{name}`" not in text}


def test_every_path_that_contributing_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tops = {path.name for path in ROOT.iterdir()}
    named = {word.rstrip(".") for word in re.findall(r"[\w./-]+", text)}
    paths = {word for word in named if "/" in word and word.split("/")[0] in tops}
    assert len(paths) > 10
    assert sorted(path for path in paths if not (ROOT / path).exists() and "NNN" not in path) == []


def test_every_finding_is_in_its_table_and_says_what_was_guessed() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "findings").glob("*.sh")}
    table = (ROOT / "findings" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(.+?\.sh)`", table, re.MULTILINE)) == set(scripts)
    for name, text in scripts.items():
        assert re.search(r"^# Guess: ", text, re.MULTILINE), name
        assert re.search(r"^# Seen: ", text, re.MULTILINE), name
        assert "mktemp -d" in text, name
