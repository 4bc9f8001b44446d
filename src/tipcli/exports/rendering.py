"""The Markdown of a body as HTML that a page of any site may hold."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from tipcli.model.text import clean
from tipcli.model.wording import web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_LONGEST_RENDERED = 100_000  # characters; the parser takes seconds for some texts beyond that, which stay as they are


def to_html(markdown: str) -> str:
    """Return the Markdown as HTML: raw HTML in it is text, links lead to the web, images are their descriptions."""
    if len(markdown) > _LONGEST_RENDERED:
        return f"<pre>{escape(markdown)}</pre>\n"
    # The parser decodes entities: what comes out is cleaned again.
    return clean(str(_parser().render(markdown)))


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
    made.validateLink = web_address  # type: ignore[method-assign, assignment]  # as its documentation shows
    made.add_render_rule("link_open", _link_open)
    made.add_render_rule("image", _image)
    return made


def _link_open(
    self: RendererHTML,
    tokens: Sequence[Token],
    idx: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    tokens[idx].attrSet("rel", "noopener noreferrer nofollow")
    return self.renderToken(tokens, idx, options, env)


def _image(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    # Nothing is loaded from elsewhere by reading a page.
    return escape(self.renderInlineAsText(tokens[idx].children or [], options, env))


def attribute(value: Any) -> str:
    """Return the value for an attribute in double quotes."""
    return escape(str(value), quote=True)
