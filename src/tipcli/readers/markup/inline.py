"""The plain words of Markdown: of one line, or of a text block by block."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Elements of HTML that may stand in a line; any other name between < and > is a place that somebody fills in.
_ELEMENTS = frozenset(
    "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset "
    "figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img "
    "input ins kbd label legend li link main map mark marquee menu meta meter nav nobr noscript object ol "
    "optgroup option output p param picture pre progress q rp rt ruby s samp script section select slot small "
    "source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time "
    "title tr track tt u ul var video wbr".split()
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_WIKI = re.compile(r"(!?)\[\[(?:[^\[\]|\n]{0,300}\|)?([^\[\]|\n]{1,300})\]\]")
_NOTE = re.compile(
    r"\[\^[^\[\]\s]{1,60}\]|(?<=\S)\[\d{1,3}\]|^\[!\w{1,20}\][+-]?"
)  # of a footnote; of an alert, as GitHub has them
# What `__` around it is a part of, as `__init__`; a word in bold has a capital or stands between asterisks.
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def is_tag(text: str) -> bool:
    """Tell whether `<name ...>` is an element of HTML or a comment, not a place that somebody fills in."""
    found = _TAG.match(text)
    return not found or found[1].lower() in _ELEMENTS


def words_of_line(line: str) -> str:
    """Return one line of Markdown, as of a heading, as plain text without what pictures say."""
    [block] = _parser().parseInline(line)
    return _words(block.children or (), has_images=False)


def blocks_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks of a text, each as its kind and its words.

    Kinds are prose, quote, item (of a list), heading, head and row (of a table), code, and image for a text without any
    words of its own.
    """
    around: list[str] = []
    cells: list[str] = []
    for token in _parser().parse(text):
        if token.type in ("fence", "code_block"):
            yield "code", token.content
        elif token.nesting > 0:
            around.append(token.type.removesuffix("_open"))
        elif token.nesting < 0:
            if around.pop() == "tr":
                yield "head" if "thead" in around else "row", ", ".join(filter(None, cells))
                cells.clear()
        elif token.type == "inline":
            words = _words(token.children or (), has_images=False)
            if "table" in around:
                cells.append(words)
            else:
                children = token.children or ()
                yield (_kind(around, children), words) if words else ("image", _words(children, has_images=True))


def _kind(around: list[str], tokens: Sequence[Token]) -> str:
    if "heading" in around:
        return "heading"
    if "bullet_list" in around or "ordered_list" in around:
        return "item"
    if "blockquote" in around:
        return "quote"
    is_code = all(token.type == "code_inline" or not token.content.strip() for token in tokens)
    return "code" if is_code else "prose"


def _words(tokens: Sequence[Token], *, has_images: bool) -> str:
    made: list[str] = []
    plain: list[str] = []  # text that may hold marks of other programs than Markdown's

    def flush() -> None:
        made.append(_NOTE.sub("", _WIKI.sub(lambda link: "" if link[1] else link[2], "".join(plain))))
        plain.clear()

    for at, token in enumerate(tokens):
        if token.type == "text" or (token.type == "html_inline" and not is_tag(token.content)):
            is_name = bool(at) and tokens[at - 1].markup == "__" and bool(_IDENTIFIER.fullmatch(token.content))
            plain.append(f"__{token.content}__" if is_name and tokens[at - 1].nesting > 0 else token.content)
        elif token.type in ("softbreak", "hardbreak"):
            plain.append(" ")
        elif token.type == "code_inline" or (token.type == "image" and has_images):
            flush()
            made.append(token.content)
    flush()
    return " ".join("".join(made).split())
