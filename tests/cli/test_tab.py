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
    "", "s", "sh", "x", "show ", "show 3", "show mak", "show 3 4", "show zzz", "show service/", "show mine/",
    "show a:b", "list -t ", "list -t em", "list word -t e", "search a b -t p", "search a -c ", "random --topic k",
    "today -c s", "export -t co", "export --collection m", "sync ", "sync m", "sync mine ", "remove ", "remove m",
    "remove s",
    "init zsh -t e",
]  # fmt: skip
TYPERS = [
    "list ",
    "search ",
    "list -",
    "--v",
    "show -- 3",
    "show 'a",
    "list -n -t e",
    "remove mine m",
    "nosuch ",
    "show é",
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
