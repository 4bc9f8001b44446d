"""Plain sheets without an ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.readers.base import Bad, Document, Item, Options
from tipcli.readers.registry import reader_for
from tipcli.readers.sheets import SheetReader

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "# To park a call:\npark 42\n\n# To fetch it back\nfetch --from 42 `line`\n"


def saved(folder: Path, text: str, name: str = "phone") -> Document:
    (folder / name).write_bytes(text.encode("utf-8", "replace"))
    return Document(str(folder / name), name, name)


def read(document: Document) -> Item:
    (found,) = SheetReader().read(document, Options())
    assert isinstance(found, Item)
    return found


def test_a_sheet_is_code_under_the_name_of_its_file(tmp_path: Path) -> None:
    item = read(saved(tmp_path, SHEET))
    assert (item.title, item.slug, item.gist) == ("phone", "phone", "To park a call")
    assert item.body == f"```\n{SHEET.strip()}\n```"


def test_a_head_gives_language_and_topics(tmp_path: Path) -> None:
    item = read(saved(tmp_path, f"---\nsyntax: bash\ntags: [ desk, calls ]\n---\n{SHEET}"))
    assert item.topics == ("desk", "calls")
    assert item.body == f"```bash\n{SHEET.strip()}\n```"


def test_a_rule_is_no_head(tmp_path: Path) -> None:
    text = "---\nwords that are no head: at all: x\n---\nmore"
    assert read(saved(tmp_path, text)).body == f"```\n{text}\n```"


def test_fences_in_a_sheet_stay_within_it(tmp_path: Path) -> None:
    assert read(saved(tmp_path, "a\n````\nb\n````")).body == "`````\na\n````\nb\n````\n`````"


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("phone", SHEET, "sheet"),
        ("phone", f"---\nsyntax: bash\n---\n{SHEET}", "sheet"),
        ("note", "---\ntitle: A note\ntags: x\n---\nWords\n", "markdown"),
        ("note.md", "# Part\n\n%\n\nWords\n", "markdown"),
        ("phone", "park 42\nfetch 42\n", "sheet"),
        ("phone", "park 42 # to park\n", "sheet"),
        ("phone", "park 42 -f %\nfetch % of it\n", "sheet"),
        ("phone.md", SHEET, "markdown"),
        ("jokes", "one\n%\ntwo\n", "fortune"),
        ("table", "title,body\nA,B\n", "csv"),
        ("list", '[{"title": "A"}]', "json"),
        ("page", "<!DOCTYPE html><p>x", "html"),
        ("run", "#!/bin/sh\necho\n", ""),
        ("empty", "", ""),
        ("word", "word", ""),
        ("phone.conf", SHEET, ""),
    ],
)
def test_a_sheet_is_told_by_its_name_and_by_being_nothing_else(
    name: str, text: str, wanted: str, tmp_path: Path
) -> None:
    found = reader_for(saved(tmp_path, text, name))
    assert (found.name if found else "") == wanted


@many(50)
@given(any_text(80))
def test_any_text_is_an_item_or_bad(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    (found,) = SheetReader().read(saved(tmp_path_factory.getbasetemp(), text), Options())
    assert isinstance(found, (Item, Bad))
