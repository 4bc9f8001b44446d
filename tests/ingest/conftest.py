"""The command in the process of the test, and a server on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside
from tests.server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    """Return the command, in this process, with an empty home."""
    return Inside(tmp_path / "home")


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that has no pages yet."""
    with serving() as running:
        yield running
