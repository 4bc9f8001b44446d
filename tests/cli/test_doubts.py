"""What is asked about and never run; what is offered then is a line that the program takes."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.cli.test_typed import TYPED, desk, ran, shelf  # noqa: F401 - fixtures
from tipcli.cli.doubts import ask_about_line, ask_about_option
from tipcli.model.errors import UsageError

REFUSED = [line for line in TYPED if line.get("status", 0) in (1, 2)]
_OFFERED = re.compile(r"'(tips [^']+)'")
_ASKING = ("--yes", "not removed", "needs a value", "no terminal")


@pytest.mark.parametrize("line", REFUSED, ids=lambda line: line["type"])
@pytest.mark.usefixtures("desk")
def test_what_is_offered_is_a_line_that_is_taken(line: dict[str, object]) -> None:
    _, _, err = ran(line)
    for offered in _OFFERED.findall(err):
        if "FILE" not in offered and "many" not in offered:
            status, _, why = ran({"type": offered})
            assert status != 2 or any(one in why for one in _ASKING), f"{offered}: {why}"


@pytest.mark.parametrize("word", ["--list", "--show", "--find", "--doctor", "--completion", "--install-completion"])
def test_a_command_typed_as_an_option_is_asked_about(word: str) -> None:
    with pytest.raises(UsageError) as raised:
        ask_about_option([word])
    assert "Did you mean 'tips " in raised.value.hint
    ask_about_option(["list", word])


def test_a_line_in_quotes_is_asked_about_where_it_is_one() -> None:
    with pytest.raises(UsageError, match="one word to the shell"):
        ask_about_line(["show 30"], ["show 30"])
    for text in ("show respect", "search angry", "list your options", "today everything went wrong", "", " "):
        ask_about_line([text], shlex.split(text))
