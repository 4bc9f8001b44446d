"""Tables with named columns."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.found import sound
from tests.guards import steps
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers import lines
from tipcli.readers.base import Bad, Document, Item, Options, Record
from tipcli.readers.tables import table
from tipcli.readers.tables.table import TableReader, guarded, unguarded

if TYPE_CHECKING:
    from pathlib import Path

HEAD = b"title,body\n"
CELL = "a cell of more than 2,000 characters"
PIECES = (b'"', b",", b"'", b"a", b'"\n', b'a,"\n', b"\n", b"\r", b'",', b"a,b\n", b'"a\n', b'a"\n')


def read(data: bytes, folder: Path, charset: str = "") -> list[object]:
    path = folder / "x.csv"
    path.write_bytes(data)
    found = TableReader().read(Document(str(path), "'x.csv'", "x.csv", charset=charset), Options())
    return [one.parse() if isinstance(one, Record) else one for one in found]


def items(data: bytes, folder: Path, charset: str = "") -> list[tuple[str, str]]:
    return [(one.title, one.body) for one in read(data, folder, charset) if isinstance(one, Item)]


def bad(data: bytes, folder: Path) -> list[tuple[str, str]]:
    return [(one.place, one.reason) for one in read(data, folder) if isinstance(one, Bad)]


@pytest.mark.parametrize(
    "data",
    [
        b"title,body\nA,one\nB,two\n",
        b"\xef\xbb\xbftitle,body\r\nA,one\r\n\r\n,\r\nB,two",
        b"title;body\nA;one\nB;two\n",
        b"title\tbody\nA\tone\nB\ttwo\n",
        b"title|body\nA|one\nB|two\n",
        b"sep=;\r\ntitle;body\r\nA;one\r\nB;two\r\n",
        b"\n\ntitle,body\nA,one\nB,two\n",
        b"title,body\rA,one\rB,two\r",
        b'"Title", Text \n"A",one\nB,"two"\n',
        b"body,mood,title\none,,A\ntwo,x,B\n",
        b"title,body,\nA,one,\nB,two,\n",
        "title,body\nA,one\nB,two\n".encode("utf-16"),
    ],
)
def test_tables_of_many_kinds_are_read(data: bytes, tmp_path: Path) -> None:
    assert items(data, tmp_path) == [("A", "one"), ("B", "two")]
    assert bad(data, tmp_path) == []


@pytest.mark.parametrize(
    ("data", "charset", "title"),
    [("é €", "", "é €"), ("é €", "cp1252", "é €"), ("шум", "koi8-r", "шум"), ("ü", "no such", "ü")],
)
def test_the_encoding_is_the_servers_or_utf_8_or_windows(data: str, charset: str, title: str, tmp_path: Path) -> None:
    encoding = charset if charset and charset != "no such" else "utf-8"
    assert items(HEAD + data.encode(encoding) + b",x\n", tmp_path, charset) == [(title, "x")]
    assert items(HEAD + "é “x” –".encode("cp1252") + b",x\n", tmp_path) == [("é “x” –", "x")]


def test_a_cell_may_have_lines_quotes_and_delimiters(tmp_path: Path) -> None:
    data = HEAD + b'"A ""quoted"" title","one,\r\n\ntwo"\n5" pipe,three\n'
    assert items(data, tmp_path) == [('A "quoted" title', "one,\r\n\ntwo"), ('5" pipe', "three")]


@pytest.mark.parametrize(
    ("rows", "wanted", "kept"),
    [
        (b"A,b,c\n", [("line 2", "3 cells where the header has 2")], []),
        (b"A\n", [], [("A", "")]),
        (b'A,"b\nB,two\n', [("line 2", "a quote is not closed")], [("B", "two")]),
        (b'A,"b\nB,"two"\nC,three\n', [("line 2", "a quote in the middle of a cell")], [("B", "two"), ("C", "three")]),
        (b'"A "b" c",x\nB,two\n', [("line 2", "a quote in the middle of a cell")], [("B", "two")]),
        (b"A\rB,x\nC,y\n", [("line 2", "a line end in the middle of a cell that is not quoted")], [("C", "y")]),
        (b"A," + b"x" * 2001 + b"\nB,two\n", [("line 2", CELL)], [("B", "two")]),
        (b'A,"' + b"x\n" * 1001 + b'"\nB,two\n', [("line 2", CELL)], [("B", "two")]),
        (b"A," + b"x" * 5000 + b"\nB,two\n", [("line 2", "the line is longer than 4 MB")], [("B", "two")]),
        (b'A,"b\n' + b"x" * 5000 + b"\nB,two\n",
         [("line 2", "a quote is not closed"), ("line 3", "the line is longer than 4 MB")], [("B", "two")]),
        (b" , \nB,two\n", [("line 2", "no title and no text")], [("B", "two")]),
        (b"A\0,b\n", [], [("A\0", "b")]),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_bad_row_is_told_and_the_others_are_kept(
    rows: bytes, wanted: list[object], kept: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "LONGEST_CELL", 2000)
    for module in (lines, table):
        monkeypatch.setattr(module, "LONGEST_LINE", 4000)
    assert bad(HEAD + rows, tmp_path) == wanted
    assert items(HEAD + rows, tmp_path) == kept


@pytest.mark.parametrize("data", [b"", b"\n", b"a,b\n1,2\n", b"date,author\n1,2\n", b"\0", b"words"])
def test_without_a_column_for_a_title_or_a_text_it_is_no_table(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(AccessError) as caught:
        read(data, tmp_path)
    assert "column" in caught.value.message
    assert "title, body, gist, date, topics" in caught.value.hint


def test_all_columns_of_a_row_make_the_tip(tmp_path: Path) -> None:
    data = b"Number;Title;Date;Tags;Text;Author;Mood;;Mood\n3;A;3/4/25;a, b;one;N. N.;calm;five;\n"
    [item] = read(data, tmp_path)
    assert isinstance(item, Item)
    assert (item.number, item.date, item.topics) == (3, "2025-03-04", ("a", "b"))
    assert item.credit is not None
    assert item.credit.publisher == "N. N."
    assert item.extra == {"Mood": "calm", "column 8": "five"}


def test_our_own_table_comes_back(tmp_path: Path) -> None:
    head = (
        "number,slug,title,date,topics,gist,body,action,credit_title,credit_publisher,credit_date,credit_url,complete,"
        "guid,link,extra\r\n"
    )
    row = '7,a-slug,\'=A,2025-03-04,"a,b",G,"<p>\nx",,,P,2020-01-02,,false,g,l,"{""mood"": [1]}"\r\n'
    [item] = read((head + row).encode(), tmp_path)
    assert isinstance(item, Item)
    assert (item.number, item.slug, item.title, item.date, item.topics) == (7, "a-slug", "=A", "2025-03-04", ("a", "b"))
    assert (item.gist, item.body, item.action, item.complete, item.guid) == ("G", "<p>\nx", "", False, "g")
    assert (item.link, item.extra) == ("l", {"mood": [1]})
    assert item.credit is not None
    assert (item.credit.title, item.credit.publisher, item.credit.date, item.credit.url) == (
        "",
        "P",
        "2020-01-02",
        None,
    )


def test_a_row_is_the_same_only_under_the_same_columns(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    raws = []
    for head in (b"title,body\n", b"title,gist\n"):
        path.write_bytes(head + b"A,one\n")
        [record] = TableReader().read(Document(str(path), "x", "x.csv"), Options())
        assert isinstance(record, Record)
        raws.append(record.raw)
    assert raws[0] != raws[1]


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("x.csv", b"", True),
        ("x.TSV", b"", True),
        ("x", b"title,body\n", True),
        ("x.txt", b"\xef\xbb\xbfQuote;Author\n", True),
        ("x", b"date,author\n", False),
        ("x", b"Title, and more words\n", False),
        ("x", b"title\n", False),
        ("x", b"| title | body |\n", False),
        ("x.md", b"title,body\n", False),
        ("x", b"", False),
    ],
)
def test_the_format_is_told_by_name_or_header(name: str, data: bytes, *, wanted: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert TableReader().fits(Document(str(path), name, name)) == wanted


@pytest.mark.parametrize(
    ("cell", "out"), [("=1+1", "'=1+1"), ("'=1", "''=1"), ("a=1", "a=1"), ("'a", "'a"), ("'", "'")]
)
def test_a_formula_is_guarded(cell: str, out: str) -> None:
    assert guarded(cell) == out


@many(100)
@given(st.text("'=+-@\t\ra") | any_text())
def test_the_guard_comes_off_exactly(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(tuple("=+-@\t\r"))


@many(40)
@given(st.lists(st.tuples(any_text(), any_text()), max_size=5))
def test_what_is_written_as_csv_is_read_exactly(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    rows = [(f"a{a}".encode("utf-8", "replace").decode(), b.encode("utf-8", "replace").decode()) for a, b in rows]
    held = StringIO()
    writer = csv.writer(held)
    writer.writerows([("title", "body"), *(map(guarded, row) for row in rows)])
    wanted = [(a, "" if not b or b.isspace() else b) for a, b in rows]
    assert items(held.getvalue().encode(), tmp_path) == wanted


VALID = b'title,body,tags\r\n"A","one\r\ntwo",a\r\nB,"say ""x""",\r\n'


