"""Fortune files."""

from __future__ import annotations

import codecs
import glob
import os
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.guards import steps
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers import fortune, lines
from tipcli.readers.base import Bad, Document, Item, Options, Record, Skipped
from tipcli.readers.fortune import FortuneReader, as_markdown, printed

if TYPE_CHECKING:
    from pathlib import Path

DEBIAN = "/usr/share/games/fortunes"
FORTUNE = shutil.which("fortune", path=f"{os.environ.get('PATH', '')}:/usr/games")
STRFILE = shutil.which("strfile", path=f"{os.environ.get('PATH', '')}:/usr/games:/usr/sbin")


def read(data: bytes, folder: Path, name: str = "jokes", *, rot13: bool = False) -> list[object]:
    path = folder / name
    path.write_bytes(data)
    found = FortuneReader().read(Document(str(path), f"'{name}'", name), Options(rot13=rot13))
    return [one.parse() if isinstance(one, Record) else one for one in found]


def bodies(data: bytes, folder: Path, *, rot13: bool = False) -> list[str]:
    return [one.body for one in read(data, folder, rot13=rot13) if isinstance(one, Item)]


def shown(markdown: str) -> str:
    """Return the text that is seen where the Markdown is rendered."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
    pieces = []
    for token in parser.parse(markdown):
        children = token.children if token.type == "inline" else [token]
        pieces += [child.content or " " for child in children or ()]
    return " ".join(pieces)


@pytest.mark.parametrize(
    "data",
    [
        b"one\n%\ntwo\n",
        b"one\n%\ntwo\n%\n",
        b"%\none\n%\n%\n\n \n%\ntwo",
        b"one\r\n%\r\ntwo\r\n%\r\n",
        b"\xef\xbb\xbfone\n%\n\n\ntwo\n\n",
    ],
)
def test_texts_stand_between_lines_of_one_percent_sign(data: bytes, tmp_path: Path) -> None:
    assert bodies(data, tmp_path) == ["one", "two"]


def test_only_a_line_that_is_the_sign_divides(tmp_path: Path) -> None:
    text = b"words and words and words\n%%\n% \n %\n50%\n"
    assert bodies(text, tmp_path) == ["words and words and words  \n%%  \n%  \n %  \n50%"]


def test_a_text_has_a_place_a_topic_and_an_identifier_of_its_own(tmp_path: Path) -> None:
    first, second, third = read(b"one\n%\ntwo\n%\none\n", tmp_path, "jokes.fortune")
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert isinstance(third, Item)
    assert (first.place, second.place, first.topics, first.title) == ("line 1", "line 3", ("jokes",), "")
    assert first.guid.startswith("fortune:")
    assert len(first.guid) == len("fortune:") + 16
    assert first.guid == third.guid != second.guid


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("words\n\t\t-- N. N.", "N. N."),
        ("words\n-- N. N., 'A book'", "N. N., 'A book'"),
        ("words\n\t\t— N. N.", "N. N."),
        ("words\n\t\t--N. N.", "N. N."),
        ("words\n\t\t-- N. N., A book\n\t\t   in parts", "N. N., A book in parts"),
        ("-- words\n-- N. N.\nmore words", ""),
        ("words -- and words", ""),
        ("-- N. N.", ""),
        ("words\n-----", ""),
        ("words\n---- x", ""),
        ("words\n-- " + "x" * 400, ""),
    ],
)
def test_an_attribution_is_the_credit_and_stays_in_the_text(text: str, name: str, tmp_path: Path) -> None:
    [item] = read(text.encode(), tmp_path)
    assert isinstance(item, Item)
    assert (item.credit.publisher if item.credit else "") == name
    assert name in " ".join(item.body.split())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        (b"\xe9 \xa3", "é £"),
        (b"_\bH_\bi", "Hi"),
        (b"*____\b\b\b\bonly*", "*only*"),
        (b"X\bX", "X"),
    ],
)
def test_bytes_become_letters(data: bytes, text: str, tmp_path: Path) -> None:
    assert bodies(data, tmp_path) == [text]


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ("a\tb", "a       b"),
        ("\tb", "        b"),
        ("1234567\tb", "1234567 b"),
        ("a\b\b\bb", "b"),
        ("a\b_", "a"),
        ("a \t", "a"),
    ],
)
def test_a_line_is_as_paper_has_it(line: str, out: str) -> None:
    assert printed(line) == out


def test_rot13_is_turned_only_when_asked_for(tmp_path: Path) -> None:
    data = codecs.encode("Be kind.\n%\nBe quick.\n", "rot13").encode()
    assert bodies(data, tmp_path, rot13=True) == ["Be kind.", "Be quick."]
    assert bodies(data, tmp_path) == ["Or xvaq.", "Or dhvpx."]


PROSE = "Words that go on for as long as a line of running prose is, and then\nmore of them until the paragraph ends."


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (PROSE, PROSE),
        (PROSE + "\n\t\t-- N.", PROSE + "  \n                -- N."),
        ("\t" + PROSE, "   " + PROSE),
        (PROSE + "\n\n" + PROSE, PROSE + "\n\n" + PROSE),
        ("Roses\n  are red", "Roses  \n  are red"),
        ("Q:\tWhy?\nA:\tSo.", "    Q:      Why?\n    A:      So."),
        ("  /\\\n /__\\", "      /\\\n     /__\\"),
        ("# a\nb", "    # a\n    b"),
        ("1. a\n2. b", "    1. a\n    2. b"),
        ("\tall\n\tinset", "        all\n        inset"),
        ("see [a](b)", "    see [a](b)"),
        ("AT&amp;T", "    AT&amp;T"),
    ],
)
def test_lines_are_kept_in_markdown(text: str, body: str, tmp_path: Path) -> None:
    assert bodies(text.encode(), tmp_path) == [body]


@many(80)
@given(st.lists(any_text(30) | st.text("ab #>-*_`[]()!&;\\~|1.=<:", max_size=30), max_size=6))
def test_every_word_is_there_and_the_form_is_stable(texts: list[str]) -> None:
    lines = ["a", *(printed(" ".join(text.replace("\b", "").splitlines())) for text in texts), "b"]
    body = as_markdown(lines)
    assert body.split() == " ".join(lines).split()
    again = as_markdown([line.rstrip() for line in body.split("\n")])
    assert again == body
    letters = [character for line in lines for character in line if character.isalnum() and character.isascii()]
    assert [c for c in shown(body) if c.isalnum() and c.isascii()] == letters


# The index beside a file


def with_index(
    folder: Path, text: bytes, mark: bytes, offsets: list[int], version: int = 2, flags: int = 0, end: int = -1
) -> list[str]:
    header = struct.pack(">5I4s", version, len(offsets), 9, 1, flags, mark)
    every = struct.pack(f">{len(offsets) + 1}I", *offsets, len(text) if end < 0 else end)
    (folder / "jokes.dat").write_bytes(header + every)
    return bodies(text, folder)


HID = b"Mroen.\n%\nnycun\n%\norgn\n"
ROTATED = 4


def test_the_letters_are_turned_where_the_index_says_so(tmp_path: Path) -> None:
    assert with_index(tmp_path, HID, b"%", [0, 9, 17], flags=ROTATED) == ["Zebra.", "alpha", "beta"]
    assert bodies(HID, tmp_path, rot13=True) == ["Zebra.", "alpha", "beta"]  # once, also where it is said twice
    assert with_index(tmp_path, HID, b"%", [0, 9, 17]) == ["Mroen.", "nycun", "orgn"]


@pytest.mark.parametrize("order", [0, 1, 2])  # of the file, random, alphabetical
@pytest.mark.parametrize(
    ("offsets", "end"),
    [
        ([0, 9, 17], 22),
        ([17, 0, 9], 22),
        ([9, 17, 0], 22),
        ([22, 9, 0], 17),  # as `strfile -r` may leave it
        ([0, 9, 17], 0),
        ([0, 9, 17], 15),  # the last text was shorter when the index was made
        ([0, 9, 17], 99),
        ([0, 9], 17),  # the last text is newer than the index
        ([0, 0, 0], 9),  # offsets of 64 bits
    ],
)
def test_the_flags_are_believed_in_any_order_and_the_end_never(
    order: int, offsets: list[int], end: int, tmp_path: Path
) -> None:
    found = with_index(tmp_path, HID, b"%", offsets, flags=ROTATED | order, end=end)
    assert found == ["Zebra.", "alpha", "beta"]


@pytest.mark.parametrize(
    ("mark", "offsets", "version", "end"),
    [
        (b"%", [0, 8, 16], 2, 22),
        (b"%", [1, 9, 17], 2, 22),
        (b"%", [0, 9, 99], 2, 98),
        (b"n", [0, 9, 17], 2, 22),
        (b"%", [0, 9, 17], 3, 22),
        (b"\0", [0, 9, 17], 2, 22),
        (b"%", [], 2, 0),
    ],
)
def test_no_flag_of_an_index_for_another_file_is_believed(
    mark: bytes, offsets: list[int], version: int, end: int, tmp_path: Path
) -> None:
    assert with_index(tmp_path, HID, mark, offsets, version, ROTATED, end) == ["Mroen.", "nycun", "orgn"]


def test_only_letters_are_turned_and_names_with_them(tmp_path: Path) -> None:
    [first, second] = read(b"N\xc3\xa4 1!\n\t\t-- Oneg\n%\nB\n", tmp_path)
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    text = b"N\xc3\xa4 1!\n\t\t-- Oneg\n%\nB\n"
    with_index(tmp_path, text, b"%", [0, text.index(b"B")], flags=ROTATED)
    [turned, other] = read(text, tmp_path)
    assert isinstance(turned, Item)
    assert isinstance(other, Item)
    assert turned.body.startswith("Aä 1!")
    assert turned.credit is not None
    assert (turned.credit.publisher, other.body) == ("Bart", "O")
    assert first.guid == turned.guid


def test_a_changed_flag_makes_another_record(tmp_path: Path) -> None:
    path = tmp_path / "jokes"
    path.write_bytes(HID)
    raws = []
    for flags in (0, ROTATED):
        with_index(tmp_path, HID, b"%", [0, 9, 17], flags=flags)
        [first, *_] = FortuneReader().read(Document(str(path), "x", "jokes"), Options())
        assert isinstance(first, Record)
        raws.append(first.raw)
    assert raws[0] != raws[1]


def test_comments_are_left_out_where_the_index_says_that_there_are_some(tmp_path: Path) -> None:
    text = b"%% about\none\n%%\n%%x\nmore\n%\n%% only this\n%\ntwo\n"
    offsets = [0, text.index(b"%% only"), text.index(b"two")]
    assert with_index(tmp_path, text, b"%", offsets, flags=8) == ["one  \nmore", "two"]
    assert with_index(tmp_path, text, b"%", offsets) == ["one  \n%%  \n%%x  \nmore", "two"]
    other = text.replace(b"%", b"@")
    assert with_index(tmp_path, other, b"@", offsets, flags=8 | ROTATED) == ["bar  \nzber", "gjb"]


def test_an_index_that_is_cut_off_or_says_nothing_is_left_out(tmp_path: Path) -> None:
    with_index(tmp_path, HID, b"%", [0, 9, 17], flags=ROTATED)
    whole = (tmp_path / "jokes.dat").read_bytes()
    for size in range(28):
        (tmp_path / "jokes.dat").write_bytes(whole[:size])
        assert bodies(HID, tmp_path)[1] == "nycun"
    for size in (28, 36):
        (tmp_path / "jokes.dat").write_bytes(whole[:size])
        assert bodies(HID, tmp_path)[1] == "alpha"


@pytest.mark.skipif(not STRFILE, reason="strfile is not installed")
@pytest.mark.parametrize("options", ["-x", "-xr", "-xo", "-xio"])
@pytest.mark.parametrize("text", [HID, HID + b"%\n", HID[:-1]])
def test_the_flag_that_strfile_sets_is_believed(options: str, text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "jokes"
    path.write_bytes(text)
    for _ in range(3 if "r" in options else 1):
        subprocess.run([str(STRFILE), "-s", options, str(path)], check=True, capture_output=True, timeout=60)
        assert bodies(text, tmp_path) == ["Zebra.", "alpha", "beta"]


def test_an_index_names_the_delimiter(tmp_path: Path) -> None:
    assert with_index(tmp_path, b"a\n%\nb\n@\nc\n@\n", b"@", [0, 8]) == ["a  \n%  \nb", "c"]
    path = tmp_path / "jokes"
    path.write_bytes(b"a\n@\nb\n")
    with_index(tmp_path, b"a\n@\nb\n", b"@", [0, 4])
    assert FortuneReader().fits(Document(str(path), "x", "jokes"))


@pytest.mark.parametrize(
    ("mark", "offsets", "version"),
    [(b"@", [0, 4], 2), (b"b", [0, 5], 2), (b"\n", [0], 2), (b"\xff", [0], 2), (b"@", [0], 9)],
)
def test_an_index_that_lies_is_left_out(mark: bytes, offsets: list[int], version: int, tmp_path: Path) -> None:
    assert with_index(tmp_path, b"a\n%\nb\n@\nc\n", mark, offsets, version) == ["a", "b  \n@  \nc"]


@many(30)
@given(st.binary(max_size=60))
def test_any_index_leaves_the_text_as_it_is_or_divides_it_otherwise(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "jokes.dat").write_bytes(data)
    assert "".join("".join(bodies(b"a\n%\nb\n%\nc\n", tmp_path)).split()).replace("%", "") == "abc"


@pytest.mark.skipif(not STRFILE, reason="strfile is not installed")
def test_an_index_that_strfile_made_agrees(tmp_path: Path) -> None:
    path = tmp_path / "jokes"
    path.write_bytes(b"one\n@\n@\ntwo\n%\nthree\n@\nfour\n")
    subprocess.run([str(STRFILE), "-s", "-r", "-c", "@", str(path)], check=True, capture_output=True)
    count = struct.unpack_from(">5I", (tmp_path / "jokes.dat").read_bytes())[1]
    assert bodies(path.read_bytes(), tmp_path) == ["one", "two  \n%  \nthree", "four"]
    assert count == 3


# What is no text


def test_an_index_is_skipped(tmp_path: Path) -> None:
    assert read(b"\0\0\0\2" + b"\0" * 30, tmp_path, "jokes.dat") == [Skipped("line 1", "the index of a fortune file")]


def test_a_second_name_of_a_file_is_skipped(tmp_path: Path) -> None:
    assert bodies(b"one\n", tmp_path) == ["one"]
    assert read(b"one\n", tmp_path, "jokes.u8") == [Skipped("line 1", "the same as jokes")]
    (tmp_path / "jokes").unlink()
    assert [one.body for one in read(b"one\n", tmp_path, "jokes.u8") if isinstance(one, Item)] == ["one"]


def test_a_text_that_is_too_long_is_told_and_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (fortune, lines):
        monkeypatch.setattr(module, "LONGEST_LINE", 100)
    for long in (b"x\n" * 60, b"x" * 120 + b"\n"):
        found = read(b"one\n%\n" + long + b"%\ntwo\n", tmp_path)
        assert found[1] == Bad("line 3", "the text is longer than 4 MB")
        assert [one.body for one in found if isinstance(one, Item)] == ["one", "two"]


@pytest.mark.parametrize("data", [b"", b"\n", b"%\n%\n", b"%"])
def test_a_file_without_a_text_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="no text is in it"):
        read(data, tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("jokes", b"one\n%\ntwo\n", True),
        ("jokes", b"one\r\n%\r\n", True),
        ("jokes.fortune", b"one", True),
        ("jokes.dat", b"\0\0\0\2" + b"\0" * 20, True),
        ("jokes", b"one\n", False),
        ("jokes", b"50%\n", False),
        ("jokes", b"\0\n%\n", False),
        ("x.ps", b"%!PS\n%\n", False),
        ("x.dat", b"1,2\n", False),
        ("x", b"", False),
    ],
)
def test_the_format_is_told_by_content_or_name(name: str, data: bytes, *, wanted: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert FortuneReader().fits(Document(str(path), name, name)) == wanted


@many(60)
@given(st.binary(max_size=80) | st.text("a%\n\b\t -", max_size=80).map(str.encode))
def test_any_bytes_are_items_or_refused(tmp_path: Path, data: bytes) -> None:
    for rot13 in (False, True):
        try:
            found = read(data, tmp_path, rot13=rot13)
        except AccessError:
            continue
        assert all(isinstance(one, Bad) or (isinstance(one, Item) and one.body) for one in found)


@pytest.mark.parametrize(
    "piece", ["%\n", "\b", "a\b", "`", "-", "-\n", "&", "[", "]", "|", "= ", "\t", "--", "a\n", "\\"]
)
def test_work_grows_no_faster_than_the_file(piece: str, tmp_path: Path) -> None:
    once, twice = (steps(lambda: read(b"a\n%\n" + piece.encode() * count, tmp_path)) for count in (200, 400))  # noqa: B023
    assert twice < 2.2 * once + 1000


@pytest.mark.skipif(not os.path.isdir(DEBIAN) or not FORTUNE, reason="the fortunes of Debian are not installed")
def test_each_file_of_debian_has_as_many_texts_as_fortune_says() -> None:
    paths = [path for path in sorted(glob.glob(f"{DEBIAN}/*")) if "." not in os.path.basename(path)]
    assert paths
    for path in paths:
        with open(path + ".dat", "rb") as file:
            count = struct.unpack(">5I", file.read(20))[1]
        found = list(FortuneReader().read(Document(path, path, os.path.basename(path)), Options()))
        assert len(found) == count, path
        texts = {
            squeezed(item.body) for one in found if isinstance(one, Record) and isinstance(item := one.parse(), Item)
        }
        for _ in range(3):
            told = subprocess.run([str(FORTUNE), path], check=True, capture_output=True).stdout.decode(
                "utf-8", "replace"
            )
            lines = [printed(line) for line in told.split("\n")]
            assert squeezed("\n".join(lines)) in texts, path


def squeezed(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def test_comments_before_a_text_are_none_of_it(tmp_path: Path) -> None:
    text = b"%% quotes of the desk\n%% 2024\n%\n%% on calls\nA text.\n%% not here\n%\n"
    path = tmp_path / "quotes"
    path.write_bytes(text)
    found = [
        one.parse() for one in FortuneReader().read(Document(str(path), "q", "q"), Options()) if isinstance(one, Record)
    ]
    assert found[0] == Skipped("line 1", "a comment")
    assert [one.body for one in found if isinstance(one, Item)] == ["A text.  \n%% not here"]
