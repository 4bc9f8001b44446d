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
        ("<title>404 Page not found | S</title>", f"<body><main>{TEXT}</main>", "an error page"),
        ("<title>Oh</title>", f"<body><main><h1>404</h1>{TEXT}</main>", "an error page"),
        ("<title>Seite nicht gefunden – S</title>", f"<body><main>{TEXT}</main>", "an error page"),
        ("", f'<body class="home blog"><main><article>{TEXT}</article></main>', "a home page"),
        ("", f'<body class="home"><main>{f"<div class=hentry>{TEXT}</div>" * 2}</main>', "a home page"),
        ("", f'<body class="tag-template"><main>{TEXT}</main>', "a listing"),
        (LD.format('{"@graph": [{"@type": ["CollectionPage"]}]}'), f"<body><main>{TEXT}</main>", "a listing"),
        (LD.format('{"@type": "SearchResultsPage"}'), f"<body><main>{TEXT}</main>", "a page of search results"),
        ("", "<body>" + f'<div class="post-card"><h2>A</h2>{TEXT}</div>' * 4, "a listing"),
        ("", "<body>" + f'<div class="h-entry"><h2>A</h2>{TEXT}</div>' * 3, "a listing"),
        ("", "<body>" + f'<div class="inlinepage"><div class="inlineheader">A</div>{TEXT}</div>' * 3, "a listing"),
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
        "<title>404 is not an answer</title>",
        "<title>Page not found is no answer | S</title>",
    ],
)
def test_an_article_is_one_whatever_else_the_page_describes(tmp_path: Path, head: str) -> None:
    item = read(saved(tmp_path, f"<head>{head}</head><body><article><h1>Ask once</h1>{TEXT}</article>{MORE}"))
    assert item.title == "Ask once"


@pytest.mark.parametrize("names", ["blog", "home", "blog category author", "index list", "page", "search", "item tag"])
def test_words_that_a_site_has_for_its_parts_make_no_listing_of_one_article(tmp_path: Path, names: str) -> None:
    item = read(
        saved(tmp_path, f'<body class="{names}"><article class="h-entry"><h1>Ask once</h1>{TEXT}</article>{MORE}')
    )
    assert item.title == "Ask once"


PELICAN = (
    '<footer class="post-info"><abbr class="published" title="2024-03-05T00:00:00+01:00">Published: Tue 05 March</abbr>'
    '<address class="vcard author">By <a class="url fn" href="/author/ann.html">Ann</a></address>'
    '<p>tags: <a href="/tag/phone.html">phone</a> <a href="/tag/asking.html">asking</a></p></footer>'
)
MATERIAL = (
    '<div class="md-sidebar"><nav><div class="md-post__authors"><span class="md-profile__description">'
    '<strong>Ann</strong><br>Writer</span></div><ul class="md-post__meta"><li><nav>'
    '<time datetime="2024-03-05 00:00:00+00:00">x</time></nav>'
    '<li><a href="../../category/phone/">phone</a>, <a href="../../category/asking/">asking</a></ul></nav></div>'
)
PAPERMOD = (
    '<header class="post-header"><div class="post-meta"><time datetime="2024-03-05">March 5</time></div>'
    '<span class="author-name">Ann</span></header>'
)
BARE = "<time datetime='2024-03-05'>5.3.24, 00:00 UTC</time><p class='byline'>By <a rel='author'>Ann</a></p>"
TAGGED = (
    '<footer><ul><li><a href="/tags/phone/">phone</a></li><li><a href="/tags/asking/">asking</a></li></ul></footer>'
)


@pytest.mark.parametrize(
    "article",
    [
        f"<article><h1>Ask once</h1><div class='entry-content'>{PELICAN}{TEXT}</div></article>",
        f"{MATERIAL}<article><h1>Ask once</h1>{TEXT}</article>",
        f"<article><h1>Ask once</h1>{PAPERMOD}{TEXT}{TAGGED}</article>",
        f"<article><h1>Ask once</h1>{BARE}{TEXT}{TAGGED}</article>",
    ],
)
def test_themes_of_site_generators_say_topics_author_and_day(tmp_path: Path, article: str) -> None:
    around = "<footer><a href='/tags/other/'>other</a></footer>"
    item = read(saved(tmp_path, f'<body id="index" class="home"><main>{article}</main>{around}'))
    assert (item.title, item.date, item.topics) == ("Ask once", "2024-03-05", ("phone", "asking"))
    assert item.extra == {"author": "Ann"}
    assert item.body == ("Ask once, and then wait for the answer. " * 8).strip()


@pytest.mark.parametrize(
    "sign", ["<a class='headerlink' href='#a'>¶</a>", "<a href='/a/#a'>#</a>", "<a href='#a'></a>"]
)
def test_the_sign_beside_a_heading_that_links_to_it_is_none_of_it(tmp_path: Path, sign: str) -> None:
    item = read(saved(tmp_path, f"<body><main><h1>Ask once{sign}</h1><h2 id='a'>Why{sign}</h2>{TEXT}</main>"))
    assert item.title == "Ask once"
    assert item.body.startswith("## Why\n")


def test_a_day_in_a_sentence_stays_in_it(tmp_path: Path) -> None:
    item = read(saved(tmp_path, f"<body><main><h1>A</h1><div>Since <time>2024-03-05</time></div>{TEXT}</main>"))
    assert item.body.startswith("Since 2024-03-05")


WRITTEN = sorted((ROOT / "tests" / "cases" / "written").glob("*.html"))


@pytest.mark.parametrize("path", WRITTEN, ids=[path.stem for path in WRITTEN])
def test_pages_that_programs_make_of_texts_keep_the_notes_and_not_what_stands_around(path: Path) -> None:
    item = read(Document(str(path), "page", path.name, address="http://blog.example/a/"))
    assert (item.title, item.date, item.extra["author"]) == ("Ask", "2024-03-05", "Ann, Bo")
    assert " ".join(item.body.split()).replace("1. ", "").replace("--- ", "") == (
        "Ask[\\[1\\]](http://blog.example/a/#id2) once. A note."
    )


@pytest.mark.parametrize(
    "names", ['class="callout"', 'class="starlight-aside"', 'class="admonition note"', 'role="note"']
)
def test_a_note_beside_a_text_is_a_part_of_it_and_a_sidebar_is_not(tmp_path: Path, names: str) -> None:
    text = f"{TEXT}<aside {names}>Wait.</aside><aside>Other</aside>"
    item = read(saved(tmp_path, f"<body><main><h1>A</h1>{text}</main>"))
    assert item.body.endswith("answer.\n\nWait.")
