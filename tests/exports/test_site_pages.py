"""The pages of a site, one by one."""

from __future__ import annotations

from datetime import date

from justhtml import JustHTML

from tests.made import a_tip
from tipcli.exports.site_pages import front_page, list_page, name_of, tip_page
from tipcli.model.tip import Topic

TIP = a_tip(7, "A <title>", gist="A gist.", body="Text.", action="Do it.")


def test_a_page_says_what_it_is_and_where_its_text_begins() -> None:
    for text in (
        tip_page(TIP, "Ours", [("a & b", "a-b")]),
        list_page("Ours", Topic("empathy", "About it"), [("7", "A <title>", "")], (1, 1, "empathy")),
        front_page("Ours", None, [], has_search=True),
    ):
        document = JustHTML(text, sanitize=False)
        assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
        assert [len(list(document.query(name))) for name in ("h1", "main", "title")] == [1, 1, 1]
        assert '<a class="skip" href="#main">' in text
        assert list(document.query("#main"))


def test_a_page_is_light() -> None:
    assert len(tip_page(a_tip(body="word " * 500), "Ours", []).encode()) < 30_000


def test_the_search_is_hidden_where_no_script_runs_and_has_a_label() -> None:
    text = front_page("Ours", None, [], has_search=True)
    assert '<section id="find" hidden>' in text
    assert '<label for="query">Search</label>' in text
    assert 'id="find"' not in front_page("Ours", None, [], has_search=False)


def test_what_to_do_is_hidden_where_there_is_nothing() -> None:
    day = date(2026, 11, 28)
    with_action = front_page("Ours", (day, "7", TIP), [], has_search=False)
    assert "Tip of the day, <span>Saturday, November 28</span>" in with_action
    assert '<p class="action" dir="auto"><strong' in with_action
    assert '<p class="action" dir="auto" hidden>' in front_page("Ours", (day, "7", a_tip()), [], has_search=False)


def test_pages_of_a_list_lead_to_each_other() -> None:
    assert [name_of("a", 1), name_of("a", 2)] == ["a", "a--2"]
    text = list_page("Ours", Topic("a"), [], (2, 3, "a"))
    assert '<a href="a.html">Before</a> <a href="a--3.html">After</a>' in text
