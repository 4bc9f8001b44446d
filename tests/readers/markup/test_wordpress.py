"""What WordPress does to a text."""

from __future__ import annotations

import pytest

from tipcli.readers.markup.converting import to_markdown
from tipcli.readers.markup.wordpress import autop, without_more, without_shortcodes


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


@pytest.mark.parametrize("part", ["[vc_a ", "[code]", "[video http://", "[embed]http://a", "[row]", "[dropcap "])
def test_shortcodes_that_nothing_ends_stay_as_they_are(part: str) -> None:
    assert without_shortcodes(part * 50) == part * 50
