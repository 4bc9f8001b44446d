"""The export as a web page, read with an HTML parser of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from tests.exports.samples import ABOUT, ODD, TIPS, any_tips, text_of, wanted
from tests.made import MARKUP, a_tip, many
from tipcli.exports.html import HtmlExport
from tipcli.exports.rendering import to_html
from tipcli.model.text import clean

if TYPE_CHECKING:
    from typing import Any

    from tipcli.model.tip import Tip

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "article", "div", "p", "strong", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "time", "code", "pre", "blockquote", "hr", "br", "s",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "data-collection", "charset", "http-equiv", "content", "name", "dir", "id", "aria-label", "href", "rel",
    "class", "data-record", "datetime", "start", "style", "title",
}  # fmt: skip


def page(text: str) -> Any:
    return JustHTML(text, sanitize=False)


def all_of(document: Any, selector: str = "*") -> list[Any]:
    return list(document.query(selector))


@many(30)
@given(any_tips())
def test_every_tip_comes_back_and_nothing_else_is_on_the_page(tips: list[Tip]) -> None:
    document = page(text_of("html", tips))
    articles = all_of(document, "article")
    assert [json.loads(one.attrs["data-record"]) for one in articles] == list(map(wanted, tips))
    for node in all_of(document):
        assert node.name in ALLOWED
        assert set(node.attrs) <= ATTRIBUTES
        if "href" in node.attrs:
            assert node.attrs["href"].startswith(("http://", "https://", "#tip-"))


def test_each_link_of_the_contents_leads_to_a_tip() -> None:
    tips = [
        a_tip(1, topics=("a", "b")), a_tip(2, topics=("b",)), a_tip(3), a_tip(4), a_tip(1, collection="x"), a_tip(1234),
    ]  # fmt: skip
    document = page(text_of("html", tips))
    assert [one.attrs["id"] for one in all_of(document, "article")] == [
        "tip-001", "tip-002", "tip-003", "tip-004", "tip-x-1", "tip-1234",
    ]  # fmt: skip
    assert [one.attrs["href"] for one in all_of(document, "nav a")] == [
        "#tip-001", "#tip-001", "#tip-002", "#tip-003", "#tip-004", "#tip-x-1", "#tip-1234",
    ]  # fmt: skip
    assert [one.to_text() for one in all_of(document, "nav h3")] == ["a (1)", "b (2)", "Without a topic (4)"]


@pytest.mark.parametrize(("count", "has_contents"), [(0, False), (1, False), (5, False), (6, True)])
def test_a_few_tips_have_no_table_of_contents(count: int, *, has_contents: bool) -> None:
    document = page(text_of("html", [a_tip(number) for number in range(1, count + 1)]))
    assert len(all_of(document, "main article")) == count
    assert bool(all_of(document, "nav")) == has_contents


@many(10)
@given(any_tips(most=6), st.sampled_from(["cards", "large"]))
def test_every_layout_has_every_tip_and_its_record(tips: list[Tip], layout: str) -> None:
    document = page("".join(HtmlExport(layout).pieces(tips, ABOUT)))
    assert [json.loads(one.attrs["data-record"]) for one in all_of(document, "main article")] == list(map(wanted, tips))
    assert {node.name for node in all_of(document)} <= ALLOWED


@pytest.mark.parametrize(("count", "sheets"), [(1, [1]), (4, [4]), (5, [4, 1]), (8, [4, 4])])
def test_four_cards_share_a_sheet(count: int, sheets: list[int]) -> None:
    tips = [a_tip(number) for number in range(1, count + 1)]
    document = page("".join(HtmlExport("cards").pieces(tips, ABOUT)))
    assert [len(list(sheet.query("article"))) for sheet in all_of(document, ".sheet")] == sheets
    assert not all_of(page("".join(HtmlExport("large").pieces(tips, ABOUT))), ".sheet")


def test_the_head_allows_nothing_from_outside() -> None:
    text = text_of("html", TIPS)
    document = page(text)
    [policy] = [one for one in all_of(document, "meta") if "http-equiv" in one.attrs]
    assert policy.attrs["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert text.startswith('<!DOCTYPE html>\n<html lang="en" data-collection="mine">\n<head>\n<meta charset="utf-8">\n')
    assert all_of(document, "title")[0].to_text() == ABOUT.title
    assert not all_of(document, "script, img, iframe, object, embed, link, form, base, svg")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '" onload="x',
        "</style><script>",
        "</title>",
        "&lt;b>",
    ],
)
def test_markup_in_any_field_is_text(hostile: str) -> None:
    tip = a_tip(title=hostile, gist=hostile, body=hostile, action=hostile, topics=(hostile,), slug=hostile)
    document = page(text_of("html", [tip]))
    assert {node.name for node in all_of(document)} <= ALLOWED
    assert all_of(document, "article h2")[0].to_text() == hostile
    assert all_of(document, "article .gist")[0].to_text() == hostile


def test_titles_come_out_as_they_went_in() -> None:
    assert all_of(page(text_of("html", [ODD])), "article h2")[0].to_text() == MARKUP


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///x", "vbscript:x", "//example.org", "#a"],
)
def test_a_link_that_does_not_lead_to_the_web_is_text(address: str) -> None:
    assert "<a" not in to_html(f"[x]({address}) <{address}>\n\n[y]\n\n[y]: {address}")


def test_links_give_nothing_away() -> None:
    assert to_html("[x](https://example.org/?a&b)") == (
        '<p><a href="https://example.org/?a&amp;b" rel="noopener noreferrer nofollow">x</a></p>\n'
    )


def test_an_image_is_its_description() -> None:
    assert to_html("![a *b* <c>](https://example.org/x.png)") == "<p>a b &lt;c&gt;</p>\n"


@pytest.mark.parametrize("entity", ["&#27;", "&#x9b;", "&#8238;", "&#0;", "&#xE0041;"])
def test_an_entity_that_hides_a_control_character_is_cleaned(entity: str) -> None:
    html = to_html(f"a{entity}b `{entity}` [c](https://example.org/{entity})")
    assert html == clean(html)
    assert "a�b" in html


def test_a_very_long_body_stays_as_it_is_written() -> None:
    assert to_html("*<b>*" * 30_000) == "<pre>" + "*&lt;b&gt;*" * 30_000 + "</pre>\n"


def test_tables_and_code_are_rendered() -> None:
    html = to_html("|a|b|\n|-|-:|\n|1|2|\n\n```sh\n<x>\n```\n\n~~s~~")
    assert "<table>" in html
    assert "&lt;x&gt;" in html
    assert "<s>s</s>" in html


def test_a_page_of_a_day_has_a_heading_and_the_last_line_that_is_asked_for() -> None:
    document = page("".join(HtmlExport().of_day(TIPS[0], "Tip of the <day>", "More: https://example.org/?a&b")))
    assert [one.to_text() for one in all_of(document, "h1")] == ["Tip of the <day>"]
    assert [one.attrs["href"] for one in all_of(document, "a")] == ["https://example.org/?a&b"]
    assert not all_of(document, ".body")
    assert 'class="about"' not in "".join(HtmlExport().of_day(TIPS[0], "x", "")).partition("<article")[2]
