"""One tip as an article: what is on it, and how it says where it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from tests.exports.samples import ABOUT, WHOLE, text_of
from tests.made import a_tip
from tipcli.exports.html import HtmlExport
from tipcli.model.editorial import EditorialNotes
from tipcli.model.tip import CRISIS, Credit

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def test_what_an_article_holds() -> None:
    [article] = JustHTML(text_of("html", [WHOLE]), sanitize=False).query("article")
    assert [node.name for node in article.query("*")] == [
        "h2", "p", "div", "p", "strong", "code", "ul", "li", "a", "li", "p", "strong", "p", "time", "a", "a",
    ]  # fmt: skip
    assert (
        article.to_text()
        .replace(" .", ".")
        .endswith("January 28, 2014. Based on a tip of this title by A publisher. Permanent link.")
    )


def test_the_words_of_a_tip_decide_their_direction_and_ours_do_not() -> None:
    for text in (text_of("html", [a_tip(action="اكتب")]), cards(a_tip(action="اكتب"))):
        assert '<p class="action" dir="auto"><strong dir="ltr">To do today:</strong> اكتب</p>' in text


def cards(*tips: Tip) -> str:
    return "".join(HtmlExport("cards").pieces(tips, ABOUT))


def test_a_card_has_title_gist_and_action_and_not_the_body() -> None:
    text = cards(WHOLE)
    [article] = JustHTML(text, sanitize=False).query("article")
    assert article.to_text().split() == (f"{WHOLE.title} {WHOLE.gist} To do today: {WHOLE.action} Tip mine/12".split())


def test_a_card_for_a_crisis_says_first_whom_to_get() -> None:
    made = a_tip(gist="Stay.", editorial=EditorialNotes(risk=CRISIS).text())
    text = cards(made)
    assert 0 < text.index("If somebody is in danger now") < text.index("Stay.</p>")


@pytest.mark.parametrize(("length", "is_long"), [(40, False), (300, True)])
def test_much_text_is_set_smaller(length: int, *, is_long: bool) -> None:
    assert ('class="long"' in cards(a_tip(title="x" * length))) == is_long


def test_what_fits_no_card_is_cut_visibly_and_whole_in_the_record() -> None:
    [article] = JustHTML(cards(a_tip(gist="word " * 500)), sanitize=False).query("article")
    shown = article.to_text()
    assert shown.count("word") < 150
    assert "word…" in shown
    assert str(article.attrs).count("word") == 500


URL = "https://example.org/t"
LINKED = f'<a href="{URL}" rel="noopener noreferrer nofollow">'


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        (Credit("", "Mona"), "By Mona."),
        (Credit("", "Mona Inc."), "By Mona Inc."),
        (Credit("", "Mona", "2020-01-02"), "By Mona, January 2, 2020."),
        (Credit("", "Mona", None, URL), f"By {LINKED}Mona</a>."),
        (Credit("A book", "Mona"), "Based on “A book” by Mona."),
        (Credit("A book", "Mona", None, URL), f"Based on {LINKED}“A book”</a> by Mona."),
        (Credit("A book"), "Based on “A book”."),
        (Credit("A book", None, "2020-01-02"), "Based on “A book”, January 2, 2020."),
        (Credit("A title", "Mona"), "Based on a tip of this title by Mona."),
        (Credit("A title", "Mona", None, URL), f"Based on {LINKED}a tip of this title</a> by Mona."),
        (Credit("", None, None, URL), f"Based on {LINKED}{URL}</a>."),
        (Credit("", None, "2020-01-02", URL), f"Based on {LINKED}{URL}</a>, January 2, 2020."),
        (Credit("", None, "2020-01-02"), "From January 2, 2020."),
        (Credit("", "Mona", None, "javascript:x"), "By Mona."),
        (Credit("", None, None, "javascript:x"), ""),
        (Credit("", "..."), "By ...."),
        (Credit(""), ""),
    ],
)
def test_what_is_said_of_where_a_tip_comes_from(credit: Credit, said: str) -> None:
    text = text_of("html", [a_tip(1, "A title", credit=credit)])
    [about] = re.findall(r'<p class="about" dir="auto">(Tip .*)</p>', text)
    assert about == " ".join(filter(None, ("Tip mine/1.", said)))
