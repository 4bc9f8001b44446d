"""Whether a web page that was one article still is that article: a login, a portal or a notice has its address too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.ingest.merging import letters
from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers.base import Item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.index.existing import ExistingTips
    from tipcli.ingest.source import Source
    from tipcli.model.tip import Tip
    from tipcli.readers.base import Found, Remark

_SHARE = 0.3  # of the words of the shorter text that the longer one has too
_WORD = re.compile(r"[^\W_]{4,}|[\u2e80-\U0003ffff]")  # shorter ones are in any text


class SamePages:
    """The tips of web pages of one article, by the sources that they are from; `is_asked` leaves all as it comes."""

    def __init__(self, existing: ExistingTips, sources: Iterable[Source], *, is_asked: bool) -> None:
        pages = [] if is_asked else [source for source in sources if source.is_web and source.found == "html"]
        found = {source.key: existing.of_source(source.key) for source in pages}
        self._known = {key: existing.tip(numbers[0]) for key, numbers in found.items() if len(numbers) == 1}

    def check(self, source: Source, found: Found | Remark) -> None:
        """Raise AccessError where a page holds something else than it held."""
        known = self._known.get(source.key)
        if known and isinstance(found, Item) and not _is_same(known, found):
            hint = f"Look at it. To take it as it is now: tips import {source.shown} --from html."
            raise AccessError(f"{source.shown}: another page now, not {quoted(known.title)}", hint)


def _is_same(known: Tip, found: Item) -> bool:
    if letters(known.title) == letters(found.title):
        return True
    texts = [set(_WORD.findall(text.casefold())) for text in (known.body, found.body)]
    return len(texts[0] & texts[1]) >= _SHARE * max(1, min(map(len, texts)))
