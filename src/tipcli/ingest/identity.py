"""What makes two items one thing: the same identifier, or the same address but for what sites change in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tipcli.ingest.intmap import IntMap
from tipcli.readers.markup.addresses import untracked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.index.existing import ExistingTips
    from tipcli.model.tip import Tip

_MOST = 20  # tips with one identifier or address that are looked at


@lru_cache(4)  # of an item they are asked for several times
def key_of(value: str) -> str:
    """Return an identifier or address so that two are equal where they name the same thing.

    An address loses its scheme, `www.`, port, trailing slash and what tracks people; any other text stays as it is.
    """
    scheme, found, rest = value.partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return value
    if "?" in rest:
        rest = untracked(f"https://{rest}").partition("://")[2]
    host, slash, path = rest.partition("/")
    if "?" in host or "#" in host:
        return value
    host = host.rpartition("@")[2].lower()
    if not host.endswith("]"):
        host = host.partition(":")[0] if host.count(":") < 2 else host
    before, mark, query = path.partition("?")
    before = before.rstrip("/")
    if "%" in before:
        before = unquote(before)
    return f"//{host.removeprefix('www.')}{slash and '/'}{before}{mark}{query}".rstrip("/")


def is_place(guid: str) -> bool:
    """Tell whether an identifier may be no more than a place in a list: a row's number, which others get later."""
    return guid.isdecimal() and len(guid) < 10


class Names:
    """Which tips have an identifier or an address: several may share one. Keys are as `key_of` makes them."""

    def __init__(self) -> None:
        self._numbers = IntMap()

    def add(self, column: str, value: str, number: int) -> None:
        """Note that a tip has a value in a column; of more than the first few with one value none is noted."""
        key = key_of(value)
        for place in range(_MOST):
            known = self._numbers.get((column, key, place))
            if known is None:
                self._numbers[column, key, place] = number
            if known is None or known == number:
                return

    def get(self, column: str, value: str) -> list[int]:
        """Return the numbers of the first few tips with this value, in the order they were added."""
        key, found = key_of(value), []
        for place in range(_MOST):
            number = self._numbers.get((column, key, place))
            if number is None:
                break
            found.append(number)
        return found

    def fill(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Add tips as (number, guid, link)."""
        for number, guid, link in rows:
            if guid:
                self.add("guid", guid, number)
            if link:
                self.add("link", link, number)


class KnownNames:
    """The identifiers and addresses of existing tips. All are read once a tip is looked for that is not there as is."""

    def __init__(self, existing: ExistingTips) -> None:
        self._existing = existing
        self._names: Names | None = None

    def get(self, column: str, value: str) -> list[int]:
        """Return the numbers of the first few existing tips with this guid, link or slug."""
        exact = self._existing.with_value(column, value)
        if column == "slug" or not len(self._existing):
            return exact
        if exact and "://" not in value:
            return exact
        if self._names is None:
            self._names = Names()
            self._names.fill(self._existing.named())
        return list(dict.fromkeys((*exact, *self._names.get(column, value))))


class SameTexts:
    """The existing tips by their text, for what has another name by now, such as a file that was renamed."""

    def __init__(self, existing: ExistingTips) -> None:
        self._existing = existing
        self._numbers: IntMap | None = None

    def get(self, tip: Tip) -> int | None:
        """Return the number of the existing tip with the same text; None where there is none or are several."""
        if not tip.body or not len(self._existing):
            return None
        if self._numbers is None:
            self._numbers = IntMap()
            for number, body in self._existing.bodies():
                if body:
                    self._numbers[body] = 0 if body in self._numbers else number
        return self._numbers.get(tip.body) or None
