"""What a terminal is told after `tips` alone: which lines there are to type."""

from __future__ import annotations

from tipcli.cli import terminal
from tipcli.system import screen

_NEXT = (
    "Find one:      tips angry customer",
    "Another one:   tips random",
    "All there is:  tips --help",
)


def greet(status: int) -> int:
    """Say on a terminal what to type after today's tip, if that was shown, and return the exit status."""
    if status == 0 and screen.is_terminal():
        for line in _NEXT:
            terminal.say(line)
    return status
