"""Slips of the fingers: one letter left out, one too many, two swapped, one wrong."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator


def typos(word: str, letters: str = "exq") -> Iterator[str]:
    """Yield every word that is one edit away, with `letters` as those that are typed by mistake."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters if letter != after[0])
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in letters)


@st.composite
def mistyped(draw: st.DrawFn, word: str) -> str:
    """Return `word` with one random edit."""
    kind = draw(st.sampled_from(["delete", "insert", "replace", "swap"]))
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    if kind == "delete":
        return word[:place] + word[place + 1 :]
    if kind == "insert":
        return word[:place] + letter + word[place:]
    if kind == "replace":
        return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
