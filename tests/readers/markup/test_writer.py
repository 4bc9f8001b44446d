"""Blocks of Markdown: lists, quotes and paragraphs in each other are read again as they were."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.made import many
from tipcli.readers.markup.converting import to_markdown

# A block is a word, or a list or quote of blocks.
Block = Any
BLOCKS: st.SearchStrategy[Block] = st.recursive(
    st.just("p"),
    lambda inner: st.tuples(st.sampled_from(["ul", "ol", "blockquote"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=6,
)


def html_of(block: Block, words: Any) -> str:
    """Return a block as HTML, with a new word for each paragraph."""
    if block == "p":
        return f"<p>{next(words)}</p>"
    name, inner = block
    parts = [html_of(one, words) for one in inner]
    return f"<{name}>{''.join(f'<li>{one}</li>' if name != 'blockquote' else one for one in parts)}</{name}>"


def outline(tokens: Any) -> list[tuple[str, int]]:
    """Return each word with how many lists and quotes it stands in."""
    depth, found = 0, []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            depth -= 1
        elif token.type == "inline":
            found.append((token.content, depth))
    return found


def depths(block: Block, words: Any, depth: int = 0) -> list[tuple[str, int]]:
    if block == "p":
        return [(next(words), depth)]
    return [pair for one in block[1] for pair in depths(one, words, depth + 1)]


def new_words() -> Any:
    return (f"word{number}" for number in itertools.count())


@many(150)
@given(BLOCKS)
def test_every_word_stands_as_deep_as_it_did(block: Block) -> None:
    made = to_markdown(html_of(block, new_words()))
    assert outline(MarkdownIt("commonmark").parse(made)) == depths(block, new_words())


@many(60)
@given(st.lists(BLOCKS, min_size=2, max_size=3))
def test_blocks_beside_each_other_stay_apart(blocks: list[Block]) -> None:
    words, expected = new_words(), new_words()
    made = to_markdown("".join(html_of(block, words) for block in blocks))
    assert outline(MarkdownIt("commonmark").parse(made)) == [
        pair for block in blocks for pair in depths(block, expected)
    ]
