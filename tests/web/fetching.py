"""Fetching in tests, with long waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tipcli.model.errors import AccessError
from tipcli.web.page import Web

if TYPE_CHECKING:
    from tipcli.web.page import Fetched

FEED = b"<rss>" + b"words " * 100 + b"</rss>"


def a_web(**settings: Any) -> Web:
    """Return one that waits for long, since a busy machine may be slow: a test that is about waiting says how long."""
    return Web(**({"connect": 60.0, "silence": 60.0, "whole": 120.0} | settings))


def fetch(address: str, settings: dict[str, Any] | None = None, **more: Any) -> tuple[Fetched, bytes]:
    with a_web(**(settings or {})) as web:
        fetched = web.fetch(address, **more)
        return fetched, Path(fetched.path).read_bytes() if fetched.path else b""


def failure(address: str, settings: dict[str, Any] | None = None, **more: Any) -> AccessError:
    with a_web(**(settings or {})) as web, pytest.raises(AccessError) as caught:
        web.fetch(address, **more)
    assert "\n" not in caught.value.message
    assert caught.value.message.isprintable()
    return caught.value