@many(100)
@given(st.binary(max_size=40) | st.text('",;\n\r\t\0a').map(str.encode), st.integers(0, len(VALID)), st.integers(0, 20))
def test_any_bytes_are_items_or_refused(tmp_path: Path, noise: bytes, at: int, cut: int) -> None:
    for data in (noise, HEAD + noise, VALID[:at] + noise + VALID[at + cut :]):
        try:
            found = read(data, tmp_path)
        except AccessError:
            continue
        for one in found:
            assert isinstance(one, (Item, Bad))
            sound(one)


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_no_faster_than_the_table(piece: bytes, tmp_path: Path) -> None:
    once, twice = (steps(lambda: read(HEAD + piece * count, tmp_path)) for count in (200, 400))  # noqa: B023
    assert twice < 2.2 * once + 1000


def test_the_columns_of_trello_and_of_a_form_are_understood(tmp_path: Path) -> None:
    board = b"Card ID,Card Name,Card URL,Card Description,Labels\n1,Say how long,https://e.example/1,Tell them.,calls\n"
    form = b"Timestamp\tTip title\tYour tip\n3/4/2024 23:30:00\tSay how long\tTell them.\n"
    for data in (board, form):
        [found] = read(data, tmp_path)
        assert isinstance(found, Item)
        assert (found.title, found.body) == ("Say how long", "Tell them.")


def test_blank_lines_in_a_cell_stay_where_no_column_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b'who,said\nAnn,"One.\n\nTwo."\n')
    document = Document(str(path), "'x.csv'", "x.csv")
    [found] = TableReader().read(document, Options(columns=(("said", "body"),)))
    assert isinstance(found, Record)
    item = found.parse()
    assert isinstance(item, Item)
    assert item.body == "One.\n\nTwo."
