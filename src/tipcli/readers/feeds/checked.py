"""A checked document of XML, and its items as documents of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What an item needs of the start tags around it: namespaces, language, base address, and the version that says how a
# feed is to be read.
_NEEDED = (b"xmlns", b"xml:", b"version")
_ATTRIBUTE = re.compile(rb"""\s([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"<[\w:.-]+")


@dataclass(slots=True)
class Checked:
    """A checked document: UTF-8 without a declaration, in `data`.

    `items` are the spans of what is named item or entry. `opening` are the start tags around them with what items need
    of their attributes, `closing` the end tags: the three together are a document of one item. `is_cut`: the document
    breaks off before its root is closed.
    """

    data: bytes
    items: list[tuple[int, int]] = field(default_factory=list)
    opening: bytes = b""
    closing: bytes = b""
    is_cut: bool = False

    @property
    def frame(self) -> bytes:
        """The document without its items."""
        if not self.items:
            return self.data
        rest = self.closing if self.is_cut else self.data[self.items[-1][1] :]
        return self.data[: self.items[0][0]] + rest

    def documents(self) -> Iterator[bytes]:
        """Yield each item as a document of its own."""
        for start, end in self.items:
            yield b"".join((self.opening, self.data[start:end], self.closing))


def opening_of(tags: Iterable[bytes]) -> bytes:
    """Return start tags without the attributes that mean nothing to what is in them: they are parsed for each item."""
    made = []
    for tag in tags:
        needed = (pair for pair in _ATTRIBUTE.findall(tag) if pair[0].startswith(_NEEDED))
        made += [*_NAME.findall(tag)[:1], *(b" %b=%b" % pair for pair in needed), b">"]
    return b"".join(made)
