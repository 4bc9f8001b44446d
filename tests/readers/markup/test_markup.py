"""HTML to Markdown: cases in files, and properties over anything that may come."""

from __future__ import annotations

import os
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.conftest import ROOT
from tests.limits import processor_time
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.markup import autop, parsing, to_markdown, to_text, web_address, without_more, without_shortcodes

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


@pytest.mark.campaign
@pytest.mark.parametrize(
    "piece",
    [
        "<a ", "<div>", "<b><p>x", "<ul><li>x", "<table><td>x", "<blockquote>", "< ", "&", "<br>x",
        "<!--", "*a ", "[", "<", " ", "\n", "-", "![", "\\",
    ],
)  # fmt: skip
def test_time_is_bounded_for_any_repetition(piece: str) -> None:
    for count in (min(7_000, 1_000_000 // len(piece)), 1_000_000 // len(piece)):
        html = piece * count
        with processor_time():
            to_markdown(html)
    with processor_time():
        without_more(autop(html))


def test_formatting_that_is_opened_anew_a_thousand_times_is_not_parsed() -> None:
    html = "<p>" + "".join(f"<font size={size}>" for size in range(2000)) + "</p><p>x" * 2000
    with processor_time():
        assert to_markdown(html).split() == ["x"] * 2000


def test_deep_nesting_loses_levels_but_no_words() -> None:
    html = "".join(f"<ul><li>w{level}" for level in range(3000))
    assert [word for word in to_markdown(html).split() if word != "-"] == [f"w{level}" for level in range(3000)]


def test_thirty_megabytes_in_an_attribute_are_refused_and_embedded_images_are_not() -> None:
    with pytest.raises(AccessError, match="larger than 8 MB"):
        to_markdown("<a title='" + "x" * 30_000_000 + "'>x</a>")
    assert to_markdown("<img src='data:image/png;base64," + "A" * 9_000_000 + "'>text") == "text"


def test_many_elements_come_back_as_paragraphs_without_marks() -> None:
    assert to_markdown("<p><b>x</b></p>" * 11_000).split("\n\n") == ["x"] * 11_000


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("a b", "https://example.org/tips/a%20b"),
        ("/x(1)", "https://example.org/x%281%29"),
        ("//other.org/", "https://other.org/"),
        ("HTTP://x.org/a|b", "HTTP://x.org/a%7Cb"),
        ("https://de.example.org/Käse", "https://de.example.org/Käse"),
        ("java\nscript:alert(1)", ""),
        ("\x01javascript:x", ""),
        ("mailto:a@b.c", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("http://", ""),
        ("http://x.org/" + "a" * 5000, ""),
        ("", ""),
        (None, ""),
    ],
)
def test_links_are_absolute_and_of_the_web_or_nothing(href: str | None, address: str) -> None:
    assert web_address(href, "https://example.org/tips/") == address


def test_paragraphs_of_raw_wordpress_content() -> None:
    raw = (
        "One\r\ntwo\r\n\r\n<strong>Three</strong>\n\n<ul>\n<li>a</li>\n</ul>\nfour\n<pre>a\n\nb</pre>\n[gallery ids=1]"
    )
    assert to_markdown(autop(raw)) == ("One  \ntwo\n\n**Three**\n\n- a\n\nfour\n\n```\na\n\nb\n```\n\n[gallery ids=1]")


def test_block_comments_go_and_paragraphs_stay_as_they_are() -> None:
    raw = '<!-- wp:paragraph {"a":1} -->\n<p>One</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list -->\n<ul><li>x</li></ul>'
    assert to_markdown(autop(raw)) == "One\n\n- x"


def test_caption_is_resolved_to_its_content() -> None:
    raw = '[caption id="a" width="3"]<img src="http://h.org/a.png" alt="A" /> Words[/caption]\n\nText'
    assert to_markdown(autop(raw)) == "![A](http://h.org/a.png) Words\n\nText"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Text here […]", "Text here…"),
        ("Text here [...]", "Text here…"),
        ("Text here… Read more", "Text here…"),
        ("Text here Read more »", "Text here…"),
        ("Text here (more…)", "Text here…"),
        ("Text here... [Continue reading A title →](https://x.org/a)", "Text here…"),
        ("Text here\n\n[Read more](https://x.org/a)", "Text here…"),
        ("Text here […] [Read more about it](https://x.org/a)", "Text here…"),
        ("Text here […]\n\nThe post [A](https://x.org/a) appeared first on [B](https://x.org/).", "Text here…"),
        ("Read more", ""),
    ],
)
def test_what_a_cut_text_ends_in_is_taken_off(text: str, rest: str) -> None:
    assert without_more(text) == (rest, True)


