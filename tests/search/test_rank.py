"""Search: what is found, in which order, and why."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.conftest import rarely
from tests.made import Held, a_tip, any_text, built, bundled, index_of, many, titles, words
from tests.typos import mistyped, typos
from tipcli.index.words import Tokenizer
from tipcli.model.results import Filters, Hit
from tipcli.model.text import MARK_OFF, MARK_ON, clean, unmarked
from tipcli.model.tip import Topic
from tipcli.search.corrections import corrections
from tipcli.search.rank import search

if TYPE_CHECKING:
    from tipcli.index.opened import Index
    from tipcli.model.tip import Tip

EVERYTHING = Filters()
FIELDS = ("title", "topics", "gist", "action", "body")


def found(index: Index, query: str, filters: Filters = EVERYTHING, *, title_only: bool = False) -> list[Hit]:
    """Return the hits in an index that is closed afterwards."""
    with closing(index):
        return list(search(index, index, query, filters, title_only=title_only))


def numbers(index: Index, query: str, *, title_only: bool = False) -> list[int]:
    return [hit.tip.number for hit in found(index, query, title_only=title_only)]


@st.composite
def odd_tips(draw: st.DrawFn) -> list[Tip]:
    """Return tips of any text, cleaned as a reader does, some words in several of them."""
    text = st.lists(
        st.sampled_from(["Alpha", "beta", "naïve", "co-op", "日本", "[/]", "don’t", "🙂"]) | any_text(8)
    ).map(lambda parts: clean(" ".join(parts)))
    topics = st.lists(st.sampled_from(["one", "two words", "three-3", "!!"]), max_size=2, unique=True).map(tuple)
    optional = st.none() | text
    return [
        a_tip(number, draw(text), gist=draw(text), body=draw(text), action=draw(optional), topics=draw(topics))
        for number in range(1, draw(st.integers(0, 4)) + 1)
    ]


@many(25)
@given(odd_tips(), any_text(40) | st.text("\"'*^()-:{}+ANDORTNE alphbetx", max_size=30), st.booleans())
def test_any_query_in_any_collection_is_answered(tips: list[Tip], query: str, title_only: bool) -> None:  # noqa: FBT001
    hits = found(built(*tips), query, title_only=title_only)
    assert len({hit.tip.number for hit in hits}) == len(hits) <= len(tips)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert 0 <= hit.score <= 100
        assert hit.matched
        assert set(hit.matched) <= set(FIELDS)
        assert unmarked(hit.title) == hit.tip.title
        assert hit.title.count(MARK_ON) == hit.title.count(MARK_OFF)
        assert (MARK_ON in hit.title) == ("title" in hit.matched)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        '"unclosed',
        "AND",
        "a AND",
        "NOT x",
        "NEAR(",
        "NEAR(alpha beta, 2)",
        "title:alpha",
        "{title} : alpha",
        "^alpha",
        "alpha*",
        "-alpha",
        "--alpha",
        "alpha\0beta",
        "'; drop table tip; --",
        "%s %n",
        "[/]",
        "\\",
        "caf\udce9",
        "\ud83d",
        "word " * 20_000,
        "x" * 100_000,
        "a" * 999 + " b",
        "🙂",
        "\u0301",
        "ﬁ ½ ①",
    ],
)
def test_a_query_is_text_and_never_a_language(query: str) -> None:
    numbers(built(a_tip(1, "Alpha beta"), a_tip(2, "Gamma")), query)


def test_words_in_the_query_that_look_like_operators_are_words() -> None:
    index = built(a_tip(1, "Now and NEAR"), a_tip(2, "Something else"))
    assert numbers(index, "near") == [1]


@pytest.mark.parametrize("step", [4, rarely(1)])
def test_each_bundled_title_typed_exactly_finds_its_tip_first(step: int) -> None:
    some = dict(list(titles().items())[::step])
    with closing(bundled()) as index:
        first = {title: next(search(index, index, title, EVERYTHING)).tip.number for title in some.values()}
    assert first == {title: number for number, title in some.items()}


@many(25)
@given(
    st.data(),
    st.lists(
        st.sets(st.sampled_from("alpha beta gamma delta omega sigma kappa".split()), min_size=1), min_size=2, max_size=8
    ),
)
def test_a_title_typed_exactly_comes_before_titles_of_other_words(data: st.DataObject, sets: list[set[str]]) -> None:
    distinct = list(dict.fromkeys(frozenset(names) for names in sets))
    made = [" ".join(sorted(names)) for names in distinct]
    number = data.draw(st.integers(1, len(made)))
    tips = [a_tip(place, title, body="alpha beta gamma delta") for place, title in enumerate(made, 1)]
    assert numbers(built(*tips), made[number - 1])[0] == number


def test_the_word_as_typed_comes_before_another_ending_of_it() -> None:
    for query, first in (("testing", 1), ("test", 2), ("tested", 3)):
        index = built(a_tip(1, "Testing"), a_tip(2, "Test"), a_tip(3, "Tested"))
        assert numbers(index, query)[0] == first, query


@pytest.mark.parametrize("length", [30, 40, 41, 64, 65, 200])
def test_a_title_of_one_long_word_is_found(length: int) -> None:
    assert numbers(built(a_tip(1, "ab" * (length // 2)), a_tip(2, "Other")), "ab" * (length // 2)) == [1]


def _words_of_one_title() -> dict[str, int]:
    """Return the words of four letters or more that stand in one bundled title only, with the tip's number."""
    by_word: dict[str, set[int]] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        tokens = Tokenizer(connection).split(titles().values())
    for number, pairs in zip(titles(), tokens, strict=True):
        for word, _ in pairs:
            by_word.setdefault(word, set()).add(number)
    return {word: min(having) for word, having in sorted(by_word.items()) if len(having) == 1 and len(word) >= 4}


