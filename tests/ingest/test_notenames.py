"""The notes of a folder by the names that links have for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, held, well
from tipcli.ingest.notenames import NoteNames
from tipcli.readers.base import Document

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "content/desk/Greet The Guest.md": "Say hello.",
    "content/_index.md": "---\ntitle: All\n---\n",
    "pages/phone___hold.md": "- Wait with them.",
    "_posts/2024-03-05-ring-back.md": "---\ntitle: Ring back\n---\nSame day.",
    "phone/index.md": "---\ntitle: The phone\n---\nIt rings.",
    "a/same.md": "# One\n\nx",
    "b/same.md": "# Two\n\ny",
    ".hidden/secret.md": "x",
}


@pytest.fixture
def names(tmp_path: Path) -> NoteNames:
    for path, text in NOTES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return NoteNames(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("greet the guest", "content/desk/Greet The Guest.md"),
        ("content/desk/greet the guest", "content/desk/Greet The Guest.md"),
        ("phone/hold", "pages/phone___hold.md"),
        ("ring-back", "_posts/2024-03-05-ring-back.md"),
        ("Ring Back", ""),
        ("2024-03-05-ring-back", "_posts/2024-03-05-ring-back.md"),
        ("b/same", "b/same.md"),
        ("same.md", "a/same.md"),
        ("secret", ""),
        ("none", ""),
    ],
)
def test_a_note_is_called_by_its_name_or_its_path(names: NoteNames, name: str, file: str) -> None:
    assert names.inside(names.called(name)) == file


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("same.md", "b/same.md"),
        ("../a/same.md#part", "a/same.md"),
        ("/phone/", "phone/index.md"),
        ("phone", "phone/index.md"),
        ("_posts/2024-03-05-ring-back.md", "_posts/2024-03-05-ring-back.md"),
        ("/ring-back/", "_posts/2024-03-05-ring-back.md"),
        ("../../outside.md", ""),
        ("mailto:same.md", ""),
        ("//h.example/same.md", ""),
        ("pic.png", ""),
        ("", ""),
        ("%00", ""),
    ],
)
def test_an_address_goes_from_the_file_or_from_the_top(
    names: NoteNames, tmp_path: Path, target: str, file: str
) -> None:
    document = Document(str(tmp_path / "b" / "same.md"), "b", "same.md", inside="b/same.md")
    assert names.inside(names.at(target, document)) == file


def test_a_note_is_called_as_its_tip_is(names: NoteNames, tmp_path: Path) -> None:
    tips = Inside(tmp_path.parent / "home")
    well(tips("import", str(tmp_path), "--name", "v"))
    titles = {tip["title"] for tip in held(tips.home, "v")}
    assert {
        names.title(str(tmp_path / path)) for path in NOTES if "_index" not in path and "." not in path[0]
    } == titles
