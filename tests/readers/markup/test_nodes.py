"""Nodes of a parsed tree: their text, and which of them people never see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many, words
from tipcli.readers.markup.nodes import attribute, below, collapsed, find, is_dropped, node_text
from tipcli.readers.markup.parsing import parse


@many(60)
@given(st.lists(words(), min_size=1, max_size=6))
def test_the_text_of_blocks_is_their_words_in_order(texts: list[str]) -> None:
    assert node_text(parse("".join(f"<div>{text}</div>" for text in texts))) == " ".join(texts)
    assert node_text(parse("".join(f"<b>{text}</b>" for text in texts))) == "".join(texts)


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p hidden>x</p>",
        '<p style="display: none">x</p>',
        '<div class="a sharedaddy">x</div>',
        "<nav>x</nav>",
        "<select><option>x</select>",
    ],
)
def test_what_people_do_not_see_is_no_text(html: str) -> None:
    root = parse(f"<p>seen</p>{html}")
    assert node_text(root) == "seen"
    assert any(is_dropped(node) for node in below(root) if node.name[0] not in "#!")


def test_with_everything_it_is_text_all_the_same() -> None:
    assert node_text(parse("<p>seen</p><p hidden>x</p>"), everything=True) == "seen x"


def test_elements_are_found_in_their_order() -> None:
    root = parse('<h2 id="a">one</h2><p><h3>two</h3></p><h2 id="b">three</h2>')
    assert [node_text(node) for node in find(root, "h2", "h3")] == ["one", "two", "three"]
    assert [attribute(node, "id") for node in find(root, "h2", "h3")] == ["a", "", "b"]
    assert len(list(below(root, 3))) == 3


def test_white_space_is_one_space_and_a_soft_hyphen_none() -> None:
    assert collapsed("a \n\t b\xa0c\xadd") == "a b cd"


@pytest.mark.parametrize(
    "gutter",
    [
        '<td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span></pre></td>',
        '<td class="linenos"><div class="linenodiv"><pre>1\n2</pre></div></td>',
        '<td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td>',
        '<td class="lntd"><pre><span class="lnt">1\n</span><span class="lnt">2\n</span></pre></td>',
    ],
)
def test_the_numbers_of_lines_beside_a_code_are_none_of_it(gutter: str) -> None:
    html = f'<table><tr>{gutter}<td class="code"><pre>ask()\nwait()</pre></td></tr></table>'
    assert node_text(parse(html)) == "ask() wait()"


def test_what_is_called_so_and_says_more_stays() -> None:
    assert node_text(parse('<div class="gutter">7 days</div><span class="ln">text</span>')) == "7 days text"