@pytest.fixture(scope="module")
def rare_words() -> dict[str, int]:
    return _words_of_one_title()


def is_known_or_begun(typed: str) -> bool:
    """Tell whether some word of the bundled collection or its thesaurus is, or starts with, what was typed."""
    with closing(bundled()) as index:
        [[(word, stem)]] = index.tokenizer.split([typed])
        query = "select 1 from term where stem = ? or word >= ? and word < ?"
        return index._connection.execute(query, (stem, word, word + "\U0010ffff")).fetchone() is not None


def has_few_corrections(typed: str) -> bool:
    """Tell whether no more words are near than are looked for."""
    with closing(bundled()) as index:
        return len(corrections(index, typed)) <= 4


@many(25)
@given(st.data())
def test_one_typo_in_a_word_of_one_title_still_finds_its_tip(rare_words: dict[str, int], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(list(rare_words)))
    typed = data.draw(mistyped(word))
    assume(len(typed) > 3 and not is_known_or_begun(typed) and has_few_corrections(typed))
    assert rare_words[word] in numbers(bundled(), typed)


@many(25)
@given(st.data())
def test_two_typos_in_a_word_of_eight_letters_still_find_its_tip(
    rare_words: dict[str, int], data: st.DataObject
) -> None:
    from rapidfuzz.distance import OSA

    word = data.draw(st.sampled_from([word for word in rare_words if len(word) >= 8]))
    typed = data.draw(mistyped(data.draw(mistyped(word))))
    # A letter put between two that were swapped is three edits in this measure.
    assume(OSA.distance(typed, word) <= 2 and not is_known_or_begun(typed) and has_few_corrections(typed))
    assert rare_words[word] in numbers(bundled(), typed)


@pytest.mark.parametrize("word", ["mike", "golf", "jack", "brag", "bolt"])
def test_a_letter_left_out_of_a_word_of_four_is_corrected(word: str) -> None:
    others = [a_tip(number, f"Number {number} of many") for number in range(2, 6)]
    typed = [text for text in typos(word) if len(text) == 3 and not word.startswith(text)]
    assert [text for text in typed if numbers(built(a_tip(1, f"About {word}"), *others), text) != [1]] == []


def test_an_ending_of_a_single_letter_does_not_make_a_word_known() -> None:
    tips = [a_tip(1, "Being Kind"), a_tip(2, "E-mail"), a_tip(3, "Others")]
    assert numbers(built(*tips), "eing") == [1]


