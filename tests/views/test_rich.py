"""What a person sees on a terminal."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import rarely
from tests.made import MARKUP, a_tip, any_text, many
from tests.views.samples import CALLS, CASES, DAY, SCREENS, TIPS, WHOLE, pinned, shown
from tipcli.cli import terminal
from tipcli.model.results import Hit
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import Credit
from tipcli.system.screen import Screen
from tipcli.views.registry import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.views.base import View

SEQUENCE = re.compile("\x1b\\[([0-9;]*)m")
# Sixteen colours, bold, dim, italic, underline, reverse, strike, and their ends; nothing of 256 colours or RGB.
PLAIN_CODES = {
    0,
    1,
    2,
    3,
    4,
    7,
    9,
    *range(22, 30),
    *range(30, 38),
    39,
    *range(40, 48),
    49,
    *range(90, 98),
    *range(100, 108),
}
COLORS = {*range(30, 50), *range(90, 108)}


# What a console font has: of the Unicode table of Lat15-Fixed16 in Debian's console-setup-linux 1.221, the characters
# outside of ASCII that a screen of ours may draw with. Neither half nor eighth blocks are in it.
CONSOLE = {*"·•…“”‘’–—─│╭╮╰╯■█"}
PALETTES = tomllib.loads((Path(__file__).parents[1] / "cases" / "palettes.toml").read_text("utf-8"))
DRAWN = {*"─│╭╮╰╯■-"}  # a line of a text is of hyphens


def rich(width: int = 80, style: str = "none", *, unicode: bool = True) -> Screen:
    return Screen(width, style, unicode=unicode)


@pytest.mark.parametrize("screen", list(SCREENS))
@pytest.mark.parametrize("call", list(CALLS))
def test_the_screen_is_the_pinned_one(call: str, screen: str) -> None:
    assert shown(call, screen) == pinned(f"rich-{call}-{screen}")


def test_every_pinned_screen_belongs_to_a_case() -> None:
    names = {f"rich-{call}-{screen}.txt" for call in CALLS for screen in SCREENS}
    assert {path.name for path in CASES.glob("rich-*")} == names


@pytest.mark.parametrize("call", list(CALLS))
def test_no_line_is_wider_than_the_screen_and_none_ends_in_blanks(call: str) -> None:
    for width in range(20, 205, 5):
        lines = CALLS[call](view("rich", rich(width))).split("\n")
        assert max(map(cell_len, lines)) <= width
        assert [line for line in lines if line != line.rstrip()] == [], width


# The layout changes at some widths and grows between them: those, and every fourth.
@pytest.mark.parametrize(
    "width",
    [
        width if width % 4 == 0 or width in {59, 61, 79, 99, 101, 115, 117} else rarely(width)
        for width in (*range(20, 130), 200)
    ],
)
def test_every_letter_of_the_titles_is_there_at_every_width(width: int) -> None:
    made = view("rich", rich(width))
    for text in ("".join(made.tips(TIPS)), CALLS["whole"](made)):
        squeezed = "".join(text.split())
        for tip in TIPS:
            assert tip.ref in squeezed
        for word in WHOLE.title.split():
            assert word in text
        for tip in TIPS:
            # A title may stand beside a topic or date: its letters come in order, not always side by side.
            letters = iter(squeezed)
            assert all(letter in letters for letter in "".join(tip.title.split())), tip.title


@pytest.mark.parametrize("width", [20, 40, 59, 60, 61, 79, 80, 116, 170, 200])
@pytest.mark.parametrize("name", ["a", "a" * 40])
def test_a_long_collection_name_hides_no_title_and_no_ref(width: int, name: str) -> None:
    tip = a_tip(
        123456, "Stop rolling 日本語の題 eyes", collection=name, topics=("a-long-topic-name", "b"), date="2020-01-01"
    )
    made = view("rich", rich(width))
    for text in (
        "".join(made.tips([tip])),
        "".join(made.whole([(tip, (tip,))])),
        "".join(made.today(tip, DAY, week=False)),
    ):
        squeezed = "".join(text.split())
        assert tip.ref in squeezed
        assert "…" not in text
        for word in ("Stop", "rolling", "日本語の題", "eyes"):
            assert word in squeezed


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("width", [40, 80, 200])
def test_without_style_there_is_no_escape_sequence(call: str, width: int) -> None:
    assert "\x1b" not in CALLS[call](view("rich", rich(width)))


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("width", [40, 80, 200])
def test_style_adds_nothing_but_sequences_of_sixteen_colours(call: str, width: int) -> None:
    without = CALLS[call](view("rich", rich(width)))
    for style in ("mono", "color"):
        made = CALLS[call](view("rich", rich(width, style)))
        codes = {int(code or 0) for found in SEQUENCE.findall(made) for code in found.split(";")}
        assert codes <= PLAIN_CODES
        assert not codes & COLORS or style == "color"
        assert 1 in codes
        bare = SEQUENCE.sub("", made)
        assert "\x1b" not in bare
        assert [line.rstrip() for line in bare.split("\n")] == [line.rstrip() for line in without.split("\n")]


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_screen_without_unicode_gets_no_other_characters_than_those_of_the_tips(call: str, width: int) -> None:
    # On its way out the text has its quotation marks, dashes and bullets replaced.
    made = CALLS[call](view("rich", rich(width, unicode=False))).translate(terminal._PLAIN)
    own = {*"日本語の題👨\u200d👩👧👦שלום要旨本文です。行動"}
    assert {character for character in made if not character.isascii()} <= own


@pytest.mark.parametrize("width", [60, 120, 200])
def test_text_that_looks_like_markup_is_shown_as_it_is(width: int) -> None:
    made = view("rich", rich(width, "color"))
    tip = a_tip(1, "[/] :smile: [x]", gist="[bold]g[/bold] :+1:", action="[link=file:///x]a[/link]", topics=("[t]",))
    text = SEQUENCE.sub("", "".join([*made.whole([(tip, (tip,))]), *made.today(tip, DAY, week=False)]))
    for literal in ("[/] :smile: [x]", "[bold]g[/bold] :+1:", "[link=file:///x]a[/link]", "[t]"):
        assert literal in text
    assert "\x1b]8" not in text


@many(30)
@given(st.lists(any_text(30), min_size=1, max_size=3), st.integers(20, 220), st.sampled_from(["none", "mono", "color"]))
def test_any_clean_text_can_be_shown_and_controls_nothing(texts: list[str], width: int, style: str) -> None:
    tips = [
        a_tip(number, clean_line(text), gist=clean_line(text), body=clean(text), action=clean_line(text) or None)
        for number, text in enumerate(texts, 1)
    ]
    made = view("rich", rich(width, style))
    shown_ = [*made.tips(tips), *made.whole([(tip, tips) for tip in tips]), *made.today(tips[0], DAY, week=True)]
    text = SEQUENCE.sub("", "".join(shown_))
    assert clean(text) == text
    assert ("\x1b" in "".join(shown_)) == (style != "none")


MARKDOWN = [
    ("**bold** _it_ ~~gone~~", "bold it gone"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("a <b>c</b> &amp; &lt;", "a <b>c</b> & <"),
    ("[t](https://example.org/x)", "t (https://example.org/x)"),
    ("[t](http://example.org/x)", "t (http://example.org/x)"),
    ("[t](javascript:alert(1))", "[t](javascript:alert(1))"),
    ("[t](file:///etc/passwd)", "[t](file:///etc/passwd)"),
    ("[t](mailto:a@b)", "t"),
    ("[t](relative/x)", "t"),
    ("[t](ftp://x/y) and [u](https://x/)", "t and u (https://x/)"),
    ("<https://example.org/%1B]0;x%07>", "https://example.org/\ufffd]0;x\ufffd (https://example.org/%1B%5D0;x%07)"),
    ("&#27;[31m &#x9b; &#8238;x", "\ufffd[31m \ufffd \ufffdx"),
    ("![alt](https://example.org/x.png)", "alt"),
    (":smile: [refund] [/]", ":smile: [refund] [/]"),
    ("(c) ... -- 'q'", "(c) ... -- 'q'"),
    ("\\*not emphasis\\*", "*not emphasis*"),
    ("`code [x]`", "code [x]"),
    (f"`{MARKUP}`", MARKUP),
]


@pytest.mark.parametrize(("body", "wanted"), MARKDOWN)
def test_a_body_is_markdown_whose_links_lead_to_the_web_or_nowhere(body: str, wanted: str) -> None:
    made = "".join(view("rich", rich(200)).whole([(a_tip(1, "T", gist="G", body=body), ())]))
    assert wanted in [line.strip() for line in made.split("\n")]


@pytest.mark.parametrize(
    "body",
    [
        "[t](https://example.org/" + "x" * 5000 + ")",
        "> " * 3000 + "x",
        "- " * 3000 + "x",
        "a\n" * 15_000,
        "[" * 19_000,
        "*" * 19_000,
    ],
    ids=["long link", "quotations", "lists", "lines", "brackets", "stars"],
)
def test_a_hostile_body_is_shown_all_the_same(body: str) -> None:
    made = "".join(view("rich", rich(80)).whole([(a_tip(1, "Title", gist="G", body=body, action="Act"), ())]))
    assert "Title" in made
    assert "To do today: Act" in made


def test_a_very_long_body_is_shown_as_it_is_written() -> None:
    body = "**word** " * 4000
    made = "".join(view("rich", rich(80)).whole([(a_tip(1, "T", gist="G", body=body), ())]))
    assert made.count("**word**") == 4000


def test_a_code_block_and_a_table_keep_their_text() -> None:
    body = "```\nx = [1]\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n1. one\n2. two\n\n## Head\n\n---\n"
    made = "".join(view("rich", rich(80)).whole([(a_tip(1, "T", gist="G", body=body), ())]))
    for text in ("x = [1]", "a", "b", "c", "d", "1 one", "2 two", "Head"):
        assert text in made


@pytest.mark.parametrize("width", [20, 40, 60])
def test_a_table_loses_nothing_of_a_long_word(width: int) -> None:
    address = "https://example.org/a/very/long/address/that/fits/no/column"
    body = f"| where | what |\n| --- | --- |\n| {address} | {'日' * 40} and some words more |\n"
    made = "".join(view("rich", rich(width)).whole([(a_tip(1, "T", gist="G", body=body), ())]))
    assert "…" not in made
    assert made.count("日") == 40
    assert all(words in made for words in ("where", "what", "words"))
    column = "".join(line.split("  ")[0].strip() for line in made.splitlines())
    assert address in column


@pytest.mark.parametrize(("width", "columns"), [(12, 2), (20, 3), (40, 16), (60, 16), (80, 16), (200, 40)])
@pytest.mark.parametrize("rows", [0, 2])
def test_a_table_of_many_columns_loses_no_cell(width: int, columns: int, rows: int) -> None:
    cells = [[f"r{row}c{column}" for column in range(columns)] for row in range(rows + 1)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    body = "\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]])
    made = "".join(view("rich", rich(width)).whole([(a_tip(1, "T", gist="G", body=body), ())]))
    assert [cell for row in cells for cell in row if cell not in made] == []
    assert max(map(len, made.splitlines())) <= width


@pytest.mark.parametrize("width", [20, 80])
def test_parts_of_a_body_have_one_blank_line_between_them(width: int) -> None:
    parts = ("Words.", "- one\n- two", "| a | b | c |\n|---|---|---|\n| d | e | f |", "1. one", "```\nx\n```")
    for first, second in itertools.permutations(parts, 2):
        tip = a_tip(1, "T", gist="G", body=f"{first}\n\n{second}\n\nThe end.")
        made = "".join(
            line.rstrip() + "\n" for line in "".join(view("rich", rich(width)).whole([(tip, ())])).split("\n")
        )
        assert "\n\n\n" not in made.rstrip("\n"), made


def test_a_long_list_comes_in_batches_of_which_each_is_shown_at_once() -> None:
    read: list[int] = []

    def tips() -> object:
        for number in range(1, 1201):
            read.append(number)
            yield a_tip(number, f"Title {number}")

    pieces = view("rich", rich()).tips(tips())  # type: ignore[arg-type]
    first = next(pieces)
    assert len(read) == 500
    assert first.count("\n") == 502  # with the heads and the line below them
    assert "".join(pieces).count("Title") == 700


def test_nothing_is_shown_for_nothing() -> None:
    made = view("rich", rich())
    assert "".join([*made.tips([]), *made.hits([]), *made.whole([]), *made.checks([])]) == ""
    assert "".join(made.topics([])).strip() == ""


def brightness(color: str) -> float:
    """Return the relative luminance of a colour of six hexadecimal digits, as WCAG 2 defines it."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted(map(brightness, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def runs(text: str) -> list[tuple[str, set[int]]]:
    """Split what a screen gets into texts, each with the codes that are in force."""
    pieces: list[tuple[str, set[int]]] = []
    codes: set[int] = set()
    for piece in re.split("(\x1b\\[[0-9;]*m)", re.sub("\x1b]8;[^\x1b]*\x1b\\\\", "", text)):
        if found := SEQUENCE.fullmatch(piece):
            new = {int(code or 0) for code in found[1].split(";")}
            codes = new - {0} if 0 in new else codes | new
        elif piece:
            pieces.append((piece, set(codes)))
    return pieces


