"""What the name of a style means, in documents of Word and LibreOffice: code, a quotation, a title, a heading.

Both write the names of their own styles in English whatever their language, and a style that a person made says which
one it comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE, QUOTE, TITLE, SUBTITLE = "code", "quote", "title", "subtitle"
EMPHASIS, STRONG = "em", "strong"  # as CODE, of words: what HTML calls them
_PARAGRAPHS = {
    **dict.fromkeys(
        (
            "source code",
            "html preformatted",
            "preformatted text",
            "preformatted",
            "code",
            "plain text",
            "macro",
            "listing",
        ),
        CODE,
    ),
    **dict.fromkeys(
        ("quote", "intense quote", "block text", "quotations", "quotation", "block quotation", "blockquote"), QUOTE
    ),
    "toc heading": "",  # comes from a heading and is none
    "title": TITLE,
    "subtitle": SUBTITLE,
    **{f"heading {level}": str(level) for level in range(1, 7)},
}
_WORDS = {
    **dict.fromkeys(
        (
            *(
                "verbatim char",
                "html code",
                "html keyboard",
                "html sample",
                "html typewriter",
                "html preformatted char",
            ),
            *("source text", "source code char", "code char", "code", "inline code", "teletype", "user entry"),
        ),
        CODE,
    ),
    **dict.fromkeys(("emphasis", "subtle emphasis", "intense emphasis"), EMPHASIS),
    **dict.fromkeys(("strong", "strong emphasis"), STRONG),
}
_MOST = 20  # styles from which one comes


def role(name: str, above: Mapping[str, str], *, in_line: bool = False) -> str:
    """Return what a style means, or the next above it that means something; empty for none.

    `above` gives the name of the style that one comes from; `in_line` is for styles of words, the others are for
    paragraphs. A heading is its level as a digit.
    """
    known = _WORDS if in_line else _PARAGRAPHS
    for _ in range(_MOST):
        if (plain := _plain(name)) in known:
            return known[plain]
        if not (name := above.get(name, "")):
            return ""
    return ""


def _plain(name: str) -> str:
    """Return a name as it is shown: LibreOffice writes `_20_` for a blank, pandoc `_`."""
    return name.replace("_20_", " ").replace("_", " ").lower()