@pytest.mark.parametrize(
    "text",
    [
        "Learn to read more",
        "Read more books to them.",
        "A [list](https://x.org/)",
        "And then…",
        "I [read more](http://x.org/)",
        "",
    ],
)
def test_a_whole_text_stays_whole(text: str) -> None:
    assert without_more(text) == (text, False)


def test_a_last_paragraph_about_a_post_is_text() -> None:
    text = "Sort it by noon.\n\nThe post must be answered the same day."
    assert without_more(text) == (text, False)
    plain = "Whole.\n\nThe post A appeared first on B."
    assert without_more(plain) == ("Whole.", False)


def test_the_line_about_the_feed_goes_without_the_text_being_cut() -> None:
    assert without_more("Whole.\n\nThe post [A](http://x.org) appeared first on [B](http://x.org).") == (
        "Whole.",
        False,
    )


def test_refusal_names_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "LONGEST", 2**20)
    with pytest.raises(AccessError, match="larger than 1 MB"):
        to_text("<" * 2**21)


def test_links_lose_what_only_tells_where_somebody_came_from() -> None:
    kept = "https://e.example/a?p=1&source=x"
    assert (
        to_markdown(f'<a href="{kept}&utm_source=rss&amp;utm_medium=mail&fbclid=7#top">it</a>') == f"[it]({kept}#top)"
    )
    assert to_markdown('<a href="https://e.example/a/?utm_campaign=b">it</a>') == "[it](https://e.example/a/)"
    assert to_markdown('<a href="https://e.example/?xutm_source=b">it</a>') == "[it](https://e.example/?xutm_source=b)"
    wrapped = "https://www.google.com/url?q=https://e.example/a%3Fb%3D1&amp;sa=D&amp;ust=1"
    assert to_markdown(f'<a href="{wrapped}">it</a>') == "[it](https://e.example/a?b=1)"
    assert to_markdown('<a href="https://www.google.com/url?q=javascript:x">it</a>').count("(https://www.google.com/")


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("[vc_row][vc_column width='1/2'][vc_column_text]Words.[/vc_column_text][/vc_column][/vc_row]", "Words."),
        ("[dropcap]T[/dropcap]ell [row] them.", "Tell [row] them."),
        ("One.[gallery ids='1,2'] Two.", "One. Two."),
        ("[embed width='5']https://v.example/1[/embed]", "https://v.example/1"),
        ("[video src='https://v.example/1.mp4' width='5'] a", "https://v.example/1.mp4 a"),
        ("[code lang='py']\nx = [gallery]\n[/code] then", "<pre>x = [gallery]</pre> then"),
        ("The [1] and [sic] and [code].", "The [1] and [sic] and [code]."),
        ("Write [[gallery]] or [[row]a[/row]].", "Write [[gallery]] or [[row]a[/row]]."),
        ("[video of our day, https://v.example/1, in June]", "[video of our day, https://v.example/1, in June]"),
        (
            "[youtube=https://v.example/?v=1&w=5] [audio https://v.example/1.mp3|titles=a b]",
            "https://v.example/?v=1&w=5 https://v.example/1.mp3",
        ),
    ],
)
def test_shortcodes_give_what_they_hold(raw: str, made: str) -> None:
    assert without_shortcodes(raw) == made


@pytest.mark.parametrize(
    "part",
    [
        "[vc_a ",
        "[code]",
        "[video http://",
        "[embed]http://a",
        "[row]",
        "[/a]",
        "[dropcap ",
        "[audio " + "http://a" * 40,
    ],
)
def test_shortcodes_are_found_in_linear_time(part: str) -> None:
    with processor_time():
        without_shortcodes(part * 30_000)
