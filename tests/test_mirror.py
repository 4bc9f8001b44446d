"""The tests mirror the source: who changes a module finds its tests at the same path."""

from __future__ import annotations

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "tipcli"
_LARGE = 40  # lines, from which on a module has tests of its own

# Larger modules without a test at their path, each with where it is tested. The list may only become shorter.
ELSEWHERE = {
    "readers/strfile": "readers/test_fortune",
    "web/heads": "web/test_final",
    "index/combined": "index/test_pool",
    "index/schema": "index/test_build",
    "ingest/reading": "ingest/test_run",
    "readers/feeds/export": "readers/feeds/test_wordpress",
    "readers/feeds/prolog": "readers/feeds/test_xml",
    "readers/pages/archive/blocks": "readers/pages/test_archive",
    "readers/pages/archive/entries": "readers/pages/test_archive",
    "readers/pages/archive/reader": "readers/pages/test_archive",
}


def large_modules() -> dict[str, str]:
    """Return the modules of more than 40 lines, with the path where the test of each belongs."""
    modules = (path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py")
    large = [path for path in modules if len((PACKAGE / path).read_text("utf-8").splitlines()) > _LARGE]
    return {str(path.with_suffix("")): str(path.with_name(f"test_{path.stem}")) for path in large}


def has(test: str) -> bool:
    return (ROOT / "tests" / f"{test}.py").is_file()


def test_every_large_module_has_a_test_at_its_path() -> None:
    missing = {module: f"tests/{test}.py" for module, test in large_modules().items() if not has(test)}
    assert {module: test for module, test in missing.items() if module not in ELSEWHERE} == {}


def test_the_list_of_exceptions_is_true() -> None:
    modules = large_modules()
    assert [module for module in ELSEWHERE if module not in modules or has(modules[module])] == [], "take them out"
    assert [test for test in ELSEWHERE.values() if not has(test)] == []
