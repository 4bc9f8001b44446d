"""TAB without the parser offers what Typer offers, in the words that each shell's script reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip
from tipcli.cli import main, tab
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
SHORT = [
    "", "s", "sh", "show ", "show 3", "show mak", "show 3 4", "show mine/",
    "list -t ", "list -t em", "list word -t e", "search a b -t p", "search a -c ",
    "search em", "open 3", "list --since ", "list --until 7", "random --topic k",
    "today -c s", "export -t co", "export --collection m", "sync ", "sync m", "sync mine ", "remove ", "remove m",
    "list -t empathy,pat", "list -t empathy+pa", "show 12,mak", "list -c service,m",
    "init zsh -t e",
]  # fmt: skip
TYPERS = [
    "list ",
    "search -n 3 ",
    "list -",
    "--v",
    "show -- 3",
    "show 'a",
    "list -n -t e",
    "remove mine m",
    "nosuch ",
    "show é",
]
NOTHING = [
    "x",
    "show service/",
    "show zzz",
    "search qqq",
    "list -t zzz",
    "list --since 2026-0",
    "remove s",
    "list --topic=zzz",
]
SHELLS = ["bash", "zsh", "fish", "fish-is-args"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    write("mine", {}, [a_tip(number, f"Make zebra {number}", topics=("empathy",)) for number in range(1, 4)])


def asked_by(shell: str, line: str) -> dict[str, str]:
    """Return the variables with which the script of a shell asks for completions of `tips LINE`."""
    if shell == "bash":
        words = ["tips", *line.split(" ")]
        return {"_TIPS_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    action = "is-args" if shell == "fish-is-args" else "get-args"
    return {
        "_TIPS_COMPLETE": f"complete_{shell.partition('-')[0]}",
        "_TYPER_COMPLETE_ARGS": f"tips {line}",
        "_TYPER_COMPLETE_FISH_ACTION": action,
    }


@pytest.mark.parametrize("shell", SHELLS)
def test_it_answers_as_typer_does(shell: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for line in SHORT:
        asked = asked_by(shell, line)
        status = tab.answer(asked)
        answered = capsys.readouterr().out
        with monkeypatch.context() as patch:
            for name, value in asked.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main.run([])
        assert (status, answered) == (ended.value.code or 0, capsys.readouterr().out), line


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_not_plain_is_left_to_typer(shell: str, capsys: Capture) -> None:
    for line in TYPERS:
        assert tab.answer(asked_by(shell, line)) is None, line
    assert tab.answer({"_TIPS_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_ARGS": "tips show 3"}) is None
    assert tab.answer({"_TIPS_COMPLETE": "source_bash"}) is None
    assert capsys.readouterr().out == ""


def test_where_nothing_fits_no_file_is_offered_either(capsys: Capture) -> None:
    for line in NOTHING:
        assert tab.answer(asked_by("bash", line)) == 1, line
        assert capsys.readouterr().out.strip() == ""
        assert tab.answer(asked_by("zsh", line)) == 0
        assert capsys.readouterr().out == ":\n"
        assert tab.answer(asked_by("fish-is-args", line)) == 0


def test_an_option_and_its_value_in_one_word(capsys: Capture) -> None:
    line = "list --topic=emp"
    assert tab.answer(asked_by("zsh", line)) == 0
    assert '"--topic=empathy"' in capsys.readouterr().out
    assert tab.answer(asked_by("fish", line)) == 0
    assert capsys.readouterr().out.startswith("--topic=empathy\t")
    # Bash parts the word at the sign, and puts what it is given behind it.
    for words in (["tips", "list", "--topic", "=", "emp"], ["tips", "list", "--topic", "="]):
        asked = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
        assert tab.answer(asked | {"_TIPS_COMPLETE": "complete_bash"}) == 0
        assert "empathy" in capsys.readouterr().out.split()


def test_other_names_of_topics_and_words_of_titles_are_offered_where_no_name_fits(capsys: Capture) -> None:
    for line, some in (("list -t ang", "angry"), ("show emp", "empathy"), ("search emp", "empathy")):
        assert tab.answer(asked_by("bash", line)) == 0
        assert some in capsys.readouterr().out.split(), line
