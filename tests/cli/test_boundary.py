"""Whatever is raised in a command ends here: a line, and the documented status."""

from __future__ import annotations

import pytest

from tipcli.cli import boundary
from tipcli.model.errors import AccessError, NotFoundError, UsageError

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _no_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIPS_DEBUG", raising=False)


def failing(error: BaseException) -> int:
    def command() -> None:
        raise error

    return boundary.run(command)


def test_a_command_that_ends_well_is_0(capsys: Capture) -> None:
    assert boundary.run(lambda: "whatever it returns") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (NotFoundError("no such tip", "See 'tips list'."), 1, "tips: no such tip. See 'tips list'.\n"),
        (UsageError("what?", ""), 2, "tips: what?\n"),
        (AccessError("a.csv: torn\x1b[31m", "Look."), 3, "tips: a.csv: torn\ufffd[31m. Look.\n"),
        (
            OSError(28, "No space", "/a b"),
            3,
            "tips: /a b: No space. Nothing was changed.\n",
        ),
        (MemoryError(), 3, "tips: there is not enough memory. Nothing was changed.\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_each_kind_has_its_status(capsys: Capture, error: BaseException, status: int, line: str) -> None:
    assert failing(error) == status
    assert capsys.readouterr().err == line


def test_a_bug_is_a_line_that_says_how_to_see_where(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert failing(KeyError("x")) == 3
    assert capsys.readouterr().err == "tips: this should not have happened: KeyError: 'x'. TIPS_DEBUG=1 shows where.\n"
    monkeypatch.setenv("TIPS_DEBUG", "1")
    with pytest.raises(KeyError):
        failing(KeyError("x"))
