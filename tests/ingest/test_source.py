"""What a source is called, and how a collection remembers it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tipcli.ingest.source import ZIP, Source, source_of
from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_source_has_a_name_for_messages_and_one_for_a_collection(tmp_path: Path) -> None:
    (tmp_path / "our.tips.csv").touch()
    assert Source(str(tmp_path / "our.tips.csv")).stem == "our.tips"
    assert Source(str(tmp_path) + "/").stem == tmp_path.name
    web = Source("https://me:secret@www.example.org:8443/feed")
    assert web.stem == "example.org"
    assert "secret" not in web.shown
    assert Source("a.csv", "csv").as_object() == {"source": os.path.abspath("a.csv"), "format": "csv"}


def test_a_source_without_a_name_is_refused() -> None:
    with pytest.raises(AccessError, match="without a name"):
        Source("  ")


def test_what_is_remembered_is_the_source_again() -> None:
    source = Source("https://a.example/feed", dates="dmy", columns=(("What", "body"),), folder_topics=False)
    source.found = ZIP
    again = source_of(source.as_object())
    assert again.as_object() == source.as_object()
    assert (again.options, again.found) == (source.options, ZIP)
    assert source_of({"source": "a", "found": "no format", "dates": "xyz"}).as_object() == Source("a").as_object()
