"""Every format shows everything that there is to show."""

from __future__ import annotations

import inspect
import json

import pytest

from tests.views.samples import CALLS
from tipcli.system.screen import Screen
from tipcli.views.base import View
from tipcli.views.registry import FORMATS, view

METHODS = [name for name, _ in inspect.getmembers(View, inspect.isfunction) if name[0] != "_"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_every_method_of_a_view_with_the_same_arguments(name: str) -> None:
    made = view(name, Screen(80))
    assert isinstance(made, View)
    for method in METHODS:
        own = getattr(type(made), method)
        assert own is not getattr(View, method), method
        assert list(inspect.signature(own).parameters) == list(inspect.signature(getattr(View, method)).parameters)


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("name", FORMATS)
def test_what_a_view_yields_ends_its_last_line(name: str, call: str) -> None:
    text = CALLS[call](view(name, Screen(80)))
    assert text == "" or text.endswith("\n")
    if name == "json":
        json.loads(text)
