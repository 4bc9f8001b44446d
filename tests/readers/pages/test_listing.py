"""Saved pages: those of a real WordPress in three themes, and pages as other themes and programs lay them out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tipcli.readers.base import Document, Item, NotTipsError, Options
from tipcli.readers.pages.page import PageReader

if TYPE_CHECKING:
    from pathlib import Path

RECORDED = ROOT / "tests" / "recorded" / "wordpress"
INDEX = json.loads((RECORDED / "index.json").read_text("utf-8"))
CASES = sorted((ROOT / "tests" / "cases" / "pages").glob("*.html"))
THEMES = ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
TEXT = "<p>" + "Ask once, and then wait for the answer. " * 8 + "</p>"
FEEDS = (
    '<link rel="alternate" type="application/rss+xml" title="S Comments Feed" href="/comments/feed/">'
    '<link rel="alternate" type="application/rss+xml" title="S Phone Category Feed" href="/category/phone/feed/">'
    '<link rel="alternate" type="application/rss+xml" title="S Feed" href="/feed/">'
)
MORE = (
    '<div class="wp-block-query"><h2>More posts</h2><ul><li class="wp-block-post"><h3 class="wp-block-post-title">'
    '<a href="/b/">Another</a></h3><time class="entry-date" datetime="2020-01-01">x</time>'
    '<a rel="tag" href="/tag/b/">other</a></li></ul></div>'
)


def read(document: Document) -> Item:
    (found,) = PageReader().read(document, Options())
    assert isinstance(found, Item)
    return found


def recorded(theme: str, address: str) -> Document:
    path = RECORDED / INDEX[theme][address]["file"]
    return Document(str(path), "page", "page.html")


def saved(folder: Path, html: str, address: str = "http://blog.example/a/") -> Document:
    (folder / "page.html").write_text("<!DOCTYPE html><html>" + html)
    return Document(str(folder / "page.html"), "page", "page.html", address=address)


@pytest.mark.parametrize("theme", THEMES)
def test_an_article_is_its_text_with_topics_author_and_day_of_the_page(theme: str) -> None:
    item = read(recorded(theme, "/2024/03/a-reply-in-five-parts/"))
    assert (item.title, item.date, item.complete) == ("A reply in five parts", "2024-03-05", True)
    assert item.topics == ("Email", "Returns & refunds", "templates", "tone of voice")
    assert item.credit is not None
    assert item.credit.publisher == "The desk"
    assert item.link == "http://blog.example/2024/03/a-reply-in-five-parts/"
    assert item.body.startswith("A long answer is read when its parts")
    assert item.body.endswith("is in [another post](http://blog.example/2024/02/say-what-you-can-do/).")
    for around in ("Posted", "The desk", "Comments", "A reader", "Tags", "left out"):
        assert around not in item.body


def test_all_themes_give_one_text() -> None:
    texts = {read(recorded(theme, "/2024/03/a-reply-in-five-parts/")).body for theme in THEMES}
    assert len(texts) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_one_of_several_pages_of_an_article_is_not_complete(theme: str) -> None:
    item = read(recorded(theme, "/2024/05/a-refund-in-three-visits/"))
    assert not item.complete
    assert "Pages" not in item.body


@pytest.mark.parametrize(
    ("theme", "address", "what"),
    [
        *((theme, "/", "a home page; import its feed instead: http://blog.example/feed/") for theme in THEMES),
        ("twentytwentyone", "/page/2/", "a listing; import its feed instead: http://blog.example/feed/"),
        ("twentytwentyone", "/category/phone/", "a listing; import its feed instead: http://blog.example/feed/"),
        ("twentytwentythree", "/category/phone/", "a listing; import its feed instead: http://blog.example/feed/"),
        ("twentytwentyone", "/?s=refund", "a page of search results; import its feed instead: http://blog.example/feed/"),
        ("twentytwentyone", "/nowhere/", "an error page; import its feed instead: http://blog.example/feed/"),
        ("twentytwentyone", "/the-queue-by-hour/", "a page of a picture"),
        ("twentytwentyone", "/2024/06/notes-on-the-outage/", "a page behind a password"),
        ("twentytwentythree", "/2024/06/notes-on-the-outage/", "a page behind a password"),
        ("maintenance", "/", "an error page"),
        ("broken", "/", "an error page"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_none_and_names_the_feed_of_the_site(theme: str, address: str, what: str) -> None:
    with pytest.raises(NotTipsError) as raised:
        read(recorded(theme, address))
    assert raised.value.reason.startswith(what)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_other_themes_give_the_same_article(path: Path) -> None:
    item = read(Document(str(path), "page", "page.html"))
    assert (item.title, item.date, item.topics) == ("Ask once", "2024-03-05", ("Phone",))
    assert item.extra == {"author": "Ann Example"}
    assert item.body == ("Ask once, and then wait for the answer. " * 8).strip()


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "body", "what"),
    [
        ("", f'<body class="error-404"><h1>Oh</h1>{TEXT}', "an error page"),
        ("<title>404 Not Found</title>", f"<body>{TEXT}", "an error page"),
        ("<title>Page not found | S</title>", f"<body><main>{TEXT}</main>", "an error page"),
        ("", f'<body class="tag-template"><main>{TEXT}</main>', "a listing"),
        (LD.format('{"@graph": [{"@type": ["CollectionPage"]}]}'), f"<body><main>{TEXT}</main>", "a listing"),
        (LD.format('{"@type": "SearchResultsPage"}'), f"<body><main>{TEXT}</main>", "a page of search results"),
        ("", "<body>" + f'<div class="post-card"><h2>A</h2>{TEXT}</div>' * 4, "a listing"),
        ("", "<body>" + f'<div class="h-entry"><h2>A</h2>{TEXT}</div>' * 3, "a listing"),
    ],
)
def test_other_pages_without_an_article_are_none(tmp_path: Path, head: str, body: str, what: str) -> None:
    with pytest.raises(NotTipsError) as raised:
        read(saved(tmp_path, f"<head>{head}{FEEDS}</head>{body}"))
    assert raised.value.reason == f"{what}; import its feed instead: http://blog.example/feed/"


@pytest.mark.parametrize(
    "head",
    [
        LD.format('{"@graph": [{"@type": "CollectionPage"}, {"@type": "BlogPosting", "datePublished": "2024-03-05"}]}'),
        LD.format('{"@type": "BreadcrumbList"}'),
        LD.format("not json"),
        "<title>Not found anywhere else</title>",
    ],
)
def test_an_article_is_one_whatever_else_the_page_describes(tmp_path: Path, head: str) -> None:
    item = read(saved(tmp_path, f"<head>{head}</head><body><article><h1>Ask once</h1>{TEXT}</article>{MORE}"))
    assert item.title == "Ask once"


@pytest.mark.parametrize("names", ["blog", "blog category author", "index list", "page", "search", "item tag"])
def test_words_that_a_site_has_for_its_parts_make_no_listing_of_one_article(tmp_path: Path, names: str) -> None:
    item = read(
        saved(tmp_path, f'<body class="{names}"><article class="h-entry"><h1>Ask once</h1>{TEXT}</article>{MORE}')
    )
    assert item.title == "Ask once"
