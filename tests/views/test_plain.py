"""Plain text that reads well aloud."""

from __future__ import annotations

import pytest

from tests.made import MARKUP, a_tip
from tests.views.samples import CALLS, DAY, EMPTY, HITS, ODD, TOPICS, WIDE, pinned
from tipcli.model.results import Hit
from tipcli.model.wording import long_date
from tipcli.system.screen import Screen
from tipcli.views.base import View
from tipcli.views.registry import FORMATS, view


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("screen", [Screen(), Screen(20), Screen(200, unicode=False)], ids=["80", "20", "200"])
def test_the_text_is_the_same_at_every_width(call: str, screen: Screen) -> None:
    assert CALLS[call](view("plain", screen)) == pinned(f"plain-{call}")


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("style", ["mono", "color"])
def test_a_screen_with_styles_gets_the_same_words_some_of_them_bold(call: str, style: str) -> None:
    made = CALLS[call](view("plain", Screen(80, style)))
    assert made.replace("\x1b[1m", "").replace("\x1b[22m", "") == pinned(f"plain-{call}")
    assert made.count("\x1b[1m") == made.count("\x1b[22m")
    assert ("\x1b[1m" in made) == (call != "checks")


def test_nothing_is_shown_for_nothing() -> None:
    made = view("plain", Screen())
    for method in (made.tips, made.hits, made.whole, made.topics, made.checks):
        assert "".join(method([])) == ""


@pytest.mark.parametrize(
    ("iso", "wanted"),
    [("2019-05-28", "May 28, 2019"), ("2020-12-01", "December 1, 2020"), ("9999-12-31", "December 31, 9999")],
)
def test_a_date_is_written_out_the_same_in_every_locale(iso: str, wanted: str) -> None:
    assert long_date(iso) == wanted


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_of_the_registry_can_show_everything(name: str) -> None:
    made = view(name, Screen())
    assert isinstance(made, View)
    for call in CALLS.values():
        assert call(made)


def test_a_format_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        view("html", Screen())


def test_a_view_says_itself_how_it_shows_things() -> None:
    for call in CALLS.values():
        with pytest.raises(NotImplementedError):
            call(View(Screen()))


@pytest.mark.parametrize("name", ["plain", "markdown", "rich"])
def test_a_tip_without_gist_and_body_leaves_no_gap(name: str) -> None:
    made = view(name, Screen())
    for text in (
        "".join(made.whole([(EMPTY, ())])),
        "".join(made.today(EMPTY, DAY, week=False)),
        "".join(made.tips([EMPTY])),
    ):
        assert "\n\n\n" not in text
        assert "**\n" not in text
        assert ": \n" not in text


@pytest.mark.parametrize("name", ["plain", "markdown", "rich"])
def test_an_excerpt_is_said_to_be_one(name: str) -> None:
    made = view(name, Screen())
    assert "This is an excerpt; the rest is not in the library." in "".join(made.whole([(WIDE, ())]))
    assert "excerpt" not in "".join(made.whole([(ODD, ())]))


@pytest.mark.parametrize("name", ["plain", "markdown"])
def test_markup_in_any_field_comes_out_as_it_went_in(name: str) -> None:
    made = view(name, Screen())
    assert "".join(made.whole([(ODD, (ODD,))])).count(MARKUP) == 6
    assert "".join(made.today(ODD, DAY, week=False)).count(MARKUP) == 3
    assert "".join(made.tips([ODD])).count(MARKUP) == 2
    assert "".join(made.topics(TOPICS)).count(MARKUP) == 1
    assert MARKUP in "".join(made.hits(HITS))


@pytest.mark.parametrize("name", ["plain", "markdown", "tsv"])
def test_a_long_line_is_neither_broken_nor_cut(name: str) -> None:
    long = "word " * 2000 + "end"
    tip = a_tip(1, long, gist=long)
    assert long in "".join(view(name, Screen(20)).tips([tip]))


def test_each_thing_that_a_hit_may_match_by_has_a_name() -> None:
    hit = Hit(a_tip(1, "Kettle"), 20.0, ("title", "topics", "gist", "action", "body", "meaning"), "Kettle", "", "")
    assert "title, topics, one-line summary, thing to do, text, meaning" in "".join(view("plain", Screen()).hits([hit]))
