"""What is said of a line that the parser refuses: in words of the person who typed it, with the line to type."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, table, well

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def tips(tmp_path_factory: pytest.TempPathFactory) -> Inside:
    made = Inside(tmp_path_factory.mktemp("usage") / "home")
    well(made("import", table(made.home.with_name("kettles.csv"), "Kettle,It boils.")))
    return made


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("show", "which tip?"),
        ("search", "what to search for?"),
        ("import", "what to import?"),
        ("remove", "which collection?"),
        ("list --since", "--since needs a value after it. See 'tips list --help'."),
        ("list --sort size", "--sort: 'size' is not date, title or number"),
        ("list --for boss", "--for: 'boss' is not desk or lead"),
        ("list -o x.csv", "To write a file: 'tips export -o x.csv'"),
        ("topics -o x.csv", "To write a file: tips export -o FILE"),
        ("list --tag a", "Did you mean '--topic'?"),
        ("search angry -refund", "put all in quotes: tips search 'angry -refund'"),
        ("search -refund", "Words that begin with '-' go after '--'."),
        ("remove a b", "remove takes one collection at a time. As in: 'tips remove a'"),
        ("init bash zsh", "init takes one shell. As in: 'tips init bash'"),
        ("list since yesterday", "Did you mean 'tips list --since yesterday'?"),
        ("list 3", "Did you mean 'tips list -n 3'?"),
        ("list 7d", "Did you mean 'tips list --since 7d'?"),
        ("list kettles", "Did you mean 'tips list -c kettles'?"),
        ("list empathy -q", "Did you mean 'tips list -t empathy -q'?"),
        ("list no such words", "Did you mean 'tips search no such words'?"),
        ("today tomorrow", "Did you mean 'tips today --date tomorrow'?"),
        ("today 30", "Did you mean 'tips show 30'?"),
        ("doctor me", "doctor takes no words; 'me' is too much. Did you mean 'tips doctor'?"),
    ],
)
def test_a_refused_line_is_answered_in_one_line_with_what_to_type(tips: Inside, line: str, said: str) -> None:
    ran = tips(*shlex.split(line))
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.startswith("tips: ")
    assert ran.err.count("\n") == 1


def test_a_library_that_cannot_be_read_does_not_hide_what_was_wrong_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    ran = Inside(tmp_path / "home")("list", "words", "of", "it")
    assert ran.status == 2
    assert "'words of it' is too much" in ran.err
