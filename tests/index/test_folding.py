"""Text as it is indexed, and its match marks back on the text as it is written."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, any_text, built, many
from tipcli.index.folding import fold, is_as_written, is_unspaced, restored
from tipcli.model.results import Filters
from tipcli.model.text import MARK_OFF, MARK_ON, clean, unmarked
from tipcli.search.rank import search


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Ёж", "еж"),
        ("ألف", "الف"),
        ("مُعَلِّم", "معلم"),
        ("ﬁne", "fine"),
        ("Œuvre", "oeuvre"),
        ("Øre", "ore"),
        ("Łódź", "lodz"),
        ("ＡＢＣ", "abc"),
        ("Diyarbakır", "diyarbakir"),
        ("Cafe\u0301", "café"),
        ("naïve", "NAIVE"),
        ("Σίσυφος", "σισυφοσ"),
    ],
)
def test_two_ways_to_write_a_word_find_each_other(one: str, other: str) -> None:
    for title, query in ((one, other), (other, one)):
        with closing(built(a_tip(1, f"{title} x"), a_tip(2, "Other"))) as index:
            [hit] = search(index, index, query, Filters())
            assert hit.title == f"{MARK_ON}{title}{MARK_OFF} x"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("要微笑服务", "微笑"),
        ("お客様サービス向上", "サービス"),
        ("หลักการบริการลูกค้า", "บริการ"),
        ("고객을 친절하게", "고객"),
        ("नमस्ते ग्राहक", "ग्राहक"),
    ],
)
def test_words_inside_a_run_are_found_and_lit(text: str, query: str) -> None:
    with closing(built(a_tip(1, "A", body=text), a_tip(2, "B"))) as index:
        [hit] = search(index, index, query, Filters())
        assert f"{MARK_ON}{query}{MARK_OFF}" in hit.snippet or query in unmarked(hit.snippet)
        assert unmarked(hit.snippet) == text
        assert hit.score > 25


@pytest.mark.parametrize(
    "name", ["C++", "C#", ".NET", "401(k)", "24/7", "v2.10.3", "2.10.3", "help@example.com", "1984"]
)
def test_a_name_with_signs_or_digits_is_a_word(name: str) -> None:
    others = [a_tip(2, "C is a letter"), a_tip(3, "The net"), a_tip(4, "401 ways"), a_tip(5, "24 hours, 7 days")]
    with closing(built(a_tip(1, f"All of {name} today"), *others)) as index:
        assert next(search(index, index, name, Filters())).tip.number == 1


def test_a_letter_alone_does_not_bring_up_a_language_first() -> None:
    with closing(built(a_tip(1, "C++ for all"), a_tip(2, "C#"), a_tip(3, "Plan"))) as index:
        assert [hit.tip.number for hit in search(index, index, "c++", Filters())] == [1]


@pytest.mark.parametrize("text", ["plain words", "“curly” – it’s…", "café", "a+b", "issue #12", "the end. Next"])
def test_what_the_tokenizer_can_do_itself_is_left_alone(text: str) -> None:
    assert fold(text) == text


@many(60)
@given(any_text(40))
def test_folding_twice_is_folding_once_but_for_spaces(text: str) -> None:
    assert fold(fold(text)).split() == fold(text).split()


@many(60)
@given(any_text(40) | st.text("ßŒ服务aé .+#v1\u0301", max_size=20), st.data())
def test_marks_come_back_on_the_written_text(text: str, data: st.DataObject) -> None:
    text = clean(text).replace(MARK_ON, "").replace(MARK_OFF, "")
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    marked = f"{folded[:start]}{MARK_ON}{folded[start:end]}{MARK_OFF}{folded[end:]}"
    back = restored(text, marked)
    assert unmarked(back) == text
    assert back.count(MARK_ON) == back.count(MARK_OFF)


def test_scripts_without_spaces_are_known() -> None:
    assert [is_unspaced(character) for character in ("服", "サ", "บ", "친", "a", "é", "ж", "")] == [True] * 4 + [
        False
    ] * 4


@many(60)
@given(
    st.lists(
        any_text(12) | st.sampled_from([".NET", "C++", "v2.1", "401(k)", "don’t", "…", "Ærø", "x\n.y"]), max_size=4
    )
)
def test_texts_that_are_as_written_together_are_so_one_by_one(texts: list[str]) -> None:
    texts = [clean(text) for text in texts]
    if is_as_written("\n".join(texts)):
        assert [fold(text) for text in texts] == texts
    assert is_as_written("Don’t wait… (a – b) version 2, i.e. v and 3.")
