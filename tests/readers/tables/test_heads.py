"""The line that names the columns: what parts its cells, and which line it is."""

from __future__ import annotations

import pytest

from tipcli.readers.tables.heads import delimiter_of, is_header, role_named, split


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("title,body", ","),
        ("title;body,x", ";"),
        ("Titel\tText, lang", "\t"),
        ("title|a,b,c", "|"),
        ("", ","),
        ('"title;x",body', ","),
    ],
)
def test_the_delimiter_gives_most_names(line: str, mark: str) -> None:
    assert delimiter_of(line) == mark


@pytest.mark.parametrize(
    ("line", "least", "is_one"),
    [
        ("title", 1, True),
        ("title", 2, False),
        ("Title,Tags", 2, True),
        ("tags,date", 1, False),
        ("Kind,Place,Text", 2, True),
        ("Notes of a book:,,,", 2, False),
        ("", 1, False),
    ],
)
def test_a_header_names_a_title_or_a_text(line: str, least: int, *, is_one: bool) -> None:
    assert is_header(line, ",", least) is is_one


def test_cells_are_parted_and_named() -> None:
    assert split('"a, b", c', ",") == ["a, b", "c"]
    assert [role_named(cell) for cell in (" Titel ", "Owner", "TAGS")] == ["title", "", "topics"]
