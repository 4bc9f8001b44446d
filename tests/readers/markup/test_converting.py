"""HTML to Markdown: cases in files, and properties over anything that may come."""

from __future__ import annotations

import os
import re
import sys
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.conftest import ROOT
from tests.guards import steps
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.markup import elements, parsing
from tipcli.readers.markup.converting import node_markdown, to_markdown, to_text
from tipcli.readers.markup.nodes import node_text
from tipcli.readers.markup.wordpress import autop, without_more

CASES = os.path.join(ROOT, "tests", "cases", "markup")


PIECES = (
    "<p>|</p>|<b>|</b>|<i>|</i>|<em>|</em>|<a href='http://x.org/a_b'>|<a href=javascript:x>|</a>|<br>|<ul>|</ul>"
    "|<ol start=7>|<li>|</li>|<table>|<tr>|<td>|<td colspan=3>|<th>|</table>|<h2>|</h2>|<pre>|</pre>|<code>|</code>"
    "|<blockquote>|</blockquote>|<div>|</div>|<dl>|<dt>|<dd>|<img alt='*x' src=//h/a>|<q>|</q>|<sup>|</sup>|<details>"
    "|<summary>|<hr>|<form>|<svg>|<script>|</script>|<!--|-->|<iframe src=//h/x>|</iframe>|<template>|<select>"
    "|<font size=1>|&lt;|&amp;|&nbsp;|&#0;|&#x9b;|one|two words|*|_|#|- |1. | |\n|`|[|](|!|\\|~~|>|+|=|--- |\t"
    "|caption|[caption]|\0"
).split("|")


rendered = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])


def shown(markdown: str) -> str:
    """What a reader sees of the Markdown, without white space."""
    return "".join(to_text(rendered.render(markdown)).split())


def cases() -> list[str]:
    return sorted(name[:-5] for name in os.listdir(CASES) if name.endswith(".html"))


def test_there_are_cases() -> None:
    assert len(cases()) > 8


@pytest.mark.parametrize("name", cases())
def test_case_in_file_becomes_the_markdown_beside_it(name: str) -> None:
    with open(os.path.join(CASES, f"{name}.html")) as source, open(os.path.join(CASES, f"{name}.md")) as expected:
        assert to_markdown(source.read(), "https://example.org/tips/") + "\n" == expected.read()


