"""The export for fortune, held against `strfile` and `fortune` themselves where they are installed."""

from __future__ import annotations

import shutil
import struct
import subprocess
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.exports.samples import ABOUT, TIPS, WHOLE, any_tips, text_of
from tests.made import a_tip, many
from tipcli.exports.registry import export
from tipcli.exports.writing import write
from tipcli.model.errors import AccessError
from tipcli.model.tip import Credit

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.model.tip import Tip

STRFILE = shutil.which("strfile", path="/usr/bin:/usr/games:/usr/local/bin")
FORTUNE = shutil.which("fortune", path="/usr/bin:/usr/games:/usr/local/bin")
needs_strfile = pytest.mark.skipif(STRFILE is None, reason="strfile is not installed")
needs_fortune = pytest.mark.skipif(FORTUNE is None, reason="fortune is not installed")


def texts(*tips: Tip) -> list[str]:
    """Return the texts between the dividers."""
    *found, last = text_of("fortune", tips).split("\n%\n")
    assert last == ""
    return found


def one(**fields: object) -> str:
    [text] = texts(a_tip(**({"title": "A title"} | fields)))  # type: ignore[arg-type]
    return text


def test_a_title_of_its_own_stands_above_the_body() -> None:
    assert one(body="Some body.") == "A title\n\nSome body."


def test_where_there_is_no_body_the_gist_stands_for_it() -> None:
    assert one(gist="A gist.") == "A title\n\nA gist."
    assert one(gist="A gist.", body="Body") == "A title\n\nBody"
    assert one() == "A title"


@pytest.mark.parametrize("body", ["A title and more", "A  title\nand more", "\n\nA title"])
def test_a_title_of_the_first_words_is_not_said_twice(body: str) -> None:
    assert one(body=body) == body.strip("\n")
    assert one(body=body, title="A title…") == body.strip("\n")


def test_a_publisher_stands_below_unless_the_text_names_it() -> None:
    assert one(credit=Credit("", "Somebody")) == "A title\n\t\t-- Somebody"
    for line in ("\t\t-- Somebody", "― Somebody, \x22Works\x22", "--Somebody", "\t-- Some\n\tbody"):
        named = "Some body" if "\n" in line else "Somebody"
        assert one(title="A", body=f"A\n{line}", credit=Credit("", named)) == f"A\n{line}"
    assert one(credit=Credit("A book")) == "A title"


@pytest.mark.parametrize("line", ["%", "%%", "%%%"])
def test_a_line_of_percent_signs_gets_a_space_before_it(line: str) -> None:
    assert one(body=f"A title\n{line}\nb") == f"A title\n {line}\nb"


@pytest.mark.parametrize("line", [" %", "%a", "a %", "% a", "5%"])
def test_other_lines_with_percent_signs_stay(line: str) -> None:
    assert one(body=f"A title\n{line}") == f"A title\n{line}"


def test_a_first_line_that_would_be_a_comment_gets_a_space_before_it() -> None:
    assert one(title="Off", body="%% Off by half\n%% Sold") == "Off\n\n%% Off by half\n%% Sold"
    assert one(title="%% Off", body="%% Off by half\n%% Sold") == " %% Off by half\n%% Sold"


@many(40)
@given(any_tips(most=5))
def test_there_are_as_many_texts_as_tips(tips: list[Tip]) -> None:
    found = texts(*tips)
    assert len(found) == len(tips)
    assert all(found)


def written(folder: Path, *tips: Tip) -> tuple[bytes, bytes]:
    """Return the two files of a new export."""
    path = folder / "f"
    write("fortune", tips, ABOUT, str(path), force=True)
    return path.read_bytes(), (folder / "f.dat").read_bytes()


def strfile(folder: Path, text: bytes) -> bytes:
    (folder / "s").write_bytes(text)
    subprocess.run([STRFILE, "-s", "s", "s.dat"], cwd=folder, check=True, timeout=60)  # type: ignore[list-item]
    return (folder / "s.dat").read_bytes()


def test_the_index_leads_to_every_text(tmp_path: Path) -> None:
    text, index = written(tmp_path, *TIPS, a_tip(body="äöü\n%\n日本"))
    version, count, longest, shortest, flags = struct.unpack(">5I", index[:20])
    offsets = struct.unpack(f">{count + 1}I", index[24:])
    found = [text[start:end] for start, end in pairwise(offsets)]
    assert (version, count, flags, index[20:24]) == (2, 4, 0, b"%\0\0\0")
    assert all(one.endswith(b"\n%\n") for one in found)
    assert (longest, shortest) == (max(map(len, found)) - 2, min(map(len, found)) - 2)
    assert b"".join(found) == text


@needs_strfile
@many(25)
@given(tips=any_tips(most=4))
def test_strfile_writes_the_same_index(tmp_path: Path, tips: list[Tip]) -> None:
    text, index = written(tmp_path, *tips)
    assert index == strfile(tmp_path, text)


@needs_strfile
@pytest.mark.parametrize("length", [254, 255, 256, 509, 510, 511, 1020, 2040, 4080, 8160, 8191])
def test_strfile_finds_no_divider_at_the_end_of_a_long_line(tmp_path: Path, length: int) -> None:
    text, index = written(tmp_path, a_tip(title="a", body="a" * length + "%\nb"), a_tip(body="c"))
    assert index == strfile(tmp_path, text)
    assert struct.unpack(">I", index[4:8]) == (2,)


@needs_fortune
def test_fortune_prints_each_text_and_nothing_else(tmp_path: Path) -> None:
    tips = [WHOLE, a_tip(body="one\n%\ntwo"), a_tip(title="c", body="c" * 8191 + "%\nend"), a_tip(body="äöü 日本")]
    text, _ = written(tmp_path, *tips)
    seen = set()
    for _ in range(80):
        command = [FORTUNE, "-u", str(tmp_path / "f")]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)  # type: ignore[arg-type]
        seen.add(done.stdout)
    assert seen == {part + b"\n" for part in text.split(b"\n%\n")[:-1]}


def test_an_empty_export_has_an_index_too(tmp_path: Path) -> None:
    text, index = written(tmp_path)
    assert text == b""
    if STRFILE:
        assert index == strfile(tmp_path, text)
    assert len(index) == 28


def test_more_than_an_index_can_hold_is_refused() -> None:
    with pytest.raises(AccessError, match="4 GB"):
        export("fortune").companion_data(array("Q", [2**31, 2**31]))
