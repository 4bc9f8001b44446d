"""The lines for a profile: conditions of the templates are resolved, words are quoted for their shell."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.today.profiles.lines import lines
from tipcli.today.profiles.shells import TEMPLATES

PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1, max_size=20)


@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize("mark", ["", "0123abcd"])
@pytest.mark.parametrize("shell", TEMPLATES)
def test_nothing_of_a_template_is_left(shell: str, mark: str, platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    made = lines(shell, ["--topic", "desk"], mark)
    assert not re.search(r"@(if|end)\b|@[A-Z]+@", made)
    assert ("--once" in made) == bool(mark)
    assert "TIPS_OFF" in made
    assert made.isascii()
    assert made.endswith("\n")


@many(60)
@given(PRINTABLE)
def test_a_word_in_bash_and_zsh_is_the_word(word: str) -> None:
    for shell in ("bash", "zsh"):
        assert f"--topic {shlex.quote(word)}" in lines(shell, ["--topic", word])


@pytest.mark.parametrize("word", ["it's", "a b", "$(x)", "`x`", "\\", '"', "x;y", "*", "~", "é"])
def test_a_word_in_fish_is_the_word(word: str) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    made = lines("fish", ["--topic", word])
    start = made.index("--topic ") + len("--topic ")
    quoted = re.match(r"'(?:[^'\\]|\\.)*'|\S+", made[start:])
    assert quoted is not None
    code = f"printf %s {quoted[0].rstrip(')')}"
    done = subprocess.run(["fish", "--no-config", "-c", code], capture_output=True, check=True)
    assert done.stdout.decode() == word
