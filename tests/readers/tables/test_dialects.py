"""Tables as programs write them that have other ways with quotes and line breaks than RFC 4180."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tests.readers.tables.test_table import bad, items

if TYPE_CHECKING:
    from pathlib import Path

TWO = [("Ask", 'Say "yes".\n\nThen wait, or not.'), ("Wait", "Count to three.")]

QUOTED = 'Ask,"Say ""yes"".\n\nThen wait, or not."\nWait,Count to three.\n'


@pytest.mark.parametrize(
    "data",
    [
        # Python's csv with an escapechar, quoted and not; a backslash of the text; MySQL's null and its line breaks.
        'title,body\nAsk,"Say \\"yes\\".\n\nThen wait, or not."\nWait,Count to three.\n',
        '"title","body","at"\n"Ask","Say \\"yes\\".\\\n\\\nThen wait, or not.",\\N\n"Wait","Count to three.",\\N\n',
        'title\tbody\nAsk\tSay \\"yes\\".\\\n\\\nThen wait, or not.\nWait\tCount to three.\n',
        # Miller, `mysql --batch`: line breaks as codes, and quotes that are text.
        'title\tbody\nAsk\tSay "yes".\\n\\nThen wait, or not.\nWait\tCount to three.\n',
        'at\ttitle\tbody\nNULL\tAsk\tSay "yes".\\n\\nThen wait, or not.\n\\N\tWait\tCount to three.\n',
        # sqlite3 -tabs and -list: lines of a cell as they are, in the last column and before others.
        'title\tbody\nAsk\tSay "yes".\n\nThen wait, or not.\nWait\tCount to three.\n',
        'title|body|by\nAsk|Say "yes".\n\nThen wait, or not.|A\nWait|Count to three.|B\n',
        'title\tbody\tby\r\nAsk\tSay "yes".\r\n\r\nThen wait, or not.\tA\r\nWait\tCount to three.\tB\r\n',
        # Rows that end in CR LF, and line breaks of a cell that are LF, without quotes: csv-stringify for Windows.
        'title,body\r\nAsk,"Say ""yes"".\n\nThen wait, or not."\r\nWait,Count to three.\r\n',
        'title\tbody\r\nAsk\t"Say ""yes"".\n\nThen wait, or not."\r\nWait\tCount to three.\r\n',
        # Cells that a spreadsheet is to take as text: json2csv and others.
        '="title",="body"\n="Ask","=""Say """"yes"""".\n\nThen wait, or not."""\n"=""Wait""","=""Count to three."""\n',
        # R: a cell more than there are names, and quotes with a backslash; `sqlite3 -quote`; pandas with another quote.
        '"title"\t"body"\n"1"\t"Ask"\t"Say \\"yes\\".\n\nThen wait, or not."\n"2"\t"Wait"\t"Count to three."\n',
        '"title","body"\n"1","Ask","Say ""yes"".\n\nThen wait, or not."\n"2","Wait","Count to three."\n',
        '"title"\t"body"\n"Ask"\t"Say \\"yes\\".\n\nThen wait, or not."\n"Wait"\t"Count to three."\n',
        "'title','body'\n'Ask','Say \"yes\".\n\nThen wait, or not.'\n'Wait','Count to three.'\n",
        "title,body,by\nAsk,'Say \"yes\".\n\nThen wait, or not.',Ann\nWait,Count to three.,Bo\n",
        # PowerShell, and what programs say above a table.
        '#TYPE System.Object\r\n"title","body"\r\n' + QUOTED,
        'Notes of a book:,,\n"by Ann",,\n,,\ntitle,body\n' + QUOTED,
    ],
)
def test_the_cells_are_those_that_the_program_wrote(tmp_path: Path, data: str) -> None:
    assert items(data.encode(), tmp_path) == TWO
    assert bad(data.encode(), tmp_path) == []


