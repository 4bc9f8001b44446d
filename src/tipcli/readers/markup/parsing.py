"""HTML becomes a tree, where that does not take too long: the work is estimated first.

justhtml builds the tree that a browser builds, where html.parser and what stands on it hang on some inputs. Some inputs
cost it quadratic time too, so that nothing reaches it but through `parse`.
"""

from __future__ import annotations

import re
from typing import Any

from tipcli.model.errors import AccessError

# Limits of one text; what they bound was measured with justhtml 3.16, and each is worth about a second of it.
LONGEST = 8 * 2**20  # characters, without embedded images
MOST_TAGS = 30_000
MOST_ATTRIBUTES = 200_000  # those with a value: equals signs, wherever they stand
MOST_ENTITIES = 100_000
MOST_COPIED = 40 * 10**9  # characters: text between tags that mean nothing is put together anew at each of them
MOST_REOPENED = 300_000  # elements: every block opens all formatting anew that was not closed

_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # what blocks open anew

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})([^<>]{0,200})")
_STRAY = re.compile(r"<(?![A-Za-z/!?])")
_EMBEDDED = re.compile(r"base64,[A-Za-z0-9+/=]+")


class TangledError(AccessError):
    """Raised for HTML that would take long to parse."""


def parse(html: str) -> Any:
    """Return the tree of a page, a justhtml `Document`. Raises AccessError for what would take too long."""
    from justhtml import JustHTML

    if len(html) > LONGEST:
        html = _EMBEDDED.sub("", html)
    if len(html) > LONGEST:
        raise AccessError(f"the HTML is larger than {LONGEST // 2**20} MB")
    html = _STRAY.sub("&lt;", html).replace("\0", "\ufffd")
    tags = html.count("<")
    if (
        tags > MOST_TAGS
        or html.count("=") > MOST_ATTRIBUTES
        or html.count("&") > MOST_ENTITIES
        or tags * len(html) > MOST_COPIED
        or _reopened(html) > MOST_REOPENED
    ):
        raise TangledError("the HTML is too large or too tangled to parse")
    return JustHTML(html, sanitize=False).root


def _reopened(html: str) -> int:
    """Return the most elements that reopening makes: for each tag the formatting that is open there.

    Like a browser, it keeps no more than three of the same name and attributes, and one link.
    """
    opened: dict[str, list[str]] = {name: [] for name in _FORMATTING}
    count = total = 0
    for end, name, attributes in _TAG.findall(html):
        if (same := opened.get(name.lower())) is not None:
            if end:
                count -= bool(same and same.pop())
            elif len(same) < (1 if name in "aA" else 1000) and same[-3:].count(attributes or " ") < 3:
                same.append(attributes or " ")
                count += 1
        total += count
    return total
