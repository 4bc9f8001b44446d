"""A module that is not to be imported."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest

from tipcli.system.hiding import Hidden


def test_a_hidden_module_is_not_there_and_is_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    with Hidden("colorsys_of_nobody"), pytest.raises(ModuleNotFoundError):
        import_module("colorsys_of_nobody")
    assert "colorsys_of_nobody" not in sys.modules
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with Hidden("colorsys"), pytest.raises(ModuleNotFoundError):
        import_module("colorsys")
    assert import_module("colorsys").__name__ == "colorsys"


def test_a_module_that_was_imported_stays() -> None:
    with Hidden("sys"):
        assert import_module("sys") is sys
    assert sys.modules["sys"] is sys
