"""Lines of any document come one by one, whatever ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.readers import lines
from tipcli.readers.base import Document

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> list[bytes | None]:
    return list(lines.raw_lines(Document(str(path), path.name, path.name)))


TEXTS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\ufeff"), max_size=20), min_size=1)


@many(60)
@given(TEXTS)
def test_the_lines_are_those_that_were_written_in_each_encoding(tmp_path: Path, texts: list[str]) -> None:
    whole = "".join(text + "\n" for text in texts)
    expected = [text.encode() + b"\n" for text in texts]
    for name, data in {
        "plain": whole.encode(),
        "marked": whole.encode("utf-8-sig"),
        "wide": whole.encode("utf-16"),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert read(path) == expected


def test_a_carriage_return_ends_lines_only_where_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one\rtwo\r")
    assert read(path) == [b"one\n", b"two\n"]
    path.write_bytes(b"one\rtwo\nthree")
    assert read(path) == [b"one\rtwo\n", b"three"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_beyond_the_bound_is_told_and_the_next_ones_come(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 8)
    path = tmp_path / "a"
    path.write_bytes(("short\n" + "long" * 9 + "\nagain\n" + "12345678\n").encode(encoding))
    assert read(path) == [b"short\n", None, b"again\n", b"12345678\n"]
