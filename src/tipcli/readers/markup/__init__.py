"""HTML to Markdown and to plain text, in time that grows with its size.

justhtml parses: it builds the tree that a browser builds, where html.parser and what stands on it hang on some inputs.
Some inputs cost it quadratic time too, so `parse` estimates the work first. The tree is written anew as a small,
well-nested HTML (`rewriting`), and only that goes to beautifulsoup4 and markdownify, whose recursion it cannot exhaust.
justhtml's own `to_markdown` leaves tables as HTML, numbers every list from 1, indents what is inside a numbered item by
two spaces, which ends the item, and puts a backslash before every bracket and underscore.
"""

from __future__ import annotations

from tipcli.readers.markup.addresses import untracked, web_address
from tipcli.readers.markup.converting import node_markdown, to_markdown, to_text
from tipcli.readers.markup.escaping import literal
from tipcli.readers.markup.nodes import find, is_dropped, node_text
from tipcli.readers.markup.parsing import LONGEST, MOST_TAGS, parse
from tipcli.readers.markup.wordpress import autop, without_more, without_shortcodes

__all__ = [
    "LONGEST",
    "MOST_TAGS",
    "autop",
    "find",
    "is_dropped",
    "literal",
    "node_markdown",
    "node_text",
    "parse",
    "to_markdown",
    "to_text",
    "untracked",
    "web_address",
    "without_more",
    "without_shortcodes",
]
