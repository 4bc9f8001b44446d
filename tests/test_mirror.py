"""The tests mirror the source: who changes a module finds its tests at the same path."""

from __future__ import annotations

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "tipcli"
_LARGE = 40  # lines, from which on a module has tests of its own

# Larger modules without a test at their path, each with where it is tested. A new one needs a reason.
ELSEWHERE = {
    "cli/pausing": "cli/test_setup",
    "cli/preferences": "cli/test_settings",
    "cli/settings_file": "cli/test_settings",
    "index/combined": "index/test_pool",
    "index/crises": "search/test_crisis",
    "index/meanings": "store/test_meanings",
    "index/schema": "index/test_build",
    "ingest/days": "ingest/test_two_sources",
    "ingest/identity": "ingest/test_numbers",
    "ingest/ignored": "ingest/test_folders",
    "ingest/known": "ingest/test_two_sources",
    "ingest/reading": "ingest/test_run",
    "model/reports": "test_export",
    "readers/cells": "readers/test_columns",
    "readers/feeds/export": "readers/feeds/test_wordpress",
    "readers/feeds/prolog": "readers/feeds/test_xml",
    "readers/json/keys": "readers/test_columns",
    "readers/markup/inline": "ingest/test_derive",
    "readers/names": "readers/test_fields",
    "readers/notes/heads": "readers/notes/test_markdown",
    "readers/orders": "readers/test_dates",
    "readers/pages/archive/blocks": "readers/pages/test_archive",
    "readers/pages/archive/entries": "readers/pages/test_archive",
    "readers/pages/archive/reader": "readers/pages/test_archive",
    "readers/pages/facts": "readers/pages/test_listing",
    "readers/pages/html_kind": "readers/pages/test_page",
    "readers/registry": "readers/test_sheets",
    "readers/strfile": "readers/test_fortune",
    "readers/tables/rows": "readers/tables/test_table",
    "search/light": "search/test_query",
    "search/variants": "search/test_query",
    "search/weigh": "search/test_rank",
    "today/pause": "cli/test_setup",
    "today/profiles/block": "cli/test_setup",
    "today/profiles/shells": "cli/test_setup",
    "today/profiles/upkeep": "cli/test_setup",
    "web/heads": "web/test_final",
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
