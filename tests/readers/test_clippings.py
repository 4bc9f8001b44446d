"""The clippings of a Kindle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.found import parsed
from tipcli.model.errors import AccessError
from tipcli.model.tip import Credit
from tipcli.readers.base import Document, Item, Options, Skipped
from tipcli.readers.clippings import ClippingsReader
from tipcli.readers.registry import reader_for

if TYPE_CHECKING:
    from pathlib import Path

RULE = "==========\n"
DAY = "Added on Tuesday, March 4, 2025 9:41:00 AM"


def entry(what: str, where: str, text: str, book: str = "The Calm Desk (Ana Rivera)") -> str:
    return f"{book}\n- Your {what} on page 12 | location {where} | {DAY}\n\n{text}\n{RULE}"


def read(folder: Path, text: str) -> list[object]:
    (folder / "My Clippings.txt").write_text("\ufeff" + text, "utf-8", newline="\r\n")
    document = Document(str(folder / "My Clippings.txt"), "x", "My Clippings.txt")
    assert isinstance(reader_for(document), ClippingsReader)
    return [parsed(one) for one in ClippingsReader().read(document, Options())]


def test_a_mark_is_a_tip_with_its_book_its_day_and_the_note_made_at_it(tmp_path: Path) -> None:
    marks = entry("Highlight", "180-182", "People remember how it ended.") + entry("Note", "182", "Say goodbye last.")
    (found,) = read(tmp_path, marks + "")
    assert isinstance(found, Item)
    assert (found.body, found.date) == ("People remember how it ended.\n\nSay goodbye last.", "2025-03-04")
    assert found.credit == Credit("The Calm Desk", "Ana Rivera", None, None)


def test_a_bookmark_and_what_was_marked_again_are_left_out(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        entry("Highlight", "90-91", "First breathe,")
        + entry("Bookmark", "95", "")
        + entry("Highlight", "90-92", "First breathe, then speak.")
        + entry("Highlight", "90-92", "First breathe, then speak.", "Another (B)"),
    )
    assert [one.reason for one in found if isinstance(one, Skipped)] == [
        "marked again later, and longer or otherwise",
        "a bookmark",
    ]
    assert [one.body for one in found if isinstance(one, Item)] == ["First breathe, then speak."] * 2


def test_a_note_by_itself_is_a_tip(tmp_path: Path) -> None:
    (found,) = read(tmp_path, entry("Note", "7", "Ask first."))
    assert isinstance(found, Item)
    assert found.body == "Ask first."


def test_nothing_in_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words\n")
    with pytest.raises(AccessError, match="no clippings"):
        list(ClippingsReader().read(Document(str(tmp_path / "a.txt"), "a.txt", "a.txt"), Options()))
