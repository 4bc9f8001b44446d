"""The piece of a tip that shows why it matched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many, words
from tipcli.model.text import MARK_OFF, MARK_ON, unmarked
from tipcli.search.snippet import snippet

WIDTH = 112  # characters without marks: 110 and an ellipsis at each end
EMPTY = {"title": "", "topics": "", "gist": "", "action": "", "body": ""}


def shown(**fields: str) -> str:
    """Return the snippet with matches in braces."""
    readable = {name: text.replace("{", MARK_ON).replace("}", MARK_OFF) for name, text in fields.items()}
    return snippet(EMPTY | readable).replace(MARK_ON, "{").replace(MARK_OFF, "}")


@st.composite
def marked_text(draw: st.DrawFn, separators: str = " \n") -> str:
    """Return words, some of them, or several side by side, marked."""
    pieces = draw(st.lists(st.tuples(st.lists(words(1, 12), min_size=1, max_size=3), st.booleans()), max_size=60))
    separator = draw(st.sampled_from(separators))
    return separator.join(
        f"{MARK_ON}{' '.join(run)}{MARK_OFF}" if matched else " ".join(run) for run, matched in pieces
    )


@many(30)
@given(gist=marked_text(" ").filter(lambda text: len(unmarked(text)) <= 100), action=marked_text(), body=marked_text())
def test_a_snippet_has_a_match_where_there_is_one_and_keeps_its_width(gist: str, action: str, body: str) -> None:
    made = snippet(EMPTY | {"gist": gist, "action": action, "body": body})
    assert (MARK_ON in made) == (MARK_ON in gist + action + body)
    assert len(unmarked(made)) <= WIDTH
    assert "\n" not in made


@many(30)
@given(body=marked_text())
def test_marks_come_in_pairs_and_enclose_no_other(body: str) -> None:
    made = snippet(EMPTY | {"body": body})
    assert [c for c in made if c in MARK_ON + MARK_OFF] == [MARK_ON, MARK_OFF] * made.count(MARK_ON)


@many(30)
@given(body=marked_text(" "))
def test_a_snippet_is_cut_at_words_and_shows_the_cuts(body: str) -> None:
    made = unmarked(snippet(EMPTY | {"body": body}))
    whole = unmarked(body)
    shown_words = made.strip("…").split(" ")
    if MARK_ON in body:
        assert any(
            whole.split(" ")[start : start + len(shown_words)] == shown_words for start in range(len(whole.split(" ")))
        )
        assert made.startswith("…") or whole.startswith(made.rstrip("…"))
        assert made.endswith("…") or whole.endswith(made.lstrip("…"))


@pytest.mark.parametrize(
    "fields",
    [
        {"gist": "word " * 100 + "{hit}"},
        {"gist": "{hit} " + "word " * 100},
        {"body": "{hit} " + "x" * 5000},
        {"body": "word " * 50 + "http://example.org/" + "x/" * 500 + "{hit}" + "/x" * 500},
    ],
    ids=["long gist, match at its end", "long gist", "long word after", "match inside a long word"],
)
def test_a_snippet_of_hostile_length_is_cut_too(fields: dict[str, str]) -> None:
    made = shown(**fields)
    assert "{hit}" in made
    assert len(made) <= WIDTH + 2


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"gist": "A gist."}, "A gist."),
        ({"gist": "A {gist}.", "body": "A {body}."}, "A {gist}."),
        ({"gist": "A gist.", "body": "A {body}."}, "A {body}."),
        ({"gist": "A gist.", "action": "{Act}."}, "{Act}."),
        ({"gist": "A {x}.", "body": "{x} and {y}"}, "{x} and {y}"),
        ({"gist": "A {x}.", "body": "{x} and {X}"}, "A {x}."),
        ({"gist": "A gist.", "title": "{T}", "topics": "{t}"}, "A gist."),
        ({"gist": "G", "body": "# Head\n\n- one\n* {two}\n> three"}, "Head one {two} three"),
        ({"gist": "G", "body": "{customer service} counts"}, "{customer service} counts"),
    ],
)
def test_the_field_with_most_different_matches_is_shown(fields: dict[str, str], wanted: str) -> None:
    assert shown(**fields) == wanted


def test_a_long_text_is_cut_around_its_first_match_with_words_before_it() -> None:
    before, after = "lorem " * 40, " ipsum" * 40
    made = shown(body=f"{before}{{match}}{after}")
    assert made == f"…{'lorem ' * 5}{{match}}{' ipsum' * 12}…"


def test_the_start_of_a_text_has_no_ellipsis_before_it() -> None:
    made = shown(body="{match}" + " ipsum" * 40)
    assert made.startswith("{match} ipsum")
    assert made.endswith("ipsum…")


def test_the_stretch_with_most_different_matches_is_shown() -> None:
    made = shown(body="{one} " + "lorem " * 40 + "{one} {two} end")
    assert made == f"…{'lorem ' * 5}{{one}} {{two}} end"


def test_a_match_over_several_words_is_marked_on_both_sides_of_a_cut() -> None:
    run = " ".join(["long"] * 40)
    made = shown(body="lorem {" + run + "}")
    assert made.startswith("lorem {long")
    assert made.rstrip("…").endswith("}")
