"""Tips that are found by a person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, use_small_seeds
from tipcli.kept import writing
from tipcli.library import Library
from tipcli.model.results import Filters
from tipcli.model.text import unmarked
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.model.results import Hit

BLOG = [
    a_tip(1, "Kettles", collection="blog", date="2020-01-01", body="A kettle boils."),
    a_tip(2, "Teapots", collection="blog", date="2021-01-01", body="A teapot pours."),
]
LONG = "word " * 60 + "Zebras grazing " + "word " * 60


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    write("blog", {"rotation": True}, BLOG)


def found(query: str, filters: Filters | None = None) -> list[Hit]:
    with Library() as library:
        return library.search(query, library.checked(filters or Filters()))


@pytest.mark.parametrize("query", ["zebra", "ZEBRAS", "grazed zebra", "zeb"])
def test_a_note_is_found_by_its_words_in_any_form(query: str) -> None:
    writing.add("notes", "note", BLOG[:1], "Zebras graze here")
    [hit] = [hit for hit in found(query) if "note" in hit.matched]
    assert (hit.tip.ref, hit.tip.note) == ("blog/1", "Zebras graze here")
    assert unmarked(hit.snippet) == "Zebras graze here"
    assert hit.snippet != unmarked(hit.snippet)


@pytest.mark.parametrize("query", ["zebra kettle", "giraffe", "", "..."])
def test_every_word_has_to_be_there(query: str) -> None:
    writing.add("notes", "note", BLOG[:1], "Zebras graze here")
    assert [hit for hit in found(query) if "note" in hit.matched] == []


def test_filters_hold_for_notes_too() -> None:
    writing.add("notes", "note", BLOG, "zebra")
    assert {hit.tip.ref for hit in found("zebra")} == {"blog/1", "blog/2"}
    assert {hit.tip.ref for hit in found("zebra", Filters(since="2021-01-01"))} == {"blog/2"}


def test_a_tip_that_is_found_anyway_says_both_and_comes_once() -> None:
    writing.add("notes", "note", BLOG[:1], "my kettle")
    hits = found("kettle")
    assert [hit.tip.ref for hit in hits if hit.tip.ref == "blog/1"] == ["blog/1"]
    assert {"title", "note"} <= set(hits[0].matched)


def test_of_a_long_note_the_piece_with_the_words_is_shown() -> None:
    writing.add("notes", "note", BLOG[:1], LONG)
    [hit] = [hit for hit in found("zebra") if "note" in hit.matched]
    shown = unmarked(hit.snippet)
    assert "Zebras grazing" in shown
    assert len(shown) < 130
    assert (shown[0], shown[-1]) == ("…", "…")
