"""Tables of HTML as tables of Markdown: every row has as many cells as the widest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.made import many, words
from tipcli.readers.markup.converting import to_markdown

# Of two columns at least in the first row: a table of one is a layout, and becomes paragraphs.
FIRST = st.lists(words(), min_size=2, max_size=4)
ROWS = st.tuples(FIRST, st.lists(st.lists(words(), min_size=1, max_size=4), min_size=1, max_size=3))


def cells(markdown: str) -> list[list[str]]:
    """Return the rows of the one table in a Markdown text, as another parser reads them."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(token.content)
    return rows


@many(60)
@given(ROWS)
def test_every_cell_stands_in_its_row(both: tuple[list[str], list[list[str]]]) -> None:
    rows = [both[0], *both[1]]
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    found = cells(to_markdown(f"<table>{html}</table>"))
    width = max(map(len, rows))
    filled = [row + [""] * (width - len(row)) for row in rows]
    assert [row for row in found if any(row)] == filled


def test_a_cell_over_several_columns_keeps_the_next_ones_in_their_place() -> None:
    html = "<table><tr><th>a</th><th>b</th><th>c</th></tr><tr><td colspan=2>wide</td><td>last</td></tr></table>"
    assert cells(to_markdown(html)) == [["a", "b", "c"], ["wide", "", "last"]]


def test_a_bar_and_a_paragraph_in_a_cell_do_not_end_it() -> None:
    html = "<table><tr><th>a|b</th><th>c</th></tr><tr><td><p>one</p><p>two</p></td><td>d</td></tr></table>"
    first, second = cells(to_markdown(html))
    assert [cell.replace("\\|", "|") for cell in first] == ["a|b", "c"]
    assert second[1:] == ["d"]
    assert "one" in second[0]
    assert "two" in second[0]
