"""A document with headings as sections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.readers.office.sections import Section, parts_of


def test_the_first_level_that_comes_twice_is_that_of_the_tips() -> None:
    parts = parts_of("<h1>All</h1><h2>A</h2><p>a</p><h3>why</h3><p>b</p><h2>B</h2><p>c</p>")
    assert parts == ("All", "", [Section("A", "<p>a</p><h2>why</h2><p>b</p>"), Section("B", "<p>c</p>")])


def test_a_heading_in_a_table_begins_nothing() -> None:
    html = "<h1>A</h1><table><tr><td><h1>x</h1></td></tr></table><h1>B</h1><p>b</p>"
    assert [one.title for one in parts_of(html).sections] == ["A", "B"]


def test_a_chapter_with_a_text_of_its_own_is_a_tip() -> None:
    parts = parts_of("<h1>A</h1><p>own</p><h2>sub</h2><p>a</p><h1>B</h1><p>b</p>")
    assert [(one.title, one.topics) for one in parts.sections] == [("A", ()), ("B", ())]


def test_an_empty_heading_is_none() -> None:
    assert [one.title for one in parts_of("<h1>A</h1><p>a</p><h1> </h1><p>more</p><h1>B</h1>").sections] == ["A", "B"]


def test_a_bold_sentence_is_no_heading() -> None:
    parts = parts_of("<p><strong>Mind this.</strong></p><p>a</p><p><strong>And that.</strong></p><p>b</p>")
    assert [one.title for one in parts.sections] == [""]


WORDS = st.text("abc ", min_size=1, max_size=6).filter(str.strip)


@many(60)
@given(st.lists(st.tuples(st.integers(1, 3), WORDS, WORDS), max_size=8), WORDS)
def test_no_word_of_a_document_is_lost(pieces: list[tuple[int, str, str]], lead: str) -> None:
    html = f"<p>{lead}</p>" + "".join(f"<h{n}>{title}</h{n}><p>{text}</p>" for n, title, text in pieces)
    parts = parts_of(html)
    sections = (f"{one.title} {one.html} {' '.join(one.topics)}" for one in parts.sections)
    kept = " ".join((parts.title, parts.lead, *sections))
    for text in (lead, *(text for _, _, text in pieces), *(title for _, title, _ in pieces)):
        assert " ".join(text.split()) in " ".join(kept.split())


@pytest.mark.parametrize("html", ["", "<p></p>", "<h1></h1>"])
def test_nothing_is_one_section_without_text(html: str) -> None:
    assert [(one.title, one.topics) for one in parts_of(html).sections] == [("", ())]
