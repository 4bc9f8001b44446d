"""A document: its name, its bytes, and in which encoding they are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.model.errors import AccessError
from tipcli.readers.base import Document, decode
from tipcli.readers.nearby import beside

if TYPE_CHECKING:
    from pathlib import Path


@many(200)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff")))
def test_text_in_utf_8_and_in_what_has_a_mark_is_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(text.encode("utf-16")) == text


@many(200)
@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "cp1251", "nosuch", "idna"]))
def test_any_bytes_are_some_text_and_ascii_in_them_stays(data: bytes, charset: str) -> None:
    text = decode(b"plain " + data, charset)
    assert text.startswith("plain ")
    assert isinstance(text, str)


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("“Hi” – Café".encode("cp1252"), "", "“Hi” – Café"),
        ("“Hi” – Café".encode(), "ISO-8859-1", "“Hi” – Café"),  # as gitweb calls every file
        ("“Hi” – Café".encode(), "us-ascii", "“Hi” – Café"),
        ("Café".encode("latin-1"), "ISO-8859-1", "Café"),
        ("привет".encode("cp1251"), "cp1251", "привет"),
        ("привет".encode(), "cp1252x", "привет"),
        ("ü".encode() * 40 + b"\xff", "", "ü" * 40 + "\ufffd"),
        (b"\x81caf\xe9", "", "\x81café"),
    ],
)
def test_the_encoding_is_what_is_said_or_what_fits(data: bytes, charset: str, text: str) -> None:
    assert decode(data, charset) == text


@pytest.mark.parametrize(
    ("name", "stem", "ending"),
    [("a.MD", "a", ".md"), ("a.tar.gz", "a.tar", ".gz"), ("a", "a", ""), (".a", ".a", "")],
)
def test_a_name_has_a_stem_and_an_ending(name: str, stem: str, ending: str) -> None:
    document = Document(name, name, name)
    assert (document.stem, document.ending) == (stem, ending)


def test_a_document_is_read_up_to_a_bound_and_its_lines_end_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    document = Document(str(path), "a.txt", "a.txt")
    assert document.text() == "one\ntwo\nthree\n"
    assert document.head == path.read_bytes()
    assert document.size() == document.position() == 15
    with pytest.raises(AccessError, match=r"a\.txt: larger than"):
        document.read(14)
    path.unlink()
    with pytest.raises(AccessError, match=r"a\.txt: No such file"):
        document.read()


def test_beside_a_document_only_regular_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    assert beside(str(tmp_path / "file"), 3) == b"123"
    assert {beside(str(tmp_path / name), 3) for name in ("link", "pipe", ".", "missing", "a\0b")} == {b""}
