"""Pages that list other pages, though no class and no JSON-LD says so, as site generators make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.pages.test_listing import FEEDS, TEXT, read, saved
from tipcli.readers.base import NotTipsError

if TYPE_CHECKING:
    from pathlib import Path

ITEM = "<li><time datetime='2024-03-05'>5 March 2024</time> <a href='/ask-once/'>Ask once, then wait</a></li>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>Posts about asking</h1><ul>{ITEM}</ul></main>",
        f"<article><h1>Archive</h1><ul>{ITEM * 3}</ul></article>",
        "<main><h1>Archive</h1><dl><dt>Tue 05 March 2024</dt><dd><a href='ask.html'>Ask</a></dd></dl></main>",
        "<main><h1>Home</h1><h2><a href='/posts/'>Posts</a></h2></main>",
        f"<main><h1>2022</h1><article><h2><a href='../../ask-once/'>Ask once</a></h2>{TEXT}</article></main>",
        f"<main><h1>All</h1><section><h2><a href='http://blog.example/b/'>Ask</a></h2>{TEXT}</section></main>",
        f"<main><h1>All</h1><h3><a href='/b/'>Ask</a></h3>{TEXT}<h3><a href='/c/'>Wait</a></h3>{TEXT}</main>",
        f'<div class="list"><article class="post-entry"><h2>Ask</h2>{TEXT}</article></div>',
    ],
)
def test_a_text_of_links_to_other_pages_is_a_listing(tmp_path: Path, body: str) -> None:
    classes = "list" if "post-entry" in body else "page-of-ours"
    with pytest.raises(NotTipsError) as raised:
        read(saved(tmp_path, f"<head>{FEEDS}</head><body class='{classes}'>{body}"))
    assert raised.value.reason == "a listing; import its feed instead: http://blog.example/feed/"


@pytest.mark.parametrize(
    "text",
    [
        f"<h2><a href='https://tool.example/'>A tool of others</a></h2>{TEXT}",
        f"<h2><a href='#why'>Why</a></h2>{TEXT}",
        f"<h2><a href='http://blog.example/a/#why'>Why</a></h2>{TEXT}",
        f"<h2><a href='/b/'>Ask</a> and wait</h2>{TEXT}",
        f"<h2>Why</h2>{TEXT}<h2><a href='/b/'>More</a></h2>",
        "<ul><li>Ask once, then wait: <a href='/b/'>more</a></li></ul>",
        "<p><a href='/b/'>Ask once, then wait for the answer.</a></p>",
        "<p>先听完客人的话,<a href='/b/'>再</a>回答。</p>",
    ],
)
def test_links_in_an_article_make_no_listing_of_it(tmp_path: Path, text: str) -> None:
    assert read(saved(tmp_path, f"<body><main><h1>Ask once</h1>{text}</main>")).title == "Ask once"


def test_a_page_that_says_that_it_is_one_text_may_be_a_link_alone(tmp_path: Path) -> None:
    item = read(saved(tmp_path, "<body class='single'><article><h1>Read</h1><ul><li><a href='/b/'>B</a></li></ul>"))
    assert item.body == "- [B](http://blog.example/b/)"
