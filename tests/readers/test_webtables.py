"""Pages that are one table: each row a tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipcli.readers.base import Document, Item, Options, Record
from tipcli.readers.registry import reader_for

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "<tr><th>Title</th><th>Text</th><th>Tags</th><th>Date</th><th>URL</th></tr>"
GREET = (
    "<tr><td>Greet &lt;first&gt;</td><td>Look up.<br>Then *ask*.</td><td>phone, desk</td><td>2025-03-04</td>"
    '<td><a href="https://example.org/a">here</a></td></tr>'
)
SMILE = "<tr><td>Smile</td><td><p>It is <b>heard</b>.</p><ul><li>Always</li></ul></td><td></td><td></td><td></td></tr>"
TABLE = f"<table>{HEAD}{GREET}{SMILE}</table>"


def read(text: str, folder: Path, name: str = "x.html", form: str = "html-table") -> list[Item]:
    path = folder / name
    path.write_text(text, "utf-8")
    document = Document(str(path), "x", name)
    made = reader_for(document)
    assert made
    assert made.name == form
    found = [one.parse() if isinstance(one, Record) else one for one in made.read(document, Options())]
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        f"<!DOCTYPE html><html><head><title>Tips</title></head><body><h1>Our tips</h1>{TABLE}</body></html>",
        f"<table><thead>{HEAD}</thead><tbody>{GREET}{SMILE}</tbody></table>",
        f"<table><caption>Our tips</caption>{HEAD.replace('th>', 'td>')}{GREET}{SMILE}</table>",
    ],
)
def test_each_row_is_a_tip(text: str, tmp_path: Path) -> None:
    greet, smile = read(text, tmp_path)
    assert (greet.title, greet.body, greet.topics) == ("Greet <first>", "Look up.\nThen *ask*.", ("phone", "desk"))
    assert (greet.date, greet.link) == ("2025-03-04", "https://example.org/a")
    assert (smile.title, smile.body) == ("Smile", "It is **heard**.\n\n- Always")


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace("Title", "Colour").replace("Text", "Size"),
        f"<article><h1>One text</h1><p>{'Words of it. ' * 40}</p>{TABLE}</article>",
        f"<html><body><h1>One text</h1><p>{'Words of it. ' * 40}</p>{TABLE}</body></html>",
        TABLE.replace("<td>Smile", '<td rowspan="2">Smile'),
        TABLE + TABLE,
        f"<table>{HEAD}</table><p>Words that are longer than a line, so that there is a text.</p>",
        f"<table><tr><td>{TABLE}</td></tr></table>" + TABLE,
    ],
)
def test_any_other_page_is_read_as_an_article(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(text, "utf-8")
    made = reader_for(Document(str(path), "x", "x.html"))
    assert made
    assert made.name == "html"


def test_a_table_without_an_ending_is_known_by_its_tag(tmp_path: Path) -> None:
    assert len(read(TABLE, tmp_path, "x.txt")) == 2
