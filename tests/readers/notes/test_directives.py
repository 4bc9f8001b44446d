"""Directives of ikiwiki among Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.notes.test_markdown import one
from tipcli.readers.notes.directives import directed

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """[[!meta title="Greet first"]]
[[!meta date="2025-03-04 09:30"]]
[[!meta author="Jo"]]
[[!tag phone first-day]]

Look up, see [[another]].

[[!table data=x]]
Then ask.
"""


@pytest.mark.parametrize("name", ["greet.mdwn", "greet.md", "greet.mkdn"])
def test_they_say_title_day_and_topics_and_are_no_text(tmp_path: Path, name: str) -> None:
    item = one(TEXT, tmp_path, name)
    assert (item.title, item.date, item.topics) == ("Greet first", "2025-03-04", ("phone", "first-day"))
    assert item.body == "Look up, see [[another]].\n\nThen ask."


def test_a_text_without_them_stays_as_it_is() -> None:
    for text in ("Text of [[!important]].", "[[!tip]]\nText.", "A [[!meta x]] in a line."):
        assert directed({"title": "A"}, text) == ({"title": "A"}, text)
