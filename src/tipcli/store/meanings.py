"""The table of meanings in seeds/: for frequent English words how common each is, and which tips a word is near to.

It is worked out by a sentence model when the tips change (`benchmarks/meanings.py`); no model is needed to read it. The
file is compressed by zlib: a line with the digest of the texts that it was made from; a line of words separated by
tabs; then for each word in turn the length of its entry in a byte and the entry.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tipcli.model.tip import Tip

NAME = "meanings.bin"
MOST = 14  # tips that an entry names


def digest(tips: Iterable[Tip], asked: Mapping[int, str], synonyms: Iterable[tuple[bool, Iterable[str]]]) -> str:
    """Return what changes when something does that the table is made from, as a SHA-256.

    That is of each tip its number, title, gist, action and body, and what people ask when they mean it; and the members
    of the thesaurus.
    """
    import hashlib

    total = hashlib.sha256()
    for tip in sorted(tips, key=lambda tip: tip.number):
        texts = (str(tip.number), tip.title, tip.gist, tip.action or "", tip.body, asked.get(tip.number, ""))
        total.update("\0".join((*texts, "")).encode())
    for _, members in synonyms:
        total.update("\0".join((*members, "\0")).encode())
    return total.hexdigest()


def entry(frequency: int, near: Iterable[tuple[int, int]]) -> bytes:
    """Return the entry of a word: its frequency in a byte, then for each tip its number in two and its nearness in one.

    `frequency` is ten times the logarithm (base 10) of how often the word stands in a thousand million words, 0 where
    that is unknown; `near` holds (number, nearness from 0 to 255), nearest first.
    """
    return bytes([frequency, *[byte for number, strength in near for byte in (number >> 8, number & 255, strength)]])


def packed(made_from: str, entries: Mapping[str, bytes]) -> bytes:
    """Return the content of the file."""
    head = f"{made_from}\n" + "\t".join(entries) + "\n"
    return zlib.compress(head.encode() + b"".join([bytes([len(near)]) + near for near in entries.values()]), 9)


def made_from(content: bytes) -> str:
    """Return the digest of the texts that the table was made from."""
    return zlib.decompress(content).partition(b"\n")[0].decode()


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (word, entry). Raises zlib.error, ValueError or IndexError where it is none that `packed` made."""
    _, words, rest = zlib.decompress(content).split(b"\n", 2)
    start = 0
    for word in words.decode().split("\t"):
        end = start + 1 + rest[start]
        yield word, rest[start + 1 : end]
        start = end