# One of each thing that Markdown has.
EVERY_PART = """# H

## I

**b** *i* `c` ~~s~~ [l](https://example.org/)

- x

1. y

> q

---

```
z
```

| t | u |
|---|---|
| v | w |
"""
EVERYTHING: list[Callable[[View], str]] = [
    *CALLS.values(),
    lambda made: "".join(made.whole([(a_tip(1, body=EVERY_PART), ())])),
]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_letters_have_the_colour_of_the_terminal_and_lines_can_be_seen_on_all(width: int) -> None:
    for call in EVERYTHING:
        for text, codes in runs(call(view("rich", rich(width, "color")))):
            colors = [code for code in codes & COLORS if code not in (39, 49)]
            if set(text.strip()) - DRAWN:
                assert not colors, text
                assert 2 not in codes, text
            for code in colors:
                place = code - 30 if code < 90 else code - 82
                for palette in PALETTES.values():
                    for ground in palette["grounds"]:
                        assert contrast(palette["colors"][place], ground) >= 3


def test_no_colour_of_the_sixteen_could_be_that_of_letters_on_every_terminal() -> None:
    readable = [
        place
        for place in range(16)
        if all(
            contrast(one["colors"][place], ground) >= 4.5
            for one in (PALETTES["xterm"], PALETTES["vga"])
            for ground in one["grounds"]
        )
    ]
    assert readable == []


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_drawn_that_a_console_font_lacks(width: int) -> None:
    own = {*"日本語の題👨\u200d👩👧👦שלום要旨本文です。行動"}
    for call in EVERYTHING:
        drawn = {character for character in call(view("rich", rich(width))) if not character.isascii()}
        assert drawn <= CONSOLE | own


