"""Packed pages come out whole, in small pieces, however the network cut them."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.web.unpack import PIECE, PackError, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable


def bare(data: bytes) -> bytes:
    """Return data as some servers send `deflate`: without the frame of zlib."""
    return zlib.compress(data, wbits=-zlib.MAX_WBITS)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
}


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@many(100)
@given(st.binary(max_size=2000), st.sampled_from(sorted(PACKERS)), st.integers(1, 50))
def test_what_was_packed_comes_out_wherever_it_was_cut(data: bytes, coding: str, size: int) -> None:
    assert b"".join(unpacked(cut(PACKERS[coding](data), size), coding)) == data


@many(50)
@given(st.binary(max_size=500), st.integers(1, 20))
def test_deflate_may_lack_its_frame(data: bytes, size: int) -> None:
    assert b"".join(unpacked(cut(bare(data), size), "deflate")) == data


def test_gzip_may_have_several_members_and_what_follows_is_ignored() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0 padding"
    assert b"".join(unpacked([packed], "gzip")) == b"one two"


def test_no_piece_is_large() -> None:
    sizes = [len(piece) for piece in unpacked([gzip.compress(b"a" * 300_000)], "gzip")]
    assert sum(sizes) == 300_000
    assert max(sizes) <= PIECE


@pytest.mark.parametrize("packed", [gzip.compress(b"a text of words", mtime=0)[:-9], b"no gzip at all"])
def test_a_page_that_is_torn_or_not_packed_is_an_error(packed: bytes) -> None:
    with pytest.raises(PackError):
        list(unpacked([packed], "gzip"))
