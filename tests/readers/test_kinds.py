"""Kinds of files that hold no tips: each is named, with what to do, and nothing that is a text is taken for one."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tests.readers.office.test_workbook import FILES as OFFICE
from tipcli.model.errors import AccessError
from tipcli.readers.base import Document, NotTipsError
from tipcli.readers.kinds import ARCHIVE, KINDS, kind_by_bytes, kind_by_text
from tipcli.readers.registry import FORMATS, chosen_reader

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = [(kind, magic) for kind in KINDS for magic in kind.begins]


def saved(folder: Path, data: bytes, name: str = "file") -> Document:
    (folder / name).write_bytes(data)
    return Document(str(folder / name), name, name)


@pytest.mark.parametrize(("kind", "magic"), MAGIC, ids=[f"{kind.what} {magic!r}" for kind, magic in MAGIC])
@pytest.mark.parametrize("name", ["tips", "tips.md", "tips.csv"])
def test_bytes_that_are_no_text_are_refused_under_any_name_and_whatever_from_says(
    tmp_path: Path, kind: object, magic: bytes, name: str
) -> None:
    data = magic + b"\0\x01\xff\xfe" * 40 + getattr(kind, "holds", b"") + b"\0" * 40
    for named in ("", *FORMATS):
        with pytest.raises(AccessError) as raised:
            chosen_reader(saved(tmp_path, data, name), named)
        assert isinstance(raised.value, NotTipsError) is (name == "tips")  # the others may have been texts
        assert getattr(kind, "what", "").partition(" ")[0] in ("a", "an", "part", "the", "cards", "settings", "no")
        assert raised.value.hint


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"PK\x03\x04" + b"\0" * 20 + b"word/document.xml", "a.docx", "a Word document"),
        (b"PK\x03\x04" + b"\0" * 20 + b"word/document.xml", "a.md", "a Word document"),
        (b"PK\x03\x04" + b"\0" * 20 + b"xl/workbook.xml", "a.bin", "an Excel workbook"),
        (b"PK\x03\x04" + b"\0" * 20 + b"mimetypeapplication/epub+zip", "a.zip", "an e-book"),
        (b"PK\x03\x04" + b"\0" * 20 + b"a.md", "a.zip", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.txt", "a picture"),
        (b"SQLite format 3\0", "notes.csv", "an SQLite file"),
        (b"%PDF-1.7\n1 0 obj\n", "a", "a PDF"),
        (b"a\0b\0c\0d\0", "a.csv", "no text, but a file of a program"),
        (
            b"\0\xe9\xe9\xe9\xff\x81\x90ab" * 9 + b"\xe9\xff" * 90 + b"x" * 500,
            "a.md",
            "no text, but a file of a program",
        ),
    ],
)
def test_a_kind_is_told_by_its_bytes(tmp_path: Path, data: bytes, name: str, what: str) -> None:
    kind = kind_by_bytes(saved(tmp_path, data, name))
    assert kind is not None
    assert kind.what == what


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("From a@h.example Tue Mar  5 10:00:00 2024\nSubject: x\n\nHi.\n", "mail", "an e-mail"),
        ("Return-Path: <a@h.example>\nSubject: x\n\nHi.\n", "one", "an e-mail"),
        ("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n", "b.html", "a list of bookmarks"),
        ("From: <Saved by Blink>\nMIME-Version: 1.0\n\n<html>", "page", "a page with all its parts"),
        ("[InternetShortcut]\nURL=https://h.example/\n", "Desk.url", "a link to a page"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "a", "a calendar"),
        ('<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>', "a.xml", "an outline of feeds (OPML)"),
        ("<opml version='1.0'></opml>", "subscriptions", "an outline of feeds (OPML)"),
        (
            "A Book (Ann Example)\r\n- Your Highlight on page 3 | Added on Friday\r\n\r\nAsk once.\r\n==========\r\n",
            "My Clippings.txt",
            "a Kindle clippings file",
        ),
        ('{"version":3}', "app.js.map", "a source map"),
        ("a: 1\n", "mkdocs.yml", "settings of a program"),
    ],
)
def test_a_kind_is_told_by_its_words_where_no_format_is_named(tmp_path: Path, text: str, name: str, what: str) -> None:
    document = saved(tmp_path, text.encode(), name)
    kind = kind_by_text(document)
    assert kind is not None
    assert kind.what == what
    assert kind_by_bytes(document) is None
    assert chosen_reader(document, "markdown").name == "markdown"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ID3 tags are read by every player.\n", "a.md"),
        ("RIFF on a theme.\n", "a.md"),
        ("From here on, ask first.\n", "a.md"),
        ("PK is short for Peter K.\n", "a.md"),
        ("title,body\nA,One \0 stray byte in a long line of words that goes on and on and on.\n", "a.csv"),
        ("%\none\n%\n", "wisdom"),
        ("[desk]\nabout = 'x'\n", "topics.toml"),
        ("\ufefftitle,body\nA,B\n", "a.csv"),
    ],
)
def test_a_text_is_taken_for_no_other_kind(tmp_path: Path, text: str, name: str) -> None:
    document = saved(tmp_path, text.encode(), name)
    assert kind_by_bytes(document) is None
    assert kind_by_text(document) is None


def test_utf_16_is_text(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert kind_by_bytes(saved(tmp_path, "<?xml version='1.0'?><rss/>".encode(encoding))) is None


@many(100)
@given(any_text(60))
def test_no_text_without_nul_is_refused_for_its_bytes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    words = text.replace("\0", "")
    kind = kind_by_bytes(saved(folder, f"- {words}".encode("utf-8", "replace")))
    assert kind is None


@many(50)
@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind_or_none(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    document = saved(tmp_path_factory.getbasetemp(), data)
    assert kind_by_bytes(document) is None or kind_by_bytes(document) in KINDS or b"\0" in data


@pytest.mark.parametrize("name", ["word/a.md", "password/a.md", "xl/b.md", "plan.docx"])
def test_a_zip_is_of_the_kind_that_its_names_say(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, "word/document.xml xl/workbook.xml mimetypeapplication/epub+zip")
    kind = kind_by_bytes(Document(str(tmp_path / "a.zip"), "a.zip", "a.zip"))
    assert kind is ARCHIVE


@pytest.mark.parametrize(
    ("name", "format_"), [("huddle.ods", "workbook"), ("huddle.xlsx", "workbook"), ("notes.odt", "document")]
)
def test_an_office_file_without_a_name_is_read_as_what_it_is(name: str, format_: str) -> None:
    assert chosen_reader(Document(str(OFFICE / name), "standard input", "standard input"), "").name == format_
    with pytest.raises(AccessError) as told:
        chosen_reader(Document(str(OFFICE / name), "a.bin", "a.bin"), "")
    assert "Call it by its ending: .o" in told.value.hint or ".xlsx" in told.value.hint


@pytest.mark.parametrize(
    ("text", "name", "what", "advice"),
    [
        ("%\n% a remark\n%\n\\begin{table}\n", "a.latex", "a text in LaTeX", "pandoc"),
        ("@misc{a, title = {Greet first}}\n", "a.bib", "a list of references", "CSV"),
        ("TY  - WEB\nTI  - Greet first\nER  - \n", "a.ris", "a list of references", "CSV"),
        ("title: Greet first\n\nLook up.\n", "a.tid", "a note of TiddlyWiki", "JSON"),
        ("\0" * 600, "a.jex", "notes of Joplin", "Markdown"),
        ('<mediawiki xmlns="x"><page><title>Greet</title></page></mediawiki>', "a.xml", "pages of a wiki", "pages"),
    ],
)
def test_files_of_other_programs_are_refused_with_what_to_do(
    tmp_path: Path, text: str, name: str, what: str, advice: str
) -> None:
    with pytest.raises(NotTipsError, match=what) as raised:
        chosen_reader(saved(tmp_path, text.encode(), name), "")
    assert advice in raised.value.hint


def test_a_plain_text_is_answered_with_how_to_read_it(tmp_path: Path) -> None:
    document = saved(tmp_path, b"Look up and say hello.\n", "greet.txt")
    with pytest.raises(NotTipsError, match="of no format that is known") as raised:
        chosen_reader(document, "")
    assert "markdown for a plain text" in raised.value.hint
    assert raised.value.reason == "a plain text; --from markdown reads it"
    assert chosen_reader(document, "markdown").name == "markdown"