@pytest.mark.parametrize(
    "prose",
    [
        "5 * 3 = 15, don't, (1), well-known, snake_case_name, #1 and C#, R&D, a < b > c, <3, 50%, ~5 + 1 - 2, e.g.",
        "“Curly” – it’s here… [1] and [refund] too; 7/8/14. https://example.org/a_b_c",
        "Really? Yes! (See below)",
    ],
)
def test_prose_gets_no_backslash(prose: str) -> None:
    assert to_markdown(prose) == prose
    assert to_markdown(f"<p>{escape(prose)}</p>") == prose


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p># no</p>", "\\# no"),
        ("<p>1. no</p>", "1\\. no"),
        ("<p>a<br>- b</p>", "a  \n\\- b"),
        ("*x* _y_", "\\*x\\* \\_y\\_"),
        ("[a](b)", "[a\\](b)"),
        ("[a]: b", "[a\\]: b"),
        ("&lt;b&gt;", "\\<b>"),
        ("&amp;amp;", "\\&amp;"),
        ("---", "\\---"),
        ("a|b", "a|b"),
        ("Wow!<a href=http://x.org/>y</a>", "Wow\\![y](http://x.org/)"),
    ],
)
def test_what_looks_like_markdown_is_escaped(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


def blocks_of(markdown: str) -> str:
    """What a renderer makes of the Markdown, without the line ends that it writes around tags."""
    return re.sub(r"(?<=>)\n+|\n+(?=<)|\n+\Z", "", rendered.render(markdown))


@pytest.mark.parametrize(
    "html",
    [
        "<p>1. not a list</p><p>2) nor this</p><p>- nor this</p><p>#</p><p>===</p><p>2 * 3 * 4 and *x*</p>",
        "<pre><code>```\n~~~\n&lt;b&gt;</code></pre>",
        '<ol start="5"><li>five</li><li>six</li></ol>',
        "<p><code>a`b``c</code> and <code>`</code> <code>``x</code> <code>y``</code></p>",
        "<h2>C #</h2><h3># of calls</h3><h4>##</h4>",
        "<ul><li>one list</li></ul><ul><li>another</li></ul><ol><li>a third</li></ol><ol><li>a fourth</li></ol>",
        "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li><li>d</li></ul>",
        "<blockquote><p>a</p><blockquote><p>b</p><ul><li>c</li></ul></blockquote><p>d</p></blockquote><p>e</p>",
        "<ul><li><ul><li>first in an item</li></ul></li><li><pre><code>x\n\n  y</code></pre></li></ul>",
        '<p><a href="http://x.org/">a<img src="http://x.org/i" alt="http://x.org/" /></a></p>',
        '<p><a href="http://x.org/"><code>c</code></a><code>d</code>: <a href="http://y.org/"><em>e</em></a></p>',
        "<p><strong>\u20ac5</strong> <em>a</em>, <s>b</s>; <em><strong>c</strong> d</em></p>",
    ],
)
def test_what_was_written_is_what_a_renderer_reads(html: str) -> None:
    assert blocks_of(to_markdown(html)) == html


def test_white_space_stays_outside_of_marks() -> None:
    assert to_markdown("<p>a<b> b </b>c <i> d</i><b>\u2003e</b>f") == "a **b** c *d*\u2003**e**f"


def test_code_that_stands_in_a_list_without_an_item_is_not_lost() -> None:
    assert to_markdown("<ul><pre>x\ny</pre><li>z</ul>") == "- ```\n  x\n  y\n  ```\n- z"


def test_entities_are_decoded_once() -> None:
    assert to_text("&amp;lt;b&amp;gt; &eacute;&nbsp;&hellip;") == "&lt;b&gt; é …"
    assert shown(to_markdown("&amp;hellip;")) == "&hellip;"


@given(any_text(40))
@example("a\\")
@example("!")
def test_text_comes_out_as_it_is_once_rendered(text: str) -> None:
    seen = to_text(escape(text))
    assert shown(to_markdown(escape(text))) == shown(to_markdown(f"<p>{escape(text)}</p>"))
    plain = seen.translate(dict.fromkeys(range(0x20), "")).encode("utf-8", "replace").decode()
    if seen.isprintable():
        assert shown(to_markdown(f"<p>{escape(text)}</p>")) == "".join(plain.split())


@many(60)
@given(st.lists(st.sampled_from([*"*_`[]()#-+>=~|!<&\\:. \n1a"]), max_size=12).map("".join))
def test_marks_come_out_as_they_are_once_rendered(text: str) -> None:
    assert shown(to_markdown(f"<p>{escape(text)}</p>")) == "".join(text.split())
    assert shown(to_markdown(f"<ul><li>x<li>{escape(text)}</ul>")) == "x" + "".join(text.split())
    table = f"<table><tr><td>x<td>y<tr><td>z<td>{escape(text)}</table>"
    assert shown(to_markdown(table)) == "xyz" + "".join(text.split())


@many(60)
@given(st.lists(st.sampled_from(["Note:", "a", " ", "b.", "“c”", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>"])))
def test_emphasis_never_leaves_its_marks(parts: list[str]) -> None:
    html = "<p>" + "".join(parts)
    assert shown(to_markdown(html)) == "".join(to_text(html).split())


@many(100)
@given(st.lists(st.sampled_from(PIECES) | any_text(6), max_size=40).map("".join))
def test_any_markup_gives_text_or_an_access_error(html: str) -> None:
    for function in (to_markdown, to_text, autop, without_more, lambda text: to_markdown(autop(text), text)):
        try:
            function(html)
        except AccessError:
            continue


@many(30)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_link_leads_anywhere_but_to_the_web(html: str) -> None:
    made = rendered.render(to_markdown(html, "https://example.org/"))
    assert made.count("href=") == made.count('href="http')


@pytest.mark.parametrize(
    "piece",
    [
        "<div>x", "<b><p>x", "<ul><li>x", "<table><td>x", "<table><tr><td>x<td>y</table>", "<blockquote>x",
        "<a href=//x>x", "x<br>", "*a ", "[", "< ", "&amp;", "-", "![", "\\", "<i>x</i> <b>y</b>", "<code>`</code>x",
        "<h2>x", "<q>x",
    ],
)  # fmt: skip
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    once, twice = (steps(lambda: to_markdown(piece * count)) for count in (100, 200))  # noqa: B023
    assert twice < 2.2 * once + 1000


def test_deep_nesting_loses_levels_but_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "DEEPEST", 4)
    html = "".join(f"<ul><li>w{level}" for level in range(8))
    assert to_markdown(html) == "- w0\n  - w1\n\n    w2\n\n    w3\n\n    w4\n\n    w5\n\n    w6\n\n    w7"


def test_a_tree_is_walked_without_recursion() -> None:
    root = parsing.parse("<div><b><ul><li>" * 40 + "x")
    before, depth = sys.getrecursionlimit(), 0
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]
        depth += 1
    sys.setrecursionlimit(depth + 60)
    try:
        assert "x" in node_markdown(root)
        assert node_text(root) == "x"
    finally:
        sys.setrecursionlimit(before)
