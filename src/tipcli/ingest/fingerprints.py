"""Fingerprints: hashes of items as a source has them, by which an unchanged one is known without being read.

A tip keeps that of its item as `mark`.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

from tipcli.readers.base import Item

_POSITIVE = 2**63 - 1  # SQLite's integers are signed
_FORM = "3"  # raised where items are read into tips in another way, so that unchanged ones are read again


def fingerprint_of(raw: bytes, topics: tuple[str, ...], source: str) -> int:
    """Return a positive 63-bit hash of a raw item, of where it is from (`Source.key`), and of how it is read."""
    return int.from_bytes(blake2b(raw, digest_size=8, key=_key(topics, source)).digest(), "big") & _POSITIVE or 1


def raw_form(item: Item) -> bytes:
    """Return all that an item says, for readers that have no raw form of their own."""
    values = [getattr(item, name) for name in Item.__slots__ if name not in ("place", "credit", "file")]
    credit = item.credit and [getattr(item.credit, name) for name in sorted(item.credit.__slots__)]
    return repr((values, credit)).encode("utf-8", "replace")


@cache
def _key(topics: tuple[str, ...], source: str) -> bytes:
    return blake2b("\t".join((_FORM, source, *topics)).encode("utf-8", "replace"), digest_size=16).digest()