@pytest.mark.parametrize(
    ("query", "title"), [("eyes", "Eyes"), ("eye", "Eyes"), ("used", "Use"), ("owed", "Owe"), ("bus", "Bus")]
)
def test_a_short_word_with_a_shorter_stem_is_found(query: str, title: str) -> None:
    assert numbers(built(a_tip(1, title), a_tip(2, "Others")), query) == [1]


@many(25)
@given(st.lists(words(4, 9), min_size=1, max_size=6, unique=True), st.data())
def test_every_hit_has_a_snippet_that_shows_a_match_in_its_text(vocabulary: list[str], data: st.DataObject) -> None:
    text = st.lists(st.sampled_from(vocabulary), max_size=40).map(" ".join)
    tips = [
        a_tip(number, "Title", gist=data.draw(text), body=data.draw(text), action=data.draw(text))
        for number in range(1, 4)
    ]
    for hit in found(built(*tips), data.draw(st.sampled_from(vocabulary))):
        assert (MARK_ON in hit.snippet) == bool({"gist", "body", "action"} & set(hit.matched))


def test_the_title_counts_most_and_the_gist_more_than_action_and_body() -> None:
    index = built(
        a_tip(1, "One", body="zebra"),
        a_tip(2, "Two", action="zebra"),
        a_tip(3, "Three", gist="zebra"),
        a_tip(4, "Zebra"),
        a_tip(5, "Five", topics=("zebra",)),
    )
    order = numbers(index, "zebra")
    assert sorted(order) == [1, 2, 3, 4, 5]
    assert order[0] == 4
    assert order.index(3) < min(order.index(1), order.index(2))


def test_all_words_come_before_some_words() -> None:
    index = built(a_tip(1, "Zebra zebra zebra", gist="zebra"), a_tip(2, "Two", body="a zebra and a lion"))
    assert numbers(index, "zebra lion") == [2, 1]


def test_rare_words_count_more_than_common_ones() -> None:
    many_lions = [a_tip(number, f"Lion {number}") for number in range(2, 12)]
    assert numbers(built(a_tip(1, "Zebra"), *many_lions), "zebra lion")[0] == 1


def test_of_two_titles_with_the_word_the_shorter_comes_first() -> None:
    assert numbers(built(a_tip(1, "Zebra"), a_tip(2, "Zebra and a lot more about it")), "zebra") == [1, 2]


@pytest.mark.parametrize(
    ("query", "field"), [("tee", "title"), ("toh", "topics"), ("gee", "gist"), ("act", "action"), ("bod", "body")]
)
def test_a_hit_names_the_field_that_matched(query: str, field: str) -> None:
    [hit] = found(built(a_tip(1, "tee", topics=("toh",), gist="gee", action="act", body="bod")), query)
    assert hit.matched == (field,)


def test_every_field_with_a_match_is_named_best_first() -> None:
    [hit] = found(built(a_tip(1, "zebra", topics=("zebra",), gist="zebra", action="zebra", body="zebra")), "zebra")
    assert hit.matched[0] == "title"
    assert sorted(hit.matched) == sorted(FIELDS)


@pytest.mark.parametrize(
    ("query", "alias"),
    [("rage", f"{MARK_ON}rage{MARK_OFF}"), ("anger", ""), ("quiet voice", f"{MARK_ON}quiet voice{MARK_OFF}")],
)
def test_a_hit_by_another_name_of_its_topic_shows_that_name(query: str, alias: str) -> None:
    topics = (Topic("anger", "", ("rage", "quiet voice")),)
    [hit] = found(
        built(a_tip(1, "A", topics=("other", "anger")), topics=topics, synonyms=((False, ("quiet voice", "hush")),)),
        query,
    )
    assert (hit.alias, hit.matched) == (alias, ("topics",))


def test_the_main_topic_counts_more_than_another_one() -> None:
    index = built(a_tip(1, "A", topics=("zebra", "lion")), a_tip(2, "B", topics=("lion", "zebra")))
    assert numbers(index, "lion") == [2, 1]


def test_synonyms_are_found_after_the_word_itself() -> None:
    synonyms = ((False, ("furious", "angry")),)
    index = built(a_tip(1, "Angry callers"), a_tip(2, "Furious callers"), synonyms=synonyms)
    assert numbers(index, "furious") == [2, 1]


