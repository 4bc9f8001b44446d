"""The words of a line, and how a line is typed again."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcli.cli.words import is_ref, line_of, word_places


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("list -t empathy now", ["list", "now"]),
        ("-n 3 list", ["list"]),
        ("--json show 30", ["show", "30"]),
        ("search -- -x -t", ["search", "-x", "-t"]),
        ("import - --name desk", ["import", "-"]),
        ("list --since=2025 x", ["list", "x"]),
    ],
)
def test_a_word_is_neither_an_option_nor_its_value(line: str, words: list[str]) -> None:
    arguments = shlex.split(line)
    assert [arguments[place] for place in word_places(arguments)] == words


@given(st.lists(st.text("abc-'\"$!*ü#\\", min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_line_means_to_a_shell_what_was_typed(words: list[str]) -> None:
    line = line_of(words)
    is_quoted = shlex.split(line) == [line[1:-1]]  # the whole of it, to set it off in a sentence
    assert shlex.split(line[1:-1] if is_quoted else line) == ["tips", *words]


def test_a_ref_is_a_number_several_or_one_in_a_collection() -> None:
    assert all(map(is_ref, ("30", "#30", "1-3", "12,30", "blog/2", "30,", "30.", "1..3", "1–3")))
    assert not any(map(is_ref, ("", "thirty", "24/7", "3.5", "-1", "v2.1", "a-b", ".", ",", "#")))
