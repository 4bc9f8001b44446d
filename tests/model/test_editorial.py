"""What editors say of a tip, as a tip carries it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, many
from tipcli.model.editorial import EditorialNotes, Source, notes_of
from tipcli.model.wording import IN_DANGER, first_of_all, for_whom, other_tips, source_lines
from tipcli.store.jsonl import editorial_text, line_of, read_tips

words = st.text("abc é“-", max_size=8).map(str.strip)
numbers = st.lists(st.integers(1, 999), max_size=3).map(tuple)
sources = st.builds(Source, words.filter(bool), words, words, words)
notes = st.builds(
    EditorialNotes,
    format=words,
    audience=words,
    idea=words,
    risk=words,
    place=words,
    see=numbers,
    unlike=numbers,
    sources=st.lists(sources, max_size=3).map(tuple),
)


@many(60)
@given(notes)
def test_what_is_carried_is_what_was_said(said: EditorialNotes) -> None:
    assert notes_of(said.text()) == said


@pytest.mark.parametrize("text", ["", "a", "a\tb", "\t" * 7, "\n\n"])
def test_what_is_not_of_the_shape_says_nothing(text: str) -> None:
    assert notes_of(text) == EditorialNotes()


@many(40)
@given(notes)
def test_a_line_of_a_collection_keeps_all_but_the_idea(said: EditorialNotes) -> None:
    tip = a_tip(7, editorial=said.text(), collection="mine")
    [back] = read_tips([line_of(tip)], "there", "mine")
    assert back.notes == said.replace(idea="")


def test_a_line_of_a_tip_without_any_has_none_of_the_keys() -> None:
    assert '"sources"' not in line_of(a_tip(7))


@pytest.mark.parametrize(
    "fields",
    [{"sources": "a"}, {"see": 3}, {"see": [None, {}, -1]}, {"format": 5, "for": []}, {"unlike": ["x/y"]}],
)
def test_what_is_of_another_kind_is_left_out(fields: dict[str, object]) -> None:
    assert editorial_text(fields) == ""


def test_how_it_is_put_in_words() -> None:
    source = Source("Calm", "A Press", "2001", "https://x.example/")
    said = EditorialNotes(audience="lead", risk="crisis", see=(3, 4), unlike=(9,), sources=(source,))
    tip = a_tip(7, editorial=said.text(), collection="mine")
    assert source_lines(tip) == ["Source: “Calm”, A Press, 2001.", "https://x.example/"]
    assert other_tips(tip) == "See also mine/3, mine/4, and the other side: mine/9."
    assert other_tips(a_tip(7, editorial=said.replace(see=()).text(), collection="mine")) == "The other side: mine/9."
    assert first_of_all(tip) == IN_DANGER
    assert for_whom(tip) == "For leads"
    plain = a_tip(7)
    assert (source_lines(plain), other_tips(plain), first_of_all(plain), for_whom(plain)) == ([], "", "", "")