def test_a_title_search_takes_typos_and_no_synonyms() -> None:
    def made() -> Index:
        return built(
            a_tip(1, "Angry callers", body="zebra"), a_tip(2, "Zebra"), synonyms=((False, ("furious", "angry")),)
        )

    assert numbers(made(), "furious", title_only=True) == []
    assert numbers(made(), "calelrs", title_only=True) == [1]
    assert numbers(made(), "zebra", title_only=True) == [2]
    assert numbers(made(), "angry zebra", title_only=True) == []


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "Cafe\u0301", "café"])
def test_case_and_accents_make_no_difference(query: str) -> None:
    assert numbers(built(a_tip(1, "Café"), a_tip(2, "Tea")), query) == [1]


def test_filters_keep_hits_out() -> None:
    index = built(
        a_tip(1, "Zebra", topics=("a",), date="2020-01-01"), a_tip(2, "Zebra", topics=("b",), date="2024-01-01")
    )
    assert [hit.tip.number for hit in found(index, "zebra", Filters(topics=("a",)))] == [1]
    index = built(a_tip(1, "Zebra", date="2020-01-01"), a_tip(2, "Zebra", date="2024-01-01"))
    assert [hit.tip.number for hit in found(index, "zebra", Filters(since="2021-01-01"))] == [2]


def test_more_hits_than_a_page_come_each_once_in_falling_order() -> None:
    tips = [a_tip(number, f"Zebra {'lion' if number % 3 else ''} {number}") for number in range(1, 301)]
    hits = found(built(*tips), "zebra lion")
    assert sorted(hit.tip.number for hit in hits) == list(range(1, 301))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.tip.number % 3 for hit in hits[:200])


def test_one_index_can_be_searched_again() -> None:
    with closing(built(a_tip(1, "Zebra"))) as index:
        assert [len(list(search(index, index, "zebra", EVERYTHING))) for _ in range(3)] == [1, 1, 1]


def test_what_an_index_file_smuggles_in_is_cleaned_before_it_leaves() -> None:
    held = Held([a_tip(1, "zebra", topics=("lion",), body="zebra")], topics=[Topic("lion", "", ("tiger",))])
    for query in ("zebra", "tiger"):
        index = index_of(held)
        index._connection.execute(
            "update tip set title = 'zebra \x1b[31m\u202e', gist = 'g \x9b', topic_words = 'lion tiger\x1b[2J', "
            "body = 'zebra \x1b]0;title\x07'"
        )
        [hit] = found(index, query)
        for text in (hit.title, hit.snippet, hit.alias, hit.tip.title, hit.tip.body):
            assert clean(unmarked(text)) == unmarked(text)


def test_words_that_stand_together_in_what_people_ask_count_for_more_than_words_from_here_and_there() -> None:
    """Beside what one asks word by word, tips with the same words in phrases of their own."""
    held = Held([a_tip(number, f"Tip {number}") for number in (1, 2, 3)])
    held.phrases = {1: "a promise, word of a friend", 2: "a promise of my word", 3: "word of mouth, one promise"}
    assert numbers(index_of(held), "promise of my word")[0] == 2


def test_a_subject_that_is_near_in_meaning_only_is_found_beside_a_word_of_every_tip() -> None:
    with closing(bundled()) as index:
        hits = list(search(index, index, "customer topics", EVERYTHING, exact=frozenset({"topics"})))
        assert hits


@pytest.mark.parametrize("asked", ["be calm, down with it", "it, calm, down"])
def test_words_that_stand_side_by_side_at_the_border_of_two_phrases_are_no_fault(asked: str) -> None:
    held = Held([a_tip(1, "Voices", body="x")], synonyms=[(False, ("calm down", "slow voice"))])
    held.phrases = {1: asked}
    assert numbers(index_of(held), "calm down") == [1]


def test_in_another_collection_a_line_that_says_it_comes_before_a_title_with_one_of_its_words() -> None:
    titled = a_tip(1, "Folders", body="Something else.\nA size.")
    said = a_tip(2, "Notes", body="Shows the size of folders.\nSomething else.")
    with closing(built(titled, said, a_tip(3, "Other", body="x"), name="notes")) as index, closing(bundled()) as own:
        hits = [hit.tip.number for hit in search(index, own, "size of folders", EVERYTHING)]
        assert hits == [2, 1]
