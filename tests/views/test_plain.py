"""Plain text that reads well aloud."""

from __future__ import annotations

import pytest

from tests.made import MARKUP
from tests.views.samples import CALLS
from tipcli.views import FORMATS, view
from tipcli.views.base import Screen, View, long_date

WANTED = {
    "tips": f"""12. Give the Customer a Plan B
Tell people who wait about another way to be served.

mine/3. {MARKUP}
Gist {MARKUP}

mine/4. 日本語の題 👨‍👩‍👧‍👦 שלום
要旨

mine/5. Bare


""",
    "hits": f"""12. Give the Customer a Plan B
Tell people who wait about another way.
Matched in title, topics.

mine/3. {MARKUP}
…{MARKUP} and more…
Matched in topics ([alias]), body.

mine/4. 日本語の題 👨‍👩‍👧‍👦 שלום
要旨
Matched in gist.

""",
    "whole": f"""12. Give the Customer a Plan B
channels, proactive-service. January 28, 2014.

Tell people who wait about another way to be served.

A first paragraph with **bold**, *italic* and `code`.

- one [link](https://example.org/a) in a list
- two

> A quotation.

<b>HTML</b> stays.

To do today: Make a card that lists every other way, and when each one is quiet.

After the tip of this title, A publisher, January 28, 2014. https://example.org/tip

Related tips:
mine/4. 日本語の題 👨‍👩‍👧‍👦 שלום
mine/5. Bare

mine/3. {MARKUP}
odd.

Gist {MARKUP}

Body {MARKUP}

To do today: Action {MARKUP}

After “Credit {MARKUP}”.

mine/4. 日本語の題 👨‍👩‍👧‍👦 שלום
December 31, 2020.

要旨

本文です。

This is an excerpt; the rest is not in the library.

To do today: 行動

https://example.org/

Related tips:
mine/3. {MARKUP}

mine/5. Bare



""",
    "today": """Tip of the day, January 1: Give the Customer a Plan B
Tell people who wait about another way to be served.
To do today: Make a card that lists every other way, and when each one is quiet.
Read the rest: tips show 12
""",
    "week": f"""Tip of week 1, 2026: {MARKUP}
Gist {MARKUP}
To do today: Action {MARKUP}
Read the rest: tips show mine/3
""",
    "bare-today": """Tip of the day, January 1: Bare

Read the rest: tips show mine/5
""",
    "topics": f"""channels, 12 tips: Phone, counter, web: which door, and the next one when it is shut
odd, 1 tip: {MARKUP}
bare, 4 tips
""",
    "checks": """ok: tipcli: 0.1.0
note: state folder: none
  Set TIPS_HOME to a folder of yours.
wrong: collection [x]: C:\\[x]: no JSON
  Put a good file in its place.
""",
}


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("screen", [Screen(), Screen(20), Screen(200, unicode=False)], ids=["80", "20", "200"])
def test_the_text_is_the_same_at_every_width(call: str, screen: Screen) -> None:
    assert CALLS[call](view("plain", screen)) == WANTED[call]


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("style", ["mono", "color"])
def test_a_screen_with_styles_gets_the_same_words_some_of_them_bold(call: str, style: str) -> None:
    made = CALLS[call](view("plain", Screen(80, style)))
    assert made.replace("\x1b[1m", "").replace("\x1b[22m", "") == WANTED[call]
    assert made.count("\x1b[1m") == made.count("\x1b[22m")
    assert ("\x1b[1m" in made) == (call != "checks")


@pytest.mark.parametrize("call", list(CALLS))
def test_nothing_is_shown_for_nothing(call: str) -> None:
    made = view("plain", Screen())
    for method in (made.tips, made.hits, made.whole, made.topics, made.checks):
        assert "".join(method([])) == ""  # type: ignore[operator]


@pytest.mark.parametrize(
    ("iso", "wanted"),
    [("2019-05-28", "May 28, 2019"), ("0001-01-01", "January 1, 1"), ("9999-12-31", "December 31, 9999")],
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