@pytest.mark.parametrize(
    ("data", "bodies"),
    [
        ('title\tbody\nA\t"Not" is how it begins.\nB\tx\n', ['"Not" is how it begins.', "x"]),
        ("title\tbody\nA\tOpen C:\\new now.\\n\\nx\n", ["Open C:\\new now.\\n\\nx"]),
        ("title\tbody\nA\tA \\n is a line end, \\d a digit.\\n\\nx\n", ["A \\n is a line end, \\d a digit.\\n\\nx"]),
        ("title\tbody\nA\tA \\n parts lines.\n", ["A \\n parts lines."]),
        ("title\tbody\nA\tOne.\\n\\nA \\\\n parts lines.\n", ["One.\n\nA \\n parts lines."]),
        ("title\tbody\nA\tx\nB\nC\ty\n", ["x", "", "y"]),
        ("title\tbody\tby\nA\tx\nB\ty\nC\tz\n", ["x", "y", "z"]),
        ('title,body\nA,"C:\\"\nB,"a \\ b"\n', ["C:\\", "a \\ b"]),
        ('title,body\nA,"a \\" b"\nB,\\\\host\\share\n', ['a " b', "\\host\\share"]),
    ],
)
def test_what_only_looks_like_another_dialect_stays_as_it_is(tmp_path: Path, data: str, bodies: list[str]) -> None:
    assert [body for _, body in items(data.encode(), tmp_path)] == bodies


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        ('title,body,by\nA,"x,Ann\nB\nC,y,Bo\n', ["C"]),
        ('title|body|by\nA|x "y" | z|B|Ann\nsecond|part\n\nC|y|Bo\n', ["C"]),
        ('title,body\nA,"x\nB\nC,y\n', ["B", "C"]),
        ("title,body,by\nAsk, or not,Once.,Ann\nThen, perhaps\nC,y,Bo\n", ["C"]),
    ],
)
def test_parts_of_rows_are_no_tips_where_rows_are_whole_in_no_way(tmp_path: Path, data: str, titles: list[str]) -> None:
    assert [title for title, _ in items(data.encode(), tmp_path)] == titles
    assert bad(data.encode(), tmp_path)


def test_lone_line_feeds_are_of_a_cell_where_rows_end_otherwise(tmp_path: Path) -> None:
    data = b"title\tbody\tby\r\nAsk\tOnce.\n\nThen wait.\tAnn\r\nSay\tIt.\tBo\r\nWait\tThree\ncounts.\tAnn\r\n"
    assert items(data, tmp_path) == [("Ask", "Once.\n\nThen wait."), ("Say", "It."), ("Wait", "Three\ncounts.")]
    data = b"title,body\r\nAsk,Once\nand wait.\r\nSay,It.\r\n"
    assert items(data, tmp_path) == [("Ask", "Once\nand wait."), ("Say", "It.")]


def test_a_row_without_an_end_is_not_gathered_for_ever(tmp_path: Path) -> None:
    rows = "".join(f"T{number}\tone\n\ntwo\n" for number in range(400))
    data = f"title\tbody\n{rows}" + "more\n" * 12_000
    found = items(data.encode(), tmp_path)
    assert found[:2] == [("T0", "one\n\ntwo"), ("T1", "one\n\ntwo")]
    assert max(body.count("\n") for _, body in found) < 6_000


@many(150)
@given(
    st.lists(st.tuples(*[st.text("\\\"'\n,;|a1 ", max_size=9).map(lambda text: f"a{text}a")] * 2), max_size=4),
    st.sampled_from([",", ";", "|", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_quoted_as_it_should_be_is_read_so(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], mark: str, end: str
) -> None:
    made = StringIO()
    csv.writer(made, delimiter=mark, lineterminator=end).writerows([("title", "body"), *rows])
    assert items(made.getvalue().encode(), tmp_path_factory.mktemp("t")) == rows


def test_a_backslash_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    data = b'title,body\r\nAsk,"Once.\\\nThen wait.\\\nGo."\r\nSay,it\\\r\n'
    assert items(data, tmp_path) == [("Ask", "Once.\\\nThen wait.\\\nGo."), ("Say", "it\\")]
