"""The versions of packages, read off the names of folders."""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from typing import TYPE_CHECKING

import pytest

from tipcli.system import installed

if TYPE_CHECKING:
    from pathlib import Path


def test_they_are_what_the_metadata_say() -> None:
    known = installed.versions()
    for one in distributions():
        assert installed.version(one.name, known) == one.version


@pytest.mark.parametrize("name", ["Some-Thing", "some.thing", "SOME_thing"])
def test_a_package_goes_by_any_spelling_and_the_first_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for folder, version in (("first", "1.2"), ("second", "3")):
        (tmp_path / folder / f"some_thing-{version}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "missing"), str(tmp_path / "first"), str(tmp_path / "second")])
    assert installed.version(name, installed.versions()) == "1.2"
    assert installed.version("other", installed.versions()) == ""
