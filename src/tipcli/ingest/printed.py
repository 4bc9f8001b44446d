"""A tip and a text of a fortune file that says the same: title and text stand there in one, laid out for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipcli.ingest.intmap import IntMap
from tipcli.ingest.merging import letters
from tipcli.readers.fortune import GUID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.existing import ExistingTips
    from tipcli.model.tip import Tip


class PrintedTexts:
    """The existing tips by the letters of what stands in a fortune file of each."""

    def __init__(self, existing: ExistingTips) -> None:
        self._existing = existing
        self._numbers: IntMap | None = None
        self._has_some: bool | None = None  # whether any is from a fortune file

    def get(self, tip: Tip) -> int | None:
        """Return the number of the existing tip that says the same, where one of both is from a fortune file.

        None where there is none or are several.
        """
        is_printed = tip.guid.startswith(GUID)
        if not (is_printed or self._is_some_printed()):
            return None
        numbers = self._by_letters()
        publisher = letters(tip.credit.publisher or "") if tip.credit else ""
        for key in _keys(tip.title, tip.body, tip.gist):
            for one in (key, key.removesuffix(publisher), key + publisher):
                if found := numbers.get(one):
                    return found if is_printed or self._existing.tip(found).guid.startswith(GUID) else None
        return None

    def _by_letters(self) -> IntMap:
        if self._numbers is None:
            self._numbers = IntMap()
            for number, title, body, gist in self._existing.texts():
                for key in set(_keys(title, body, gist)):
                    self._numbers[key] = number if self._numbers.get(key) in (None, number) else 0
        return self._numbers

    def _is_some_printed(self) -> bool:
        if self._has_some is None:
            self._has_some = self._existing.has_guid(GUID)
        return self._has_some


def in_words_of(tip: Tip, known: Tip) -> Tip:
    """Return a text of a fortune file with title and text apart, as they stand in a known tip that says the same."""
    said, publisher = letters(tip.body), letters((known.credit and known.credit.publisher) or "")
    same = list(_keys(known.title, known.body, known.gist))[1:]  # but for the text alone: then only its lines differ
    if tip.guid.startswith(GUID) and any(said in (one, one + publisher) for one in same):
        return tip.replace(title=known.title, body=known.body, gist=known.gist)
    return tip


def _keys(title: str, body: str, gist: str) -> Iterator[str]:
    if text := letters(body or gist):
        yield text
        yield letters(title) + text
