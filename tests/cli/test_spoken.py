"""Tips as people name them, and words that name something else."""

from __future__ import annotations

import shlex

import pytest

from tipcli.cli.spoken import numbers, refuse_other
from tipcli.model.errors import NotFoundError


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("30", ["30"]),
        ("tip 30", ["30"]),
        ("'tip #30'", ["#30"]),
        ("no. 30", ["30"]),
        ("1 to 3", ["1-3"]),
        ("1 - 3 and 7", ["1-3", "7"]),
        ("12 & 30", ["12", "30"]),
        ("me today", ["today"]),
        ("Today and 30", ["today", "30"]),
        ("12, 30", ["12,", "30"]),
        ("blog/1 and blog/2", ["blog/1", "blog/2"]),
    ],
)
def test_numbers_are_taken_as_they_are_said(line: str, refs: list[str]) -> None:
    assert numbers(shlex.split(line)) == refs


@pytest.mark.parametrize(
    "line",
    [
        "",
        "tip",
        "to 3",
        "1 to",
        "1 to many",
        "30 seconds",
        "and 30",
        "tip top",
        "grind it out today",
        "1 to today",
        "blog/1 to 3",
    ],
)
def test_other_words_say_something_else(line: str) -> None:
    assert numbers(line.split()) == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("all", "'tips list'"),
        ("Latest", "'tips list -n 1'"),
        ("random", "'tips random'"),
        ("tomorrow", "'tips today --date tomorrow'"),
        ("topics", "'tips topics'"),
        ("blog", "'tips list -c blog'"),
        ("-", "xargs tips show"),
    ],
)
def test_a_word_for_something_else_is_answered_with_what_to_type(word: str, said: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        refuse_other([word], ["service", "blog"], "list")
    assert said in raised.value.hint
    refuse_other([word, "other"], ["service", "blog"], "list")
    refuse_other(["empathy"], ["service", "blog"], "list")
