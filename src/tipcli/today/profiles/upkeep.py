"""Whether the lines in a profile are those that this version would put there."""

from __future__ import annotations

import shlex

from tipcli.today.profiles import shells
from tipcli.today.profiles.block import Block
from tipcli.today.profiles.lines import lines

FINE = "fine"
OUT_OF_DATE = "out of date"


def looked_at(path: str) -> tuple[str, str]:
    """Return the command line that a profile's lines come from, and FINE or OUT_OF_DATE; nothing without any.

    Lines that ask for today's each time, put there by hand, are always fine. Raises AccessError where it is unreadable.
    """
    block = Block(path)
    if not block.typed:
        return (f"line {block.by_hand}, put there by hand", FINE) if block.by_hand else ("", FINE)
    try:
        words = shlex.split(block.typed)[2:]
    except ValueError:
        words = []
    kind = shells.template(words[0]) if words else ""
    if not kind:
        return block.typed, OUT_OF_DATE
    arguments = [word for word in words[1:] if word != "--once"]
    mark = _mark(block.lines) if "--once" in words else ""
    return block.typed, FINE if lines(kind, arguments, mark) == block.lines else OUT_OF_DATE


def _mark(text: str) -> str:
    """Return the mark of --once as it stands in lines; that it changes with the version is no fault of theirs."""
    for part in text.split("/once/")[1:]:
        mark = part.splitlines()[0].rstrip("\"' )")[-8:]
        if not mark.strip("0123456789abcdef"):
            return mark
    return "0" * 8