@pytest.mark.parametrize("narrower", range(60, 200, 7))
def test_a_wider_list_never_shows_less(narrower: int) -> None:
    tips = [WHOLE, a_tip(1, "One two", gist="Three four five.", topics=("six", "seven", "eight"), date="2020-01-01")]
    shown_ = ["".join(view("rich", rich(width)).tips(tips)).replace(",", "").split() for width in (narrower, 210)]
    assert {word for word in shown_[0] if word[0] != "─"} <= set(shown_[1])
    assert {"Three", "seven"} <= set(shown_[0]) or narrower < 100


def test_a_list_of_tips_that_have_nothing_but_titles_has_columns_for_nothing_else() -> None:
    assert "".join(view("rich", rich(120)).tips([a_tip(1, "One"), a_tip(2, "Two")])).split() == [
        "Tip", "Title", "─" * 13, "mine/1", "One", "mine/2", "Two",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [20, 59, 60, 80, 140])
def test_a_hit_is_a_title_a_line_of_why_with_what_matched_and_topics(width: int) -> None:
    body = "word " * 12 + "and here is the \x02match\x03 among so many others " + "word " * 12
    hit = Hit(a_tip(1, "T", topics=("t",)), 50.0, ("body",), "T", body.strip(), "")
    made = "".join(view("rich", rich(width)).hits([hit]))
    assert "match" in made
    assert "score" not in made
    assert " ".join(made.split()).endswith("Read one: tips mine/1")
    assert len(made.split("\n")) == 6 or width < 60


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "http://example.org/"])
def test_an_address_is_a_link_where_the_terminal_takes_them(address: str) -> None:
    tip = a_tip(1, "T", link=address, credit=Credit("C", None, None, address + "2"))
    made = "".join(view("rich", Screen(80, "color", links=True)).whole([(tip, ())]))
    for one in (address, address + "2"):
        assert made.count(f"\x1b]8;id=tip;{one}\x1b\\{one}\x1b]8;;\x1b\\") == 1
    assert "\x1b]8" not in "".join(view("rich", Screen(80, "color")).whole([(tip, ())]))


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("width", [20, 80])
def test_a_long_address_is_folded_and_loses_nothing(width: int, links: bool) -> None:  # noqa: FBT001
    address = "https://example.org/" + "a-b/" * 60 + "end"
    made = "".join(view("rich", Screen(width, "color", links=links)).whole([(a_tip(1, "T", link=address), ())]))
    lines = re.sub("\x1b]8;[^\x1b]*\x1b\\\\", "", made).split("\n")
    assert address in "".join(lines)
    assert max(map(len, lines)) <= max(width, len("\x1b[1mT\x1b[0m"))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b/", "https://a/\x1b]8;;x", "//example.org",
        "https://example.org/ä", "https://example.org/" + "x" * 2000, "see https://example.org", 'https://a/"',
    ],
)  # fmt: skip
def test_what_is_no_checked_address_is_never_a_link(address: str) -> None:
    tip = a_tip(1, address, gist=address, link=address, credit=Credit(address, None, None, address), body=address)
    made = "".join(view("rich", Screen(80, "color", links=True)).whole([(tip, ())]))
    assert "\x1b]8" not in made.replace(address, "")


def test_no_text_of_a_tip_is_a_link_but_what_it_is_based_on() -> None:
    text = "https://example.org/x"
    tip = a_tip(1, text, gist=text, body=f"[{text}]({text}) {text} <{text}>", action=text, topics=(text,))
    assert "\x1b]8" not in "".join(view("rich", Screen(80, "color", links=True)).whole([(tip, (tip,))]))
