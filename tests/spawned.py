"""Programs on a terminal of their own by pexpect, without the pauses that it makes for slower machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pexpect

if TYPE_CHECKING:
    from collections.abc import Sequence


def spawned(argv: Sequence[str], **more: Any) -> pexpect.spawn[Any]:
    """Start a program on a terminal; `more` is for `pexpect.spawn`. Without an `encoding` the terminal gives bytes."""
    child: pexpect.spawn[Any] = pexpect.spawn(argv[0], list(argv[1:]), **({"timeout": 60} | more))
    child.delaybeforesend = None
    child.ptyproc.delayafterclose = 0  # type: ignore[attr-defined]
    return child


def ended(child: pexpect.spawn[Any]) -> str:
    """Wait until the program has ended, and return what the terminal got since it was last looked at."""
    child.expect(pexpect.EOF)
    child.wait()
    child.close()
    before = child.before or ""
    return (before if isinstance(before, str) else before.decode()).replace("\r\n", "\n")
