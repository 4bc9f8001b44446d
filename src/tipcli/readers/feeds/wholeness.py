"""Whether an item of a feed says all that there is: WordPress and others give excerpts, and posts behind a password."""

from __future__ import annotations

import re
from typing import Any

_CUT = (" ...", " …", "[...]", "[…]")  # at the end of a lone summary
_FORMS = ("post-password-form", "action=postpass")  # in place of a text behind a password
_NO_EXCERPT = "There is no excerpt because this is a protected post."
_PAGES = ("post-page-numbers", 'class="page-links"', "post-nav-links")  # links to the other pages of a text
_SUMMARY = re.compile(rb"<(?:[\w.-]{1,50}:)?summary\b")
_MARKUP = re.compile(r"<[^<>]*>")
_HUGO_WORDS = 70  # after which a summary of Hugo's ends, unless its owner set another number
_ENDS = ("</p>", "<p>", "<br />", "<br/>", "<br>")


def is_protected(fields: dict[str, Any]) -> bool:
    """Tell whether a password is asked for in place of a text."""
    texts = [str(text.get("value") or "") for text in fields.get("content") or ()]
    summary = str(fields.get("summary") or "")
    return summary.strip() == _NO_EXCERPT or any(form in text for text in (*texts, summary) for form in _FORMS)


def is_excerpt(
    fields: dict[str, Any], whole: bytes, *, is_atom: bool, is_wordpress: bool, is_hugo: bool = False
) -> bool:
    """Tell whether there is no text but a summary of one that is somewhere else; `whole` is the document of the item.

    A text with links to its other pages is the first of them. Of Atom and WordPress any lone summary is one; a
    description of RSS may be all there is, unless it breaks off. Hugo ends one with the paragraph in which the
    seventieth word stands, so that one of fewer words is all of a page.
    """
    texts = [str(text.get("value") or "") for text in fields.get("content") or ()]
    if any(map(str.strip, texts)):
        return any(mark in text for text in texts for mark in _PAGES)
    text = str(fields.get("summary") or "").strip()
    while text.endswith(_ENDS):
        text = text[: text.rindex("<")].rstrip()
    if is_hugo and len(_MARKUP.sub(" ", text).split()) >= _HUGO_WORDS:
        return True
    return is_wordpress or text.endswith(_CUT) or (is_atom and bool(_SUMMARY.search(whole)))
